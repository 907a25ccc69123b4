"""Strata: incidents alike in category and priority, so that a change of mix is not taken for a change of work.

The rule: category x priority, each cell with CELL_A_MONTH incidents a month over the base on its own; the others are
pooled by priority, and what is still too small is pooled into one rest. A column counts only as long as it speaks one
language: where in a month that is over fewer than MIN_KNOWN_SHARE of the incidents have a word that the base knows (a
new tool, new categories), it is left out for all months, and category goes before priority.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from drift.terms import MIN_KNOWN_SHARE

CELL_A_MONTH: Final = 5.0  # incidents; with Poisson counts a stratum of 5 is empty in one month of 150
DIMENSIONS: Final = (("category", "priority"), ("priority",), ())
REST: Final = 0


@dataclass(frozen=True)
class Strata:
    """Which cell belongs to which stratum, and the mix of the base."""

    cells: pd.DataFrame  # category, priority, stratum
    mix: pd.Series  # stratum -> share of the incidents of the base
    by: tuple[str, ...]  # columns used

    @property
    def n(self) -> int:
        """Number of strata."""
        return len(self.mix)


def choose_strata(counts: pd.DataFrame, base: pd.PeriodIndex, settled: pd.PeriodIndex) -> Strata:
    """Pool the cells of category x priority into strata that are large enough over the base.

    Parameters
    ----------
    counts : period, category, priority, n (incidents)
    base : months that give the mix
    settled : months over which the words of a column must stay comparable
    """
    in_base = counts[counts["period"].isin(base)]
    in_base = in_base if len(in_base) else counts
    over = counts[counts["period"].isin(settled)]
    by = next(names for names in DIMENSIONS if all(_speaks_alike(over, in_base, name) for name in names))
    n_months = max(in_base["period"].nunique(), 1)
    names = counts[["category", "priority"]].drop_duplicates().sort_values(["category", "priority"], ignore_index=True)
    stratum = pd.Series(REST, index=names.index, dtype="int64")
    left, taken = in_base, 0
    for columns in [by[i:] for i in range(len(by))]:
        key = list(columns)
        sizes = left.groupby(key, sort=True)["n"].sum() / n_months
        for cell in sizes[sizes >= CELL_A_MONTH].index:
            taken += 1
            wanted = pd.Series([cell] if len(key) == 1 else list(cell), index=key)
            stratum[names[key].eq(wanted).all(axis=1) & stratum.eq(REST)] = taken
        placed = left.merge(names.assign(stratum=stratum), on=["category", "priority"])
        left = placed[placed["stratum"].eq(REST)].drop(columns="stratum")
    cells = names.assign(stratum=stratum)
    sizes = in_base.merge(cells, on=["category", "priority"]).groupby("stratum")["n"].sum()
    return Strata(cells, sizes / max(float(sizes.sum()), 1.0), by)


def _speaks_alike(counts: pd.DataFrame, in_base: pd.DataFrame, name: str) -> bool:
    words = set(in_base[name])
    known = counts["n"].where(counts[name].isin(words), 0).groupby(counts["period"]).sum()
    return bool((known >= MIN_KNOWN_SHARE * counts.groupby("period")["n"].sum()).all()) and words != {""}
