"""Made-up logs of which it is known who stays and who leaves: who called in which month."""

import numpy as np
import pandas as pd

FIRST = pd.Period("2015-01", "M")


def make_calls(
    seed: int, *, months=84, callers=80, a_year=6.0, change=60, pace=1.0, quit_share=0.0, leave_a_year=0.2
) -> pd.DataFrame:
    """Return a row a caller and month with a call: caller_number, month.

    Callers differ (gamma), have seasons, and some leave and are replaced. From `change` on all call `pace` times as
    often, and `quit_share` of them stop and are not replaced.
    """
    rng = np.random.default_rng(seed)
    a_month = np.maximum(0.03, rng.gamma(0.8, a_year / 0.8, callers)) / 12
    numbers, n_known = np.arange(callers), callers
    stopped = np.zeros(callers, dtype=bool)
    rows = []
    for month in range(months):
        if month == change:
            stopped = rng.random(callers) < quit_share
        replaced = (rng.random(callers) < leave_a_year / 12) & ~stopped
        numbers[replaced] = n_known + np.arange(replaced.sum())
        n_known += int(replaced.sum())
        season = 1 + 0.4 * np.sin(2 * np.pi * month / 12)
        called = rng.poisson(a_month * season * (pace if month >= change else 1.0)) * ~stopped
        rows += [(int(numbers[i]), FIRST.ordinal + month) for i in np.flatnonzero(called)]
    return pd.DataFrame(rows, columns=["caller_number", "month"])


def months_of(n: int) -> pd.PeriodIndex:
    """Return the first n months."""
    return pd.period_range(FIRST, periods=n, freq="M")


def to_cases(calls: pd.DataFrame):
    """Return calls as a table of cases; a caller_number that is missing is nobody's."""
    import ibis

    by_people = calls.get("by_people", True)
    types = {"caller_number": "int64", "month": "int64", "by_people": "boolean"}
    frame = calls.assign(caller_number=calls["caller_number"].astype("Int64"), by_people=by_people)
    return ibis.memtable(frame[[*types]], schema=types)
