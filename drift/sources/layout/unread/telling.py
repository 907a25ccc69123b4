"""What to tell of a sheet that was not recognised, and of headings in drift.toml that are not in the sheet."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from drift.errors import Address, Note, Problem
from drift.project.settings import Source
from drift.sources.layout.find import Layout
from drift.sources.layout.headings import map_headings
from drift.sources.layout.shapes import NEEDED, find_missing
from drift.sources.layout.table import Table
from drift.sources.layout.unread.unknown import Unknown
from drift.sources.words import normalise
from drift.terms import HEADING_ROWS

NEAR: Final = 0.6  # of a heading is like another: difflib's own measure of a typing error
HEADINGS_SHOWN: Final = 20  # of one sheet


def tell_unknown(file: str, unknown: Unknown) -> Problem:
    """Return the problem of a sheet that looks like a table: its headings, and what is missing."""
    code = "expected.known_norms" if unknown.kind == "norms" else "expected.known_table"
    missing = tuple(Note(f"field.{name}") for name in unknown.missing)
    return Problem(Address(file, unknown.sheet), list_headings(unknown.headings), code, values={"missing": missing})


def tell_unmapped(file: str, layout: Layout, tables: Sequence[Table]) -> list[Problem]:
    """Return a problem for every heading of drift.toml that is not in a sheet, with the nearest that is.

    Where the sheet holds no table of those declared, what that table cannot do without is one problem more.
    """
    source = layout.source
    if source is None or not layout.wanted:
        return []
    seen = _headings(layout, tables)
    known = {normalise(heading) for heading in seen}.union(*(table.heading.mapped for table in tables))
    at, shown = Address(file, layout.cells.sheet), list_headings(seen)
    lost = [title for title in source.columns.values() if normalise(title) not in known]
    problems = [_expect(title, source, seen, Problem(at, shown, "expected.heading")) for title in lost]
    missing = find_missing(NEEDED[source.table], source.columns) if source.table in NEEDED else ()
    if tables or not missing:
        return problems
    names = tuple(Note(f"field.{name}") for name in missing)
    return [*problems, Problem(at, shown, "expected.declared", values={"table": source.table, "missing": names})]


def count_mapped(layout: Layout) -> int:
    """Return how many of the headings in drift.toml stand somewhere in the first rows of a sheet."""
    known = {normalise(text) for text in _texts(layout)}
    return len(map_headings(layout.source).keys() & known)


def list_headings(headings: Iterable[str]) -> str:
    """Return the headings of a sheet as one text."""
    own = [heading for heading in headings if heading]
    return ", ".join(own[:HEADINGS_SHOWN]) + (", …" if len(own) > HEADINGS_SHOWN else "")


def _expect(title: str, source: Source, seen: Sequence[str], problem: Problem) -> Problem:
    """Return the problem of a heading that is not there, with the nearest that is."""
    field = next(name for name, heading in source.columns.items() if heading == title)
    names = {normalise(heading): heading for heading in seen}
    near = difflib.get_close_matches(normalise(title), names, n=1, cutoff=NEAR)
    values: dict[str, object] = {"heading": title, "field": field}
    if not near:
        return replace(problem, values=values)
    return replace(problem, expected="expected.heading_near", values={**values, "near": names[near[0]]})


def _headings(layout: Layout, tables: Sequence[Table]) -> list[str]:
    """Return the headings of the tables of a sheet; of a sheet without any the row that holds most texts."""
    rows = range(1, min(HEADING_ROWS, layout.cells.n_rows) + 1)
    fullest = max(rows, key=lambda row: (layout.filled[row - 1], -row), default=0)
    own = [table.heading.row for table in tables if table.heading.row] or [fullest]
    columns = range(layout.cells.n_columns) if fullest else ()
    return [text for row in own for i in columns if (text := layout.cells.text_at(row, i).strip())]


def _texts(layout: Layout) -> list[str]:
    columns = (layout.cells.texts(i).slice(0, HEADING_ROWS) for i in range(layout.cells.n_columns))
    return [text for column in columns for text in column.drop_null().to_pylist()]
