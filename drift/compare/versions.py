"""Two versions of a specification side by side: which clause became which, which targets became stricter, what grew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.contract.lineage.align import align_clauses
from drift.contract.lineage.changes import CHANGES, join_families
from drift.contract.lineage.tightening import GONE, KEPT, NEW, REDEFINED, RELAXED, TIGHTENED, compare_targets
from drift.contract.reading.normrows import settle_norms
from drift.contract.reading.read import read_clauses
from drift.errors import DriftError, UsageError
from drift.project import open_project
from drift.sources.files import read_files
from drift.tables.plain import to_plain, to_rows
from drift.tables.store import build_tables, fetch_public

if TYPE_CHECKING:
    from pathlib import Path

STEPS: Final = (TIGHTENED, RELAXED, REDEFINED, NEW, GONE)  # in the order they are told
_TARGET = ("comparator", "value", "unit", "quote")
_CLAUSE = {"clause_id": "id", "section": "section", "text": "text", "sheet": "sheet", "row": "row"}  # column -> name


@dataclass(frozen=True)
class Compared:
    """What became of a version; texts are masked as in every output."""

    old: str  # names of the files
    new: str
    clauses: pd.DataFrame  # as align_clauses, with old_ and new_ sheet, place (row in the sheet), section and text
    targets: pd.DataFrame  # change, old_id, new_id, old_ and new_ comparator, value, unit, quote, log_tightening
    growth: pd.DataFrame  # measure, of (party, kind or modality), old, new

    @property
    def counts(self) -> dict[str, int]:
        """Pairs by change, in the order of CHANGES."""
        pairs = self.clauses["change"].value_counts()
        return {change: int(pairs.get(change, 0)) for change in CHANGES}


@dataclass(frozen=True)
class _Version:
    name: str
    words: pd.DataFrame  # clauses in force as they stand, to be compared
    masked: pd.DataFrame  # the same rows as an output may show them
    readings: pd.DataFrame
    targets: dict[tuple[str, int], list[dict[str, Any]]]  # by sheet and row


def compare_versions(old: Path, new: Path) -> Compared:
    """Compare two files, each one version of a specification.

    Raises
    ------
    UsageError : a path is not there, or is a folder
    DriftError : a file holds no clauses, or cannot be read
    """
    before, after = _read(old), _read(new)
    pairs = align_clauses(before.words, after.words)
    return Compared(
        old=before.name,
        new=after.name,
        clauses=_show(pairs, before, after),
        targets=_follow_targets(pairs, before, after),
        growth=_measure_growth(before, after),
    )


def _read(path: Path) -> _Version:
    if path.is_dir():
        raise UsageError("error.not_file", path=str(path))
    project = open_project(path)
    readings = read_files(project, keep_key=False)
    store, intake = build_tables(readings, project)
    with store:
        clauses = store.fetch("clauses").to_pandas()
        read = settle_norms(*read_clauses(clauses), store.fetch("norms").to_pandas())
        store.put_all(dict(zip(("readings", "targets"), read, strict=True)))
        if clauses.empty:
            refused = next((file.reason for file in intake.files if file.reason), None)
            if refused:
                raise DriftError("error.nothing_read_one", n=1, file=path.name, why=refused)
            raise DriftError("error.no_clauses", path=str(path))
        kept = clauses["in_force"].astype(bool).to_numpy()
        masked = fetch_public(store, "clauses", readings.people)
        read = store.fetch("readings").to_pandas()
        targets = fetch_public(store, "targets", readings.people)
    names = [str(name) for name in masked["file"].unique()]
    return _Version(
        name=", ".join(names),
        words=clauses[kept].reset_index(drop=True),
        masked=masked[kept].reset_index(drop=True),
        readings=read[kept].reset_index(drop=True),
        targets=_by_place(targets),
    )


def _by_place(targets: pd.DataFrame) -> dict[tuple[str, int], list[dict[str, Any]]]:
    places: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for target in to_rows(targets):
        places.setdefault((str(target["sheet"]), int(target["row"])), []).append(target)
    return places


def _show(pairs: pd.DataFrame, before: _Version, after: _Version) -> pd.DataFrame:
    clauses = pairs[["change", "score"]].copy()
    for side, version in (("old", before), ("new", after)):
        rows = version.masked[list(_CLAUSE)].astype(object).reindex(pairs[f"{side}_row"])
        for column, name in _CLAUSE.items():
            cells = [None if pd.isna(cell) else cell for cell in rows[column]]
            clauses[f"{side}_{name}"] = pd.Series(cells, dtype=object)
    return clauses


def _follow_targets(pairs: pd.DataFrame, before: _Version, after: _Version) -> pd.DataFrame:
    """Pair the targets of clauses that belong together: all parts of a split and all sources of a merge at once."""
    rows: list[dict[str, Any]] = []
    rows_of = [[None if pd.isna(row) else int(row) for row in pairs[f"{side}_row"]] for side in ("old", "new")]
    for old_rows, new_rows in join_families(zip(*rows_of, strict=True)):
        old, new = _targets_of(old_rows, before), _targets_of(new_rows, after)
        for step in compare_targets(old, new):
            if step.change == KEPT:
                continue
            row: dict[str, Any] = {"change": step.change, "log_tightening": step.log_tightening}
            for side, norms, at in (("old", old, step.old), ("new", new, step.new)):
                row |= {f"{side}_{name}": None if at is None else norms[at][name] for name in ("id", *_TARGET)}
            row["old_id"] = row["old_id"] or _first_id(old_rows, before)
            row["new_id"] = row["new_id"] or _first_id(new_rows, after)
            rows.append(row)
    columns = ["change", *(f"{side}_{name}" for name in ("id", *_TARGET) for side in ("old", "new")), "log_tightening"]
    targets = pd.DataFrame(rows, columns=columns)
    order = targets["change"].map({change: k for k, change in enumerate(STEPS)})
    return targets.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def _targets_of(rows: list[int], version: _Version) -> list[dict[str, Any]]:
    targets = []
    for row in rows:
        clause = version.masked.iloc[row]
        number = None if pd.isna(clause["clause_id"]) else str(clause["clause_id"])
        place = (str(clause["sheet"]), int(clause["row"]))
        targets += [{**target, "id": number} for target in version.targets.get(place, []) if pd.notna(target["value"])]
    return targets


def _first_id(rows: list[int], version: _Version) -> str | None:
    numbers = [version.masked["clause_id"].iloc[row] for row in rows]
    return next((str(number) for number in numbers if pd.notna(number)), None)


def _measure_growth(before: _Version, after: _Version) -> pd.DataFrame:
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
        "changes": compared.counts,
        "growth": _records(compared.growth),
        "targets": _records(compared.targets),
        "clauses": _records(compared.clauses),
    }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{name: _plain(value) for name, value in row.items()} for row in to_rows(frame)]


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; beside missing ones pandas made whole numbers floats, 12.0 is 12 again."""
    plain = to_plain(value)
    return int(plain) if isinstance(plain, float) and plain.is_integer() else plain
