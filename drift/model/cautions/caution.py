"""What a caution is: which months it touches, what it does to the conclusion, and the figure that shows it."""

from __future__ import annotations

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
