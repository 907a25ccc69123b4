"""Two versions of a specification side by side: which clause became which, what that does, and what else changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.compare.cells.changes import CellChange, SheetChange, compare_cells
from drift.compare.following import list_effects, list_families, list_targets
from drift.compare.pairs import list_pairs
from drift.compare.standing import move_between_sheets, name_sheets, tell_standings
from drift.compare.translation import language_of, pair_translated
from drift.compare.version import Version, keep_readings, read_version
from drift.contract.lineage.align import align_clauses
from drift.contract.lineage.changes import CHANGES, MERGED, SPLIT
from drift.tables.gate import Gate
from drift.tables.plain import to_plain, to_rows
from drift.terms import CHECK_BELOW

if TYPE_CHECKING:
    from pathlib import Path

_CLAUSE: Final = {
    "clause_id": "id",
    "section": "section",
    "text": "text",
    "sheet": "sheet",
    "row": "row",
}  # column -> name


@dataclass(frozen=True)
class Compared:
    """What became of a version; texts are masked as in every output."""

    old: str  # names of the files
    new: str
    languages: tuple[str | None, str | None]  # of the two versions; where they differ, clauses are paired by number
    clauses: pd.DataFrame  # as align_clauses, with old_ and new_ sheet, place (row in the sheet), section and text;
    # effects (list of codes), to_check (score under terms.CHECK_BELOW), standing (ended, revived, hidden, shown)
    targets: pd.DataFrame  # change, old_id, new_id, old_ and new_ comparator, value, unit, quote, log_tightening
    growth: pd.DataFrame  # measure, of (party, kind or modality), old, new
    cells: tuple[CellChange, ...]  # that are no part of a clause
    n_cells: int  # of these, where not all are kept
    sheets: tuple[SheetChange, ...]  # that came or went whole

    @property
    def counts(self) -> dict[str, int]:
        """Pairs by change, in the order of CHANGES."""
        pairs = self.clauses["change"].value_counts()
        return {change: int(pairs.get(change, 0)) for change in CHANGES}

    @property
    def translated(self) -> bool:
        """Whether the two versions are in two languages."""
        return None not in self.languages and self.languages[0] != self.languages[1]


def compare_versions(old: Path, new: Path) -> Compared:
    """Compare two files, each one version of a specification.

    Raises
    ------
    UsageError : a path is not there, or is a folder
    DriftError : a file holds no clauses, or cannot be read
    """
    before, after = read_version(old), read_version(new)
    languages = (language_of(before.words, before.readings), language_of(after.words, after.readings))
    translated = None not in languages and languages[0] != languages[1]
    pairs = pair_translated(before.words, after.words) if translated else align_clauses(before.words, after.words)
    after = keep_readings(before, after, pairs)
    sheets = name_sheets(pairs, before, after)
    pairs = move_between_sheets(pairs, before, after, sheets)
    families = list_families(pairs, before, after)
    effects = list_effects(pairs, families, (before, after), translated=translated)
    kept = [
        (before.places[pair.old], after.places[pair.new])
        for pair in list_pairs(pairs)
        if pair.old is not None and pair.new is not None and pair.change not in (SPLIT, MERGED)
    ]
    cells = compare_cells(before.sheets, after.sheets, sheets, kept)
    found = Compared(
        old=before.name,
        new=after.name,
        languages=languages,
        clauses=_show(pairs, before, after).assign(effects=pd.Series(effects, dtype=object)),
        targets=list_targets(families, before, after),
        growth=_measure_growth(before, after),
        cells=cells.cells,
        n_cells=cells.n_cells,
        sheets=cells.sheets,
    )
    return _let_out(found, Gate(before.people, after.people))


def _let_out(found: Compared, gate: Gate) -> Compared:
    """Return the comparison as an output may show it; cells that differ in a name alone do not differ any more."""
    shown = gate.pass_out(found)
    cells = tuple(cell for cell in shown.cells if cell.old != cell.new)
    return replace(shown, cells=cells, n_cells=shown.n_cells - len(shown.cells) + len(cells))


def _show(pairs: pd.DataFrame, before: Version, after: Version) -> pd.DataFrame:
    """Return the pairs with what an output shows of their clauses; of one no longer in force the place it stands at."""
    clauses = pairs[["change", "score"]].copy()
    for side, version in (("old", before), ("new", after)):
        rows = version.words[list(_CLAUSE)].astype(object).reindex(pairs[f"{side}_row"])
        for column, name in _CLAUSE.items():
            cells = [None if pd.isna(cell) else cell for cell in rows[column]]
            clauses[f"{side}_{name}"] = pd.Series(cells, dtype=object)
    standings = tell_standings(pairs, before, after)
    for side in ("old", "new"):
        for name in ("sheet", "row"):
            clauses[f"{side}_{name}"] = clauses[f"{side}_{name}"].where(
                clauses[f"{side}_{name}"].notna(), standings[name]
            )
    related = pairs["old_row"].notna() & pairs["new_row"].notna()
    return clauses.assign(
        to_check=(related & pairs["score"].lt(CHECK_BELOW)).astype(bool), standing=standings["standing"]
    )


def _measure_growth(before: Version, after: Version) -> pd.DataFrame:
    """Return what there was and is: clauses, words, binding clauses, targets; binding clauses by party and by kind."""
    both = (before.readings, after.readings)
    rows: list[tuple[Any, ...]] = [("clauses", None, *map(len, both))]
    for measure, column in (("words", "words"), ("obligations", "obligation"), ("targets", "n_targets")):
        rows.append((measure, None, *(int(readings[column].sum()) for readings in both)))
    for by in ("party", "kind"):
        counts = [readings.loc[readings["obligation"].astype(bool), by].value_counts() for readings in both]
        values = sorted({str(value) for count in counts for value in count.index})
        rows += [(by, value, *(int(count.get(value, 0)) for count in counts)) for value in values]
    return pd.DataFrame(rows, columns=["measure", "of", "old", "new"])


def build_comparison(compared: Compared) -> dict[str, Any]:
    """Return the comparison as JSON, schema 1."""
    return {
        "schema": 1,
        "old": compared.old,
        "new": compared.new,
        "languages": dict(zip(("old", "new"), compared.languages, strict=True)),
        "changes": compared.counts,
        "growth": _records(compared.growth),
        "targets": _records(compared.targets),
        "clauses": _records(compared.clauses),
        "cells": [vars(cell) for cell in compared.cells],
        "n_cells": compared.n_cells,
        "sheets": [vars(sheet) for sheet in compared.sheets],
    }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{name: _plain(value) for name, value in row.items()} for row in to_rows(frame)]


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; beside missing ones pandas made whole numbers floats, 12.0 is 12 again."""
    plain = to_plain(value)
    return int(plain) if isinstance(plain, float) and plain.is_integer() else plain
