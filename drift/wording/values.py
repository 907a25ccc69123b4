"""Numbers that know how they are read aloud: a note carries them, wording writes them."""

from __future__ import annotations


class LogChange(float):
    """A change as a natural log; written as a signed percentage: ln 2 is +100 %."""


class Share(float):
    """A share, 0 to 1; written as a percentage."""


class Tenths(float):
    """A quantity, written with one decimal."""
