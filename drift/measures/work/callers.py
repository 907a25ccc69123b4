"""Callers who left: of the callers of one year, the share that calls no more in the next, by their own gaps.

Who calls twice a year is not gone after three months of silence, and when all call half as often none of them has left.
So a caller's silence is counted in gaps of his own: the months without a call, times the share of months in which he
called the year before. Time runs slower by as much as those who did call again now call less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.measures.shares import STEADIED_BY, Shares
from drift.tables.engine import to_frame, to_periods
from drift.terms import BASE_MONTHS, MIN_KNOWN_SHARE

if TYPE_CHECKING:
    import ibis

YEAR: Final = 12  # months in which callers are counted, and then awaited: seasons are in both
OWN_GAPS: Final = 4.0  # of silence: of callers who stay one in fifty is silent as long by chance
MIN_WAITING: Final = (
    20  # callers still awaited where the curve is read; with fewer one more or less moves it by a twelfth
)
# months with a call that speak for callers calling as they did, before any call is seen: where nobody calls again
# nothing else tells how often those who stay now call
AS_BEFORE: Final = 5.0
# of the pace, a standard error beside that of sampling: who calls again is busier than who does not, the more so the
# rarer calls are. With it 5 % of made-up logs of rare callers rose clearly when all called half as often, else 25 %
PACE_DOUBT: Final = 0.35


def count_waits(cases: ibis.Table, complete: pd.PeriodIndex) -> pd.DataFrame:
    """Count at the end of each month how long the callers of the year before were awaited.

    Parameters
    ----------
    cases : as of `build_cases`; an incident that a robot, a portal or a shared mailbox reported has no caller
    complete : months covered from end to end

    Returns
    -------
    frame : period, known (of both years the least share of incidents whose caller is named), active (months of the year
        before in which they called, 1 to 12), first (month of the last year in which they called again, 1 to 12; 0: not
        at all), n (callers), again (months with a call after the first)
    """
    import ibis

    if len(complete) < 2 * YEAR:
        return pd.DataFrame(columns=["period", "known", "active", "first", "n", "again"])
    inside = cases.filter(cases.month.between(complete[0].ordinal, complete[-1].ordinal))
    called = inside.filter(inside.caller_number.notnull()).select("caller_number", "month").distinct()
    seen = called.mutate(ahead=ibis.range(2 * YEAR).unnest()).mutate(at=lambda rows: rows.month + rows.ahead)
    lately = seen.ahead < YEAR
    callers = seen.filter(seen.at.between(complete[2 * YEAR - 1].ordinal, complete[-1].ordinal)).group_by(
        "at", "caller_number"
    )
    waits = callers.agg(
        active=(~lately).sum(),
        first=YEAR - seen.ahead.max(where=lately),
        n_lately=lately.sum(),
    ).filter(lambda rows: rows.active > 0)
    counts = waits.group_by(month=waits["at"], active=waits.active, first=waits["first"].fill_null(0)).agg(
        n=waits.count(), again=(waits.n_lately - 1).clip(lower=0).sum()
    )
    frame = to_periods(to_frame(counts, "month", "active", "first"))
    return frame.join(_find_known(inside, complete), on="period")


def _find_known(cases: ibis.Table, complete: pd.PeriodIndex) -> pd.Series:
    """Return by month the share of incidents of people that name their caller, in the worse of both years."""
    asked = cases.filter(cases.by_people | cases.caller_number.notnull())
    counts = to_periods(
        to_frame(asked.group_by("month").agg(n=asked.count(), named=asked.caller_number.count()), "month")
    )
    years = counts.set_index("period").reindex(complete, fill_value=0).rolling(YEAR).sum()
    share = years["named"] / years["n"]
    known: pd.Series = pd.concat([share, share.shift(YEAR)], axis=1).min(axis=1, skipna=False)
    return known.rename("known")


def measure_callers_left(counts: pd.DataFrame, _: pd.PeriodIndex) -> Shares:
    """Return the share of the callers of one year that left in the next.

    In its logarithm half a caller of the base is added: without, a base in which nobody left has none. Months have
    eleven of their twelve in common, so that the callers of the base count once, not once a month. Silence is known at
    once: it has a clock of its own, and does not wait until an incident's days are over.

    Parameters
    ----------
    counts : as of `count_waits`

    Source
    ------
    Kaplan, Meier 1958; the share that never comes: Maller, Zhou 1996; variance: Greenwood 1926, delta method; the half
    beside a count that may be 0, and the variance of its logarithm: Gart, Zweifel 1967; Pettigrew, Gart, Thomas 1986.
    """
    known = counts.groupby("period")["known"].first()
    enough = counts[counts["period"].isin(known.index[known >= MIN_KNOWN_SHARE])]
    curves = {month: _read_curve(part) for month, part in enough.groupby("period")}
    read = {month: curve for month, curve in curves.items() if curve is not None}
    index = pd.PeriodIndex([*read], freq="M")
    left = pd.DataFrame([*read.values()], index=index, columns=["value", "variance", "n"], dtype=float)
    share = left["value"]
    half = STEADIED_BY / float(left["n"][:BASE_MONTHS].mean()) if len(index) else STEADIED_BY
    log = np.log(share + half)
    return Shares(share, log, left["variance"] / (share + half) ** 2, left["n"], known.reindex(index), log)


def _read_curve(waits: pd.DataFrame) -> tuple[float, float, int] | None:
    """Return the share of callers that left, its variance and the callers; None of too few."""
    active, first, n = (waits[name].to_numpy(dtype=float) for name in ("active", "first", "n"))
    if n.sum() < MIN_WAITING:
        return None
    pace, pace_error = _find_pace(waits)
    gaps = active * np.where(first > 0, first, YEAR) / YEAR  # of his own, that each was awaited
    at = _find_horizon(active, n, OWN_GAPS / pace)
    silent, variance = _silent(gaps, first > 0, n, at)
    by_chance = np.exp(-pace * at)
    left = (silent - by_chance) / (1 - by_chance)
    slope = at * by_chance * (1 - silent) / (1 - by_chance) ** 2
    spread = variance / (1 - by_chance) ** 2 + (slope * pace_error) ** 2
    return float(np.clip(left, 0, 1)), float(spread), int(n.sum())


def _find_pace(waits: pd.DataFrame) -> tuple[float, float]:
    """Return how often those who called again call, against the year before, and its standard error."""
    back = waits[waits["first"] > 0]
    again = float(back["again"].sum()) + AS_BEFORE
    expected = float((back["n"] * back["active"] * (YEAR - back["first"])).sum()) / YEAR + AS_BEFORE
    return again / expected, float(np.hypot(again**0.5, PACE_DOUBT * again)) / expected


def _find_horizon(active: np.ndarray, n: np.ndarray, most: float) -> float:
    """Return how many gaps of their own MIN_WAITING callers or more were awaited, if need be; at most `most`."""
    followed = n @ (active[:, None] >= active[None, :])
    return float(min(most, active[followed >= MIN_WAITING].max()))


def _silent(gaps: np.ndarray, called: np.ndarray, n: np.ndarray, at: float) -> tuple[float, float]:
    """Return the share still silent after so many gaps of their own (Kaplan-Meier), and its variance (Greenwood)."""
    times = np.unique(gaps[called & (gaps <= at)])
    events = (n * called) @ (gaps[:, None] == times[None, :])
    at_risk = n @ (gaps[:, None] >= times[None, :])
    silent = float(np.prod(1 - events / at_risk))
    greenwood = silent**2 * float((events / (at_risk * np.maximum(at_risk - events, 0.5))).sum())
    size = n.sum()
    steadied = (size * silent + 0.5) / (size + 1)  # where all or none called again there is a doubt too
    return silent, max(greenwood, steadied * (1 - steadied) / size)
