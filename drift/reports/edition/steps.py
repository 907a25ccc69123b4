"""Shares and counts as both sides may see them: in steps, so that share times incidents gives no count back.

A share of .075 of 40 incidents tells that there were three, and the three may be of one person or one pair. So every
share of incidents is told in steps: 0 to 1 is cut into classes alike, each of which holds at least MIN_PERSONS possible
counts, and the middle of the class is told. That holds for nobody and for all too, and for every month, whoever it was:
a rule that looked at who answered yes would tell of each month whether few did. The number of classes hangs on the
incidents as they are told, a multiple of MIN_PERSONS, and on nothing else.

A month is put in its class once, before anything is reckoned from it. The index, drivers, changes, windows, doubt and
charts are made of the classes, so that no sum or difference of them, and no later report, tells more of a month than
its class does. Totals that are rounded by themselves can be unpicked (Hundepool e.a. 2012, Statistical Disclosure
Control, 5.4, on rounding to a base); these are none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.measures.shares import base_rows, smooth
from drift.reports.edition.blocks import count_together, fold_series, join_small
from drift.terms import BASE_MONTHS, MIN_PERSONS

if TYPE_CHECKING:
    from drift.measures.shares import Shares

DIGITS: Final = 3  # of what both sides see
LEAST: Final = 2  # classes: one says nothing
FEWEST: Final = LEAST * MIN_PERSONS + MIN_PERSONS // 2 + 1  # incidents that fall into so many
ODDS: Final = (5, 2, 1)  # times a power of ten
_NEARLY: Final = 1e-9  # 3/7 lies in the fourth of seven classes, whatever its last digit


def round_counts(counts: pd.Series) -> pd.Series:
    """Return counts as multiples of MIN_PERSONS: no difference of two of them tells a number below it."""
    return (counts / MIN_PERSONS).round() * MIN_PERSONS


def count_classes(n: pd.Series) -> pd.Series:
    """Return into how many classes shares of so many incidents fall, multiples of MIN_PERSONS.

    The fewest incidents that are told so are fewer by half of MIN_PERSONS: of them too each class holds MIN_PERSONS.
    """
    return ((n - MIN_PERSONS // 2) // MIN_PERSONS).clip(lower=0)


def to_classes(shares: pd.Series, n: pd.Series) -> pd.Series:
    """Return shares of so many incidents, as `count_classes`, at the middle of their class; missing below LEAST."""
    classes = count_classes(n)
    classes = classes.where(classes >= LEAST)
    place = (shares * classes + _NEARLY).floordiv(1).clip(lower=0).clip(upper=classes - 1)
    return (place + 0.5) / classes


def floor_odds(odds: float) -> float:
    """Return evidence as 1, 2 or 5 times a power of ten, downwards: it stays on its side of 10."""
    if not odds > 0:
        return 0.0
    power = int(np.floor(np.log10(odds) + _NEARLY))
    first = next(one for one in ODDS if odds * (1 + _NEARLY) >= one * 10.0**power)
    return float(f"{first}e{power}")


def tell_in_steps(told: Shares, blocks: pd.Series, hidden: pd.PeriodIndex, base: pd.PeriodIndex) -> Shares:
    """Return a share of incidents of which each month, or quarter that is told as one, is told by its class.

    Parameters
    ----------
    blocks : as of `Crowd`; months with too few incidents for LEAST classes are told with their quarter, or not
    hidden : months that may not be told

    The variance is that of a sample of the incidents as they are told, times what incidents of one caller have in
    common, and that of any place in the class: the twelfth of its square.
    """
    blocks = join_small(blocks, _find_small(told.n[told.n.index.isin(blocks.index)]))
    size = count_together(blocks).reindex(told.n.index)
    opened = fold_series(told.n, blocks)
    n = round_counts(opened * size)
    value = to_classes(fold_series(told.value * told.n, blocks) / opened, n).dropna()
    n, size = n[value.index], size[value.index]
    log, steadied = _weigh(value, n / size, base)
    sampled = (1 - value) / (value * n / size) * _find_overdispersion(told, hidden)
    variance = sampled + 1 / (12 * (count_classes(n) * value) ** 2)
    return replace(
        told,
        value=value,
        log=log,
        variance=variance,
        n=n / size,
        known=fold_series(told.known, blocks)[value.index],
        steadied=steadied,
        coverage=fold_coverage(told.coverage, blocks),
    )


def fold_coverage(coverage: pd.DataFrame, blocks: pd.Series) -> pd.DataFrame:
    """Return asked and known incidents as they are told; those of other months than are told are none."""
    rounded = coverage[["asked", "known"]].apply(round_counts).astype("int64")
    return rounded.mul(rounded.index.isin(blocks.index).astype("int64"), axis=0)


def _find_small(n: pd.Series) -> pd.PeriodIndex:
    """Return the months with too few incidents for LEAST classes."""
    return pd.PeriodIndex(n.index[count_classes(round_counts(n)) < LEAST])


def _weigh(value: pd.Series, n: pd.Series, base: pd.PeriodIndex) -> tuple[pd.Series, pd.Series]:
    """Return the logarithms by which shares enter an index, and are weighed by themselves."""
    if not len(value):
        return value, value
    first = base_rows(pd.PeriodIndex(value.index), base)
    p0 = float((value * n)[first].sum() / n[first].sum())
    smoothed, steadied = smooth(value.to_numpy(), n.to_numpy(), p0)
    return pd.Series(np.log(smoothed), value.index), pd.Series(np.log(steadied), value.index)


def _find_overdispersion(told: Shares, hidden: pd.PeriodIndex) -> float:
    """Return by how much the doubt of a series is more than that of a sample: at least 1, to a half.

    The doubt of a month looks back over a year (the first year as one). Months in which a hidden one lies in it have no
    part in this, so that no hidden month lends them its own.
    """
    if not len(told.log):
        return 1.0
    months, half = pd.PeriodIndex(told.log.index), 0.5 / (told.n + 1)
    p = told.value.clip(half, 1 - half)
    begun = [max(months[0], month - BASE_MONTHS + 1) for month in months]
    ends = [max(month, months[0] + BASE_MONTHS - 1) for month in months]
    clean = [not ((hidden >= begin) & (hidden <= end)).any() for begin, end in zip(begun, ends, strict=True)]
    ratio = (told.variance * p * told.n / (1 - p))[clean]
    return max(1.0, round(2 * float(ratio.median())) / 2) if len(ratio) else 1.0
