"""What a log covers: too few months, incomplete or empty ones, an export that stopped at its limit, calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Note
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


def find_uncovered(span: Span, cut_days: int, engaged: pd.PeriodIndex, n: pd.Series) -> list[Caution]:
    """Tell the months that count for nothing, or for less than they hold; and those between them that hold nothing.

    Parameters
    ----------
    engaged : months in which the index of engagement has a value
    n : incidents by month
    """
    filled = pd.PeriodIndex(n.index[n > 0])
    settled = span.settled(cut_days)
    partial = tuple(span.months.difference(span.complete).intersection(filled))
    young = tuple(span.complete.difference(settled).intersection(filled))
    missing = tuple(settled.difference(engaged).intersection(filled))
    within = span.months[(span.months > filled[0]) & (span.months < filled[-1])] if len(filled) else filled
    empty = tuple(within.difference(filled))
    cautions = [
        caution_of("incomplete_months", "inform", partial, months=partial),
        caution_of("not_over_yet", "inform", young, months=young, days=cut_days),
        caution_of("too_few_known", "inform", missing, months=missing),
        caution_of("no_incidents", "inform", empty, months=empty),
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
    """Tell whose calendars were read: their number, that of other lists of contacts, months in which calendars change.

    A list (of minutes, of visits) has a row where something was written down: its first and last tell no span.
    """
    calendar = contacts["tool"].isin(CALENDARS)
    meetings = contacts[calendar]
    if not len(meetings):
        return []
    months = pd.PeriodIndex(meetings["at"], freq="M")
    spans = pd.Series(months, index=meetings["file"]).groupby(level=0).agg(["min", "max"])
    starts, ends = sorted(set(spans["min"])), sorted(set(spans["max"]))
    changes = tuple(sorted({*starts[1:], *ends[:-1]}))
    sources = _count_sources(len(spans), len(contacts.loc[~calendar, ["file", "sheet"]].drop_duplicates()))
    if not changes:
        covered = tuple(pd.period_range(starts[0], ends[-1], freq="M"))
        return [caution_of("calendars", "inform", sources=sources, months=covered)]
    return [caution_of("calendars_change", "qualify", changes, sources=sources, months=changes)]


def _count_sources(calendars: int, lists: int) -> Note:
    if not lists:
        return Note("caution.sources.calendars", {"n": calendars})
    return Note("caution.sources.calendars_and_lists", {"n": calendars, "lists": lists})
