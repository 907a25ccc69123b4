"""The tables of a document as rows of cells: a merged cell has its words once, in its first place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from drift.sources.opening.child.word.names import W, children, value, whole
from drift.sources.opening.child.word.numbers import Label
from drift.sources.opening.child.word.words import Reading, Words, read_words
from drift.terms import COLUMNS

NESTED: Final = " | "  # between the cells of a table within a cell
_DEEPEST: Final = 20  # tables within tables; more is no document that somebody wrote


@dataclass(frozen=True)
class _Cell:
    at: int  # where it begins on the grid of its row, 0 = first
    words: Words


def read_table(table: etree._Element, labels: Mapping[etree._Element, Label], reading: Reading) -> list[list[Words]]:
    """Return the rows of a table, each cell in its column."""
    rows = [_read_row(row, labels, reading) for row in children(table) if row.tag == f"{W}tr"]
    columns = _columns(rows)
    width = max(columns.values(), default=-1) + 1
    return [_place(row, columns, width, ordinal=_is_even(rows)) for row in rows]


def _is_even(rows: list[list[_Cell]]) -> bool:
    """Whether every row has as many cells: then the first stands under the first, however the lines were drawn."""
    return len({len(row) for row in rows}) == 1


def _columns(rows: list[list[_Cell]]) -> dict[int, int]:
    """Return grid place -> column: a line of the grid at which no cell begins makes no column."""
    starts = range(len(rows[0])) if rows and _is_even(rows) else sorted({cell.at for row in rows for cell in row})
    return {start: column for column, start in enumerate(starts)}


def _place(row: list[_Cell], columns: Mapping[int, int], width: int, *, ordinal: bool) -> list[Words]:
    placed = [Words()] * width
    for i, cell in enumerate(row):
        placed[columns[i if ordinal else cell.at]] = cell.words
    return placed


def _read_row(row: etree._Element, labels: Mapping[etree._Element, Label], reading: Reading) -> list[_Cell]:
    properties = row.find(f"{W}trPr")
    deleted = properties is not None and properties.find(f"{W}del") is not None
    reading.met["tracked"] += deleted
    at = 0 if properties is None else _span(value(properties.find(f"{W}gridBefore")), 0)
    cells: list[_Cell] = []
    for cell in children(row):
        if cell.tag != f"{W}tc" or at >= COLUMNS:
            continue
        looks = cell.find(f"{W}tcPr")
        words = Words() if _continues(looks) else _read_cell(cell, labels, reading)
        if deleted or (looks is not None and looks.find(f"{W}cellDel") is not None):
            words = Words("", words.text or words.gone, words.comments)
        cells.append(_Cell(at, words))
        at += 1 if looks is None else _span(value(looks.find(f"{W}gridSpan")), 1)
    return cells


def _span(text: str | None, least: int) -> int:
    return min(max(whole(text, least) or least, least), COLUMNS)


def _continues(looks: etree._Element | None) -> bool:
    """Whether a cell only goes on with the one above it or before it."""
    if looks is None:
        return False
    merges = (looks.find(f"{W}{name}") for name in ("vMerge", "hMerge"))
    return any(merge is not None and (value(merge) or "continue") == "continue" for merge in merges)


def _read_cell(cell: etree._Element, labels: Mapping[etree._Element, Label], reading: Reading) -> Words:
    """Join the paragraphs of a cell, a line each, and what a table within it says."""
    lines = list(_lines(cell, labels, reading, 0))
    return Words(
        "\n".join(line.text for line in lines if line.text.strip()),
        "\n".join(line.gone for line in lines if line.gone.strip()),
        tuple(comment for line in lines for comment in line.comments),
    )


def _lines(
    cell: etree._Element, labels: Mapping[etree._Element, Label], reading: Reading, depth: int
) -> Iterator[Words]:
    for block in children(cell):
        if block.tag == f"{W}p":
            yield _numbered(read_words(block, reading), labels.get(block))
        elif block.tag == f"{W}tbl" and depth < _DEEPEST:
            reading.met["nested"] += 1
            yield from _nested_lines(block, labels, reading, depth + 1)


def _nested_lines(
    table: etree._Element, labels: Mapping[etree._Element, Label], reading: Reading, depth: int
) -> Iterator[Words]:
    for row in children(table):
        inner = [cell for cell in children(row) if cell.tag == f"{W}tc"] if row.tag == f"{W}tr" else []
        cells = [[*_lines(cell, labels, reading, depth)] for cell in inner]
        texts = (" ".join(line.text for line in lines).strip() for lines in cells)
        gone = (" ".join(line.gone for line in lines).strip() for lines in cells)
        yield Words(NESTED.join(filter(None, texts)), NESTED.join(filter(None, gone)))


def _numbered(words: Words, label: Label | None) -> Words:
    """Return words with the number that Word shows before them; alone in a cell it is a number without its point."""
    if label is None or not label.text:
        return words
    if words.struck:
        return Words("", f"{label.text} {words.gone}", words.comments)
    if not words.text.strip():
        return Words(label.text.rstrip(".)"), words.gone, words.comments)
    return Words(f"{label.text} {words.text}", words.gone, words.comments)
