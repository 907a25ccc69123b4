"""What it led to, apart from engagement: what became of incidents, and how long it took."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.measures.shares import Shares, usable_months
from drift.measures.work.cases import FIXED_POINT, HOUR_S, to_frame, to_months, to_seconds
from drift.measures.work.questions import Question, ask
from drift.tables.working_time import opening_hours, put_workdays, working_seconds
from drift.terms import BASE_MONTHS

if TYPE_CHECKING:
    import ibis

    from drift.project import WorkingTime
    from drift.tables.store import Store

RESTORE, WORKED, WAITING, REPEATED = "time_to_restore", "time_to_restore_working", "waiting", "repeated"
DOWNTIME: Final = "downtime"
HOURS: Final = (RESTORE, WORKED, DOWNTIME)  # outcomes that are no shares
_MILLIONTH: Final = 1_000_000  # squares of hours in billionths would overflow at ten million incidents
FATES: Final = ("reopened", "repeated", "pushed_up")


def ask_fates(judged: ibis.Table) -> dict[str, Question]:
    """Ask whether incidents were reopened, repeated or pushed up."""
    return {name: ask(judged, judged[name]) for name in FATES}


def judge_waiting(told: ibis.Table) -> ibis.Value:
    """Return the share of open time spent waiting, in billionths: from a step of kind waiting to the next step.

    Known where the tool tells of waiting at all, and of the open time.
    """
    import ibis

    share = (told.wait_s.fill_null(0) * FIXED_POINT / told.open_s).round().cast("int64")
    return ibis.ifelse(told.open_s.notnull() & told.tells_waits.fill_null(False), share, ibis.null("int64"))


def ask_waiting(judged: ibis.Table) -> Question:
    """Ask what share of their open time incidents waited, where that is known."""
    return Question(judged.waiting.notnull(), judged.waiting)


def ask_chance(judged: ibis.Table) -> Question:
    """Ask of incidents with an object the share of windows in which chance alone makes a repeat."""
    return Question(judged.lull.notnull(), FIXED_POINT - judged.lull)


def count_worked(store: Store, told: WorkingTime, cut_days: int) -> pd.DataFrame:
    """Count the working hours until corrective incidents were restored: period, n, known, total, squares (hours).

    An incident restored outside working time took 0 of them, so that this is a plain mean and no geometric one. What
    each incident took stays in the table `worked`: case, month, took_h (null: not known).
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
    store.derive("worked", worked.select("case", "month", took_h=seconds / HOUR_S))
    timed = store["worked"]
    counts = timed.group_by("month").agg(
        n=timed.count(),
        known=timed.took_h.count(),
        total=(timed.took_h * _MILLIONTH).round().cast("int64").sum().fill_null(0),
        squares=(timed.took_h * timed.took_h * _MILLIONTH).round().cast("int64").sum().fill_null(0),
    )
    frame = to_frame(counts, "month")
    plain = frame.assign(**{name: frame[name].astype(float) / _MILLIONTH for name in ("total", "squares")})
    return plain.drop(columns="month").assign(period=to_months(frame["month"]))


def count_downtime(months: pd.DataFrame) -> pd.DataFrame:
    """Return the hours that installations stood still by what the file tells: period, n, known, total, squares.

    An incident during which everything kept running has 0 of them: a plain mean.
    """
    told = months[["period", "n"]].assign(known=months["downtime_known"])
    total, squares = months["downtime_total"].astype(float), months["downtime_squares"].astype(float)
    return told.assign(total=total / HOUR_S, squares=squares / HOUR_S**2)


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
