"""Where the tables of a sheet stand: heading rows anywhere, of one row or two, one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow.compute as pc

from drift.sources.layout.governance_kinds import outweighs
from drift.sources.layout.heading import Heading
from drift.sources.layout.headings import MAX_HEADING_LENGTH, match_row
from drift.sources.layout.onecolumn import find_one_column
from drift.sources.layout.raci import match_letters, may_hold_letters
from drift.sources.layout.side_tables import match_beside
from drift.sources.layout.tools import choose_tool
from drift.sources.opening.child import BLANK
from drift.sources.vocabulary import BESIDE, GENERIC
from drift.terms import HEADING_ROWS

if TYPE_CHECKING:
    from drift.project import Source
    from drift.sources.opening.cells import Cells

MAX_TABLES: Final = 20  # of one sheet; more blocks than this are a form, not tables
ROWS_TRIED: Final = 2_000  # rows after a blank row that are looked at; a form of 100,000 scraps is no use
TWO_ROWS_GAIN: Final = 0.4  # so much better must two heading rows explain the columns than one
_PIVOT = re.compile(r"(?:rijlabels|row labels|kolomlabels|column labels|(?:aantal|som|gemiddelde) van .+"
                    r"|(?:count|sum|average) of .+)", re.I)  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """What was found in one sheet."""

    cells: Cells
    filled: np.ndarray  # cells of each row that are not blank
    tables: tuple[Heading, ...] = ()
    pivot: bool = False


@dataclass(frozen=True)
class _Sheet:
    """A sheet with the texts of every row that may be a heading."""

    cells: Cells
    filled: np.ndarray
    wanted: bool
    rows: list[int]  # to try, 1 = first
    texts: dict[int, tuple[str, ...]]  # of these rows and of the two rows above each
    letters: bool  # whether it may hold a RACI table


def pick_source(told: Sequence[Source], sheet: str) -> Source | None:
    """Return what the analyst says about a sheet, None where nothing."""
    return next((source for source in told if source.sheet in (None, sheet)), None)


def find_tables(sheets: list[Cells], told: Sequence[Source] = ()) -> tuple[list[Layout], str]:
    """Return the tables of every sheet of a file, and the tool that wrote it.

    Where the analyst speaks of some sheets of a file (`told`), the others are left alone; a word about a governance
    sheet takes no other sheet away.
    """
    sources = [pick_source(told, cells.sheet) for cells in sheets]
    named_some = any(source.table != BESIDE for source in told)
    opened = [
        _open(cells, source, wanted=source is not None or not named_some)
        for cells, source in zip(sheets, sources, strict=True)
    ]
    first = [
        _find_in(sheet, (source and source.tool) or GENERIC, source)
        for sheet, source in zip(opened, sources, strict=True)
    ]
    named = next((source.tool for source in told if source.tool), None)
    if named:
        return first, named
    tool = choose_tool(
        title
        for layout in first
        for heading in layout.tables
        if heading.table != BESIDE  # names, functions and levels stand in any tool's lists
        for title in (*(guess.title for guess in heading.guesses), *heading.unused)
    )
    if tool == GENERIC:
        return first, tool
    return [_find_in(sheet, tool, source) for sheet, source in zip(opened, sources, strict=True)], tool


def _open(cells: Cells, source: Source | None, *, wanted: bool) -> _Sheet:
    filled = count_filled(cells)
    wanted = wanted and not cells.hidden
    rows = _rows_to_try(filled, source) if wanted else []
    texts = read_texts(cells, sorted({n for row in rows for n in range(max(1, row - 2), row + 1)}))
    letters = bool(rows) and (source is None or source.table in (None, BESIDE)) and may_hold_letters(cells)
    return _Sheet(cells, filled, wanted, rows, texts, letters)


def _find_in(sheet: _Sheet, tool: str, source: Source | None) -> Layout:
    cells, filled = sheet.cells, sheet.filled
    found = {row: heading for row in sheet.rows if (heading := _match(sheet, row, tool, source))}
    if not sheet.wanted or (source and source.heading_row):
        return Layout(cells, filled, tuple(found.values()))
    tables = _place(found, filled)
    if all(heading.table == BESIDE for heading in tables) and (source is None or source.table in (None, "clauses")):
        alone = find_one_column(cells, filled)
        tables = _below(alone, tables, filled) if alone else tables
    return Layout(cells, filled, tables, not tables and _is_pivot(cells))


def count_filled(cells: Cells) -> np.ndarray:
    """Return how many cells of each row are not blank; a cell of blanks alone is blank."""
    filled = np.zeros(cells.n_rows, dtype=np.int32)
    for i in range(cells.n_columns):
        candidates = np.flatnonzero(cells.table.column(2 * i).to_numpy() != BLANK)
        if len(candidates):
            texts = cells.table.column(2 * i + 1).take(candidates)
            filled[candidates] += ~pc.equal(pc.utf8_trim_whitespace(texts), "").to_numpy()
    if cells.marks:  # an error of Excel or a formula is no blank cell, though its value is
        for row, _ in cells.marks.valueless:
            if row <= len(filled):
                filled[row - 1] += 1
    return filled


def _rows_to_try(filled: np.ndarray, source: Source | None) -> list[int]:
    """Return the first rows, and every row that follows a blank one: 1 = first."""
    if source and source.heading_row:
        return [source.heading_row] if source.heading_row <= len(filled) else []
    starts = np.flatnonzero((filled[1:] >= 2) & (filled[:-1] == 0)) + 2
    later = np.union1d(starts, starts + 1)  # of two heading rows the lower one
    rows = [*range(1, HEADING_ROWS + 1), *(int(row) for row in later[:ROWS_TRIED] if row > HEADING_ROWS)]
    return [row for row in rows if row <= len(filled) and filled[row - 1] >= 2]


def _match(sheet: _Sheet, row: int, tool: str, source: Source | None) -> Heading | None:
    texts = sheet.texts[row]
    if max(map(len, texts), default=0) > 4 * MAX_HEADING_LENGTH:
        return None  # a row of long texts is a row of clauses
    pair = match_beside(sheet.cells, row, texts, _above(sheet, row), tool, source)
    if pair:
        return pair
    fullness: tuple[int, ...] = ()
    titles = _titles(sheet, row)
    one = match_row(texts, row, tool, source, titles=titles)
    if one and len({text for text in texts if text}) < sum(map(bool, texts)):
        fullness = _fullness(sheet.cells, row)
        one = match_row(texts, row, tool, source, fullness=fullness, titles=titles)
    groups = sheet.texts.get(row - 1, ())
    if sheet.letters and (found := _match_letters(sheet, row, one, titles)):
        return found
    if not any(groups) or not _may_be_groups(texts, groups):
        return one
    two = match_row(texts, row, tool, source, groups, fullness, titles)
    above = match_row(groups, row - 1, tool, source)
    scores = [heading.score for heading in (one, above) if heading]
    return two if two and two.score > max(scores, default=0.0) + TWO_ROWS_GAIN else one


def _titles(sheet: _Sheet, row: int) -> tuple[str, ...]:
    """Return what a table is called: the lines above it that hold one text, then the name of the sheet."""
    lines = [next(filter(None, texts)) for texts in _above(sheet, row) if sum(map(bool, texts)) == 1]
    return (*lines, sheet.cells.sheet)


def _above(sheet: _Sheet, row: int) -> list[tuple[str, ...]]:
    return [sheet.texts.get(n, ()) for n in (row - 1, row - 2)]


def _match_letters(sheet: _Sheet, row: int, other: Heading | None, titles: tuple[str, ...]) -> Heading | None:
    """Return the RACI table below a row, unless the row is likelier the heading of another table."""
    blank = np.flatnonzero(sheet.filled[row:] == 0)
    last = row + int(blank[0]) if len(blank) else sheet.cells.n_rows
    found = match_letters(sheet.cells, row, sheet.texts[row], sheet.texts.get(row - 1, ()), last)
    if found is None or other is None or other.table == BESIDE:
        return found
    return found if outweighs(found, other, titles) else None


def _may_be_groups(texts: tuple[str, ...], groups: tuple[str, ...]) -> bool:
    """Whether a row may be the group headings of the next: it fills a blank below, or spans several columns."""
    return any(group and not text for text, group in zip(texts, groups, strict=True)) or any(
        text and not group for text, group in zip(texts, groups, strict=True)
    )


def read_texts(cells: Cells, rows: list[int]) -> dict[int, tuple[str, ...]]:
    """Return the texts of some rows, 1 = first, without blanks around them."""
    picked = np.array(rows, dtype=np.int64) - 1
    columns = [cells.table.column(2 * i + 1).take(picked).to_pylist() for i in range(cells.n_columns)] if rows else []
    texts = zip(*columns, strict=True) if columns else [() for _ in rows]
    return {
        row: tuple((text or "").replace("\u00a0", " ").strip() for text in cut)
        for row, cut in zip(rows, texts, strict=True)
    }


def _fullness(cells: Cells, row: int) -> tuple[int, ...]:
    """Return how many different texts stand below each cell of a row."""
    return tuple(len(cells.table.column(2 * i + 1).slice(row).unique().drop_null()) for i in range(cells.n_columns))


def _place(found: dict[int, Heading], filled: np.ndarray) -> tuple[Heading, ...]:
    """Choose among the heading rows found, and divide the rows of the sheet between their tables."""
    early = [heading for row, heading in found.items() if row <= HEADING_ROWS]
    if not early and not found:
        return ()
    best = _best(early) or _best([*found.values()]) or max(found.values(), key=lambda heading: heading.score)
    chosen: list[Heading] = []
    for row, heading in sorted(found.items()):
        top = row - heading.n_rows
        alone = top == 0 or filled[top - 1] == 0 or (top >= 2 and filled[top - 1] == 1 and filled[top - 2] == 0)
        alone |= heading.table == BESIDE and top == 1 and filled[0] == 1  # under its own title
        if heading is best or (alone and _has_rows(row, filled) and len(chosen) < MAX_TABLES):
            if chosen and chosen[-1].row >= top:  # the same heading, seen as its first and its second row
                if heading.score <= chosen[-1].score and heading is not best:
                    continue
                chosen.pop()
            chosen.append(heading)
    starts = [1, *(_start(heading, filled) for heading in chosen[1:])]
    ends = [*(start - 1 for start in starts[1:]), None]
    return tuple(heading.within(start, end) for heading, start, end in zip(chosen, starts, ends, strict=True))


def _best(headings: list[Heading]) -> Heading | None:
    """Return the likeliest; what stands beside a contract gives way to the contract and to a log."""
    own = [heading for heading in headings if heading.table != BESIDE]
    return max(own, key=lambda heading: (heading.score, -heading.row), default=None)


def _below(alone: Heading, tables: tuple[Heading, ...], filled: np.ndarray) -> tuple[Heading, ...]:
    """Divide a sheet between a specification of one column and what stands above it, up to a blank row.

    Further down nobody can tell where such a table ends, and a clause must not be lost.
    """
    above = [heading for heading in tables if heading.row <= HEADING_ROWS][:1]
    if not above:
        return (alone,)
    blank = np.flatnonzero(filled[above[0].row :] == 0)
    if not len(blank):
        return (alone,)
    last = above[0].row + int(blank[0])
    return (above[0].within(1, last), alone.within(last + 1, None))


def _has_rows(row: int, filled: np.ndarray) -> bool:
    return row < len(filled) and bool(filled[row] > 0)


def _start(heading: Heading, filled: np.ndarray) -> int:
    """Return the first row that belongs to a further table: its title, or its heading."""
    top = heading.row - heading.n_rows + 1
    return top - 1 if top >= 2 and filled[top - 2] == 1 else top


def _is_pivot(cells: Cells) -> bool:
    """Whether a sheet without a table of ours is a summary that Excel made of one."""
    part = cells.table.slice(0, HEADING_ROWS)
    return any(
        _PIVOT.fullmatch(text.strip())
        for i in range(cells.n_columns)
        for text in part.column(2 * i + 1).drop_null().to_pylist()
    )
