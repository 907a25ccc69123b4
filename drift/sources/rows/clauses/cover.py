"""What the cover of a contract says of the version: from when it is in force, and which version it is.

A cover is no table: a label and what it says, side by side (Ingangsdatum | 1 januari 2019) or behind a colon.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from drift.errors import Address, Note
from drift.project import Project
from drift.sources.layout.table import Table, pick_cells
from drift.sources.opening.cells import PARAGRAPHS, Cells
from drift.sources.opening.child import TEXT
from drift.sources.opening.columns import Column
from drift.sources.opening.letters import name_cell
from drift.sources.rows.clauses.contracts import Version, find_entry
from drift.sources.rows.clauses.effective import read_days
from drift.sources.rows.clauses.provenance import DAYS_APART
from drift.sources.values.statuses import plain_version
from drift.sources.vocabulary import merge_values
from drift.sources.words import normalise

ROWS: Final = 60  # a cover is one page
COLUMNS: Final = 30
LABEL_LENGTH: Final = 40  # letters; longer than any label seen, and shorter than a clause that names a day


@dataclass(frozen=True)
class Cover:
    """The day from which a version is in force by its cover, and what to tell of it; None where it tells no one day."""

    on: dt.date | None = None
    notes: tuple[Note, ...] = ()


def read_cover(version: Version, sheets: Sequence[Cells], tables: Sequence[Table], project: Project) -> Cover:
    """Return what the cover of a file says, where drift.toml does not say it.

    A day in the name of the file stays, and where the cover says another that is told; but of a name that says signed
    (executed, getekend) the day is that of signing, and the cover's later one counts. The cover of another version,
    which was not brought up to date, says nothing.
    """
    entry = find_entry(version.file, project.settings.document)
    if entry is not None and entry.effective_on != "filename":
        return Cover()
    said = [*_list_said(version.file, sheets, tables)]
    numbers = {plain_version(column.texts.iloc[0]) for label, column, _ in said if label == "version"}
    days = {day: at for label, column, at in said if label == "in force" for day in read_days(column, project, "")}
    stale = version.version is not None and numbers and plain_version(version.version) not in numbers
    if len(days) != 1 or stale:
        return Cover()
    (day, at), named = next(iter(days.items())), version.effective_on
    signed = version.status == "signed" and named is not None and day > named  # the name tells when, and not from when
    if named is None or version.rough or signed:
        return Cover(day, (Note("note.date_of_cover", {"on": day}, at),))
    apart = abs((day - named).days) > DAYS_APART
    return Cover(notes=(Note("note.date_beside_cover", {"on": day, "name": named}, at),) if apart else ())


def _list_said(file: str, sheets: Sequence[Cells], tables: Sequence[Table]) -> Iterator[tuple[str, Column, Address]]:
    """Yield what each label of a cover is of, the cell that it says, and where the label stands."""
    labels = merge_values("cover_label")
    for cells in sheets:
        heads = [table.heading.row for table in tables if table.cells.sheet == cells.sheet]
        last = cells.n_rows if cells.text in PARAGRAPHS else min(heads, default=cells.n_rows + 1) - 1
        texts = [cells.texts(i).slice(0, min(last, ROWS)).to_pylist() for i in range(min(cells.n_columns, COLUMNS))]
        for i, column in enumerate(texts):
            for row, text in enumerate(column, start=1):
                head, colon, rest = (text or "").partition(":")
                label = labels.get(normalise(head)) if len(head) <= LABEL_LENGTH else None
                if label is None:
                    continue
                at = Address(file, cells.sheet, name_cell(row, i))
                beside = next((j for j in range(i + 1, len(texts)) if texts[j][row - 1]), None)
                if colon and rest.strip():
                    yield label, Column(pd.Series([TEXT]), pd.Series([rest.strip()], dtype="str")), at
                elif beside is not None:
                    yield label, pick_cells(cells, beside, pd.RangeIndex(row, row + 1)), at
