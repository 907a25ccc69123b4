"""Sheets without a table of ours that hold dated rows: why they cannot be read, so that none is passed over."""

from typing import Final

import numpy as np
import pyarrow.compute as pc

from drift.errors import Address, Problem
from drift.sources.layout.find import Layout
from drift.sources.layout.headings import Row, match_row
from drift.sources.layout.parts import DATED, MAX_NUMBER, MOST
from drift.sources.layout.unread.telling import list_headings
from drift.sources.layout.unread.unknown import MIN_ROWS
from drift.sources.layout.unread.unmeasured import tell_unmeasured
from drift.sources.opening.cells import Cells, address_of
from drift.sources.opening.child import BLANK, MOMENT

MAX_FIELDS: Final = 60  # rows of a log that lies on its side; more are a log
MIN_TICKETS: Final = 4  # columns beside its headings
HALF: Final = 0.5
_DAY = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}(?:[ T]+\d{1,2}:\d{2}(?::\d{2})?)?"
_PAIR: Final = rf"^\s*{_DAY}\s*(?:/|\||;|-|–|→|->|tot|t/m|to|until|bis|au|\n)\s*{_DAY}\s*$"  # two moments in one cell
_DATED: Final = r"^\s*\d{1,4}[-/.]\d"  # how each begins; the engine compiles them anew for every column

_NUMBER: Final = r"^(?:[A-Za-z]{1,6}[-. ]?)?\d{1,3}(?:\.\d{1,3})+[a-z]?\.?$"  # of a clause
_SHORT_DAY: Final = r"^\d\d\.\d\d\.\d\d$"  # 05.03.24 is no number of a clause


def tell_silent(file: str, layout: Layout) -> Problem | None:
    """Return why dated rows, or numbers of a metric, outside every table are not read; None where there are none."""
    if not layout.wanted or layout.pivot or layout.cells.text:
        return None
    dated = find_pairs(file, layout) or _tell_lying(file, layout) or _tell_headless(file, layout)
    return dated or tell_unmeasured(file, layout)


def find_pairs(file: str, layout: Layout) -> Problem | None:
    """Return the problem of the first column whose cells hold two moments each; None where there is none."""
    cells = layout.cells
    for i in range(cells.n_columns):
        texts = cells.texts(i)
        if not pc.any(pc.match_substring_regex(texts, _DATED)).as_py():
            continue
        pairs = pc.fill_null(pc.match_substring_regex(texts, _PAIR), fill_value=False).to_numpy(zero_copy_only=False)
        if pairs.sum() >= MIN_ROWS and pairs.sum() >= MOST * (len(texts) - texts.null_count - 1):
            row = int(np.flatnonzero(pairs)[0]) + 1
            at, found = address_of(file, cells.sheet, row, i), cells.text_at(row, i)
            return Problem(at, found, "expected.one_moment", int(pairs.sum()))
    return None


def _tell_lying(file: str, layout: Layout) -> Problem | None:
    """Return the problem of a log with a column a ticket: the first column reads as a row of headings."""
    cells = layout.cells
    if cells.n_rows > MAX_FIELDS or cells.n_columns <= MIN_TICKETS:
        return None
    heads = tuple((text or "").strip() for text in cells.texts(0).to_pylist())
    heading = match_row(Row(1, heads, below=lambda i: _across(cells, i)))
    if heading is None or heading.table not in ("incidents", "events"):
        return None
    return Problem(
        Address(file, cells.sheet), list_headings(heads), "expected.rows_down", values={"n": cells.n_columns - 1}
    )


def _across(cells: Cells, i: int) -> list[str]:
    return [text for column in range(1, cells.n_columns) if (text := cells.text_at(i + 1, column))]


def _tell_headless(file: str, layout: Layout) -> Problem | None:
    """Return the problem of rows with a date in the same column, of which no row above is known as their heading."""
    cells, rows = layout.cells, layout.filled >= 2
    for i in range(cells.n_columns):
        dated = are_dated(cells, i) & rows
        if dated.sum() >= MIN_ROWS and dated.sum() >= HALF * rows.sum():
            row, values = int(np.flatnonzero(dated)[0]) + 1, {"n": int(dated.sum())}
            at, found = address_of(file, cells.sheet, row, i), cells.text_at(row, i)  # the rest may name a person
            return Problem(at, found, "expected.heading_above", values=values)
    return None


def are_dated(cells: Cells, i: int) -> np.ndarray:
    """Tell which cells of a column are moments or short texts that begin like a date; 1.5.1 is a number of a clause."""
    texts, kinds = cells.texts(i), cells.kinds(i).to_numpy()
    short = pc.less_equal(pc.utf8_length(texts), MAX_NUMBER)
    numbers = pc.and_not(pc.match_substring_regex(texts, _NUMBER), pc.match_substring_regex(texts, _SHORT_DAY))
    like = pc.and_(short, pc.match_substring_regex(texts, rf"^(?:{DATED})"))
    like = pc.fill_null(pc.and_not(like, numbers), fill_value=False)
    dated: np.ndarray = (kinds == MOMENT) | (like.to_numpy(zero_copy_only=False) & (kinds != BLANK))
    return dated
