"""The rows of every table, each with its place as text, in an order in which links can find them."""

from __future__ import annotations

import pandas as pd

from drift.analysed import Analysis
from drift.reports.workbook.places import make_plain, place_rows
from drift.reports.workbook.sheet import Sheet, Target, find_targets, first_rows


def sort_versions(analysis: Analysis) -> pd.DataFrame:
    """Return the versions by document, in order of time."""
    return analysis.measured.paper.stocks.versions.reset_index(drop=True)


def list_versions(analysis: Analysis) -> Sheet:
    """Return a row a version with its counts; its name leads to its clauses."""
    frame = sort_versions(analysis).drop(columns=["relation"], errors="ignore")
    return Sheet("versions", frame, {}, {"file": to_clauses(analysis, frame["file"])}, coded=("role", "status"))


def to_clauses(analysis: Analysis, files: pd.Series) -> list[Target | None]:
    """Return for each file its first clause."""
    return find_targets("clauses", first_rows(analysis.tables["clauses"]["file"]), files.tolist())


def list_read(analysis: Analysis, name: str) -> Sheet:
    """Return what was read in the clauses (readings, targets), with document and number; these lead to the clause."""
    frame, clauses = make_plain(name, analysis.tables[name]), analysis.tables["clauses"]
    links = find_targets("clauses", _row_of_clause(analysis), _places(frame, ""))
    rows = [None if link is None else link[1] for link in links]
    numbers = clauses[["document", "clause_id"]].reindex(pd.Series(rows, dtype="Int64").fillna(-1).astype("int64"))
    for i, column in enumerate(numbers):
        frame.insert(3 + i, str(column), numbers[column].to_numpy())
    codes = ("party", "kind", "modality", "unit", "language")
    return Sheet(name, place_rows(analysis, name, frame), {}, {"clause_id": links}, coded=codes)


def list_lineage(analysis: Analysis) -> Sheet:
    """Return which clause became which; both numbers lead to their clause."""
    frame, at = make_plain("lineage", analysis.tables["lineage"]), _row_of_clause(analysis)
    links = {f"{age}_clause_id": find_targets("clauses", at, _places(frame, f"{age}_")) for age in ("old", "new")}
    return Sheet("lineage", frame, {"unit": "count"}, links, coded=("change",))


def _row_of_clause(analysis: Analysis) -> dict[object, int]:
    """Return in which row of the sheet each clause stands, by file, sheet and row."""
    return {place: i for i, place in enumerate(_places(analysis.tables["clauses"], ""))}


def _places(frame: pd.DataFrame, prefix: str) -> list[tuple[object, ...]]:
    return [*zip(*(frame[f"{prefix}{name}"].tolist() for name in ("file", "sheet", "row")), strict=True)]


def list_rows(analysis: Analysis, name: str) -> Sheet:
    """Return a table as it is, with `file!sheet!cell` of every row."""
    frame = make_plain(name, analysis.tables[name])
    return Sheet(name, place_rows(analysis, name, frame))
