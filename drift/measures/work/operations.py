"""The operations against their base: engagement, outcomes and context from what was counted by month."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.catalogue import COMPONENTS, FLOOR, HANDS, MEASURES, REPEATED, measure_named, measures_of
from drift.measures.shares import (
    Shares,
    bound_doubt,
    cluster_doubt,
    join_shares,
    pick_months,
    standardise,
    usable_months,
)
from drift.measures.work.adjusting import ADJUST
from drift.measures.work.counts import count_residuals, pick_residuals, pick_share
from drift.measures.work.engagement import Engagement, fit_engagement
from drift.measures.work.formulas import FORMULAS
from drift.measures.work.questions.floor import LULL
from drift.measures.work.questions.hands import HISTORY_MONTHS
from drift.measures.work.questions.repeats import CHANCE, take_off
from drift.measures.work.strata import CELL, Strata, choose_strata

if TYPE_CHECKING:
    from drift.measures.catalogue import Measure, Side
    from drift.measures.work.casebook import Casebook, Counts
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

    @property
    def compared(self) -> tuple[str, ...]:
        """The outcomes that are compared with their base; one that is weighed apart has a finding of its own."""
        return tuple(name for name in self.outcomes if not measure_named(name).apart)

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
    clocks = {name: counts.clocks.of(name) for name in counts.entered}
    index = fit_engagement(engaged, clocks, months, base, weights)
    summed = [measure for measure in MEASURES if measure.name in counts.sums]
    measured = shares | {measure.name: _measure_sums(counts, measure, base, strata) for measure in summed}
    outcomes, context = (_tell(side, measured) for side in ("outcome", "context"))
    return Operations(Engagement(engaged, clocks, index, counts.flat), strata, outcomes, context, raw)


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
        name: bound_doubt(one)
        if name in BOUND
        else cluster_doubt(one, pick_residuals(residuals, name), HISTORY_MONTHS if name == HANDS else 0)
        for name, one in standards.items()
    }
    return {name: replace(one, coverage=counts.coverage_of(name)) for name, one in doubted.items()}


def _measure_sums(counts: Counts, measure: Measure, base: pd.PeriodIndex, strata: Strata) -> Shares:
    """Measure something that is no share, at the mix of the base where it is adjusted."""
    sums, months = counts.sums[measure.name], counts.months_of(measure)
    if measure.adjusted:
        shares = _adjust(measure, sums, usable_months(sums, months), base, strata)
    else:
        shares = FORMULAS[measure.spread](sums, months)
    return replace(shares, coverage=counts.coverage_of(measure.name))


def _adjust(
    measure: Measure, sums: pd.DataFrame, usable: pd.PeriodIndex, base: pd.PeriodIndex, strata: Strata
) -> Shares:
    """Bring something to the mix of the base, each month by the columns that it has in common with the base."""
    parts = []
    for level in strata.levels["level"].unique():
        shares = ADJUST[measure.spread](strata.place_at(sums, level), usable, base, strata.mix)
        months = strata.levels.loc[strata.levels["level"] == level, "period"]
        parts.append(pick_months(shares, pd.PeriodIndex(months, freq="M")))
    return join_shares(parts) if parts else FORMULAS[measure.spread](sums, usable)  # a log of no corrective incident


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
