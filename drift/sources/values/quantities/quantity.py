"""A number with its unit and its place in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Quantity:
    """A number with its unit and its place in the text."""

    value: float
    unit: str
    start: int
    end: int
    words: bool = False  # written as "a", "one", "half": no number of its own without a comparator
    sign: str = ""  # comparator, where the form itself tells it
    listed: bool = False  # one of three or more that share a unit: 30, 15 and 7 days
