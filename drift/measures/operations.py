"""The operations in one go: who is on which side, what the engine counts, then engagement, outcomes and context."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from drift.measures.cases import build_cases
from drift.measures.contact import find_references
from drift.measures.engagement import (
    Engagement,
    choose_components,
    find_usable,
    fit_engagement,
    judge_components,
    measure_engagement,
    stratify,
)
from drift.measures.floor import Criteria, choose_criteria, judge_fates
from drift.measures.outcomes import RESTORE, count_hours, count_timed, judge_restore, measure_hours
from drift.measures.parties import Parties, find_parties
from drift.measures.shares import Shares, usable_months
from drift.measures.strata import Strata

if TYPE_CHECKING:
    import ibis

    from drift.measures.index import Base
    from drift.project import Settings
    from drift.tables.calendar import Span
    from drift.tables.store import Store


@dataclass(frozen=True)
class Judged:
    """What was judged of each incident, before there is a base to measure against."""

    parties: Parties
    criteria: Criteria
    components: dict[str, ibis.Table]  # case, share, asked
    usable: dict[str, pd.PeriodIndex]  # component -> months that may be judged
    entered: tuple[str, ...]  # components that make the index
    settled: pd.PeriodIndex  # months that are over
    timed: pd.DataFrame  # period, n, known: corrective incidents, and those whose open time is known

    @property
    def engaged(self) -> pd.PeriodIndex:
        """Months in which the index of engagement has a value."""
        found = pd.PeriodIndex([], freq="M")
        for name in self.entered:
            found = found.union(self.usable[name])
        return found

    @property
    def months(self) -> pd.PeriodIndex:
        """Months that the work can be measured in: by its engagement, or else by the time to restore."""
        return self.engaged if len(self.engaged) else usable_months(self.timed, self.settled)


@dataclass(frozen=True)
class Operations:
    """Engagement with its index; outcomes and context apart."""

    engagement: Engagement
    strata: Strata | None  # None without incidents
    outcomes: dict[str, Shares] = field(default_factory=dict)
    context: dict[str, Shares] = field(default_factory=dict)

    @property
    def measures(self) -> dict[str, Shares]:
        """Every measure that has months."""
        return {**self.engagement.shares, **self.outcomes, **self.context}

    def shares_of(self, name: str) -> Shares:
        """Return a measure; without a single month where it is not there."""
        return self.measures.get(name, EMPTY)


_NONE = pd.Series(dtype=float, index=pd.PeriodIndex([], freq="M"))
EMPTY = Shares(_NONE, _NONE, _NONE, _NONE, _NONE)


def judge_operations(store: Store, span: Span, settings: Settings, automatic: frozenset[str] = frozenset()) -> Judged:
    """Build the working tables and judge every corrective incident.

    Parameters
    ----------
    automatic : pseudonyms recognised as robots, portals or shared mailboxes, besides those the list of persons names
    """
    cut = settings.cut_days
    parties = find_parties(store, automatic)
    build_cases(store, settings.sides, cut)
    find_references(store)
    store.derive("fates", judge_fates(store, cut))
    settled = span.settled(cut)
    criteria = choose_criteria(store, settled)
    judged = judge_components(store, span, cut, criteria)
    usable = find_usable(store, judged, settled)
    return Judged(parties, criteria, judged, usable, choose_components(store, usable), settled, count_timed(store))


def measure_operations(
    store: Store, judged: Judged, base: Base, months: pd.PeriodIndex, settings: Settings
) -> Operations:
    """Measure engagement, outcomes and context against the base."""
    strata = stratify(store, base.work, judged.settled)
    shares = measure_engagement(store, judged.components, judged.usable, base.work, strata.mix, judged.criteria)
    index = fit_engagement(shares, judged.entered, months, base.work, settings.weights)
    restore = measure_hours(count_hours(store, judge_restore(store)), judged.settled)
    return Operations(Engagement(shares, judged.entered, index), strata, {RESTORE: restore})


def no_operations(months: pd.PeriodIndex) -> Operations:
    """Return what there is without incidents: nothing."""
    return Operations(Engagement({}, (), fit_engagement({}, (), months, months[:0], {})), None)
