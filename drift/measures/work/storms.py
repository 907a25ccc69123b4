"""Storms: months with far more incidents than usual. Whoever is there handles them, so that they tell no hands.

Ten made-up logs with a month in twelve of four times the tickets: 4 told of a fall that was none while the callers'
histories held what a storm had left in other hands for 120 days.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    from drift.measures.work.log_shape import LogShape

TIMES: Final = 2.0  # the usual number; half as many again is a busy month, whose variance grows (`shares.STORM`)
CHANCE: Final = 1e-4  # of so many where the usual number is expected: small numbers double by chance
YEAR: Final = 12  # months compared with
LEAST: Final = 6  # months; fewer tell nothing about what is usual
LONGEST: Final = 3  # months in a row; what lasts longer is how much work there is from then on


@dataclass(frozen=True)
class Storm:
    """A month of far more corrective incidents than the median of the year before."""

    month: pd.Period
    n: int
    usual: float


def find_storms(shape: LogShape) -> list[Storm]:
    """Return the months that are a storm; what is decided of a month rests on that month and those before it."""
    from scipy.special import pdtrc

    found: list[Storm] = []
    calm: list[int] = []
    run = 0  # months in a row with far more than usual
    corrective = shape.months["n_corrective"]
    for month, n in zip(pd.PeriodIndex(corrective.index), corrective, strict=True):
        usual = median(calm[-YEAR:]) if len(calm) >= LEAST else float(n)
        run = run + 1 if n >= TIMES * usual and pdtrc(n - 1, usual) < CHANCE else 0
        if 0 < run <= LONGEST:
            found.append(Storm(month, int(n), usual))
        else:
            calm.append(int(n))
    return found
