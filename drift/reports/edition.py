"""The two editions: ours, and shared with the other party, which holds what says as much about either side.

In the shared edition stands what people of both sides make together, and the paper that both signed. What measures one
side alone (how quickly the handler answers, how well the caller describes, the outcomes) is left out, and so are the
norm a ticket met, what people wrote step by step, the list of persons, who wrote a version, and the analyst's words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from drift.analysis import Analysis
from drift.errors import Note
from drift.measures.catalogue import MEASURES
from drift.measures.work.contact import CONTACT, CONTACT_HOURS, DIRECT
from drift.measures.work.context import PAIRS, VISITS, VOLUME
from drift.measures.work.engagement import ENGAGEMENT
from drift.measures.work.floor import FLOOR
from drift.measures.work.hands import HANDS
from drift.model.roundtable.prepare import RoundTable
from drift.sources.accounts import FileAccount
from drift.sources.rows.comments import TABLE as REMARKS
from drift.terms import SIDES, Side
from drift.wording import Wording

NOT_SHARED: Final = ("outcomes",)  # pages
ONE_SIDED: Final = "edition.one_sided"  # the sentence of a verdict without the work
TOGETHER: Final = (HANDS, CONTACT, CONTACT_HOURS, FLOOR, VISITS, PAIRS, VOLUME)  # takes two sides, or is of neither
SYMMETRIC: Final = (*(measure.name for measure in MEASURES if measure.side == "specification"), *TOGETHER)
PRIVATE: Final = {  # columns that judge one side, or in which it may blame the other, by table
    "events": ("text",),
    "incidents": (
        *("sla_met", "sla_kind", "responded_at", "responded_utc", "due_at", "due_utc", "resolved_at", "resolved_utc"),
        *("closed_at", "closed_utc", "updated_at", "updated_utc", "n_reassigned", "n_reopened", "downtime_min"),
    ),
    "documents": ("author", "approver", "function"),
}


def share(analysis: Analysis) -> Analysis:
    """Return the analysis as the shared edition shows it."""
    tables = {name: _without(frame, PRIVATE.get(name, ())) for name, frame in analysis.tables.items()}
    tables["people"] = tables["people"].iloc[:0]
    tables["events"] = tables["events"][tables["events"]["kind"].isin(DIRECT)]  # the others tell when one side moved
    two_sided = any(name in SYMMETRIC for name in analysis.components)

    def both(name: str) -> bool:
        return name in SYMMETRIC or (two_sided and name in (ENGAGEMENT, "drift"))

    shown = {name: frame if both(name) else frame.iloc[:0] for name, frame in analysis.shown.items()}
    governance = analysis.governance
    experts = analysis.experts
    if experts is not None and set(experts["side"]) < set(SIDES):
        experts = experts.iloc[:0]
    shared = replace(
        analysis,
        measures=analysis.measures[analysis.measures["measure"].isin(SYMMETRIC)].reset_index(drop=True),
        outcomes=(),
        harm=replace(analysis.harm, worse=(), each={}),
        verdict=replace(analysis.verdict, reasons=tuple(map(_without_outcomes, analysis.verdict.reasons))),
        governance=replace(
            governance,
            roles=governance.roles.iloc[:0],
            authors=governance.authors.iloc[:0],
            say=governance.say.iloc[:0],
        ),
        changes={name: change if both(name) else None for name, change in analysis.changes.items()},
        shown=shown,
        problems=analysis.problems and _without_texts(analysis.problems),
        tables_held=tuple(
            replace(one, changes={name: change for name, change in one.changes.items() if both(name)})
            for one in analysis.tables_held
        ),
        intake=replace(analysis.intake, files=tuple(_without_words(file) for file in analysis.intake.files)),
        components=tuple(name for name in analysis.components if name in SYMMETRIC),
        explanations=(),  # their figures are of one side: robots, first response, turnover
        experts=experts,
        comments=(),
        tables=tables,
    )
    return shared if two_sided or analysis.span is None else _without_work(shared)


def _without_outcomes(reason: Note) -> Note:
    """Return a reason that does not tell which outcomes got worse: most of them measure the work of one side."""
    return Note("edition.outcomes_worse") if reason.code.startswith("verdict.reason.outcomes_worse") else reason


def _without_words(file: FileAccount) -> FileAccount:
    """Return the account of a file without what the analyst wrote in a row that was rejected."""
    if not any(sheet.table == REMARKS for sheet in file.sheets):
        return file
    return replace(file, problems=tuple(replace(problem, found="") for problem in file.problems))


def _without_work(analysis: Analysis) -> Analysis:
    """Return the analysis without an engagement that only one side's updates make, and without a verdict on it."""
    hidden = [name for name in map(str, analysis.indices) if name.startswith(("engagement", "drift"))]
    verdict = replace(
        analysis.verdict,
        sentence=Note(ONE_SIDED),
        state="not enough data",
        reasons=(),
        alarm=None,
        onset=None,
        onset_interval=None,
        shape=None,
        e_value=None,
    )
    empty = {name: float("nan") for name in hidden}
    indices, path = analysis.indices.assign(**empty), analysis.path.iloc[:0]
    return replace(analysis, indices=indices, path=path, verdict=verdict, evidence=None, drivers=())


def _without_texts(table: RoundTable) -> RoundTable:
    """Return the problems without what people wrote at each step: in it one side may blame the other by clause."""
    problems = []
    for problem in table.problems:
        steps = tuple(replace(step, text=None) for step in problem.chain.steps)
        problems.append(replace(problem, chain=replace(problem.chain, steps=steps)))
    return replace(table, problems=tuple(problems))


def _without(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """Return a table whose columns of one side are empty; they keep their place."""
    return frame.assign(**{name: pd.Series(None, index=frame.index, dtype=frame[name].dtype) for name in columns})


def sides_in_order(analysis: Analysis) -> tuple[Side, ...]:
    """Return the sides as they are told: who makes the report begins with its own part; else customer, supplier."""
    own = analysis.project.settings.own_side
    return tuple(sorted(SIDES, key=lambda side: side != own)) if own else SIDES


def missing_data(analysis: Analysis) -> list[Note]:
    """Return which data of which side are missing: persons in the log, functions and levels, experts."""
    sides, incidents, people = analysis.project.settings.sides, analysis.tables["incidents"], analysis.tables["people"]
    columns: dict[Side, str] = {sides.caller: "requester", sides.handling: "handler"}
    experts = set(analysis.experts["side"]) if analysis.experts is not None else set()
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
