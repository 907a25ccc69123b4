"""What a caution is: which months it touches, what it does to the conclusion, and the figure that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from drift.errors import Note

Effect = Literal["withhold", "qualify", "inform"]


@dataclass(frozen=True)
class Caution:
    """Something a reader must know before concluding."""

    code: str
    effect: Effect
    periods: tuple[pd.Period, ...]
    sentence: Note


def caution_of(code: str, effect: Effect, periods: Iterable[pd.Period] = (), /, **values: object) -> Caution:
    """Return a caution with its sentence: the text `caution.CODE` with the figures that show it."""
    return Caution(code, effect, tuple(periods), Note(f"caution.{code}", values))
