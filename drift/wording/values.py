"""Numbers that know how they are read aloud: a note carries them, wording writes them."""

from __future__ import annotations

from drift.terms import MIN_PERSONS


class LogChange(float):
    """A change as a natural log; written as a signed percentage: ln 2 is +100 %."""


class Share(float):
    """A share, 0 to 1; written as a percentage."""


class PointChange(float):
    """A difference of two shares, 0.01 a percentage point; written as the bare, signed number of points: +2.4."""


class Tenths(float):
    """A quantity, written with one decimal."""


def show_count(n: int) -> str:
    """Return a number of persons as an output may show it: fewer than MIN_PERSONS, but some, are "<5"."""
    return str(n) if n >= MIN_PERSONS or n == 0 else f"<{MIN_PERSONS}"
