"""Figures as sentences, cards and tables name them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

import pandas as pd

from drift.model.change import Change
from drift.wording import Wording
from drift.wording.shorten import shorten_middle

NAME_LENGTH: Final = 36  # characters of a document or file beside a chart or in a table; the workbook has them whole


def change_values(change: Change, level: Callable[[float], str], say: Wording) -> dict[str, object]:
    """Return a change, its interval, levels, months and incidents as the sentences of cards name them."""
    return {
        "low": say.change(change.low),
        "high": say.change(change.high),
        "before": level(change.before.level),
        "before_span": say.span(change.before.first, change.before.last),
        "n_before": change.before.n,
        "after": level(change.after.level),
        "after_span": say.span(change.after.first, change.after.last),
        "n_after": change.after.n,
    }


def direction_of(change: Change) -> str:
    """Return by which word a change is told: rose, fell, or unclear."""
    return "unclear" if not change.clear else "rose" if change.log > 0 else "fell"


def write_change(log: float | None, say: Wording) -> str:
    """Write a log change; "not known" where there is none."""
    return say("report.card.unknown") if log is None else say.change(log)


def size_of(log: float, say: Wording) -> str:
    """Write a log change without its sign: "grew by 8 %" needs none."""
    return say.percent(abs(math.expm1(log)))


def last_change(index: pd.Series) -> float | None:
    """Return the last known value of an index; None where there is none."""
    known = index.dropna()
    return float(known.iloc[-1]) if len(known) else None


def count_documents(n: int, say: Wording) -> str:
    """Write a number of documents."""
    return say("report.card.documents_one") if n == 1 else say("report.card.documents_many", n=n)


def shorten(name: str, length: int = NAME_LENGTH) -> str:
    """Return a name of a document or file that fits a line: its middle gives way."""
    return shorten_middle(name, length)
