"""Months: which versions are in force at their end, which are complete, which can already be judged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from drift.errors import Address, Note
from drift.tables.runs import find_run
from drift.terms import GAP_QUANTILE


@dataclass(frozen=True)
class Span:
    """What a log covers."""

    first: pd.Timestamp  # first opening
    last: pd.Timestamp  # last opening, update or event of the run; an end, a plan or a slip of the pen is none
    usual_gap: pd.Timedelta  # GAP_QUANTILE of the gaps between openings
    first_gap: pd.Timedelta | None = None  # the same of the first two months; None: as over the whole log

    @property
    def months(self) -> pd.PeriodIndex:
        """Every month touched, incomplete ones included."""
        return pd.period_range(self.first, self.last, freq="M")

    @property
    def complete(self) -> pd.PeriodIndex:
        """Months covered from end to end, as far as the rhythm of openings tells."""
        begins = self.months.start_time >= self.first.floor("D")
        ends = self.months.end_time <= self.last
        # by the rhythm of its own begin: what comes later moves no month before it
        first_gap = self.usual_gap if self.first_gap is None else self.first_gap
        begins |= (self.first - self.months.start_time) <= first_gap
        ends |= (self.months.end_time - self.last) <= self.usual_gap
        return self.months[begins & ends]

    def settled(self, cut_days: int) -> pd.PeriodIndex:
        """Complete months whose incidents have all had `cut_days` days."""
        over = self.complete.end_time + pd.Timedelta(days=cut_days) <= self.last
        return self.complete[over]


def span_log(openings: pd.Series, last_stamp: pd.Timestamp) -> Span:
    """Return what a log covers; openings: datetime64, not empty; none later than the last stamp."""
    days = np.sort(openings.dropna().to_numpy())
    first = pd.Timestamp(days[0])
    n_first = np.searchsorted(days, (pd.Period(first, "M") + 1).end_time.to_datetime64(), side="right")
    return Span(first, max(last_stamp, pd.Timestamp(days[-1])), _usual_gap(days), _usual_gap(days[: max(n_first, 2)]))


def _usual_gap(days: np.ndarray) -> pd.Timedelta:
    gaps = np.diff(days)
    return pd.Timedelta(np.quantile(gaps, GAP_QUANTILE)) if len(gaps) else pd.Timedelta(0)


def find_quarters(months: pd.PeriodIndex) -> pd.PeriodIndex:
    """Return the quarters whose first and last month are among some months, in order."""
    quarters = months.asfreq("Q").unique()
    whole = [one.asfreq("M", "start") in months and one.asfreq("M", "end") in months for one in quarters]
    return pd.PeriodIndex(quarters[whole])


def date_versions(documents: pd.DataFrame) -> tuple[pd.DataFrame, list[Note]]:
    """Give each version of a document its end: the day the next one takes effect.

    A version without a date and a draft are never in force. Of two versions of one day the later file name wins, and a
    note says so.
    """
    documents = documents.sort_values(["document", "effective_on", "file"], na_position="first", ignore_index=True)
    counted = documents["effective_on"].notna() & documents["status"].ne("draft").fillna(True)
    in_force = documents[counted]
    twice = in_force.duplicated(["document", "effective_on"], keep="last")
    notes = [
        Note("note.same_day", {"document": document, "on": on}, Address(str(file)))
        for file, document, on in in_force.loc[twice, ["file", "document", "effective_on"]].to_numpy()
    ]
    documents["ends_on"] = in_force.groupby("document")["effective_on"].shift(-1)
    return documents, notes


def states_at_month_ends(documents: pd.DataFrame, months: pd.PeriodIndex) -> pd.DataFrame:
    """Return which file is in force at the end of each month.

    Returns
    -------
    frame : index months, a column a document, the file in force on the month's last day, None before the first version
    """
    states = pd.DataFrame(index=months, columns=sorted(documents["document"].unique()), dtype=object)
    counted = documents[documents["effective_on"].notna() & documents["status"].ne("draft").fillna(True)]
    last_days = months.end_time.normalize()
    for file, document, begin, end in counted[["file", "document", "effective_on", "ends_on"]].to_numpy():
        begun = last_days >= pd.Timestamp(begin)
        ended = last_days >= pd.Timestamp(end) if pd.notna(end) else np.zeros(len(months), dtype=bool)
        states.loc[begun & ~ended, document] = file
    return states


def find_span(incidents: pd.DataFrame, events: pd.DataFrame) -> Span | None:
    """Return what a log covers: the run of its openings, updates and events; None without incidents.

    Months after the last of them are not covered, though something may have been resolved there: nobody knows what
    else was opened. Of events the stamps will do.
    """
    run = find_run(incidents["opened_at"], [incidents["updated_at"], events["at"]])
    if run is None:
        return None
    return span_log(incidents.loc[incidents["opened_at"].between(run.first, run.last), "opened_at"], run.last)


def join_months(documents: pd.DataFrame, span: Span | None) -> pd.PeriodIndex:
    """Return all months of both sides, from the first version or opening to the last; none where nothing has a date."""
    dates = [pd.Period(date, "M") for date in documents["effective_on"].dropna()]
    ends = [*dates, *([span.months[0], span.months[-1]] if span else [])]
    return pd.period_range(min(ends), max(ends), freq="M") if ends else pd.PeriodIndex([], freq="M")


def count_opened(incidents: pd.DataFrame, months: pd.PeriodIndex, span: Span | None) -> pd.Series:
    """Return incidents opened a month, all types, uncut: 0 inside the log, missing outside it."""
    if span is None:
        return pd.Series(float("nan"), index=months)
    opened: pd.Series = incidents["opened_at"].dt.to_period("M").value_counts()
    return opened.reindex(span.months, fill_value=0).reindex(months).astype(float)
