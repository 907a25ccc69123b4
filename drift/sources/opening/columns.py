"""A column of cells, and its plain text: the raw material of every typed column."""

from dataclasses import dataclass
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

NULLS: Final = frozenset(
    {"", "?", "-", "–", "n.v.t.", "n.v.t", "nvt", "n/a", "#n/a", "#n/b", "#value!", "#waarde!", "null", "onbekend",
     "unknown"}
)  # fmt: skip
BLOCK: Final = 1 << 16  # rows
OVERFLOWN: Final = r"^#{2,}$"  # ########: a column too narrow for its date when it was copied


@dataclass(frozen=True)
class Column:
    """Cells of one column below the heading: kinds and texts, same length; index = row number in the sheet."""

    kinds: pd.Series
    texts: pd.Series  # str, missing where blank


def to_texts(column: Column, nulls: tuple[str, ...] = ()) -> pd.Series:
    """Return stripped texts; blank cells and words for nothing (n.v.t., ?, ########) are missing."""
    return from_arrow(clear_texts(column, nulls), column.texts.index)


def clear_texts(column: Column, nulls: tuple[str, ...] = ()) -> pa.Array:
    """Return what `to_texts` does as an Arrow array."""
    texts = strip_texts(column.texts)
    empty = pa.array([*NULLS, *(null.casefold() for null in nulls)])
    gone = pc.or_(pc.is_in(pc.utf8_lower(texts), empty), pc.match_substring_regex(texts, OVERFLOWN))
    return pc.if_else(gone, pa.scalar(None, pa.string()), texts)


def strip_texts(texts: pd.Series) -> pa.Array:
    """Return texts without blanks around them; a no-break space is a blank."""
    # on the Arrow array itself: a specification has few rows, and there pandas costs more than the work
    return pc.utf8_trim_whitespace(pc.replace_substring(pa.array(texts, pa.string()), "\u00a0", " "))


def from_arrow(texts: pa.Array, index: pd.Index) -> pd.Series:
    """Return an Arrow array of texts as a Series of dtype str."""
    series: pd.Series = texts.to_pandas()
    series.index = index
    return series


def share_blocks(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of which a text that stands in all rows of a column is held once a BLOCK, not once a row."""
    if len(frame) <= BLOCK:
        return frame
    texts = [name for name, dtype in frame.dtypes.items() if isinstance(dtype, pd.StringDtype)]
    return frame.assign(**{str(name): block for name in texts if (block := _share(frame[name])) is not None})


def _share(column: pd.Series) -> pd.Series | None:
    """Return a column that says one thing as one block again and again; None: it says several."""
    first, last = column.iloc[[0, -1]].array
    texts = pa.array(column, pa.large_string())
    if texts.null_count != len(texts) and (first != last or texts.null_count or pc.count_distinct(texts).as_py() > 1):
        return None
    return from_arrow(repeat_text(None if texts.null_count else first, len(texts)), column.index)


def repeat_text(text: str | None, n: int) -> pa.ChunkedArray:
    """Return a text n times; in memory it stands once a BLOCK, and all whole blocks are one."""
    block = pa.repeat(pa.scalar(text, pa.large_string()), BLOCK)
    return pa.chunked_array([*[block] * (n // BLOCK), block[: n % BLOCK]], pa.large_string())
