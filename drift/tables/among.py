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
    known = pa.chunked_array([pa.array(column, type=pa.large_string(), from_pandas=True) for column in others])
    asked = pa.array(texts, type=pa.large_string(), from_pandas=True)
    return pd.Series(pc.is_in(asked, value_set=known).to_numpy(zero_copy_only=False), index=texts.index)
