"""Measured -> judged: how far the data reach, the cautions, the evidence, the verdict, and what drift is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from drift.errors import Note
from drift.measures.work.engagement import ENGAGEMENT
from drift.model.awareness import Awareness, find_awareness
from drift.model.callers import CallersLeft, Happened, judge_callers
from drift.model.cautions.caution import Caution
from drift.model.cautions.find import find_cautions
from drift.model.change import Change
from drift.model.comparing import compare_all, split_drift
from drift.model.drivers import Driver
from drift.model.evidence.weigh import Evidence
from drift.model.explanations import Explanation, explain_otherwise
from drift.model.fates import Fated, compare_fates
from drift.model.grounds import Grounds, list_known_onsets, weigh_paper, weigh_work
from drift.model.growth import Grown
from drift.model.harm import Harm, group_outcomes
from drift.model.ladder import find_reach
from drift.model.path import trace_path
from drift.model.roundtable.prepare import RoundTable
from drift.model.verdict import Verdict, judge
from drift.model.watermelon import Watermelon, find_watermelons

if TYPE_CHECKING:
    from drift.measures.measured import Measured
    from drift.measures.workings import Workings
    from drift.project.settings import Settings
    from drift.tables.intake import Intake


@dataclass(frozen=True)
class Judgement:
    """What may be concluded of a relation, and what it rests on."""

    rung: int | None  # None: operations without a contract
    verdict: Verdict
    evidence: Evidence | None  # that engagement fell; None where it cannot be weighed
    harm: Harm  # the outcomes, by evidence
    callers: CallersLeft  # whether more callers call no more than in the base
    control: Grown | None  # change of control with its reading error; None where there is nothing of it to count
    # engagement, its components, outcomes: last twelve calendar months against the base; None: not known, and why not
    changes: dict[str, Change | None]
    untold: dict[str, Note]
    cautions: tuple[Caution, ...]
    drivers: tuple[Driver, ...]  # they add up to the drift of the last month; none without a shared base
    path: pd.DataFrame  # a point a year: engagement with its interval, control
    explanations: tuple[Explanation, ...]  # what else could explain it; empty without incidents
    problems: RoundTable | None  # three recent ones for the table; None without persons of two sides in the log
    watermelons: tuple[Watermelon, ...] = ()  # indicators that reports call within their norm while outcomes are worse
    aware: tuple[Awareness, ...] = ()  # when each level first spoke of the fall; none without a fall
    fated: Fated | None = None  # what becomes of problems, then and now


def judge_relation(
    measured: Measured, workings: Workings, intake: Intake, problems: RoundTable | None, settings: Settings
) -> Judgement:
    """Judge what was measured."""
    operations, specification, base = measured.operations, measured.paper.specification, measured.base
    tables, documents = workings.tables, workings.tables.documents.frame
    compared = compare_all(operations, measured.told, measured.months, base.work, settings.weights)
    changes = {name: change if isinstance(change, Change) else None for name, change in compared.items()}
    untold = {name: why for name, why in compared.items() if isinstance(why, Note)}
    named = tables.incidents.pick("requester", "handler")
    reach = find_reach(documents, named, tables.people.frame, tables.attendees.frame, workings.robots)
    milestones = tuple(entry.on for entry in settings.milestone)
    onsets = list_known_onsets(documents, milestones)
    turns = workings.shape.tool_turns if workings.shape else ()
    callers = judge_callers(workings.casebook, measured, Happened(onsets, milestones, measured.paper.scope, turns))
    weighed = weigh_work(operations, changes[ENGAGEMENT], onsets, settings.weights)
    work = replace(weighed, callers=callers, harm=group_outcomes(weighed.harm, changes, operations.compared))
    grounds = Grounds(
        rung=reach.rung,
        paper=weigh_paper(measured, workings.tables),
        work=work,
        cautions=find_cautions(measured, workings, intake, settings, work),
    )
    verdict = judge(grounds)
    return Judgement(
        rung=grounds.rung,
        verdict=verdict,
        evidence=grounds.work.fall,
        harm=grounds.work.harm,
        callers=callers,
        control=grounds.paper.control,
        changes=changes,
        untold=untold,
        cautions=grounds.cautions,
        drivers=split_drift(specification, operations, base, settings.weights, verdict.onset) if base.shared else (),
        path=trace_path(operations.engagement.index, measured.indices["control"]),
        explanations=explain_otherwise(operations, measured.months, base.work) if workings.casebook else (),
        problems=problems,
        watermelons=find_watermelons(measured.norms.reported, grounds.work.harm),
        aware=find_awareness(measured.levels.mentions, measured.levels.months, grounds.work.fall),
        fated=compare_fates(measured.levels.problems, base),
    )
