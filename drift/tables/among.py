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
    return pd.Series(pc.is_in(_to_array(texts), value_set=known).to_numpy(zero_copy_only=False), index=texts.index)


def _to_array(texts: pd.Series) -> pa.Array:
    array = pa.array(texts, type=pa.large_string(), from_pandas=True)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return array.cast(pa.large_string())  # of no row it is of no type
