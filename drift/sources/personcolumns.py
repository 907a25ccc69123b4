"""Columns of a sheet that no reader used, handed to who knows the names of persons."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

import pyarrow.compute as pc

from drift.errors import Note
from drift.sources.layout.table import Table
from drift.sources.opening.cells import Cells, address_of
from drift.sources.people import People
from drift.sources.people.columns import MOST_VALUES, Column, is_labelled
from drift.sources.readers import READERS
from drift.sources.relations.words import kind_of
from drift.sources.sheettables import SheetTables

LABELLED_ROWS: Final = 100  # of a sheet, in which a label may stand before a name
_PERSONS: Final = frozenset({"requester", "handler", "actor", "person", "organizer", "required", "optional", "mail"})
DOUBTED: Final = frozenset({"incidents", "events", "contacts", "clauses", "norms"})  # tables of more than persons


def offer_columns(sheet: SheetTables, people: People) -> None:
    """Let the names be told in every column of a sheet that no table uses, and in all of a sheet without a table.

    A column that tells customers apart holds no persons, unless its names were found to be those of callers.
    """
    callers = {column.heading for column in sheet.columns if column.persons}
    apart = {column.heading for column in sheet.columns} - callers
    for table in sheet.all:
        used = _used(table)
        for i in range(table.cells.n_columns):
            column = _column(table, i)
            if i in used or column.heading in apart:
                if table.heading.table in DOUBTED and used.get(i) not in _PERSONS:
                    (people.set_apart if column.heading in apart else people.doubt)(column)
            elif column.heading in callers or not kind_of(column.heading):
                people.consider(column)
    cells = sheet.layout.cells
    if not sheet.all:
        for i in range(cells.n_columns):
            people.consider(_split_heading(cells, i))
    top = min((table.heading.row - 1 for table in sheet.all if table.heading.row), default=LABELLED_ROWS)
    for column in _find_labelled(cells, min(top, LABELLED_ROWS)):
        people.consider(column)


def tell_shown(people: People, code: str = "note.persons_shown") -> list[Note]:
    """Return the notes of columns that are shown as groups, places or things and hold persons; no names."""
    values = ((one.column, len(one.names), len(one.column.values)) for one in people.shown)
    return [Note(code, {"heading": column.heading, "n": n, "of": of}, column.at) for column, n, of in values]


def _find_labelled(cells: Cells, n_rows: int) -> Iterator[Column]:
    """Yield what stands behind a label of doers in the first rows of a sheet: Opsteller | Jan Jansen."""
    columns = [cells.texts(i).slice(0, n_rows).to_pylist() for i in range(cells.n_columns)]
    for row in zip(*columns, strict=True):
        texts = [" ".join(text.split()) for text in row if text]
        pairs = [(label, value) for label, value in pairwise(texts) if len(texts) == 2 or label.endswith(":")]
        pairs += [(label, value.strip()) for label, _, value in (text.partition(":") for text in texts)]
        yield from (Column(label, (value,)) for label, value in pairs if is_labelled(label, value))


def _used(table: Table) -> Mapping[int, str]:
    _, used = READERS[table.heading.table]
    return {i: name for name, i in table.heading.columns.items() if name in used}


def _column(table: Table, i: int) -> Column:
    cells, row = table.cells, table.heading.row
    texts = pc.unique(cells.texts(i).take(table.rows.to_numpy() - 1)).drop_null().slice(0, MOST_VALUES).to_pylist()
    heading = " ".join(cells.text_at(row, i).split()) if row else ""
    return Column(heading, tuple(_values(texts)), address_of(table.file, cells.sheet, max(row, 1), i))


def _split_heading(cells: Cells, i: int) -> Column:
    """Return a column of a sheet of which nobody knows the heading: its first cell is taken for it."""
    texts = pc.unique(cells.texts(i)).drop_null().slice(0, MOST_VALUES).to_pylist()
    return Column(texts[0] if texts else "", tuple(_values(texts[1:])))


def _values(texts: list[str]) -> Iterator[str]:
    """Yield the names in cells; of several in one each."""
    for text in texts:
        yield from filter(None, (" ".join(line.split()) for line in text.split("\n")))
