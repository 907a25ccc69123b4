"""The shape of a log by month: how much, how long, how complete, in whose hands. What cautions are read from; uncut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.work.cases import end_seconds
from drift.tables.engine import keep, to_frame, to_months, to_ordinal, to_periods, to_seconds

if TYPE_CHECKING:
    import ibis

FIELDS: Final = ("category", "priority", "object", "requester", "handler", "group")
PERSONS: Final = ("requester", "handler")


@dataclass(frozen=True)
class LogShape:
    """Counts a month of opening, every month from the first to the last; all zero where nothing opened.

    months : n, n_ended, n_short (within the log's median time), n_instant (ended when opened), FIELDS; of corrective
        incidents n_corrective, n_timed (with an end), n_timeless (ended when opened, or before)
    """

    months: pd.DataFrame
    tools: pd.DataFrame  # months x tools, incidents
    categories: pd.DataFrame  # period, category, n
    fullest: pd.DataFrame  # period, field, known (corrective incidents with a value), top (of its commonest value)
    handlers: pd.DataFrame  # period, handler (a person, as pseudonym), n (corrective incidents)

    @property
    def tool_turns(self) -> tuple[pd.Period, ...]:
        """The months in which most incidents came from another tool than in the month before."""
        if self.tools.shape[1] < 2:
            return ()
        filled = self.tools[self.tools.sum(axis=1) > 0]
        main = filled.idxmax(axis=1)
        return tuple(month for month, now, before in zip(main.index[1:], main[1:], main, strict=False) if now != before)


def count_shape(incidents: ibis.Table, robots: frozenset[str] = frozenset()) -> LogShape:
    """Count incidents of all types by month of opening; robots are no hands."""
    month = to_ordinal(incidents.opened_at)
    lasted = end_seconds(incidents) - to_seconds(incidents.opened_utc)
    rows = incidents.mutate(month=month, lasted=lasted)
    corrective = rows.filter(rows.type == "corrective")
    months = _count_months(rows)
    every = pd.PeriodIndex(months.index)
    tools = to_frame(rows.group_by("month", "tool").agg(n=rows.count()), "month", "tool")
    by_tool = tools.assign(period=to_months(tools["month"])).pivot_table(
        index="period", columns="tool", values="n", fill_value=0
    )
    # every value of every field by month, kept: two questions are asked of it
    values = keep(_count_fields(corrective, robots))
    return LogShape(
        months=months,
        tools=by_tool.reindex(every, fill_value=0).astype(int),
        categories=_count_values(rows, "category"),
        fullest=_find_fullest(values),
        handlers=_pick_field(values, "handler"),
    )


def _count_months(rows: ibis.Table) -> pd.DataFrame:
    median = rows.agg(median=rows.lasted.median()).to_pyarrow().to_pylist()[0]["median"] or 0.0
    corrective = rows.type == "corrective"
    counts = rows.group_by("month").agg(
        n=rows.count(),
        n_ended=rows.lasted.count(),
        n_short=(rows.lasted <= median).sum().fill_null(0),
        n_instant=(rows.lasted <= 0).sum().fill_null(0),
        n_corrective=rows.count(where=corrective),
        n_timed=rows.lasted.count(where=corrective),
        n_timeless=rows.count(where=corrective & (rows.lasted <= 0)),
        **{name: rows[name].count() for name in FIELDS},
    )
    frame = to_frame(counts, "month")
    index = to_months(frame["month"])
    every = pd.period_range(index.min(), index.max(), freq="M")
    return frame.drop(columns="month").set_axis(index).reindex(every, fill_value=0).astype(int)


def _count_values(rows: ibis.Table, name: str) -> pd.DataFrame:
    """Count incidents by month and value of a column: period, NAME, n."""
    named = rows.filter(rows[name].notnull())
    return to_periods(to_frame(named.group_by("month", name).agg(n=named.count()), "month", name))


def _count_fields(corrective: ibis.Table, robots: frozenset[str]) -> ibis.Table:
    """Return how many corrective incidents of a month have a value in a column: month, field, value, k."""
    fields = corrective.select("month", *FIELDS).pivot_longer(list(FIELDS), names_to="field", values_to="value")
    named = fields.filter(fields.value.notnull())
    if robots:
        named = named.filter(~(named.field.isin(PERSONS) & named.value.isin(sorted(robots))))
    return named.group_by("month", "field", "value").agg(k=named.count())


def _find_fullest(values: ibis.Table) -> pd.DataFrame:
    """Return by month how many incidents have a value in a column, and how many the commonest of them."""
    counts = values.group_by("field", "month").agg(known=values.k.sum().cast("int64"), top=values.k.max())
    frame = to_periods(to_frame(counts, "field", "month"))
    parts = [frame[frame["field"] == name] for name in FIELDS]
    return pd.concat(parts, ignore_index=True)[["known", "top", "field", "period"]]


def _pick_field(values: ibis.Table, name: str) -> pd.DataFrame:
    """Return the incidents of each value of a column by month: period, NAME, n."""
    of = values.filter(values.field == name).select("month", n="k", **{name: "value"})
    return to_periods(to_frame(of, "month", name))[[name, "n", "period"]]
