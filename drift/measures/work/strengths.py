"""What still works: categories, objects and months in which hands and floor came back, held or fell against the base.

One rule for each of both, by the 95 % interval of its change in percentage points. *held*: it leaves out a fall of FALL
or more. *fell*: it lies below 0 and does not leave that out. *back*: fell by this rule in its lowest calendar year
between the base and the last twelve months, is now clearly above that year, and held against the base; *rising*: the
same, not yet back at the base. All else is *untold*: too few incidents, which is no loss. The four windows are counted
only with MIN_ROWS known incidents in each, and groups only with MIN_PERSONS persons at work in them lately. In order of
name or time: there is no order of merit.
"""

from __future__ import annotations

from dataclasses import dataclass
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

MIN_ROWS: Final = 20  # known incidents of a window: with fewer hardly any change could leave out a fall of FALL
FALL: Final = 0.15  # of a share; a smaller fall is called held
BY: Final = ("whole", "category", "object", "month")
ASKED: Final = (HANDS, FLOOR)
FINDINGS: Final = ("back", "rising", "held", "fell", "untold")  # in the order in which they are told
_PARTS: Final = ("finding", "before", "lowest", "lowest_year", "after", "n_before", "n_lowest", "n_after")
COLUMNS: Final = ("what", "name", *(f"{measure}_{part}" for measure in ASKED for part in _PARTS))
_SUMS: Final = ["n", "total", "squares"]


@dataclass(frozen=True)
class Windows:
    """The months that are held against each other."""

    base: pd.PeriodIndex
    later: pd.PeriodIndex  # the last twelve calendar months that are over

    def between(self, months: pd.Series) -> pd.Series:
        """Return which months lie in a calendar year that lies whole between both."""
        years = pd.PeriodIndex(months, freq="M").year
        return pd.Series((years > self.base[-1].year) & (years < self.later[0].year), index=months.index)


def find_strengths(casebook: Casebook, base: pd.PeriodIndex) -> pd.DataFrame:
    """Return how hands and floor did: over the whole log, by category, object and month; in order of name and time.

    The last BASE_MONTHS months that may be judged, after the base, are looked at; without hands and floor in the index
    nothing can be told.

    Returns
    -------
    frame : what (whole, category, object, month), name (of a month: 2024-03), and of both measures the finding (of
    FINDINGS), the mean share in the base, in its lowest calendar year between (with that year; of a month none) and
    after, each with the incidents known; a share of fewer than MIN_ROWS is missing
    """
    settled, entered = casebook.counts.settled, casebook.counts.entered
    later = settled[-BASE_MONTHS:]
    if not set(ASKED) <= set(entered) or len(later) < BASE_MONTHS or not len(base) or later[0] <= base[-1]:
        return no_strengths()
    windows = Windows(base, later)
    counts = _count_all(casebook)
    return pd.concat([_compare_both(casebook, by, counts[by], windows) for by in BY], ignore_index=True)


def no_strengths() -> pd.DataFrame:
    """Return what still works where nothing can be told: no row."""
    return pd.DataFrame(columns=list(COLUMNS))


def _compare_both(casebook: Casebook, by: str, counts: dict[str, pd.DataFrame], windows: Windows) -> pd.DataFrame:
    parts = [compare_windows(counts[name], by, windows).add_prefix(f"{name}_") for name in ASKED]
    both = parts[0].join(parts[1], how="outer").sort_index()
    counted = [f"{name}_{part}" for name in ASKED for part in _PARTS if part.startswith("n_")]
    # a group may be asked about by one measure alone
    findings = {f"{name}_finding": both[f"{name}_finding"].fillna("untold") for name in ASKED}
    both = both.assign(**findings, **{name: both[name].fillna(0).astype("int64") for name in counted})
    if by in ("category", "object"):
        persons = _count_persons(casebook.cases, by, windows.later)
        both = both[persons.reindex(both.index).fillna(0) >= MIN_PERSONS]
    names = to_months(pd.Series(both.index, dtype="int64")) if by == "month" else both.index
    return both.reset_index(drop=True).assign(what=by, name=[str(name) for name in names])[list(COLUMNS)]


def _count_all(casebook: Casebook) -> dict[str, dict[str, pd.DataFrame]]:
    """Count both measures by what is compared, and within it by month: of each n, total and squares of the shares.

    Every incident has a category, if a blank one: the whole log and its months are sums over them.
    """
    by_category, by_object = (_count(casebook, by) for by in ("category", "object"))
    by_month = by_category.drop(columns="category").groupby("month", as_index=False).sum().assign(whole="")
    counts = {"whole": by_month, "month": by_month}
    counts |= {
        by: its[its[by].notna() & its[by].ne("")] for by, its in (("category", by_category), ("object", by_object))
    }
    return {by: {name: _pick(its, by, name) for name in ASKED} for by, its in counts.items()}


def _count(casebook: Casebook, by: str) -> pd.DataFrame:
    """Count both measures by a column of the cases and by month; shares in billionths, squares in millionths."""
    flags = casebook.flags
    placed = flags if by in flags.columns else flags.join(casebook.cases.select("case", by), "case")
    rows = placed.select("month", by, **{name: share_of(placed, name) for name in ASKED})
    sums: dict[str, ibis.Value] = {}
    for name in ASKED:
        share = rows[name] / SQUARED_POINT  # thousandths
        sums |= {
            f"{name}_n": rows[name].count(),
            f"{name}_total": rows[name].sum().fill_null(0),
            f"{name}_squares": (share * share).round().cast("int64").sum().fill_null(0),
        }
    return to_frame(rows.group_by("month", by).agg(**sums), "month", by)


def _pick(counts: pd.DataFrame, by: str, name: str) -> pd.DataFrame:
    """Return the counts of one measure where any of it is known: month, the column, period, n, total, squares."""
    its = counts[counts[f"{name}_n"] > 0].reset_index(drop=True)
    return its[[*dict.fromkeys(("month", by))]].assign(
        period=to_months(its["month"]),
        n=its[f"{name}_n"],
        total=its[f"{name}_total"].astype(float) / FIXED_POINT,
        squares=its[f"{name}_squares"].astype(float) / SQUARED_POINT,
    )


def _count_persons(cases: ibis.Table, by: str, later: pd.PeriodIndex) -> pd.Series:
    """Return per group how many persons reported or handled its incidents lately."""
    rows = cases.filter(cases.month.between(later[0].ordinal, later[-1].ordinal), cases[by].notnull(), cases[by] != "")
    sides = [
        rows.select(by, person=person).filter(lambda row: row.person.notnull()) for person in ("caller", "handler")
    ]
    both = sides[0].union(sides[1], distinct=True)
    counts = to_frame(both.group_by(by).agg(n=both.count()), by)
    return counts.set_index(by)["n"]


def compare_windows(counts: pd.DataFrame, by: str, windows: Windows) -> pd.DataFrame:
    """Return per group the columns of _PARTS; a month is held against the whole base, and has no lowest year."""
    in_base = counts[counts["period"].isin(windows.base)]
    after = counts[counts["period"].isin(windows.later)].groupby(by)[_SUMS].sum()
    before = in_base.groupby(by)[_SUMS].sum().reindex(after.index).fillna(0.0)
    between = counts[windows.between(counts["period"])]
    if by == "month":
        before = pd.DataFrame({name: in_base[name].sum() for name in _SUMS}, index=after.index)
        between = between.iloc[:0]
    lowest, n_years = _find_lowest(between, by)
    parts = {"before": before, "lowest": lowest.reindex(after.index), "after": after}
    levels = {part: _mean(sums) for part, sums in parts.items()}
    counted = {f"n_{part}": sums["n"].fillna(0).astype("int64") for part, sums in parts.items()}
    finding = _find(before, parts["lowest"], after, n_years)
    years = parts["lowest"]["year"].astype("Int64")
    return pd.DataFrame({"finding": finding, **levels, "lowest_year": years, **counted})


def _find_lowest(between: pd.DataFrame, by: str) -> tuple[pd.DataFrame, int]:
    """Return per group the sums of its lowest calendar year with enough incidents, and of how many years it is that."""
    years = between.assign(year=pd.PeriodIndex(between["period"], freq="M").year)
    sums = years.groupby([by, "year"])[_SUMS].sum().reset_index()
    enough = sums[sums["n"] >= MIN_ROWS]
    order = (enough["total"] / enough["n"]).sort_values(kind="stable").index
    return enough.loc[order].drop_duplicates(by).set_index(by), max(int(enough["year"].nunique()), 1)


def _mean(sums: pd.DataFrame) -> pd.Series:
    return sums["total"].div(sums["n"]).where(sums["n"] >= MIN_ROWS)


def _find(before: pd.DataFrame, lowest: pd.DataFrame, after: pd.DataFrame, n_years: int) -> np.ndarray:
    """Return the finding of each group; a bound of what is missing is missing, and no comparison with it holds.

    The lowest of several years is low by chance too: what is said of it holds for all those years (Bonferroni).
    """
    from scipy.special import ndtr, ndtri

    low, high = _bound(before, after, INTERVAL_Z)
    held, fell = low > -FALL, (high < 0) & (low <= -FALL)
    z = -float(ndtri(ndtr(-INTERVAL_Z) / n_years))
    (deep, below), (above, _) = _bound(before, lowest, z), _bound(lowest, after, z)
    dipped = (below < 0) & (deep <= -FALL) & (above > 0)
    return np.select([dipped & held, dipped & low.notna(), held, fell], FINDINGS[:4], FINDINGS[4])


def _bound(before: pd.DataFrame, after: pd.DataFrame, z: float) -> tuple[pd.Series, pd.Series]:
    """Return both ends of the interval of a change in points; missing where either has fewer than MIN_ROWS."""
    change = _mean(after) - _mean(before)
    spread = z * np.sqrt(_error(before) + _error(after))
    return change - spread, change + spread


def _error(sums: pd.DataFrame) -> pd.Series:
    """Return the variance of a mean share; where all shares are alike that of half a row more (no sample is sure)."""
    n = sums["n"].where(sums["n"] >= MIN_ROWS)
    mean = (sums["total"] + 0.5) / (n + 1)
    within = (sums["squares"] - sums["total"] ** 2 / n).clip(lower=0) / (n - 1)
    alike = mean * (1 - mean)
    return within.where(within > 0, alike) / n
