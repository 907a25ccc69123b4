"""Measured -> judged: how far the data reach, the cautions, the evidence, the verdict, and what drift is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drift.measures.work.engagement import ENGAGEMENT, find_late
from drift.measures.work.log_shape import count_shape
from drift.model.cautions.caution import Caution
from drift.model.cautions.find import find_cautions
from drift.model.change import Change
from drift.model.comparing import compare_all, split_drift
from drift.model.drivers import Driver
from drift.model.findings import weigh_relation
from drift.model.ladder import find_reach
from drift.model.verdict import Verdict, Weighed, judge

if TYPE_CHECKING:
    import pandas as pd

    from drift.measures.relation import Measured
    from drift.project import Settings
    from drift.tables.intake import Intake
    from drift.tables.store import Store


@dataclass(frozen=True)
class Judgement:
    """What may be concluded of a relation, and what it rests on."""

    weighed: Weighed
    verdict: Verdict
    changes: dict[str, Change | None]  # engagement, its components, outcomes: last twelve months against the base
    cautions: tuple[Caution, ...]
    drivers: tuple[Driver, ...]  # they add up to the drift of the last month; none without a shared base


def judge_relation(
    store: Store, documents: pd.DataFrame, intake: Intake, measured: Measured, settings: Settings
) -> Judgement:
    """Judge what was measured.

    Parameters
    ----------
    documents : as in columns.py
    """
    people, attendees, contacts = (store.fetch(name).to_pandas() for name in ("people", "attendees", "contacts"))
    changes = compare_all(measured.operations, measured.told, measured.months, measured.base.work)
    reach = find_reach(documents, measured.incidents, people, attendees, measured.robots)
    cautions = find_cautions(
        measured.specification,
        measured.base,
        measured.span,
        settings.cut_days,
        measured.engaged,
        measured.opened,
        measured.stocks.unreadable,
        count_shape(store) if measured.span else None,
        intake,
        contacts,
        measured.weights_hold,
        find_late(measured.operations.engagement, settings.weights),
    )
    weighed = weigh_relation(
        store,
        settings,
        reach.rung,
        measured.base,
        measured.stocks,
        measured.specification,
        measured.tightness,
        measured.operations,
        changes[ENGAGEMENT],
        tuple(cautions),
    )
    verdict = judge(weighed)
    drivers = (
        split_drift(measured.specification, measured.operations, measured.base, settings, verdict.onset)
        if measured.base.shared
        else ()
    )
    return Judgement(weighed, verdict, changes, tuple(cautions), drivers)
