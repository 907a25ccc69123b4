"""The shape of a log by month: how much, how long, how complete. What cautions are read from; all incidents, uncut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.work.cases import end_seconds
from drift.tables.engine import to_frame, to_months, to_ordinal, to_periods, to_seconds

if TYPE_CHECKING:
    import ibis

FIELDS: Final = ("category", "priority", "object", "requester", "handler", "group")


@dataclass(frozen=True)
class LogShape:
    """Counts a month of opening, every month from the first to the last; all zero where nothing opened."""

    months: pd.DataFrame  # n, n_ended, n_short (within the log's median time), n_instant (ended when opened), FIELDS
    tools: pd.DataFrame  # months x tools, incidents
    categories: pd.DataFrame  # period, category, n


def count_shape(incidents: ibis.Table) -> LogShape:
    """Count incidents of all types by month of opening."""
    month = to_ordinal(incidents.opened_at)
    lasted = end_seconds(incidents) - to_seconds(incidents.opened_utc)
    rows = incidents.mutate(month=month, lasted=lasted)
    median = rows.agg(median=rows.lasted.median()).to_pyarrow().to_pylist()[0]["median"] or 0.0
    counts = rows.group_by("month").agg(
        n=rows.count(),
        n_ended=rows.lasted.count(),
        n_short=(rows.lasted <= median).sum().fill_null(0),
        n_instant=(rows.lasted <= 0).sum().fill_null(0),
        **{name: rows[name].count() for name in FIELDS},
    )
    frame = to_frame(counts, "month")
    index = to_months(frame["month"])
    every = pd.period_range(index.min(), index.max(), freq="M")
    months = frame.drop(columns="month").set_axis(index).reindex(every, fill_value=0).astype(int)
    tools = to_frame(rows.group_by("month", "tool").agg(n=rows.count()), "month", "tool")
    by_tool = tools.assign(period=to_months(tools["month"])).pivot_table(
        index="period", columns="tool", values="n", fill_value=0
    )
    named = rows.filter(rows.category.notnull())
    words = to_frame(named.group_by("month", "category").agg(n=named.count()), "month", "category")
    return LogShape(
        months,
        by_tool.reindex(every, fill_value=0).astype(int),
        to_periods(words),
    )
