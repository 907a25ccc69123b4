"""The time that the name of an indicator tells: "Hersteltijd P2 binnen 8 uur"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from drift.contract.norms.norm import KIND_OF_UNIT
from drift.sources.values.quantities.find import find_quantities
from drift.sources.values.quantities.numerals import find_numbers
from drift.sources.values.quantities.signs import even_out

if TYPE_CHECKING:
    from drift.contract.norms.norm import Norm

LENGTH = 200  # signs of a name in which a time is looked for


class Limit(NamedTuple):
    """A time as it is written, and as norms count it: seconds, or days."""

    value: float
    unit: str
    kind: str
    size: float

    def is_of(self, norm: Norm) -> bool:
        """Return whether a norm sets this time; hours of work and of the clock are not told apart in a name."""
        return self.value == norm.value and self.unit.removeprefix("working_") == norm.written_unit.removeprefix(
            "working_"
        )


def find_limit(text: str) -> Limit | None:
    """Return the one time that a name tells; None where it tells none or several."""
    plain = " ".join(even_out(text[:LENGTH]).casefold().split())
    times = [one for one in find_quantities(plain, find_numbers(plain), cell=True) if one.unit in KIND_OF_UNIT]
    if len(times) != 1:
        return None
    kind, size = KIND_OF_UNIT[times[0].unit]
    return Limit(times[0].value, times[0].unit, kind, times[0].value * size)
