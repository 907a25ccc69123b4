"""What still works: categories, objects and months in which hands and floor held against the base.

One rule for all of them: at least MIN_ROWS incidents known in the base and in the last twelve months, MIN_PERSONS
persons at work in them, and the 95 % interval of the change leaves out a fall of FALL or more. In order of name or
time: there is no order of merit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.measures.catalogue import FLOOR, HANDS
from drift.measures.work.questions.ask import share_of
from drift.tables.engine import FIXED_POINT, SQUARED_POINT, to_frame, to_months
from drift.terms import BASE_MONTHS, INTERVAL_Z, MIN_PERSONS

if TYPE_CHECKING:
    import ibis

    from drift.measures.work.casebook import Casebook

MIN_ROWS: Final = 20  # known incidents on either side: with fewer hardly any change could leave out a fall of FALL
FALL: Final = 0.15  # of a share; a smaller fall is called held
BY: Final = ("category", "object", "month")
ASKED: Final = (HANDS, FLOOR)
_SAID: Final = {(True, True): "both", (True, False): "hands", (False, True): "floor", (False, False): "none"}
_PARTS: Final = ("before", "after", "n_before", "n_after")
COLUMNS: Final = ("what", "name", "held", *(f"{measure}_{part}" for measure in ASKED for part in _PARTS))


def find_strengths(casebook: Casebook, base: pd.PeriodIndex) -> pd.DataFrame:
    """Return how hands and floor did, by category, object and month; in order of name and time.

    The last BASE_MONTHS months that may be judged, after the base, are looked at; without hands and floor in the index
    nothing can be told.

    Returns
    -------
    frame : what (category, object, month), name (of a month: 2024-03), held (both, hands, floor, none), and of both
    measures the mean share in the base and after, with the incidents known; only what has enough of them
    """
    counts = casebook.counts
    later = counts.settled[-BASE_MONTHS:]
    if not set(ASKED) <= set(counts.entered) or len(later) < BASE_MONTHS or not len(base) or later[0] <= base[-1]:
        return no_strengths()
    return pd.concat([_compare_both(casebook, by, later, base) for by in BY], ignore_index=True)


def no_strengths() -> pd.DataFrame:
    """Return what still works where nothing can be told: no row."""
    return pd.DataFrame(columns=list(COLUMNS))


def _compare_both(casebook: Casebook, by: str, later: pd.PeriodIndex, base: pd.PeriodIndex) -> pd.DataFrame:
    parts = [_compare(_count(casebook, name, by), by, later, base).add_prefix(f"{name}_") for name in ASKED]
    both = parts[0].join(parts[1], how="inner").sort_index()
    if by != "month":
        persons = _count_persons(casebook.cases, by, later)
        both = both[persons.reindex(both.index).fillna(0) >= MIN_PERSONS]
    names = to_months(pd.Series(both.index, dtype="int64")) if by == "month" else both.index
    held = [_SAID[pair] for pair in zip(both[f"{HANDS}_held"], both[f"{FLOOR}_held"], strict=True)]
    return both.reset_index(drop=True).assign(what=by, held=held, name=[str(name) for name in names])[list(COLUMNS)]


def _count(casebook: Casebook, name: str, by: str) -> pd.DataFrame:
    """Count a measure by group and month: n, total and squares of the shares."""
    keys = ("month",) if by == "month" else ("month", by)
    shares = casebook.flags.select("case", share=share_of(casebook.flags, name)).filter(lambda row: row.share.notnull())
    rows = _named(shares.join(casebook.cases.select("case", *keys), "case"), by)
    share = rows.share / SQUARED_POINT  # thousandths
    counts = rows.group_by(*keys).agg(
        n=rows.count(), total=rows.share.sum(), squares=(share * share).round().cast("int64").sum()
    )
    frame = to_frame(counts, *keys)
    return frame.assign(
        period=to_months(frame["month"]),
        total=frame["total"].astype(float) / FIXED_POINT,
        squares=frame["squares"].astype(float) / SQUARED_POINT,
    )


def _named(rows: ibis.Table, by: str) -> ibis.Table:
    return rows if by == "month" else rows.filter(rows[by].notnull() & (rows[by] != ""))


def _count_persons(cases: ibis.Table, by: str, later: pd.PeriodIndex) -> pd.Series:
    """Return per group how many persons reported or handled its incidents lately."""
    rows = _named(cases.filter(cases.month.between(later[0].ordinal, later[-1].ordinal)), by)
    sides = [
        rows.select(by, person=person).filter(lambda row: row.person.notnull()) for person in ("caller", "handler")
    ]
    both = sides[0].union(sides[1], distinct=True)
    counts = to_frame(both.group_by(by).agg(n=both.count()), by)
    return counts.set_index(by)["n"]


def _compare(counts: pd.DataFrame, by: str, later: pd.PeriodIndex, base: pd.PeriodIndex) -> pd.DataFrame:
    """Return per group: before, after (means), n_before, n_after, held; a month is held against the whole base."""
    sums = ["n", "total", "squares"]
    in_base = counts[counts["period"].isin(base)]
    after = counts[counts["period"].isin(later)].groupby(by)[sums].sum()
    before = in_base.groupby(by)[sums].sum().reindex(after.index).fillna(0.0)
    if by == "month":
        before = pd.DataFrame([in_base[sums].sum()] * len(after), index=after.index, columns=sums).astype(float)
    enough = (before["n"] >= MIN_ROWS) & (after["n"] >= MIN_ROWS)
    before, after = before[enough], after[enough]
    change = after["total"] / after["n"] - before["total"] / before["n"]
    spread = INTERVAL_Z * np.sqrt(_error(before) + _error(after))
    return pd.DataFrame(
        {
            "before": before["total"] / before["n"],
            "after": after["total"] / after["n"],
            "n_before": before["n"].astype("int64"),
            "n_after": after["n"].astype("int64"),
            "held": change - spread > -FALL,
        }
    )


def _error(sums: pd.DataFrame) -> pd.Series:
    """Return the variance of a mean share; where all shares are alike that of half a row more (no sample is sure)."""
    n, mean = sums["n"], (sums["total"] + 0.5) / (sums["n"] + 1)
    within = (sums["squares"] - sums["total"] ** 2 / n).clip(lower=0) / (n - 1)
    alike = mean * (1 - mean)
    return within.where(within > 0, alike) / n
