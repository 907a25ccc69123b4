"""A text that knows its numbers: where each stands in it, its value, and how it is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, Self

# percent, change: shares, 0.34 of 34 %; points as they are told, 2.4; fixed: no data can move it, it stands in the
# sentence itself ("95 %") or is a bound ("<5")
Look = Literal["number", "percent", "change", "points", "fixed"]
DIGITS: Final = re.compile(r"\d+(?:[.,]\d+)*")  # of either language


@dataclass(frozen=True)
class Number:
    """A number within a text."""

    start: int
    end: int
    value: float
    digits: int  # behind the sign of decimals, as told
    look: Look = "number"

    def moved(self, by: int) -> Number:
        """Return it as it stands in a longer text."""
        return replace(self, start=self.start + by, end=self.end + by)


class Spoken(str):
    """A text with its numbers."""

    numbers: tuple[Number, ...]
    said: int  # which text of the run it is

    def __new__(cls, text: str, numbers: Iterable[Number], said: int = 0) -> Self:
        """Return the text; `said` counts the texts of a run."""
        spoken = super().__new__(cls, text)
        spoken.numbers, spoken.said = tuple(numbers), said
        return spoken

    def __str__(self) -> str:  # what takes any value as text would lose them
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Spoken, (self.plain, self.numbers, self.said)

    @property
    def plain(self) -> str:
        """The text alone."""
        return str.__str__(self)


def numbers_of(text: str) -> tuple[Number, ...]:
    """Return the numbers that a text knows of itself."""
    return text.numbers if isinstance(text, Spoken) else ()


def read_number(text: str) -> tuple[float, int]:
    """Return what digits say, in either language, and how many of them stand behind the sign of decimals."""
    whole, _, decimals = text.replace(",", ".").rpartition(".")
    if not whole:
        return float(decimals), 0
    if len(decimals) == 3:  # thousands: no number on a page has three decimals
        return float(f"{whole}{decimals}".replace(".", "")), 0
    return float(f"{whole.replace('.', '')}.{decimals}"), len(decimals)
