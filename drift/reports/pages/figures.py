"""Figures as sentences, cards and tables name them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Final

import pandas as pd

from drift.analysed import Analysis
from drift.model.change import Change
from drift.wording import Wording
from drift.wording.shorten import shorten_middle

NAME_LENGTH: Final = 36  # characters of a document or file beside a chart or in a table; the workbook has them whole


def change_values(change: Change, level: Callable[[float], str], say: Wording) -> dict[str, object]:
    """Return a change, its interval, levels, months and incidents as the sentences of cards name them."""
    return {
        **interval_values(change, say),
        "before": level(change.before.level),
        "before_span": say.span(change.before.first, change.before.last),
        "n_before": change.before.n,
        "after": level(change.after.level),
        "after_span": say.span(change.after.first, change.after.last),
        "n_after": change.after.n,
    }


def interval_values(change: Change, say: Wording) -> dict[str, str]:
    """Return a change and its interval: of a share in percentage points, else in percent."""
    if change.points is None:
        return {name: say.change(x) for name, x in (("change", change.log), ("low", change.low), ("high", change.high))}
    points = change.points
    ends = {name: say.signed_points(x) for name, x in (("low", points.low), ("high", points.high))}
    return {"change": say.points(points.value), **ends}


def direction_of(change: Change) -> str:
    """Return by which word a change is told: rose, fell, or unclear."""
    return {1: "rose", -1: "fell"}.get(change.sign, "unclear")


def write_size(change: Change, say: Wording) -> str:
    """Write how large a change is, without its sign where it is clear: "fell by 16.2 points" needs none."""
    if not change.clear:
        return interval_values(change, say)["change"]
    if change.points is None:
        return size_of(change.log, say)
    return say("points", x=say.number(100 * abs(change.points.value), 1))


def tell_unknown(analysis: Analysis, name: str, say: Wording) -> str:
    """Tell that a change is not known, and why."""
    why = analysis.judgement.untold.get(name)
    return say("report.card.unknown_why", why=why) if why else say("report.card.unknown")


def write_change(log: float | None, say: Wording) -> str:
    """Write a log change; "not known" where there is none."""
    return say("report.card.unknown") if log is None else say.change(log)


def size_of(log: float, say: Wording) -> str:
    """Write a log change without its sign: "grew by 8 %" needs none."""
    return say.percent(abs(math.expm1(log)))


def name_measures(names: Iterable[str], say: Wording) -> str:
    """Write measures by their names: a, b and c."""
    return say.join([say(f"measure.{name}.name") for name in names])


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
