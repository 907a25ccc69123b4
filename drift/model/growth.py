"""Did the paper grow: a change of size or control that matters, beyond what misreading can do to it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from drift.model.states import Growth
from drift.terms import DECIMALS, GROWTH_MATTERS, INTERVAL_Z


@dataclass(frozen=True)
class Grown:
    """How a stock of the paper changed since the base: natural log, and its standard error by misreading.

    An infinite error: not to be told.
    """

    log: float
    error: float

    @property
    def low(self) -> float:
        """Lower end of the 95 % interval."""
        return self.log - INTERVAL_Z * self.error

    @property
    def high(self) -> float:
        """Upper end of the 95 % interval."""
        return self.log + INTERVAL_Z * self.error

    @property
    def growth(self) -> Growth:
        """Return grew or shrank where it changed by GROWTH_MATTERS or more and the interval leaves out 0.

        Held where the whole interval stays within that, else it cannot be told.
        """
        if not math.isfinite(self.error):
            return "unknown"
        # a paper that was issued anew without a change has no reading error, and rounding is no change
        log, low, high = (round(math.expm1(x), DECIMALS) for x in (self.log, self.low, self.high))
        if log >= GROWTH_MATTERS and low > 0:
            return "grew"
        if log <= -GROWTH_MATTERS and high < 0:
            return "shrank"
        return "held" if low > -GROWTH_MATTERS and high < GROWTH_MATTERS else "unknown"


def join_growth(*parts: Grown | None) -> Growth:
    """Return what the paper did, by its size and its control: grew goes first, held is said where both of them did."""
    states = {part.growth for part in parts if part is not None}
    first: tuple[Growth, ...] = ("grew", "shrank", "unknown", "held")
    return next((state for state in first if state in states), "unknown")
