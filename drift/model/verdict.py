"""The ladder of what may be said, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drift.errors import Note

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Verdict:
    """What may be concluded; this version weighs no evidence, so its state, dates and e-value are None."""

    sentence: Note
    state: str | None = None
    alarm: pd.Period | None = None
    onset: pd.Period | None = None
    onset_interval: tuple[pd.Period, pd.Period] | None = None
    shape: str | None = None
    e_value: float | None = None


def find_rung(n_versions: int, n_dated: int, n_incidents: int, most_dated: int) -> int | None:
    """Return the rung of the ladder that the data reach; None for operations without a contract in time.

    Parameters
    ----------
    n_versions : versions of documents that count, drafts and undated ones included
    n_dated : those of them with a place in time: dated and no draft
    n_incidents : incidents accepted
    most_dated : dated versions of the document that has most
    """
    if n_incidents:
        return 2 if n_dated else None
    if not n_versions:
        return None
    return 1 if most_dated > 1 else 0


def judge() -> Verdict:
    """Return the verdict: none, said in so many words."""
    return Verdict(Note("verdict.none"))
