"""Do the people of both operations still work together: the components, and their index."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.catalogue import ATTENTION, measure_named, weigh_groups
from drift.measures.drawn_weights import draw_weights
from drift.measures.index import Index, fit_index
from drift.measures.shares import Shares
from drift.measures.work.arrivals import Arrival, find_arrivals
from drift.measures.work.clocks import Clock, join_clocks
from drift.terms import BASE_MONTHS, INTERVAL_Z

if TYPE_CHECKING:
    from drift.terms import Group


ENGAGEMENT: Final = "engagement"  # the index, beside the names of measures
MOST: Final = 0.5  # of the weight of an index
WEIGHTS_DRAWN = 200  # a share of 0.9 is then known to within 0.04
WEIGHTS_SEED = 1


@dataclass(frozen=True)
class Engagement:
    """The components, which of them make the index, and the index."""

    shares: dict[str, Shares]  # every component that has months
    clocks: dict[str, Clock]  # of those in the index: when each of their months is known
    index: Index
    flat: tuple[str, ...] = ()  # those that never varied in their first year: shown, and not in the index

    @property
    def entered(self) -> tuple[str, ...]:
        """Components in the index."""
        return tuple(self.clocks)

    @property
    def clock(self) -> Clock:
        """Of the index: a month of it is known when all its components are."""
        return join_clocks([*self.clocks.values()])

    @property
    def settled(self) -> pd.PeriodIndex:
        """Months that are over for the index, with and without a value."""
        return pd.PeriodIndex(self.clock.index)

    def list_known(self, weights: dict[Group, float]) -> pd.PeriodIndex:
        """Return the months in which more than half of the index, by weight, has a value of its own.

        In the others most of it stands where it stood last: that is no knowledge of the month.
        """
        by_group = weigh_groups([*self.entered], weights)
        there = {name: self.shares[name].log.reindex(self.index.months).notna() for name in self.entered}
        told = sum((there[name] * by_group[name] for name in self.entered), pd.Series(0.0, index=self.index.months))
        return pd.PeriodIndex(told.index[told > MOST])

    def count_live(self, weights: dict[Group, float]) -> int:
        """Return in how many of the last BASE_MONTHS months that are over it is known."""
        return int(self.settled[-BASE_MONTHS:].isin(self.list_known(weights)).sum())


def choose_components(usable: dict[str, pd.PeriodIndex], *, names_persons: bool) -> tuple[str, ...]:
    """Return the components that make the index.

    Attention to a log is not contact between people, and rises when a ticket is bounced: it stands in where the log
    names no person in its first year, or nothing else can be measured.

    Parameters
    ----------
    usable : of each component that is not flat (`is_flat`) its months
    """
    there = tuple(name for name in usable if len(usable[name]))
    others = tuple(name for name in there if name != ATTENTION)
    return others if others and names_persons else there


def is_flat(counts: pd.DataFrame, usable: pd.PeriodIndex, *, may_be_whole: bool = False) -> bool:
    """Whether a share was 0, or 1, throughout its first twelve months: then it enters no index, whatever follows.

    Fixed duos make the same hands 1, and their end is what engagement is measured for: there it `may_be_whole`.

    Parameters
    ----------
    counts : period, known, total (sum of shares)
    """
    first = counts[counts["period"].isin(usable[:BASE_MONTHS])]
    total, known = float(first["total"].sum()), float(first["known"].sum())
    return total == 0 or (total == known and not may_be_whole)


def is_by_chance(counts: pd.DataFrame, people: pd.DataFrame, usable: pd.PeriodIndex) -> bool:
    """Whether who called met the same person, in the first twelve months, no more often than any two callers do.

    In a pool nobody has a person of his own: the share is that of two incidents at random, the sum of the squared
    shares of the handlers (Simpson 1949), which falls when the pool grows though nobody lost anyone. By chance: the
    lower end of the 95 % interval of what the share is above that is nought or less.

    Parameters
    ----------
    counts : period, known, total (sum of shares)
    people : period, k, n (handlers of so many incidents)
    """
    first = usable[:BASE_MONTHS]
    each = people[people["period"].isin(first)].astype({"k": float, "n": float})
    each = each.assign(pairs=each["n"] * each["k"] * (each["k"] - 1), incidents=each["n"] * each["k"])
    months = each.groupby("period")[["pairs", "incidents"]].sum()
    chance = months["pairs"] / (months["incidents"] * (months["incidents"] - 1))  # nan of a month of one incident
    sums = counts[counts["period"].isin(chance.dropna().index)].set_index("period").astype(float)
    known, total = sums["known"].sum(), sums["total"].sum()
    if not known > 0:
        return False
    above = total - (sums["known"] * chance.reindex(sums.index)).sum()
    return bool(above <= INTERVAL_Z * math.sqrt(total * max(1 - total / known, 0)))


def try_weights(engagement: Engagement, base: pd.PeriodIndex) -> float | None:
    """Return under which share of random weights of the groups the change keeps its sign; None with one group."""
    groups = {name: str(measure_named(name).group) for name in engagement.entered}
    if len(set(groups.values())) < 2:
        return None
    months = engagement.index.values.index
    logs = pd.DataFrame({name: engagement.shares[name].log for name in groups}, index=months)
    return draw_weights(logs, base, groups, draws=WEIGHTS_DRAWN, seed=WEIGHTS_SEED)


def fit_engagement(
    shares: dict[str, Shares],
    clocks: dict[str, Clock],
    months: pd.PeriodIndex,
    base: pd.PeriodIndex,
    weights: dict[Group, float],
) -> Index:
    """Return the index of engagement over `months`, empty where a component is not over yet.

    Parameters
    ----------
    clocks : of the components that make it
    weights : by group, as drift.toml has them
    """
    over = pd.PeriodIndex(join_clocks([*clocks.values()]).index)
    logs, variances = _gather(shares, tuple(clocks), over.intersection(months))
    return fit_index(logs.reindex(months), variances.reindex(months), weigh_groups([*clocks], weights), base)


def find_late(engagement: Engagement, weights: dict[Group, float]) -> tuple[Arrival, ...]:
    """Return the components that came later than the others; the same hands need four months behind them."""
    entered, months = engagement.entered, pd.PeriodIndex(engagement.index.values.index)
    return find_arrivals(*_gather(engagement.shares, entered, months), weigh_groups(list(entered), weights))


def _gather(
    shares: dict[str, Shares], entered: tuple[str, ...], months: pd.PeriodIndex
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the logs and variances of some components, months x components."""
    logs = pd.DataFrame({name: shares[name].log for name in entered}, index=months)
    return logs, pd.DataFrame({name: shares[name].variance for name in entered}, index=months)
