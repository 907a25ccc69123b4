"""The page of minutes: its lines, its tables, and what stands behind a label in either."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from drift.sources.opening.cells import Cells
from drift.sources.rows.handwritten import texts_of
from drift.sources.rows.minutes.words import label_of

TOP: Final = 60  # lines and rows in which a label may stand; what follows is what was said
TITLES: Final = 3  # lines that may be the title
TITLE: Final = 100  # signs of a title
_BELOW: Final = ("date", "present", "absent")  # labels that may head a column; Tijd and Onderwerp head an agenda
NAMES: Final = 40  # lines of one list of who was there
NAME: Final = 100  # signs of one of them


@dataclass(frozen=True)
class Told:
    """A label of minutes, what stands behind it, and where."""

    kind: str  # one of words.LABELS
    label: str
    value: str
    sheet: str
    row: int  # 1 = first
    below: bool = False  # a label that stands alone: its value is the lines below it


@dataclass(frozen=True)
class Sheet:
    """One table or the text of a document, row by row."""

    cells: Cells
    rows: list[list[str]]

    @property
    def talk(self) -> bool:
        """Whether it holds the paragraphs."""
        return self.cells.text == "talk"


@dataclass(frozen=True)
class Page:
    """What a document of minutes holds."""

    sheets: tuple[Sheet, ...]
    told: tuple[Told, ...]

    @property
    def lines(self) -> list[tuple[int, str]]:
        """The paragraphs that are not blank, each with its row."""
        texts = (sheet.rows for sheet in self.sheets if sheet.talk)
        return [(i, row[0]) for rows in texts for i, row in enumerate(rows, start=1) if row[0]]

    @property
    def titles(self) -> list[str]:
        """The first lines that are short enough to be a title."""
        return [line for _, line in self.lines[:TITLES] if len(line) <= TITLE and label_of(line) is None]

    def of(self, *kinds: str) -> list[Told]:
        """Return what was told under some labels."""
        return [one for one in self.told if one.kind in kinds]


def open_sheets(sheets: Sequence[Cells]) -> tuple[Sheet, ...]:
    """Return the text and the tables of a document row by row."""
    return tuple(Sheet(cells, texts_of(cells)) for cells in sheets if cells.n_columns)


def read_labels(sheets: Sequence[Sheet], lists: Collection[str]) -> Page:
    """Return a document with its labels; lists: names of the tables that have headings, of which none is a label."""
    tables = [sheet for sheet in sheets if not sheet.talk and sheet.cells.sheet not in lists]
    told = [one for sheet in sheets if sheet.talk for one in _of_lines(sheet)]
    return Page(tuple(sheets), (*(one for sheet in tables for one in _of_table(sheet)), *told))


def _of_lines(sheet: Sheet) -> Iterator[Told]:
    """Yield the labels of the paragraphs; one that stands alone tells the lines below it, up to a blank one."""
    lines = [(number, row[0]) for number, row in enumerate(sheet.rows[:TOP], start=1)]
    for i, (number, line) in enumerate(lines):
        label, value = _split(line)
        kind = label_of(label)
        if kind:
            below = "" if value else "\n".join(_list_below(lines[i + 1 :]))
            yield Told(kind, label, value or below, sheet.cells.sheet, number, below=bool(below))


def _list_below(lines: Sequence[tuple[int, str]]) -> Iterator[str]:
    for _, line in lines[:NAMES]:
        if not line or len(line) > NAME or label_of(_split(line)[0]):
            return
        yield line


def _of_table(sheet: Sheet) -> Iterator[Told]:
    """Yield the labels of a table: the value in the same cell, in the next one, or in those below."""
    rows = sheet.rows[:TOP]
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            label, value = _split(cell)
            kind = label_of(label)
            if kind:
                beside = row[column + 1] if column + 1 < len(row) else ""
                if not value and beside and label_of(_split(beside)[0]) is None:
                    value = beside
                if not value and kind in _BELOW:
                    value = "\n".join(_cells_below(rows[number:], column))
                yield Told(kind, label, value, sheet.cells.sheet, number)


def _cells_below(rows: Sequence[Sequence[str]], column: int) -> Iterator[str]:
    for row in rows[:NAMES]:
        if not row[column] or label_of(_split(row[column])[0]):
            return
        yield row[column]


def _split(text: str) -> tuple[str, str]:
    """Return label and value of a cell or line: behind a colon, a tab, or on the lines below it."""
    first, _, rest = text.partition("\n")
    for sign in (":", "\t"):
        label, found, value = first.partition(sign)
        if found and label_of(label):
            return label.strip(), "\n".join(filter(None, (value.strip(), rest.strip())))
    return first.strip(), rest.strip()
