"""Each step of the paper: which clauses a version added, reworded, dropped or made stricter, old beside new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.contract.lineage.changes import ADDED, DROPPED
from drift.contract.lineage.tightening import RELAXED, TIGHTENED
from drift.measures.paper.norm_steps import NORM_STEPS, compare_norms
from drift.reports.pages.growth import CHANGED
from drift.reports.pages.roundtable.problem import cut
from drift.tables.plain import to_rows
from drift.terms import COUNTED_ROLES

if TYPE_CHECKING:
    from drift.analysed import Analysis

LENGTH: Final = 600  # characters of a clause
# what a version did to a clause, in the order in which it is shown; of a clause that only moved nothing is
ORDER: Final = (TIGHTENED, ADDED, "reworded", "split", "merged", DROPPED, RELAXED)
Place = tuple[str, str, int]


@dataclass(frozen=True)
class ClauseStep:
    """What became of one clause."""

    changes: tuple[str, ...]  # as in ORDER
    old_id: str
    old: str
    new_id: str
    new: str
    language: str = ""  # of its words, where that was read


@dataclass(frozen=True)
class VersionStep:
    """One version after the first of its document, oldest first."""

    document: str
    version: str
    day: pd.Timestamp | None
    counts: dict[str, int]  # as the page of documents has them
    clauses: tuple[ClauseStep, ...]


def list_steps(analysis: Analysis) -> list[VersionStep]:
    """Return the versions that changed something, of the documents that count, with their clauses; texts masked."""
    steps = analysis.measured.paper.steps
    if steps.empty:
        return []
    steps = steps[steps["role"].isin(COUNTED_ROLES)]
    clauses = _list_clauses(analysis)
    listed = [_list_step(row, clauses.get(str(row["file"]), [])) for row in to_rows(steps)]
    return [one for one in listed if one.clauses]


def _list_step(row: dict[str, Any], clauses: list[ClauseStep]) -> VersionStep:
    day, version = row["effective_on"], row["version"]
    return VersionStep(
        document=str(row["document"]),
        version="" if version is None else str(version),
        day=None if day is None else pd.Timestamp(day),
        counts={name: int(row[name]) for name in CHANGED if row[name]},
        clauses=tuple(sorted(clauses, key=_rank)),
    )


def _rank(step: ClauseStep) -> int:
    return min(ORDER.index(change) for change in step.changes)


def _list_clauses(analysis: Analysis) -> dict[str, list[ClauseStep]]:
    """Return by file of the new version what became of its clauses, in the order of the lineage."""
    tables, following = analysis.tables, _follow(analysis)
    texts, norms = _list_texts(tables["clauses"]), _list_norm_steps(analysis)
    languages = _list_languages(tables["readings"])
    found: dict[str, list[ClauseStep]] = {}
    for row in tables["lineage"].itertuples():
        old, new = _place(row, "old"), _place(row, "new")
        file = following.get(old[0]) if new is None and old else new[0] if new else None
        changes = tuple(one for one in (str(row.change), *norms.get(new, ())) if one in ORDER)
        if file is None or not changes:
            continue
        before, after = (texts.get(place, ("", "")) if place else ("", "") for place in (old, new))
        language = next((languages[place] for place in (new, old) if place in languages), "")
        found.setdefault(file, []).append(ClauseStep(changes, *before, *after, language))
    return found


def _follow(analysis: Analysis) -> dict[str, str]:
    """Return for each version the one that came after it: what is dropped is dropped by that one."""
    lineage, documents = analysis.tables["lineage"], analysis.tables["documents"]
    traced = {*lineage["new_file"].dropna(), *lineage["old_file"].dropna()}
    order = documents[documents["file"].isin(traced)].sort_values(["document", "effective_on", "file"])
    after = order.groupby("document")["file"].shift(-1)
    return {str(file): str(new) for file, new in zip(order["file"], after, strict=True) if pd.notna(new)}


def _list_texts(clauses: pd.DataFrame) -> dict[Place, tuple[str, str]]:
    columns = (clauses[name].tolist() for name in ("file", "sheet", "row", "clause_id", "text"))
    return {
        (str(file), str(sheet), int(row)): ("" if pd.isna(number) else str(number), cut(str(text), LENGTH))
        for file, sheet, row, number, text in zip(*columns, strict=True)
        if pd.notna(row) and pd.notna(text)
    }


def _list_languages(readings: pd.DataFrame) -> dict[Place | None, str]:
    known = readings.dropna(subset=["language", "row"])
    columns = (known[name].tolist() for name in ("file", "sheet", "row", "language"))
    return {(str(file), str(sheet), int(row)): str(one) for file, sheet, row, one in zip(*columns, strict=True)}


def _list_norm_steps(analysis: Analysis) -> dict[Place | None, tuple[str, ...]]:
    """Return for the place of each new clause whether its norms became stricter, or looser."""
    tables, found = analysis.tables, dict[Place | None, tuple[str, ...]]()
    for family in compare_norms(tables["targets"], tables["readings"], tables["lineage"]):
        changes = {step.change for step in family.steps}
        told = tuple(one for one in NORM_STEPS if one in changes)
        found |= {(str(file), str(sheet), int(row)): told for file, sheet, row in family.places if told}
    return found


def _place(row: object, age: str) -> Place | None:
    file, sheet, number = (getattr(row, f"{age}_{name}") for name in ("file", "sheet", "row"))
    return None if pd.isna(file) or pd.isna(number) else (str(file), str(sheet), int(number))
