"""Months that say nothing of who works with whom: storms, and months that one hand fills.

One handler, caller or value has nearly all incidents there, where the months beside have not. Seen in a real log: three
months in which one "Imported User" handled everything, and an alarm at 366 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.work.storms import LEAST, YEAR, find_storms
from drift.terms import MIN_KNOWN_SHARE

if TYPE_CHECKING:
    from drift.measures.work.log_shape import LogShape

NEARLY_ALL: Final = 0.9  # of the incidents that have a value; an import leaves a few late entries to others
SPREAD: Final = 2 / 3  # above it one had most of them anyway: a month with all of them is of the same kind
CHANCE: Final = 1e-4  # of so many for one, were its part that of the fullest month before; 6 columns x 100 months a log
LONGEST: Final = 6  # months in a row; what lasts longer is how the work goes from then on
SPOILING: Final = ("requester", "handler")  # who works with whom: other columns only sort incidents


@dataclass(frozen=True)
class Filled:
    """A month that one value fills: its incidents with a value, those of that value, the largest part before."""

    month: pd.Period
    known: int
    top: int
    usual: float


def find_spoiled(shape: LogShape) -> pd.PeriodIndex:
    """Return the months that say nothing about who works with whom: one caller or handler fills them, or a storm.

    What is decided of a month rests on that month and those before it, so that the next one to arrive changes none.
    """
    months = {filled.month for name in SPOILING for filled in find_filled(shape, name)}
    months |= {storm.month for storm in find_storms(shape)}
    return pd.PeriodIndex(sorted(months), freq="M")


def find_filled(shape: LogShape, field: str, *, back: bool = False) -> list[Filled]:
    """Return the months that one value of a column fills where the year before spread; `back`: the year after."""
    rows = _usable(shape, field)
    return _walk(rows.iloc[::-1] if back else rows)


def _usable(shape: LogShape, field: str) -> pd.DataFrame:
    """Return known and top by month, where nearly all incidents have a value."""
    counts = shape.fullest[shape.fullest["field"].eq(field)].set_index("period")[["known", "top"]]
    n = shape.months["n_corrective"].reindex(counts.index)
    return counts[counts["known"] >= MIN_KNOWN_SHARE * n].sort_index()


def _walk(rows: pd.DataFrame) -> list[Filled]:
    from scipy.special import bdtrc

    found: list[Filled] = []
    beside: list[tuple[int, int]] = []  # known and top of the months that are not filled
    run = 0  # months in a row in which one has nearly all
    for month, known, top in rows.itertuples():
        run = run + 1 if top >= NEARLY_ALL * known else 0
        usual = _find_usual(beside[-YEAR:])
        if 0 < run <= LONGEST and usual <= SPREAD and bdtrc(top - 1, known, usual) < CHANCE:
            found.append(Filled(month, known, top, usual))
        else:
            beside.append((known, top))
    return found


def _find_usual(beside: list[tuple[int, int]]) -> float:
    """Return the part of the commonest value in the fullest month, small ones aside; 1 where too few are known."""
    if len(beside) < LEAST:
        return 1.0
    least = median(known for known, _ in beside) / 2
    return max(top / known for known, top in beside if known >= least)
