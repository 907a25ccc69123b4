"""The rows of a sheet that may be headings: which they are, what they say, and the table each begins."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from drift.project.settings import Source
from drift.sources.layout.governance_kinds import outweighs
from drift.sources.layout.heading import Heading
from drift.sources.layout.headings import MAX_HEADING_LENGTH, Row, match_row
from drift.sources.layout.parallel import match_parallel_logs
from drift.sources.layout.parts import SAMPLE
from drift.sources.layout.raci import match_letters, may_hold_letters
from drift.sources.layout.side_tables import match_side_tables
from drift.sources.opening.cells import Cells
from drift.sources.opening.child import BLANK
from drift.sources.vocabulary import GOVERNANCE
from drift.terms import HEADING_ROWS

ROWS_TRIED: Final = 2_000  # rows after a blank row that are looked at; a form of 100,000 scraps is no use
BLOCKS_TRIED: Final = 20  # of one sheet whose headings come back
TWO_ROWS_GAIN: Final = 0.4  # so much better must two heading rows explain the columns than one


@dataclass(frozen=True)
class SheetRows:
    """A sheet with the texts of every row that may be a heading."""

    cells: Cells
    source: Source | None  # what the analyst says about it
    wanted: bool  # neither hidden nor left alone by the analyst
    filled: np.ndarray  # cells of each row that are not blank
    rows: list[int]  # to try, 1 = first
    texts: dict[int, tuple[str, ...]]  # of these rows and of the two rows above each
    letters: bool  # whether it may hold a RACI table
    declared: bool = False  # whether what the analyst declared needs no more than it cannot do without


def open_rows(cells: Cells, source: Source | None, *, wanted: bool) -> SheetRows:
    """Return a sheet with its rows that may be headings; wanted: the analyst does not leave it alone."""
    filled = _count_filled(cells)
    named = (
        source is not None and source.sheet is not None and source.speaks_of(cells.sheet)
    )  # the analyst's word goes before what is hidden
    wanted = wanted and (named or not cells.hidden)
    rows = _rows_to_try(filled, source) if wanted else []
    texts = read_texts(cells, sorted({n for row in rows for n in range(max(1, row - 2), row + 1)}))
    letters = bool(rows) and (source is None or source.table in (None, GOVERNANCE)) and may_hold_letters(cells)
    return SheetRows(cells, source, wanted, filled, rows, texts, letters)


def _count_filled(cells: Cells) -> np.ndarray:
    """Return how many cells of each row are not blank; a cell of blanks alone is blank."""
    filled = np.zeros(cells.n_rows, dtype=np.int32)
    for i in range(cells.n_columns):
        candidates = np.flatnonzero(cells.kinds(i).to_numpy() != BLANK)
        if len(candidates):
            texts = cells.texts(i).take(candidates)
            filled[candidates] += ~pc.equal(pc.utf8_trim_whitespace(texts), "").to_numpy()
    if cells.marks:  # an error of Excel or a formula is no blank cell, though its value is
        for row, _ in cells.marks.valueless:
            if row <= len(filled):
                filled[row - 1] += 1
    return filled


def _rows_to_try(filled: np.ndarray, source: Source | None) -> list[int]:
    """Return the first rows, and every row that follows a blank one: 1 = first."""
    if source and source.table == "norms":  # told by their cells
        return []
    if source and source.heading_row:
        return [source.heading_row] if source.heading_row <= len(filled) else []
    starts = np.flatnonzero((filled[1:] >= 1) & (filled[:-1] == 0)) + 2
    titles = starts[filled[starts - 1] == 1]  # the heading stands below its title
    later = np.union1d(np.union1d(starts, starts + 1), titles + 2)  # of two heading rows the lower one
    rows = [*range(1, HEADING_ROWS + 1), *(int(row) for row in later[:ROWS_TRIED] if row > HEADING_ROWS)]
    return [row for row in rows if row <= len(filled) and filled[row - 1] >= 2]


def find_reordered(cells: Cells, row: int, filled: np.ndarray) -> list[int]:
    """Return the rows further down that hold the headings of a row, and nothing else, in another order: 1 = first."""
    titles = [cells.text_at(row, i).strip() for i in range(cells.n_columns)]
    names = pa.array([title for title in dict.fromkeys(titles) if title])
    below = cells.n_rows - row
    n_same, n_named = np.zeros(below, dtype=np.int32), np.zeros(below, dtype=np.int32)
    for i, title in enumerate(titles):
        texts = pc.utf8_trim_whitespace(cells.texts(i).slice(row))
        named = pc.is_in(texts, value_set=names).to_numpy()
        n_named += named
        n_same += pc.fill_null(pc.equal(texts, title), fill_value=False).to_numpy() if title else False
    again = (n_named >= 2) & (n_named == filled[row:]) & (n_same < n_named)
    return [int(number) for number in np.flatnonzero(again) + row + 1][:BLOCKS_TRIED]


def look_deeper(sheet: SheetRows) -> SheetRows:
    """Return a sheet whose first rows hold no heading with the rows further down that are fuller than the one above."""
    filled = sheet.filled
    fuller = np.flatnonzero((filled[1:] >= 2) & (filled[1:] > filled[:-1])) + 2
    rows = [int(row) for row in fuller if row > HEADING_ROWS and row not in sheet.texts][:ROWS_TRIED]
    texts = read_texts(sheet.cells, sorted({n for row in rows for n in range(row - 2, row + 1)}))
    return replace(sheet, rows=rows, texts={**sheet.texts, **texts})


def match_at(sheet: SheetRows, number: int, tool: str) -> Heading | None:
    """Return the table that a row of a sheet is the heading of, alone or with the row above; None where of none."""
    texts, source = sheet.texts[number], sheet.source
    if max(map(len, texts), default=0) > 4 * MAX_HEADING_LENGTH:
        return None  # a row of long texts is a row of clauses
    row = Row(number, texts, titles=_titles(sheet, number), declared=sheet.declared, below=_below(sheet.cells, number))
    pair = match_side_tables(sheet.cells, row, _above(sheet, number), tool, source)
    pair = pair or match_parallel_logs(sheet.cells, row, tool, source)
    if pair:
        return pair
    one = match_row(row, tool, source)
    if one and len({text for text in texts if text}) < sum(map(bool, texts)):  # some headings are equal
        below = (sheet.cells.texts(i).slice(number) for i in range(sheet.cells.n_columns))
        row = replace(row, fullness=tuple(len(column.unique().drop_null()) for column in below))
        one = match_row(row, tool, source)
    groups = sheet.texts.get(number - 1, ())
    if sheet.letters and (raci := _match_letters(sheet, replace(row, groups=groups), one)):
        return raci
    filled_alike = all(bool(text) == bool(group) for text, group in zip(texts, groups, strict=True)) if groups else True
    if not any(groups) or (filled_alike and not _repeats(texts, groups)):
        return one  # group headings fill a blank below them, span several columns, or stand in each of them
    two = match_row(replace(row, groups=groups), tool, source)
    above = match_row(Row(number - 1, groups, below=row.below), tool, source)
    scores = [heading.score for heading in (one, above) if heading]
    return two if two and two.score > max(scores, default=0.0) + TWO_ROWS_GAIN else one


def _repeats(texts: tuple[str, ...], groups: tuple[str, ...]) -> bool:
    """Whether group headings stand in each of their columns, above headings that come back."""
    side_by_side = any(one and one == next_one for one, next_one in itertools.pairwise(groups))
    return side_by_side and len(set(filter(None, texts))) < sum(map(bool, texts))


def _titles(sheet: SheetRows, row: int) -> tuple[str, ...]:
    """Return what a table is called: by the lines of one text above it, the text around it, its sheet."""
    lines = [next(filter(None, texts)) for texts in _above(sheet, row) if sum(map(bool, texts)) == 1]
    return (*lines, *sheet.cells.titles, sheet.cells.sheet)


def _below(cells: Cells, number: int) -> Callable[[int], list[str]]:
    """Return what gives the first texts of a column below a row."""
    return lambda i: cells.texts(i).slice(number, SAMPLE).drop_null().to_pylist()


def _above(sheet: SheetRows, row: int) -> list[tuple[str, ...]]:
    return [sheet.texts.get(n, ()) for n in (row - 1, row - 2)]


def _match_letters(sheet: SheetRows, row: Row, other: Heading | None) -> Heading | None:
    """Return the RACI table below a row, unless the row is likelier the heading of another table."""
    blank = np.flatnonzero(sheet.filled[row.number :] == 0)
    last = row.number + int(blank[0]) if len(blank) else sheet.cells.n_rows
    raci = match_letters(sheet.cells, row, last)
    if raci is None or other is None or other.table == GOVERNANCE:
        return raci
    return raci if outweighs(raci, other, row.titles) else None


def read_texts(cells: Cells, rows: list[int]) -> dict[int, tuple[str, ...]]:
    """Return the texts of some rows, 1 = first, without blanks around them."""
    picked = np.array(rows, dtype=np.int64) - 1
    columns = [cells.texts(i).take(picked).to_pylist() for i in range(cells.n_columns)] if rows else []
    texts = zip(*columns, strict=True) if columns else [() for _ in rows]
    return {
        row: tuple((text or "").replace("\u00a0", " ").strip() for text in cut)
        for row, cut in zip(rows, texts, strict=True)
    }
