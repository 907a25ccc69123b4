"""Which texts of a long column are among those of another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable


def are_among(texts: pd.Series, others: Iterable[pd.Series]) -> pd.Series:
    """Return what `texts.isin` of some columns of texts does; pandas makes an object of each of the others first."""
    known = pa.concat_arrays([_to_array(column) for column in others])
    asked = pa.chunked_array(_to_chunks(texts), pa.large_string())  # as it lies: a long one is not copied
    return pd.Series(pc.is_in(asked, value_set=known).to_numpy(), index=texts.index)


def _to_array(texts: pd.Series) -> pa.Array:
    return pa.concat_arrays([pa.array([], pa.large_string()), *_to_chunks(texts)])


def _to_chunks(texts: pd.Series) -> list[pa.Array]:
    array = pa.array(texts, type=pa.large_string(), from_pandas=True)
    chunks = array.chunks if isinstance(array, pa.ChunkedArray) else [array]
    return [chunk.cast(pa.large_string()) for chunk in chunks]  # of no row it is of no type
