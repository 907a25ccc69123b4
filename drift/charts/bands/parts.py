"""What the three bands draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from drift.charts.marks import Marks


@dataclass(frozen=True)
class PaperBand:
    """What the contract prescribes."""

    counts: pd.Series  # by month, of what is in force at its end
    steps: pd.Series  # day a version took effect -> the function that wrote it; blank where nobody tells
    name: str  # what is counted


@dataclass(frozen=True)
class TalkBand:
    """Where both sides speak."""

    contacts: pd.DataFrame  # quarter x level; missing where it is not told
    name: str

    @property
    def has_shares(self) -> bool:
        """Whether there is more than one level: all of one would be no share of anything."""
        return len(self.contacts.columns) > 1


@dataclass(frozen=True)
class TogetherBand:
    """How both sides work together, by one measure."""

    points: pd.DataFrame  # value, low, high by month or quarter
    levels: Sequence[tuple[pd.Period, pd.Period, float]]  # windows that page 1 tells: first and last month, level
    name: str


@dataclass(frozen=True)
class Bands:
    """The three bands; of one whose data are missing the words that say so."""

    paper: PaperBand | str
    talk: TalkBand | str
    together: TogetherBand | str
    months: pd.PeriodIndex  # that the axis spans
    marks: Marks
