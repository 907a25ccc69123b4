"""Strata: incidents alike in category and priority, so that a change of mix is not taken for a change of work.

The rule: category x priority, each cell with CELL_A_MONTH incidents a month over the base on its own; the others are
pooled by priority, and what is still too small is pooled into one rest. A column counts in the months in which it
speaks the language of the base: where fewer than MIN_KNOWN_SHARE of a month's incidents have a word that the base knows
(a new tool, new categories), that month is standardised without it. So a month never changes
by what is renamed after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from drift.terms import MIN_KNOWN_SHARE

CELL_A_MONTH: Final = 5.0  # incidents; with Poisson counts a stratum of 5 is empty in one month of 150
DIMENSIONS: Final = (("category", "priority"), ("priority",), ("category",), ())  # the level of a month: a place here
CELL: Final = ("category", "priority")
REST: Final = 0  # the stratum of what is too small, at the first level; at the others LEVEL times their place further
LEVEL: Final = 1_000_000  # more than there are cells


def is_rest(stratum: np.ndarray) -> np.ndarray:
    """Tell which strata pool what is too small."""
    return np.asarray(stratum % LEVEL == REST)


@dataclass(frozen=True)
class Strata:
    """Which cell belongs to which stratum in which month, and the mix of the base."""

    cells: pd.DataFrame  # level, category, priority, stratum: no stratum belongs to two levels
    mix: pd.Series  # stratum -> share of the incidents of the base, within its level
    levels: pd.DataFrame  # period, level: which columns are used

    def place(self, counts: pd.DataFrame) -> pd.DataFrame:
        """Add the stratum to counts by period, category and priority."""
        placed = counts.merge(self.levels, on="period").merge(self.cells, on=["level", *CELL])
        return placed.drop(columns="level")

    def place_at(self, counts: pd.DataFrame, level: int) -> pd.DataFrame:
        """Add to counts by period, category and priority the stratum that they have at one level, in every month."""
        return counts.merge(self.cells[self.cells["level"] == level], on=[*CELL]).drop(columns="level")

    @property
    def n(self) -> int:
        """Number of strata at the first level in use."""
        return int((self.mix.index // LEVEL == self.levels["level"].min()).sum())

    @property
    def by_month(self) -> pd.DataFrame:
        """Every cell of every month with its stratum: period, category, priority, stratum."""
        return self.levels.merge(self.cells, on="level").drop(columns="level")


def choose_strata(counts: pd.DataFrame, base: pd.PeriodIndex) -> Strata:
    """Pool the cells of category x priority into strata that are large enough over the base.

    Parameters
    ----------
    counts : period, category, priority, n (incidents)
    base : months that give the mix and the words; without any of them all months do
    """
    in_base = counts[counts["period"].isin(base)]
    in_base = in_base if len(in_base) else counts
    names = counts[[*CELL]].drop_duplicates().sort_values([*CELL], ignore_index=True)
    parts, mixes = [], []
    for level, by in enumerate(DIMENSIONS):
        stratum = level * LEVEL + _pool(names, in_base, by)
        cells = names.assign(level=level, stratum=stratum)
        sizes = in_base.merge(cells, on=[*CELL]).groupby("stratum")["n"].sum()
        parts.append(cells)
        mixes.append(sizes / max(float(sizes.sum()), 1.0))
    return Strata(pd.concat(parts, ignore_index=True), pd.concat(mixes), _choose_levels(counts, in_base))


def _pool(names: pd.DataFrame, in_base: pd.DataFrame, by: tuple[str, ...]) -> pd.Series:
    """Return the stratum of each cell by some columns: numbered from 1, REST is what is too small."""
    stratum = pd.Series(REST, index=names.index, dtype="int64")
    n_months = max(in_base["period"].nunique(), 1)
    left, taken = in_base, 0
    for columns in [by[i:] for i in range(len(by))]:
        key = list(columns)
        sizes = left.groupby(key, sort=True)["n"].sum() / n_months
        for cell in sizes[sizes >= CELL_A_MONTH].index:
            taken += 1
            wanted = pd.Series([cell] if len(key) == 1 else list(cell), index=key)
            stratum[names[key].eq(wanted).all(axis=1) & stratum.eq(REST)] = taken
        placed = left.merge(names.assign(stratum=stratum), on=[*CELL])
        left = placed[placed["stratum"].eq(REST)].drop(columns="stratum")
    return stratum


def _choose_levels(counts: pd.DataFrame, in_base: pd.DataFrame) -> pd.DataFrame:
    """Return for each month the finest columns of which most incidents have a word that the base knows."""
    speaks = pd.DataFrame({name: _speaks_alike(counts, in_base, name) for name in CELL})
    finest = [next(i for i, by in enumerate(DIMENSIONS) if row[list(by)].all()) for _, row in speaks.iterrows()]
    return pd.DataFrame({"period": speaks.index, "level": finest})


def _speaks_alike(counts: pd.DataFrame, in_base: pd.DataFrame, name: str) -> pd.Series:
    """Tell by month whether a column speaks the language of the base; one that is blank there never does."""
    words = set(in_base[name])
    known = counts["n"].where(counts[name].isin(words), 0).groupby(counts["period"]).sum()
    return (known >= MIN_KNOWN_SHARE * counts.groupby("period")["n"].sum()) & (words != {""})
