"""What a log covers: too few months, incomplete ones, an export that stopped at its limit, calendars of some people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.model.cautions.caution import Caution, caution_of
from drift.terms import BASE_MONTHS, QUARTERS_BELOW

if TYPE_CHECKING:
    from drift.tables.calendar import Span
    from drift.tables.intake import Intake

CALENDARS: Final = ("outlook", "teams", "ics")


def find_short_log(n: pd.Series, settled: pd.PeriodIndex) -> list[Caution]:
    """Tell a log that has no year to compare a year with; n: incidents by month."""
    over = settled.intersection(pd.PeriodIndex(n.index[n > 0]))
    needed = 2 * BASE_MONTHS
    return [caution_of("too_few_months", "withhold", over, n=len(over), needed=needed)] if len(over) < needed else []


def find_uncovered(span: Span, cut_days: int, engaged: pd.PeriodIndex) -> list[Caution]:
    """Tell the months that count for nothing, or for less than they hold.

    Parameters
    ----------
    engaged : months in which the index of engagement has a value
    """
    settled = span.settled(cut_days)
    partial = tuple(span.months.difference(span.complete))
    young, missing = tuple(span.complete.difference(settled)), tuple(settled.difference(engaged))
    cautions = [
        caution_of("incomplete_months", "inform", partial, months=partial),
        caution_of("not_over_yet", "inform", young, months=young, days=cut_days),
        caution_of("too_few_known", "inform", missing, months=missing),
    ]
    return [caution for caution in cautions if caution.periods]


def find_few(opened: pd.Series, complete: pd.PeriodIndex) -> list[Caution]:
    """Tell a log too thin for months; opened: incidents by month."""
    median = float(opened.reindex(complete).median())
    return [caution_of("few_incidents", "inform", n=round(median))] if median < QUARTERS_BELOW else []


def find_limits(intake: Intake) -> list[Caution]:
    """Return a caution for each export that has as many rows as its tool writes at most."""
    return [
        caution_of("export_limit", "qualify", **{**note.values, "file": file.file})
        for file in intake.files
        for note in file.notes
        if note.code == "note.limit"
    ]


def find_calendars(contacts: pd.DataFrame) -> list[Caution]:
    """Tell whose calendars were read: their number, and the months in which it changes."""
    meetings = contacts[contacts["tool"].isin(CALENDARS)]
    if not len(meetings):
        return []
    months = pd.PeriodIndex(meetings["at"], freq="M")
    spans = pd.Series(months, index=meetings["file"]).groupby(level=0).agg(["min", "max"])
    starts, ends = sorted(set(spans["min"])), sorted(set(spans["max"]))
    changes = tuple(sorted({*starts[1:], *ends[:-1]}))
    if not changes:
        return [caution_of("calendars", "inform", n=len(spans), months=(starts[0], ends[-1]))]
    return [caution_of("calendars_change", "qualify", changes, n=len(spans), months=changes)]
