"""Which alarms hold for a portfolio: with many relations a tenth of them would alarm by chance alone.

e-BH (Wang and Ramdas 2022, JRSS B 84(3), Theorem 2): of the relations it names at most a tenth, on average, is false,
however they hang together. It takes the e-values of one look. The largest of a course is no e-value: its mean under
chance is no longer at most 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from drift.terms import ALARM_AT

LEVEL: Final = 0.1  # false ones among those that hold, on average; as many as ALARM_AT lets one relation alarm


def find_holding(e_values: Sequence[float | None], level: float = LEVEL) -> list[bool]:
    """Return which of several e-values hold at a level of false discoveries; None: not weighed, and not counted.

    The k largest hold, for the most k of which each is n / (level k) or more.
    """
    known = sorted((e for e in e_values if e is not None and not math.isnan(e)), reverse=True)
    n_hold = max((k for k, e in enumerate(known, start=1) if e >= len(known) / (level * k)), default=0)
    least = known[n_hold - 1] if n_hold else math.inf
    return [e is not None and e >= least for e in e_values]


def count_expected(n_weighed: int) -> float:
    """Return how many false alarms are to be expected at most, where no relation fell (Ville 1939)."""
    return n_weighed / ALARM_AT
