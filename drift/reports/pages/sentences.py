"""The findings as sentences: what stands in titles, on cards and in alternative texts."""

from __future__ import annotations

import math

import pandas as pd

from drift.analysis import Analysis
from drift.measures.catalogue import RESTORE
from drift.measures.shown import show_measures
from drift.measures.work.engagement import ENGAGEMENT
from drift.model.change import Change
from drift.wording import Wording

NAME_LENGTH = 36  # characters of a document or file beside a chart or in a table; the workbook has them whole
HELD_WITHIN = 0.005  # in logs: what rounds to 0 % is not called growth


def say_paper(analysis: Analysis, say: Wording, *, after: bool = False) -> str:
    """Tell how the specification changed; `after` an opening such as "compared with …".

    Where size and control went opposite ways the two are told, and not their mean.
    """
    specification = analysis.measured.paper.specification
    whole, size = last_change(specification.index.values), last_change(specification.size)
    control = None if specification.size_stands_in else last_change(specification.control)
    values = {
        "change": size_of(whole or 0.0, say),
        "size": size_of(size or 0.0, say),
        "control": size_of(control or 0.0, say),
    }
    told = say(f"report.paper{'_after' if after else ''}.{_paper_finding(whole, size, control)}", **values)
    return told if analysis.measured.paper.scope is None else say("report.scissors.scoped", paper=told)


def _paper_finding(whole: float | None, size: float | None, control: float | None) -> str:
    if whole is None or not math.isfinite(whole):
        return "none"
    if size is not None and control is not None and min(abs(size), abs(control)) >= HELD_WITHIN and size * control < 0:
        return "wider" if size > 0 else "denser"
    if abs(whole) < HELD_WITHIN:
        return "held"
    return "grew" if whole > 0 else "shrank"


def say_work(analysis: Analysis, say: Wording) -> str:
    """Tell how engagement changed, with its interval: by its name, attention while open, where that is all there is."""
    n = len(show_measures(analysis.measured).frames[ENGAGEMENT].dropna())
    return _say_change(show_measures(analysis.measured).work_is, analysis.judgement.changes[ENGAGEMENT], n, say)


def say_outcome(analysis: Analysis, say: Wording) -> str:
    """Tell how the time to restore changed, with its interval."""
    return _say_change(
        "outcome",
        analysis.judgement.changes[RESTORE],
        len(show_measures(analysis.measured).frames[RESTORE].dropna()),
        say,
    )


def _say_change(what: str, change: Change | None, n_points: int, say: Wording) -> str:
    if change is None:
        return say(f"report.{what}.short" if n_points else f"report.{what}.none")
    direction = "unclear" if not change.clear else "rose" if change.log > 0 else "fell"
    written = say.change(change.log) if direction == "unclear" else size_of(change.log, say)
    return say(f"report.{what}.{direction}", change=written, low=say.change(change.low), high=say.change(change.high))


def size_of(log: float, say: Wording) -> str:
    """Write a log change without its sign: "grew by 8 %" needs none."""
    return say.percent(abs(math.expm1(log)))


def shorten(name: str) -> str:
    """Return a name that fits a line: its middle gives way."""
    return shorten_to(name, NAME_LENGTH)


def shorten_to(name: str, length: int) -> str:
    """Return a name of at most so many characters: a third of them is its end."""
    tail = length // 3
    return name if len(name) <= length else f"{name[: length - tail - 1]}…{name[-tail:]}"


def last_change(index: pd.Series) -> float | None:
    """Return the last known value of an index; None where there is none."""
    known = index.dropna()
    return float(known.iloc[-1]) if len(known) else None


def has_paper(analysis: Analysis) -> bool:
    """Whether a contract was read that has a place in time."""
    return bool(analysis.indices["specification"].notna().any())


def why_no_paper(analysis: Analysis) -> str:
    """Return why there is no index of the specification: none, undated, draft, or empty (nothing in force)."""
    versions = analysis.measured.paper.stocks.versions
    if not len(versions):
        return "none"
    if versions["effective_on"].isna().all():
        return "undated"
    return "draft" if versions.loc[versions["effective_on"].notna(), "status"].eq("draft").all() else "empty"


def has_work(analysis: Analysis) -> bool:
    """Whether incidents were read."""
    return analysis.measured.span is not None
