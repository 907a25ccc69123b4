"""What it led to, apart from engagement: what became of incidents, and how long it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from drift.measures.shares import Shares, usable_months
from drift.measures.work.questions import ask
from drift.tables.engine import FIXED_POINT, HOUR_S, to_seconds
from drift.tables.working_time import list_workdays, opening_hours, working_seconds
from drift.terms import BASE_MONTHS

if TYPE_CHECKING:
    import ibis

    from drift.project import Settings

RESTORE, WORKED, RESPONSE = "time_to_restore", "time_to_restore_working", "first_response"
WAITING, REPEATED = "waiting", "repeated"


def flag_waiting(rows: ibis.Table) -> dict[str, ibis.Value]:
    """Ask for the share of open time spent waiting: from a step of kind waiting to the next step.

    Asked where the tool tells of waiting at all, and of the open time.
    """
    import ibis

    share = (rows.wait_s.fill_null(0) * FIXED_POINT / rows.open_s).round().cast("int64")
    told = rows.open_s.notnull() & rows.tells_waits.fill_null(False)
    waiting = ibis.ifelse(told, share, ibis.null("int64"))
    return ask(WAITING, waiting, waiting.notnull())


def work_hours(cases: ibis.Table, settings: Settings) -> ibis.Table:
    """Return the working hours until each case was restored: case, worked_h (null: not known).

    An incident restored outside working time took 0 of them.
    """
    import ibis

    ends = cases.agg(first=cases.opened_at.min(), last=cases.opened_at.max()).to_pyarrow().to_pylist()[0]
    first, last = pd.Timestamp(ends["first"]), pd.Timestamp(ends["last"]) + pd.Timedelta(days=settings.cut_days + 1)
    workdays, hours = list_workdays(settings.working_time, first, last), opening_hours(settings.working_time)
    began = to_seconds(cases.opened_at)
    rows = cases.select("case", "open_s", began=began, ended=began + cases.open_s)
    worked = working_seconds(working_seconds(rows, workdays, "began", hours), workdays, "ended", hours)
    seconds = ibis.ifelse(worked.open_s.notnull(), worked.ended_worked - worked.began_worked, ibis.null("int64"))
    return worked.select("case", worked_h=seconds / HOUR_S)


def measure_downtime(counts: pd.DataFrame, settled: pd.PeriodIndex) -> Shares:
    """Turn counts into mean hours an incident, those without downtime included.

    It is weighed as ln((total + m)/(known + 1)), m the mean of the first twelve months, so that a month of one incident
    or without any downtime has its doubt: c n/(n + 1)^2, c the squared coefficient of variation over all months. A log
    in which nothing ever stands still has no months.
    """
    months = usable_months(counts, settled)
    sums = counts.set_index(pd.PeriodIndex(counts["period"])).drop(columns="period").astype(float).reindex(months)
    n, total = sums["known"], sums["total"]
    if not total.sum() > 0:
        return Shares(*(pd.Series(dtype=float, index=months[:0]) for _ in range(5)))
    first = sums[:BASE_MONTHS] if sums["total"][:BASE_MONTHS].sum() > 0 else sums
    mean = float(first["total"].sum() / first["known"].sum())
    scatter = max(float(n.sum() * sums["squares"].sum() / total.sum() ** 2) - 1, 1 / float(n.sum()))
    log = ((total + mean) / (n + 1)).transform(np.log)
    return Shares(total / n, log, scatter * n / (n + 1) ** 2, n, n / sums["n"])


def measure_hours(counts: pd.DataFrame, settled: pd.PeriodIndex) -> Shares:
    """Turn counts into geometric mean hours.

    The variance of a month's mean ln hours is the variance within months, pooled over them, over its n: a month with
    one incident then has a doubt too.
    """
    months = usable_months(counts, settled)
    sums = counts.groupby("period")[["n", "known", "total", "squares"]].sum().reindex(months)
    n, total = sums["known"].astype(float), sums["total"].astype(float)
    within = (sums["squares"] - total**2 / n).clip(lower=0).sum() / max(float((n - 1).sum()), 1.0)
    mean = total / n
    return Shares(mean.transform(np.exp), mean, pd.Series(within, index=n.index) / n, n, n / sums["n"])
