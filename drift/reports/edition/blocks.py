"""Months that are told alone, and those of a quarter that are told as one."""

from __future__ import annotations

from typing import Final

import pandas as pd

QUARTER: Final = 3  # months


def fold_series(values: pd.Series, blocks: pd.Series) -> pd.Series:
    """Return the months that may be told, those of one block at its mean; a block that lacks a month is left out."""
    told = values[values.index.isin(blocks.index)]
    by_block = told.groupby(blocks.reindex(told.index).to_numpy())
    sizes = count_together(blocks).reindex(told.index)
    return by_block.transform("mean").where(by_block.transform("count") == sizes)


def count_together(blocks: pd.Series) -> pd.Series:
    """Return of each month with how many it is told, itself included."""
    return pd.Series(blocks.value_counts().reindex(blocks).to_numpy(dtype=float), blocks.index)


def join_small(blocks: pd.Series, small: pd.PeriodIndex) -> pd.Series:
    """Return the blocks of which the small months are told with their quarter, where all three are small; else not.

    As with months of few persons, what becomes of a month hangs on its own quarter alone: no month is told by itself
    now and in a quarter later.
    """
    quarters = pd.Series(small.asfreq("Q").astype("str"), index=small, dtype="str")
    whole = quarters[quarters.map(quarters.value_counts()) == QUARTER]
    joined: pd.Series = pd.concat([blocks[~blocks.index.isin(small)], whole]).sort_index()
    return joined
