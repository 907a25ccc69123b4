"""Dates of outcome forms that lie after all that is known: a slip of the pen, or a log that was not renewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from drift.errors import Note
from drift.tables.calendar import find_span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from drift.sources.rows.outcomeforms import RoundTableOutcome


def find_later(outcomes: Sequence[RoundTableOutcome], tables: Mapping[str, pd.DataFrame]) -> list[Note]:
    """Tell which round tables are dated after the end of the log; without a log, after the last date of any file.

    The clock of this machine is not asked: equal files give equal notes. What was agreed is kept.

    Parameters
    ----------
    tables : incidents, events, contacts and documents, as in columns.py

    Returns
    -------
    notes : each with the cell of the date, what stands there and the last day it can be
    """
    if not outcomes:
        return []
    span = find_span(tables["incidents"], tables["events"])
    last = span.last.date() if span is not None else _last_day(tables)
    code = "note.table_after_log" if span is not None else "note.table_after_files"
    return [
        Note(code, {"found": table.held_on, "last": last}, table.at)
        for table in outcomes
        if last and table.held_on > last
    ]


def _last_day(tables: Mapping[str, pd.DataFrame]) -> dt.date | None:
    """Return the last day that a version takes effect or people met; None where nothing is dated."""
    days = [
        pd.to_datetime(tables[name][column]).max()
        for name, column in (("documents", "effective_on"), ("contacts", "at"))
    ]
    return max((day.date() for day in days if pd.notna(day)), default=None)
