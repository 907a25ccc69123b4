"""Where the tables of a sheet stand: heading rows anywhere, of one row or two, one below the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from drift.project.settings import Source
from drift.sources.layout.heading import Heading
from drift.sources.layout.headings import map_headings
from drift.sources.layout.onecolumn import find_one_column, head_paragraphs
from drift.sources.layout.placing import place_below, place_tables
from drift.sources.layout.sheetrows import SheetRows, find_reordered, look_deeper, match_at, open_rows, read_texts
from drift.sources.layout.tools import choose_tool
from drift.sources.opening.cells import PARAGRAPHS, Cells
from drift.sources.vocabulary import GENERIC, GOVERNANCE
from drift.sources.words import normalise
from drift.terms import HEADING_ROWS

_PIVOT = re.compile(r"(?:rijlabels|row labels|kolomlabels|column labels|(?:aantal|som|gemiddelde) van .+"
                    r"|(?:count|sum|average) of .+)", re.I)  # fmt: skip

LOGS: Final = frozenset({"incidents", "events", "contacts"})
NORMS: Final = "norms"  # told by their cells: no heading of theirs is looked for
NOTHING: Final = "none"  # the analyst's word for a sheet that is no table of ours


@dataclass(frozen=True)
class Layout:
    """The tables of one sheet."""

    cells: Cells
    filled: np.ndarray  # cells of each row that are not blank
    tables: tuple[Heading, ...] = ()
    pivot: bool = False
    source: Source | None = None  # what the analyst says about the sheet
    wanted: bool = True  # neither hidden nor left alone by the analyst
    lender: str | None = None  # the sheet whose heading it is read with, having none of its own


def pick_source(settings: Sequence[Source], cells: Cells) -> Source | None:
    """Return what the analyst says about a sheet, None where nothing; of several the one whose headings are there.

    Files that are named alike may have had other headings once: each [[source]] is tried, the first goes first.
    """
    own = [source for source in settings if source.speaks_of(cells.sheet)]
    if len(own) < 2:
        return own[0] if own else None
    seen = {normalise(text) for texts in _first_rows(cells) for text in texts}
    return min(own, key=lambda source: len(map_headings(source).keys() - seen))


def _first_rows(cells: Cells) -> list[list[str]]:
    """Return the texts of the rows in which a heading is looked for, column by column."""
    return [cells.texts(i).slice(0, HEADING_ROWS).drop_null().to_pylist() for i in range(cells.n_columns)]


def find_tables(sheets: Sequence[Cells], settings: Sequence[Source] = ()) -> tuple[list[Layout], str]:
    """Return the tables of every sheet of a file, and the tool that wrote it.

    Where the analyst speaks of some sheets of a file, the others are left alone; a word about governance or norms, or
    that a sheet is no table of ours, takes no other sheet away.
    """
    limited = any(source.table not in (GOVERNANCE, NORMS, NOTHING) for source in settings)
    sources = [pick_source(settings, cells) for cells in sheets]
    rows = [
        open_rows(cells, source, wanted=source.table != NOTHING if source else not limited)
        for cells, source in zip(sheets, sources, strict=True)
    ]
    layouts = [_find_in(sheet, (sheet.source and sheet.source.tool) or GENERIC) for sheet in rows]
    named = next((source.tool for source in settings if source.tool), None)
    headings = [heading for layout in layouts for heading in layout.tables if heading.table != GOVERNANCE]
    titles = [  # names, functions and levels of governance stand in any tool's lists
        title for heading in headings for title in (*(guess.title for guess in heading.guesses), *heading.unused)
    ]
    tool = named or choose_tool(titles, {heading.table for heading in headings})
    if named or tool == GENERIC:
        return layouts, tool
    return [_find_in(sheet, tool) for sheet in rows], tool


def read_hidden(cells: Cells) -> Layout:
    """Return the tables that a hidden sheet would have if it were shown."""
    return _find_in(open_rows(replace(cells, hidden=False), None, wanted=True), GENERIC)


def _find_in(sheet: SheetRows, tool: str) -> Layout:
    cells, filled, source = sheet.cells, sheet.filled, sheet.source
    if cells.text in PARAGRAPHS and source is None:
        return Layout(cells, filled, (head_paragraphs(),) if cells.text == "clauses" else ())
    headings = {row: heading for row in sheet.rows if (heading := match_at(sheet, row, tool))}
    if not headings and source and source.table:
        sheet = replace(sheet, declared=True)  # what was declared goes before every guess
        headings = {row: heading for row in sheet.rows if (heading := match_at(sheet, row, tool))}
    if not headings and sheet.wanted and source is None:
        sheet = look_deeper(sheet)
        headings = {row: heading for row in sheet.rows if (heading := match_at(sheet, row, tool))}
    if not sheet.wanted or (source and source.heading_row):
        return Layout(cells, filled, tuple(headings.values()), source=source, wanted=sheet.wanted)
    again = _match_again(sheet, headings, tool)
    tables = place_tables(headings | again, filled, frozenset(again))
    if all(heading.table == GOVERNANCE for heading in tables) and (source is None or source.table in (None, "clauses")):
        alone = find_one_column(cells, filled)
        tables = place_below(alone, tables, filled) if alone else tables
    return Layout(cells, filled, tables, not tables and _is_pivot(cells), source)


def _match_again(sheet: SheetRows, headings: dict[int, Heading], tool: str) -> dict[int, Heading]:
    """Return the headings of a log that come back among its rows in another order: another block begins there."""
    first = max(headings.values(), key=lambda heading: heading.score, default=None)
    if first is None or first.table not in LOGS or not first.row:
        return {}
    rows = find_reordered(sheet.cells, first.row, sheet.filled)
    sheet = replace(sheet, texts=read_texts(sheet.cells, rows))
    return {row: heading for row in rows if (heading := match_at(sheet, row, tool))}


def _is_pivot(cells: Cells) -> bool:
    """Whether a sheet without a table of ours is a summary that Excel made of one."""
    return any(_PIVOT.fullmatch(text.strip()) for texts in _first_rows(cells) for text in texts)
