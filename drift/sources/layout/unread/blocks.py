"""Where an unrecognised sheet looks like a table: a row of headings, and rows below that fill its columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from drift.sources.layout.headings import MAX_HEADING_LENGTH
from drift.sources.layout.unread.profile import Profile, is_quantity, profile_column
from drift.sources.opening.cells import Cells
from drift.sources.opening.child import NUMBER, TEXT
from drift.terms import HEADING_ROWS

MAX_BLOCKS: Final = 20  # of one sheet, divided by blank rows; more than this are a form
MAX_COLUMNS: Final = 100
_NUMBERED: Final = range(13)  # numbers that may be headings: priorities 1 to 4, months


@dataclass(frozen=True)
class Block:
    """A row of headings and the rows below it that fill at least half of its columns."""

    row: int  # of the headings, 1 = first
    headings: tuple[str, ...]  # of each column of the sheet, empty where it has none
    rows: pd.Index  # 1 = first
    profiles: tuple[Profile, ...]  # of the columns with a heading, and of those that are filled without one


def find_blocks(cells: Cells, filled: np.ndarray, first: int = 1, last: int | None = None) -> Iterator[Block]:
    """Yield some rows of a sheet as one block, then each part of them between blank rows."""
    end = len(filled) if last is None else last
    blank = [int(row) for row in np.flatnonzero(filled == 0) + 1 if first <= row < end and filled[row]]
    starts = [first, *(row + 1 for row in blank)]
    ends = [*blank, end]
    spans = dict.fromkeys([(first, end), *zip(starts[:MAX_BLOCKS], ends[:MAX_BLOCKS], strict=True)])
    yield from filter(None, (_find_block(cells, filled, *span) for span in spans))


def _find_block(cells: Cells, filled: np.ndarray, first: int, last: int) -> Block | None:
    tried = [row for row in range(first, min(last, first + HEADING_ROWS)) if filled[row - 1] >= 2]
    heads = [row for row in tried if _may_be_heading(cells, row)]
    row = max(heads, key=lambda row: (filled[row - 1], -row), default=None)
    if row is None:
        return None
    numbers = np.arange(row + 1, last + 1)
    rows = pd.Index(numbers[filled[row:last] >= max(2, filled[row - 1] / 2)])
    if len(rows) < 2:
        return None
    headings = tuple(" ".join(cells.text_at(row, i).split()) for i in range(min(cells.n_columns, MAX_COLUMNS)))
    profiles = (profile_column(cells, i, text, rows) for i, text in enumerate(headings))
    return Block(row, headings, rows, tuple(one for one in profiles if one.heading or one.filled >= 0.5))


def _may_be_heading(cells: Cells, row: int) -> bool:
    """Whether a row holds short texts that are no quantities, mostly different; small numbers may be among them."""
    texts, kinds = [], []
    for i in range(min(cells.n_columns, MAX_COLUMNS)):
        text = cells.text_at(row, i).strip()
        if text:
            texts.append(text)
            kinds.append(cells.kinds(i)[row - 1].as_py())
    plain = [text for text, kind in zip(texts, kinds, strict=True) if kind == TEXT]
    counted = all(
        kind == TEXT or (kind == NUMBER and _is_counted(text)) for text, kind in zip(texts, kinds, strict=True)
    )
    sound = all(len(text) <= MAX_HEADING_LENGTH and not is_quantity(text) for text in plain)
    return bool(plain) and counted and sound and 2 * len(set(texts)) > len(texts)


def _is_counted(text: str) -> bool:
    return text.isdecimal() and int(text) in _NUMBERED
