"""Measured -> judged: how far the data reach, the cautions, the evidence, the verdict, and what drift is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from drift.measures.work.engagement import ENGAGEMENT, find_late
from drift.model.cautions.caution import Caution
from drift.model.cautions.find import find_cautions
from drift.model.change import Change
from drift.model.comparing import compare_all, split_drift
from drift.model.drivers import Driver
from drift.model.evidence.weigh import Evidence
from drift.model.explanations import Explanation, explain_otherwise
from drift.model.findings import weigh_relation
from drift.model.harm import Harm
from drift.model.ladder import find_reach
from drift.model.path import trace_path
from drift.model.roundtable.prepare import RoundTable, prepare_table
from drift.model.verdict import Verdict, judge

if TYPE_CHECKING:
    from drift.measures.measured import Measured
    from drift.measures.workings import Workings
    from drift.project import Settings
    from drift.tables.intake import Intake
    from drift.tables.store import Store


@dataclass(frozen=True)
class Judgement:
    """What may be concluded of a relation, and what it rests on."""

    rung: int | None  # None: operations without a contract
    verdict: Verdict
    evidence: Evidence | None  # that engagement fell; None where it cannot be weighed
    harm: Harm  # the outcomes, by evidence
    control_error: float  # standard error of the change of control by reading, natural log
    changes: dict[str, Change | None]  # engagement, its components, outcomes: last twelve months against the base
    cautions: tuple[Caution, ...]
    drivers: tuple[Driver, ...]  # they add up to the drift of the last month; none without a shared base
    path: pd.DataFrame  # a point a year: engagement with its interval, control
    explanations: tuple[Explanation, ...]  # what else could explain it; empty without incidents
    problems: RoundTable | None  # three recent ones for the table; None without persons of two sides in the log


def judge_relation(
    store: Store,
    documents: pd.DataFrame,
    intake: Intake,
    measured: Measured,
    workings: Workings,
    tables: dict[str, pd.DataFrame],
    settings: Settings,
) -> Judgement:
    """Judge what was measured.

    Parameters
    ----------
    documents : as in columns.py
    tables : as an output may show them
    """
    people, attendees, contacts = (store.fetch(name).to_pandas() for name in ("people", "attendees", "contacts"))
    operations, paper, base = measured.operations, measured.paper, measured.base
    span = measured.span
    changes = compare_all(operations, measured.told, measured.months, base.work)
    reach = find_reach(documents, workings.incidents, people, attendees, workings.robots)
    cautions = find_cautions(
        paper.specification,
        base,
        span,
        settings.cut_days,
        workings.engaged,
        measured.opened,
        paper.stocks.unreadable,
        workings.shape,
        intake,
        contacts,
        measured.weights_hold,
        find_late(operations.engagement, settings.weights),
    )
    weighed = weigh_relation(
        store,
        settings,
        reach.rung,
        base,
        paper.stocks,
        paper.specification,
        paper.tightness,
        operations,
        changes[ENGAGEMENT],
        tuple(cautions),
    )
    verdict = judge(weighed)
    return Judgement(
        rung=reach.rung,
        verdict=verdict,
        evidence=weighed.fall,
        harm=weighed.harm,
        control_error=weighed.control_error,
        changes=changes,
        cautions=tuple(cautions),
        drivers=split_drift(paper.specification, operations, base, settings, verdict.onset) if base.shared else (),
        path=trace_path(operations.engagement.index, measured.indices["control"]),
        explanations=explain_otherwise(operations, base.work) if workings.casebook else (),
        problems=prepare_table(workings, settings.sides, tables),
    )
