"""What it led to, apart from engagement: what became of incidents, and how long it took."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.measures.cases import FIXED_POINT, HOUR_S, to_frame, to_months, to_seconds
from drift.measures.shares import Shares
from drift.tables.working_time import opening_hours, put_workdays, working_seconds
from drift.terms import MIN_KNOWN_SHARE

if TYPE_CHECKING:
    import ibis

    from drift.project import WorkingTime
    from drift.tables.store import Store

RESTORE, WORKED, WAITING, REPEATED = "time_to_restore", "time_to_restore_working", "waiting", "repeated"
_MILLIONTH: Final = 1_000_000  # squares of hours in billionths would overflow at ten million incidents
FATES: Final = ("reopened", "repeated", "pushed_up")


def judge_outcome(store: Store, name: str) -> ibis.Table:
    """Return per case whether it was reopened, repeated or pushed up: share (0 or a billion, null: not told)."""
    import ibis

    fates = store["fates"]
    return fates.select("case", share=fates[name].cast("int64") * FIXED_POINT, asked=ibis.literal(True))


def judge_waiting(store: Store) -> ibis.Table:
    """Return per case the share of its open time spent waiting: from a step of kind waiting to the next step.

    Known where the tool tells of waiting at all, and of the open time.
    """
    import ibis

    cases, steps = store["cases"], store["steps"]
    known = cases.filter(cases.open_s.notnull()).select("case", "open_s", "tool")
    tells = steps.group_by("tool").agg(tells=(steps.kind == "waiting").any())
    asked = known.join(tells.filter(tells.tells).select("tool"), "tool")
    stamps = steps.select("case", "after_s", "kind").join(asked.select("case", "open_s"), "case")
    within = stamps.filter(stamps.after_s < stamps.open_s)
    window = ibis.window(group_by="case", order_by=["after_s", "kind"])
    following = ibis.coalesce(within.after_s.lead().over(window), within.open_s)
    waits = within.mutate(wait_s=ibis.ifelse(within.kind == "waiting", following - within.after_s, 0))
    sums = waits.group_by("case").agg(wait_s=waits.wait_s.sum())
    judged = asked.left_join(sums, "case")
    share = (judged.wait_s.fill_null(0) * FIXED_POINT / judged.open_s).round().cast("int64")
    return judged.select("case", share=share, asked=ibis.literal(True))


def judge_chance(store: Store) -> ibis.Table:
    """Return per case with an object the share of its windows in which chance alone makes a repeat."""
    fates = store["fates"]
    return fates.select("case", share=FIXED_POINT - fates.lull, asked=fates.lull.notnull())


def judge_restore(store: Store) -> ibis.Table:
    """Return per case the seconds from opening to restored, null where not known."""
    cases = store["cases"]
    return cases.select("case", seconds=cases.open_s)


def count_worked(store: Store, told: WorkingTime, cut_days: int) -> pd.DataFrame:
    """Count the working hours until corrective incidents were restored: period, n, known, total, squares (hours).

    An incident restored outside working time took 0 of them, so that this is a plain mean and no geometric one.
    """
    import ibis

    cases = store["cases"]
    ends = cases.agg(first=cases.opened_at.min(), last=cases.opened_at.max()).to_pyarrow().to_pylist()[0]
    first, last = pd.Timestamp(ends["first"]), pd.Timestamp(ends["last"]) + pd.Timedelta(days=cut_days + 1)
    put_workdays(store, told, first, last)
    hours = opening_hours(told)
    began = to_seconds(cases.opened_at)
    rows = cases.select("case", "month", "open_s", began=began, ended=began + cases.open_s)
    worked = working_seconds(working_seconds(rows, store, "began", hours), store, "ended", hours)
    seconds = ibis.ifelse(worked.open_s.notnull(), worked.ended_worked - worked.began_worked, ibis.null("int64"))
    timed = worked.mutate(took_h=seconds / HOUR_S)
    counts = timed.group_by("month").agg(
        n=timed.count(),
        known=timed.took_h.count(),
        total=(timed.took_h * _MILLIONTH).round().cast("int64").sum().fill_null(0),
        squares=(timed.took_h * timed.took_h * _MILLIONTH).round().cast("int64").sum().fill_null(0),
    )
    frame = to_frame(counts, "month")
    plain = frame.assign(**{name: frame[name].astype(float) / _MILLIONTH for name in ("total", "squares")})
    return plain.drop(columns="month").assign(period=to_months(frame["month"]))


def count_timed(store: Store) -> pd.DataFrame:
    """Count corrective incidents and those whose open time is known: period, n, known."""
    cases = store["cases"]
    counts = to_frame(cases.group_by("month").agg(n=cases.count(), known=cases.open_s.count()), "month")
    return counts.drop(columns="month").assign(period=to_months(counts["month"]))


def count_hours(store: Store, judged: ibis.Table) -> pd.DataFrame:
    """Count, per month of opening and stratum, the logarithm of hours.

    Parameters
    ----------
    judged : case, seconds (null: not known)

    Returns
    -------
    frame : period, stratum, n, known, total and squares (sums of ln hours and its square)
    """
    cases, cells = store["cases"], store["cells"]
    placed = cases.select("case", "month", "category", "priority").join(cells, ["category", "priority"])
    rows = judged.join(placed.select("case", "month", "stratum"), "case")
    log_hours = (rows.seconds.nullif(0) / HOUR_S).ln()
    counts = rows.group_by("month", "stratum").agg(
        n=rows.count(),
        known=log_hours.count(),
        total=(log_hours * FIXED_POINT).round().cast("int64").sum().fill_null(0),
        squares=(log_hours * log_hours * FIXED_POINT).round().cast("int64").sum().fill_null(0),
    )
    frame = to_frame(counts, "month", "stratum")
    plain = frame.assign(**{name: frame[name].astype(float) / FIXED_POINT for name in ("total", "squares")})
    return plain.drop(columns="month").assign(period=to_months(frame["month"]))


def measure_hours(counts: pd.DataFrame, settled: pd.PeriodIndex) -> Shares:
    """Turn counts into geometric mean hours.

    The variance of a month's mean ln hours is the variance within months, pooled over them, over its n: a month with
    one incident then has a doubt too.
    """
    sums = counts.groupby("period")[["n", "known", "total", "squares"]].sum()
    enough = (sums["known"] > 0) & (sums["known"] >= MIN_KNOWN_SHARE * sums["n"]) & sums.index.isin(settled)
    sums = sums[enough]
    sums.index = pd.PeriodIndex(sums.index, freq="M")
    n, total = sums["known"].astype(float), sums["total"].astype(float)
    within = (sums["squares"] - total**2 / n).clip(lower=0).sum() / max(float((n - 1).sum()), 1.0)
    mean = total / n
    return Shares(mean.transform(np.exp), mean, pd.Series(within, index=n.index) / n, n, n / sums["n"])
