"""What becomes of problems now against the good years: shares of the problems raised, with what they may have been."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import pandas as pd

from drift.tables.calendar import find_quarters
from drift.terms import LEVELS

if TYPE_CHECKING:
    from drift.measures.index import Base

COMPARED: Final = ("solved", "went_up", *LEVELS[1:], "denied", "parked", "referred_back")
QUARTERS: Final = 4  # one of each season
LEVEL: Final = 0.95

Standing = Literal["more", "less", "unclear"]


@dataclass(frozen=True)
class FateChange:
    """A fate of problems in two windows of quarters: how many of those raised."""

    fate: str  # one of COMPARED
    before: int
    of_before: int
    after: int
    of_after: int
    standing: Standing  # of the share after; unclear: the interval of the difference holds 0


@dataclass(frozen=True)
class Fated:
    """What becomes of problems, then and now."""

    then: tuple[pd.Period, pd.Period]  # first and last quarter
    now: tuple[pd.Period, pd.Period]
    lowest: tuple[int, float] | None  # year and share of the year in which fewest were solved where they were raised
    fates: tuple[FateChange, ...]


def compare_fates(quarters: pd.DataFrame, base: Base) -> Fated | None:
    """Compare the last four quarters told with those of the good years.

    Parameters
    ----------
    quarters : as of `count_quarters`
    base : the good years of the work; where no whole quarter lies in them, the first four told

    Returns
    -------
    fated : None where the two windows would touch, or nothing was raised in one of them
    """
    if len(quarters) < QUARTERS + 1:
        return None
    told = quarters["quarter"]
    in_base = told[told.isin(find_quarters(base.work))]
    first = in_base if len(in_base) else told.iloc[:QUARTERS]
    last = told.iloc[-QUARTERS:]
    if first.iloc[-1] >= last.iloc[0]:
        return None
    before, after = (quarters[told.isin(part)] for part in (first, last))
    if not before["raised"].sum() or not after["raised"].sum():
        return None
    fates = tuple(_compare(fate, before, after) for fate in COMPARED)
    return Fated((first.iloc[0], first.iloc[-1]), (last.iloc[0], last.iloc[-1]), _find_lowest(quarters), fates)


def _find_lowest(quarters: pd.DataFrame) -> tuple[int, float] | None:
    """Return the whole year in which the smallest share was solved where it was raised; None without a whole year."""
    years = quarters.assign(n=1).groupby(quarters["quarter"].dt.year)[["raised", "solved", "n"]].sum()
    whole = years[years["n"].eq(QUARTERS) & years["raised"].gt(0)]
    shares = whole["solved"] / whole["raised"]
    if shares.empty:
        return None
    return min(((int(str(year)), float(share)) for year, share in shares.items()), key=lambda pair: pair[1])


def _compare(fate: str, before: pd.DataFrame, after: pd.DataFrame) -> FateChange:
    n, of, m, out_of = (int(part[name].sum()) for part in (before, after) for name in (fate, "raised"))
    return FateChange(fate, n, of, m, out_of, _stand(n, of, m, out_of))


def _stand(before: int, of_before: int, after: int, of_after: int) -> Standing:
    """Tell whether a share rose or fell, by the interval of a difference of two shares (Newcombe 1998, method 10)."""
    (low, high), (low_then, high_then) = _bound(after, of_after), _bound(before, of_before)
    now, then = after / of_after, before / of_before
    least = now - then - ((now - low) ** 2 + (high_then - then) ** 2) ** 0.5
    most = now - then + ((high - now) ** 2 + (then - low_then) ** 2) ** 0.5
    return "more" if least > 0 else "less" if most < 0 else "unclear"


def _bound(n: int, of: int) -> tuple[float, float]:
    """Return the interval of a share (Wilson 1927)."""
    from scipy.stats import binomtest

    interval = binomtest(n, of).proportion_ci(LEVEL, method="wilson")
    return float(interval.low), float(interval.high)
