"""The two editions: ours, and shared with the other party, which holds what says as much about either side.

In the shared edition stands what people of both sides make together, and the paper that both signed. What measures one
side alone (how quickly the handler answers, how well the caller describes, the outcomes) is left out, and so are
every row of the log, the list of persons, who wrote a version, and the analyst's words. What fewer than MIN_PERSONS
persons of a side stand behind is folded (`folded`), whether it would be told outright or by a difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from drift.analysis import Analysis, Remarks
from drift.contract.governance import Governance
from drift.errors import Note
from drift.measures.catalogue import CONTACT, CONTACT_HOURS, FLOOR, HANDS, MEASURES, PAIRS, VISITS, VOLUME
from drift.measures.measured import Measured
from drift.measures.paper.paper import Paper
from drift.measures.shares import Shares
from drift.measures.work.crowd import Crowd
from drift.measures.work.endings import Endings
from drift.measures.work.engagement import ENGAGEMENT, Engagement
from drift.measures.work.operations import Operations, no_operations
from drift.model.callers import NOT_KNOWN
from drift.model.change import Change
from drift.model.comparing import AfterTable, compare_all, compare_tables, split_drift
from drift.model.drivers import Driver
from drift.model.harm import Harm
from drift.model.judgement import Judgement
from drift.model.path import trace_path
from drift.model.verdict import Verdict
from drift.project import Project
from drift.reports.cautions_for_both import share_cautions
from drift.reports.folded import (
    DIGITS,
    fold_experts,
    fold_held,
    fold_indices,
    fold_measures,
    fold_operations,
    is_folded,
    is_told,
    round_change,
)
from drift.reports.intake_for_both import share_intake
from drift.reports.problems_for_both import share_agreed, share_problems
from drift.terms import MIN_PERSONS, SIDES, Side
from drift.wording import Wording

NOT_SHARED: Final = ("outcomes",)  # pages
ONE_SIDED: Final = "edition.one_sided"  # the sentence of a verdict without the work
FEW: Final = "edition.few_persons"  # idem
BETS: Final = tuple(f"verdict.reason.{code}" for code in ("alarm", "quiet", "weak", "repair"))  # tell an e-value
TOGETHER: Final = (HANDS, CONTACT, CONTACT_HOURS, FLOOR, VISITS, PAIRS, VOLUME)  # takes two sides, or is of neither
SYMMETRIC: Final = (*(measure.name for measure in MEASURES if measure.side == "specification"), *TOGETHER)
NO_HARM: Final = Harm("unknown", pd.Series(dtype=float), ())

_PLACE: Final = ("relation", "file", "sheet", "row")
# columns by table; a column or a table that is not named judges one side, or may: it is hidden until it stands here.
# None is of the log: a row of it can be joined with the ticket tool by its number, its moment, its title, its place
SHARED: Final[Mapping[str, tuple[str, ...]]] = {
    "clauses": (
        *(*_PLACE, "document", "version", "effective_on", "clause_id", "section", "text", "in_force", "remark"),
    ),
    "readings": (*_PLACE, "words", "language", "obligation", "party", "modality", "kind", "n_targets"),
    "targets": (
        *(*_PLACE, "metric", "comparator", "value", "unit", "per", "condition", "stated", "quote", "cell", "window"),
    ),
    "lineage": (
        *("relation", "change", "score", "unit"),
        *(f"{age}_{name}" for age in ("old", "new") for name in ("document", "file", "sheet", "row", "clause_id")),
    ),
    "units": (*_PLACE, "unit", "was_file", "was_sheet", "was_row"),
    "documents": ("relation", "file", "document", "version", "effective_on", "ends_on", "role", "status"),
}


def share(analysis: Analysis) -> Analysis:
    """Return the analysis as the shared edition shows it; a field that is not named here is not in it."""
    measured, weights = analysis.measured, analysis.project.settings.weights
    symmetric = any(name in SYMMETRIC for name in measured.components) or measured.span is None
    with_work = symmetric and is_told(measured.crowd)
    operations = _share_operations(fold_operations(measured, weights), measured.months, with_work)
    held = analysis.remarks.tables_held
    return Analysis(
        relation=analysis.relation,
        project=_without_milestones(analysis.project, held),
        intake=share_intake(analysis.intake),
        measured=_share_measured(measured, operations, with_work),
        judgement=_share_judgement(analysis, operations, None if with_work else FEW if symmetric else ONE_SIDED),
        tables=_share_tables(analysis.tables),
        remarks=Remarks(comments=(), tables_held=_share_held(analysis, operations, with_work)),
    )


def _without_milestones(project: Project, held: tuple[AfterTable, ...]) -> Project:
    """Return the project without what the analyst wrote on the time axis, which may be about one person."""
    tables = {(one.held.held_on, one.held.what) for one in held}
    kept = tuple(one for one in project.settings.milestone if (one.on, one.what) in tables)
    return project.model_copy(update={"settings": project.settings.model_copy(update={"milestone": kept})})


def _share_held(analysis: Analysis, operations: Operations, with_work: bool) -> tuple[AfterTable, ...]:
    """Return the tables that were held, with what happened since in the months that are told."""
    measured, held = analysis.measured, analysis.remarks.tables_held
    if is_folded(measured.crowd):
        held = compare_tables([one.held for one in held], operations, measured.months, measured.base.work)
    return tuple(share_agreed(replace(one, changes=_only_both(one.changes, with_work))) for one in held)


def _is_of_both(name: str, with_work: bool) -> bool:
    """Whether a measure or an index says as much about either side."""
    return name in SYMMETRIC or (with_work and name in (ENGAGEMENT, "drift"))


def _only_both(changes: dict[str, Change | None], with_work: bool) -> dict[str, Change | None]:
    return {name: round_change(change) for name, change in changes.items() if _is_of_both(name, with_work)}


def _share_measured(measured: Measured, operations: Operations, with_work: bool) -> Measured:
    governance, paper = measured.paper.governance, measured.paper
    indices = fold_indices(measured, operations.engagement, with_work=with_work)
    return Measured(
        span=measured.span,
        months=measured.months,
        opened=indices["n_incidents"],
        counted=Endings(),
        base=measured.base,
        indices=indices,
        measures=_share_measures(measured, operations),
        paper=Paper(
            stocks=paper.stocks,
            tightness=paper.tightness,
            specification=paper.specification,
            scope=paper.scope,
            scope_from=paper.scope_from,
            steps=paper.steps,
            governance=Governance(
                roles=governance.roles.iloc[:0],
                meetings=governance.meetings,
                authors=governance.authors.iloc[:0],
                say=governance.say.iloc[:0],
            ),
        ),
        operations=operations,
        weights_hold=measured.weights_hold if with_work and not is_folded(measured.crowd) else None,
        experts=fold_experts(_share_experts(measured.experts)),
        meetings=measured.crowd.meetings,
        held=fold_held(measured),
        crowd=replace(Crowd(), names_persons=measured.crowd.names_persons, has_steps=measured.crowd.has_steps),
    )


def _share_measures(measured: Measured, operations: Operations) -> pd.DataFrame:
    """Return the measures of both, those of the work in the months that are told."""
    both = measured.measures[measured.measures["measure"].isin(SYMMETRIC)]
    paper = both[~both["measure"].isin(measured.operations.measures)]
    return fold_measures(paper, operations)


def _share_operations(operations: Operations, months: pd.PeriodIndex, with_work: bool) -> Operations:
    engagement = operations.engagement if with_work else no_operations(months).engagement
    return Operations(
        engagement=Engagement(
            shares=_symmetric(engagement.shares),
            clocks={name: clock for name, clock in engagement.clocks.items() if name in SYMMETRIC},
            index=engagement.index,
        ),
        strata=None,
        context=_symmetric(operations.context),
        as_seen=_symmetric(operations.as_seen),
    )


def _symmetric(shares: dict[str, Shares]) -> dict[str, Shares]:
    return {name: share for name, share in shares.items() if name in SYMMETRIC}


def _share_experts(experts: pd.DataFrame | None) -> pd.DataFrame | None:
    """Return the experts where both sides have some."""
    return experts.iloc[:0] if experts is not None and set(experts["side"]) < set(SIDES) else experts


def _share_judgement(analysis: Analysis, operations: Operations, without: str | None) -> Judgement:
    """Return the judgement.

    Parameters
    ----------
    without : why there is no verdict on the work, a code; None: there is one
    """
    judgement, measured, with_work = analysis.judgement, analysis.measured, without is None
    told = _judge_folded(analysis, operations) if is_folded(measured.crowd) else _Told.of(judgement)
    return Judgement(
        rung=judgement.rung,
        verdict=_share_verdict(judgement.verdict, without, folded=is_folded(measured.crowd)),
        evidence=None,
        harm=NO_HARM,
        callers=NOT_KNOWN,
        control=judgement.control,
        changes=_keep_names(told.changes, with_work),
        untold={name: why for name, why in told.untold.items() if _is_of_both(name, with_work)},
        cautions=share_cautions(judgement.cautions, of_work=with_work and not is_folded(measured.crowd)),
        drivers=tuple(map(_round_driver, told.drivers)) if with_work else (),
        path=told.path.round(DIGITS) if with_work else told.path.iloc[:0],
        explanations=(),  # their figures are of one side: robots, first response, turnover
        problems=judgement.problems and share_problems(judgement.problems),
    )


@dataclass(frozen=True)
class _Told:
    """What is concluded of the months that are told."""

    changes: dict[str, Change | None]
    untold: dict[str, Note]
    drivers: tuple[Driver, ...]
    path: pd.DataFrame

    @classmethod
    def of(cls, judgement: Judgement) -> _Told:
        return cls(judgement.changes, judgement.untold, judgement.drivers, judgement.path)


def _judge_folded(analysis: Analysis, operations: Operations) -> _Told:
    """Conclude anew from the months that are told alone."""
    measured, judgement, weights = analysis.measured, analysis.judgement, analysis.project.settings.weights
    base, specification = measured.base, measured.paper.specification
    names = tuple(name for name in measured.told if name in SYMMETRIC)
    found = compare_all(operations, names, measured.months, base.work, weights)
    changes = dict.fromkeys(judgement.changes) | {
        name: one if isinstance(one, Change) else None for name, one in found.items()
    }
    split = split_drift(specification, operations, base, weights, judgement.verdict.onset) if base.shared else ()
    return _Told(
        changes=changes,
        untold={name: why for name, why in found.items() if isinstance(why, Note)},
        drivers=split,
        path=trace_path(operations.engagement.index, measured.indices["control"]),
    )


def _round_driver(driver: Driver) -> Driver:
    since = driver.since_onset
    return Driver(driver.measure, round(driver.since_base, DIGITS), None if since is None else round(since, DIGITS))


def _share_verdict(verdict: Verdict, without: str | None, *, folded: bool) -> Verdict:
    """Return the verdict; evidence that weighed a month which is not told is told without its figures."""
    if without is not None:
        return Verdict(sentence=Note(without), state="not enough data", findings=verdict.findings)
    return Verdict(
        sentence=verdict.sentence,
        state=verdict.state,
        findings=verdict.findings,
        reasons=tuple(_without_outcomes(one) for one in verdict.reasons if not (folded and one.code in BETS)),
        alarm=verdict.alarm,
        onset=verdict.onset,
        onset_interval=verdict.onset_interval,
        shape=verdict.shape,
        e_value=None if folded else verdict.e_value,
    )


def _keep_names(changes: dict[str, Change | None], with_work: bool) -> dict[str, Change | None]:
    """Return the changes, those of one side as not known."""
    return {name: round_change(change) if _is_of_both(name, with_work) else None for name, change in changes.items()}


def _share_tables(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    return {
        name: _without(frame if name in SHARED else frame.iloc[:0], hidden_columns(name, frame))
        for name, frame in tables.items()
    }


def hidden_columns(table: str, frame: pd.DataFrame) -> list[str]:
    """Return the columns of a table that the shared edition does not show."""
    return [str(name) for name in frame if name not in SHARED.get(table, ())]


def _without_outcomes(reason: Note) -> Note:
    """Return a reason that does not tell which outcomes got worse: most of them measure the work of one side."""
    while isinstance(together := reason.values.get("told"), Note):  # what they show together, without their names
        reason = together
    return Note("edition.outcomes_worse") if reason.code == "verdict.reason.outcomes_worse" else reason


def _without(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return a table in which some columns are empty; they keep their place."""
    return frame.assign(**{name: frame[name].iloc[:0].reindex(frame.index) for name in columns})


def sides_in_order(analysis: Analysis) -> tuple[Side, ...]:
    """Return the sides as they are told: who makes the report begins with its own part; else customer, supplier."""
    own = analysis.project.settings.own_side
    return tuple(sorted(SIDES, key=lambda side: side != own)) if own else SIDES


def missing_data(analysis: Analysis) -> list[Note]:
    """Return which data of which side are missing: persons in the log, functions and levels, experts."""
    sides, incidents, people = analysis.project.settings.sides, analysis.tables["incidents"], analysis.tables["people"]
    columns: dict[Side, str] = {sides.caller: "requester", sides.handling: "handler"}
    experts = set(analysis.measured.experts["side"]) if analysis.measured.experts is not None else set()
    found = []
    for side in sides_in_order(analysis):
        listed = people[people["side"] == side]
        lacks = {
            "log": len(incidents) > 0 and not incidents[columns[side]].notna().any(),
            "people": not len(listed),
            "levels": len(listed) > 0 and not listed["level"].notna().any(),
            "experts": len(incidents) > 0 and side not in experts,
        }
        found += [
            Note(f"edition.missing_{what}", {"side": Note(f"side.{side}")})
            for what, lacking in lacks.items()
            if lacking
        ]
    return found


def tell_edition(analysis: Analysis, say: Wording) -> list[str]:
    """Tell what the shared edition is, and which side's data are missing; before `share` took them away."""
    missing, crowd = [say.tell(note) for note in missing_data(analysis)], analysis.measured.crowd
    quarters = crowd.blocks[crowd.blocks != crowd.blocks.index.astype("str")].index
    folded = {"hidden": crowd.hidden, "quarters": quarters}
    return [
        say("edition.shared", persons=MIN_PERSONS),
        *(
            say(f"edition.{what}", months=tuple(months), persons=MIN_PERSONS)
            for what, months in folded.items()
            if len(months)
        ),
        *(missing or [say("edition.none_missing")]),
    ]
