"""The two editions: ours, and shared with the other party, which holds what says as much about either side.

In the shared edition stands what people of both sides make together, and the paper that both signed. What measures one
side alone (how quickly the handler answers, how well the caller describes, the outcomes) is left out, and so are the
norm a ticket met, what people wrote step by step, the list of persons, who wrote a version, and the analyst's words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from drift.analysis import Analysis, Remarks
from drift.contract.governance import Governance
from drift.errors import Note
from drift.measures.catalogue import CALLERS_LEFT, CONTACT, CONTACT_HOURS, FLOOR, HANDS, MEASURES, PAIRS, VISITS, VOLUME
from drift.measures.measured import Measured
from drift.measures.paper.paper import Paper
from drift.measures.shares import Shares
from drift.measures.work.engagement import ENGAGEMENT, Engagement
from drift.measures.work.operations import Operations, no_operations
from drift.measures.work.questions.contact import DIRECT
from drift.model.callers import NOT_KNOWN
from drift.model.change import Change
from drift.model.comparing import AfterTable
from drift.model.harm import Harm
from drift.model.judgement import Judgement
from drift.model.roundtable.prepare import RoundTable
from drift.model.verdict import Verdict
from drift.sources.accounts import FileAccount
from drift.sources.rows.comments import TABLE as REMARKS
from drift.terms import SIDES, Side
from drift.wording import Wording

NOT_SHARED: Final = ("outcomes",)  # pages
ONE_SIDED: Final = "edition.one_sided"  # the sentence of a verdict without the work
TOGETHER: Final = (HANDS, CONTACT, CONTACT_HOURS, FLOOR, VISITS, PAIRS, VOLUME)  # takes two sides, or is of neither
SYMMETRIC: Final = (*(measure.name for measure in MEASURES if measure.side == "specification"), *TOGETHER)
NO_HARM: Final = Harm("unknown", pd.Series(dtype=float), ())

_PLACE: Final = ("relation", "file", "sheet", "row")
_ASKED: Final = ("same_hands", "direct_contact", "solved_on_the_floor", "visits")  # of an incident, by both sides
# columns by table; a column or a table that is not named judges one side, or may: it is hidden until it stands here
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
    "incidents": (
        *(*_PLACE, "incident_id", "tool", "opened_at", "opened_utc", "end_known", "priority", "type", "title"),
        *("category", "object", "requester", "handler", "group", "status", "channel", "level"),
    ),
    "events": (*_PLACE, "incident_id", "tool", "at", "at_utc", "status", "kind", "actor", "group"),
    "answers": (
        *(*_PLACE, "tool", "incident_id", "hours_to_contact", *_ASKED),
        *(f"{name}_asked" for name in _ASKED),
    ),
}


def share(analysis: Analysis) -> Analysis:
    """Return the analysis as the shared edition shows it; a field that is not named here is not in it."""
    measured = analysis.measured
    with_work = any(name in SYMMETRIC for name in measured.components) or measured.span is None
    return Analysis(
        relation=analysis.relation,
        project=analysis.project,
        intake=replace(analysis.intake, files=tuple(_without_words(file) for file in analysis.intake.files)),
        measured=_share_measured(measured, with_work),
        judgement=_share_judgement(analysis.judgement, with_work),
        tables=_share_tables(analysis.tables),
        remarks=Remarks(
            comments=(),
            tables_held=tuple(
                AfterTable(one.held, one.n_after, _only_both(one.changes, with_work))
                for one in analysis.remarks.tables_held
            ),
        ),
    )


def _is_of_both(name: str, with_work: bool) -> bool:
    """Whether a measure or an index says as much about either side."""
    return name in SYMMETRIC or (with_work and name in (ENGAGEMENT, "drift"))


def _only_both(changes: dict[str, Change | None], with_work: bool) -> dict[str, Change | None]:
    return {name: change for name, change in changes.items() if _is_of_both(name, with_work)}


def _share_measured(measured: Measured, with_work: bool) -> Measured:
    governance, paper = measured.paper.governance, measured.paper
    hidden = [name for name in map(str, measured.indices) if name.startswith(("engagement", "drift"))]
    return Measured(
        span=measured.span,
        months=measured.months,
        opened=measured.opened,
        counted=measured.counted,
        base=measured.base,
        indices=measured.indices if with_work else measured.indices.assign(**dict.fromkeys(hidden, float("nan"))),
        measures=measured.measures[measured.measures["measure"].isin(SYMMETRIC)].reset_index(drop=True),
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
        operations=_share_operations(measured.operations, measured.months, with_work),
        weights_hold=measured.weights_hold,
        experts=_share_experts(measured.experts),
        meetings=measured.meetings,
        held=measured.held,
    )


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


def _share_judgement(judgement: Judgement, with_work: bool) -> Judgement:
    """Return the judgement; without an engagement that only one side's updates make there is no verdict on it."""
    verdict = judgement.verdict
    shown = Verdict(
        sentence=verdict.sentence,
        state=verdict.state,
        findings=verdict.findings,
        reasons=tuple(map(_without_outcomes, verdict.reasons)),
        alarm=verdict.alarm,
        onset=verdict.onset,
        onset_interval=verdict.onset_interval,
        shape=verdict.shape,
        e_value=verdict.e_value,
    )
    without = Verdict(sentence=Note(ONE_SIDED), state="not enough data", findings=verdict.findings)
    return Judgement(
        rung=judgement.rung,
        verdict=shown if with_work else without,
        evidence=judgement.evidence if with_work else None,
        harm=NO_HARM,
        callers=NOT_KNOWN,
        control=judgement.control,
        changes=_keep_names(judgement.changes, with_work),
        untold={name: why for name, why in judgement.untold.items() if _is_of_both(name, with_work)},
        cautions=tuple(caution for caution in judgement.cautions if caution.code != CALLERS_LEFT),  # an outcome
        drivers=judgement.drivers if with_work else (),
        path=judgement.path if with_work else judgement.path.iloc[:0],
        explanations=(),  # their figures are of one side: robots, first response, turnover
        problems=judgement.problems and _without_texts(judgement.problems),
    )


def _keep_names(changes: dict[str, Change | None], with_work: bool) -> dict[str, Change | None]:
    """Return the changes, those of one side as not known."""
    return {name: change if _is_of_both(name, with_work) else None for name, change in changes.items()}


def _share_tables(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    shared = {
        name: _without(frame if name in SHARED else frame.iloc[:0], hidden_columns(name, frame))
        for name, frame in tables.items()
    }
    events = shared["events"]
    return {**shared, "events": events[events["kind"].isin(DIRECT)]}  # the other steps tell when one side moved


def hidden_columns(table: str, frame: pd.DataFrame) -> list[str]:
    """Return the columns of a table that the shared edition does not show."""
    return [str(name) for name in frame if name not in SHARED.get(table, ())]


def _without_outcomes(reason: Note) -> Note:
    """Return a reason that does not tell which outcomes got worse: most of them measure the work of one side."""
    while isinstance(together := reason.values.get("told"), Note):  # what they show together, without their names
        reason = together
    return Note("edition.outcomes_worse") if reason.code == "verdict.reason.outcomes_worse" else reason


def _without_words(file: FileAccount) -> FileAccount:
    """Return the account of a file without what the analyst wrote in a row that was rejected."""
    if not any(sheet.table == REMARKS for sheet in file.sheets):
        return file
    return replace(file, problems=tuple(replace(problem, found="") for problem in file.problems))


def _without_texts(table: RoundTable) -> RoundTable:
    """Return the problems without what people wrote at each step: in it one side may blame the other by clause."""
    problems = []
    for problem in table.problems:
        steps = tuple(replace(step, text=None) for step in problem.chain.steps)
        problems.append(replace(problem, chain=replace(problem.chain, steps=steps)))
    return replace(table, problems=tuple(problems))


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
    missing = [say.tell(note) for note in missing_data(analysis)]
    return [say("edition.shared"), *(missing or [say("edition.none_missing")])]
