"""The operations against their base: engagement, outcomes and context from what was counted by month."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.catalogue import COMPONENTS, FLOOR, MEASURES, REPEATED, measures_of
from drift.measures.shares import Shares, bound_doubt, cluster_doubt, standardise
from drift.measures.work.counts import count_residuals, pick_residuals, pick_share
from drift.measures.work.engagement import Engagement, fit_engagement
from drift.measures.work.flags import CHANCE
from drift.measures.work.formulas import FORMULAS
from drift.measures.work.questions.floor import LULL
from drift.measures.work.questions.repeats import take_off
from drift.measures.work.strata import CELL, Strata, choose_strata

if TYPE_CHECKING:
    from drift.measures.catalogue import Side
    from drift.measures.work.casebook import Casebook
    from drift.terms import Group


@dataclass(frozen=True)
class Operations:
    """Engagement with its index; outcomes and context apart."""

    engagement: Engagement
    strata: Strata | None  # None without incidents
    outcomes: dict[str, Shares] = field(default_factory=dict)
    context: dict[str, Shares] = field(default_factory=dict)
    as_seen: dict[str, Shares] = field(default_factory=dict)  # before the repeats that chance makes were taken off

    @property
    def measures(self) -> dict[str, Shares]:
        """Every measure that has months."""
        return {**self.engagement.shares, **self.outcomes, **self.context}

    def shares_of(self, name: str) -> Shares:
        """Return a measure; without a single month where it is not there."""
        return self.measures.get(name, EMPTY)

    def seen_of(self, name: str) -> Shares:
        """Return a measure as people saw it: with the repeats that chance makes. So it is shown, never weighed."""
        return self.as_seen.get(name, self.shares_of(name))


_NONE = pd.Series(dtype=float, index=pd.PeriodIndex([], freq="M"))
EMPTY: Final = Shares(_NONE, _NONE, _NONE, _NONE, _NONE)
BOUND: Final = tuple(measure.name for measure in MEASURES if measure.spread == "bound")


def measure_operations(
    casebook: Casebook, base: pd.PeriodIndex, months: pd.PeriodIndex, weights: dict[Group, float]
) -> Operations:
    """Measure engagement, outcomes and context against the base.

    Parameters
    ----------
    months : of the index; weights : by group, as drift.toml has them
    """
    counts = casebook.counts
    strata = choose_strata(counts.cells[["period", *CELL, "n"]], base)
    raw = _measure_shares(casebook, base, strata)
    shares = raw | _take_off_chance(raw, base)
    engaged = {name: shares[name] for name in COMPONENTS if name in shares}
    clocks = {name: counts.clock_of(name) for name in counts.entered}
    index = fit_engagement(engaged, clocks, months, base, weights)
    measured = shares | {
        name: replace(
            FORMULAS[measure.spread](counts.sums[name], counts.months_of(measure)), coverage=counts.coverage_of(name)
        )
        for measure in MEASURES
        if (name := measure.name) in counts.sums
    }
    outcomes, context = (_tell(side, measured) for side in ("outcome", "context"))
    return Operations(Engagement(engaged, clocks, index), strata, outcomes, context, raw)


def _measure_shares(casebook: Casebook, base: pd.PeriodIndex, strata: Strata) -> dict[str, Shares]:
    """Measure every share that has months."""
    counts = casebook.counts
    placed = strata.place(counts.cells)
    standards = {
        name: standardise(pick_share(placed, name), months, base, strata.mix)
        for name, months in counts.usable.items()
        if len(months)
    }
    expected = {name: one.expected for name, one in standards.items() if name not in BOUND}
    residuals = count_residuals(casebook.flags, strata.by_month, expected)
    doubted = {
        name: bound_doubt(one) if name in BOUND else cluster_doubt(one, pick_residuals(residuals, name))
        for name, one in standards.items()
    }
    return {name: replace(one, coverage=counts.coverage_of(name)) for name, one in doubted.items()}


def _take_off_chance(shares: dict[str, Shares], base: pd.PeriodIndex) -> dict[str, Shares]:
    """Return the shares that repeats make, without those that chance alone makes."""
    left = {}
    if LULL in shares:
        left[FLOOR] = take_off(shares[FLOOR], shares[LULL], base)
    if REPEATED in shares:
        left[REPEATED] = take_off(shares[REPEATED], shares.get(CHANCE, EMPTY), base)
    return left


def _tell(side: Side, measured: dict[str, Shares]) -> dict[str, Shares]:
    """Return the measures of a side that have months."""
    there = {measure: measured[measure.name] for measure in measures_of(side) if measure.name in measured}
    return {
        measure.name: shares
        for measure, shares in there.items()
        if len(shares.value) and (shares.value.any() or not measure.unless_never)
    }


def no_operations(months: pd.PeriodIndex) -> Operations:
    """Return what there is without incidents: nothing."""
    return Operations(Engagement({}, {}, fit_engagement({}, {}, months, months[:0], {})), None)
