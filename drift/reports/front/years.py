"""Months as people name them in a sentence: whole years where they are whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from drift.wording import Wording


def say_years(first: pd.Period, last: pd.Period, say: Wording) -> str:
    """Write 2018–2019 for whole years, else the months."""
    if first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    return f"{say.short(first)} – {say.short(last)}"


def say_since(first: pd.Period, last: pd.Period, base: pd.PeriodIndex, say: Wording) -> str:
    """Write in which year, or between which years, something began that lies between two months.

    Where the first lies in the months compared with, which are the good ones, only the last says something.
    """
    if first.year == last.year:
        return str(first.year)
    if len(base) and first <= base[-1]:
        return say("front.at_latest", last=str(last.year))
    return say(
        "front.either" if last.year == first.year + 1 else "front.between", first=str(first.year), last=str(last.year)
    )
