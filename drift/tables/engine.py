"""How drift speaks to its engine: moments as whole seconds, months as ordinals, sums as integers, counts in one order.

What is needed more than once is computed once, by `keep`: the table that it returns is the only way to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    import ibis

HOUR_S: Final = 3600
DAY_S: Final = 24 * HOUR_S
# the engine sums billionths as integers: a sum of floats depends on the order in which its threads come back
FIXED_POINT: Final = 1_000_000_000
SQUARED_POINT: Final = 1_000_000  # of what is squared first: squares of billionths would overflow
_MONTHS_TO_1970: Final = 1970 * 12


def keep(query: ibis.Table) -> ibis.Table:
    """Compute a query now, and return the table of what came out, so that later queries need not repeat it.

    It goes with the store; what does not fit in the engine's memory goes to the store's own folder. (The `cache` of
    ibis drops a table when nobody holds it any more: after the store has closed, and then it complains.)
    """
    from ibis.util import gen_name

    return query.get_backend().create_table(gen_name("kept"), query)


def to_table(frame: pd.DataFrame, types: dict[str, str]) -> ibis.Table:
    """Return a small frame as a table that queries may join, its columns under the given types."""
    import ibis

    return ibis.memtable(frame[[*types]], schema=types)


def to_seconds(at: ibis.Value) -> ibis.Value:
    """Return a moment as whole seconds since 1970 (DuckDB itself answers a float)."""
    return at.epoch_seconds().cast("float64").floor().cast("int64")


def to_ordinal(at: ibis.Value) -> ibis.Value:
    """Return the month of a moment as a number: months since January 1970, the ordinal of a pandas period."""
    return at.year().cast("int64") * 12 + at.month().cast("int64") - 1 - _MONTHS_TO_1970


def to_frame(counts: ibis.Table, *order: str) -> pd.DataFrame:
    """Return counts of the engine as a frame in a fixed order of rows."""
    frame: pd.DataFrame = counts.order_by(list(order)).to_pyarrow().to_pandas()
    return frame


def to_months(ordinals: pd.Series) -> pd.PeriodIndex:
    """Return months as the engine counts them as a monthly PeriodIndex."""
    return pd.PeriodIndex(ordinals.to_numpy().astype("datetime64[M]").astype("datetime64[s]"), freq="M")


def to_periods(counts: pd.DataFrame) -> pd.DataFrame:
    """Return counts by `month` (an ordinal) as counts by `period`."""
    return counts.drop(columns="month").assign(period=to_months(counts["month"]))
