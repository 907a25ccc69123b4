"""The operations in one go: who is on which side, what the engine counts, then engagement, outcomes and context."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from drift.measures.cases import build_cases
from drift.measures.contact import CONTACT, CONTACT_HOURS, find_references, judge_contact_hours, judge_visits
from drift.measures.context import (
    AUTOMATIC,
    PAIRS,
    PEOPLE,
    RESPONSE,
    UPDATES,
    VISITS,
    VOLUME,
    count_frequencies,
    count_updates,
    judge_automatic,
    judge_response,
    measure_distinct,
    measure_means,
    measure_volume,
)
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
from drift.measures.outcomes import (
    FATES,
    REPEATED,
    RESTORE,
    WAITING,
    WORKED,
    count_hours,
    count_timed,
    count_worked,
    judge_chance,
    judge_outcome,
    judge_restore,
    judge_waiting,
    measure_hours,
)
from drift.measures.parties import Parties, find_parties
from drift.measures.repeats import take_off
from drift.measures.shares import Shares, count_shares, measure_shares, usable_months
from drift.measures.strata import Strata
from drift.measures.talk import CLAUSE_TALK, COMPLAINTS, DIAGNOSIS, judge_diagnosis, judge_talk

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
    outcomes = _measure_outcomes(store, judged, base.work, strata.mix, settings)
    return Operations(
        Engagement(shares, judged.entered, index),
        strata,
        outcomes,
        _measure_context(store, judged, base.work, strata.mix, settings.cut_days),
    )


def _measure_outcomes(
    store: Store, judged: Judged, base: pd.PeriodIndex, mix: pd.Series, settings: Settings
) -> dict[str, Shares]:
    shares = {name: judge_outcome(store, name) for name in FATES}
    shares |= {WAITING: judge_waiting(store)}
    shares |= {COMPLAINTS: judge_talk(store, "complaint"), CLAUSE_TALK: judge_talk(store, "clause")}
    found = {name: _share(store, table, judged.settled, base, mix) for name, table in shares.items()}
    found[REPEATED] = take_off(found[REPEATED], _share(store, judge_chance(store), judged.settled, base, mix), base)
    # words that are never found cannot be told from words that nobody writes down
    found |= {name: EMPTY for name in (COMPLAINTS, CLAUSE_TALK) if not found[name].value.any()}
    found = {RESTORE: EMPTY, **found}
    found[RESTORE] = measure_hours(count_hours(store, judge_restore(store)), judged.settled)
    found[WORKED] = measure_means(count_worked(store, settings.working_time, settings.cut_days), judged.settled)
    return _there(found)


def _measure_context(
    store: Store, judged: Judged, base: pd.PeriodIndex, mix: pd.Series, cut_days: int
) -> dict[str, Shares]:
    settled, timed = judged.settled, judged.timed
    met = judge_contact_hours(store, cut_days)
    found = {
        PEOPLE: measure_distinct(count_frequencies(store, "handler"), timed, settled),
        PAIRS: measure_distinct(count_frequencies(store, "caller", "handler"), timed, settled),
        RESPONSE: measure_hours(count_hours(store, judge_response(store)), settled),
        CONTACT_HOURS: measure_hours(count_hours(store, met), judged.usable.get(CONTACT, settled[:0])),
        DIAGNOSIS: _share(store, judge_diagnosis(store), settled, base, mix),
        VOLUME: measure_volume(timed, settled),
        AUTOMATIC: _share(store, judge_automatic(store), settled, base, mix),
        VISITS: _share(store, judge_visits(store, cut_days), settled, base, mix),
    }
    if store.fetch("events").num_rows:
        found[UPDATES] = measure_means(count_updates(store), settled)
    # nothing automatic, no visit at all: that nobody writes it down is as likely
    found |= {name: EMPTY for name in (AUTOMATIC, VISITS) if not found[name].value.any()}
    return _there(found)


def _share(store: Store, table: ibis.Table, settled: pd.PeriodIndex, base: pd.PeriodIndex, mix: pd.Series) -> Shares:
    counts = count_shares(store, table)
    return measure_shares(counts, usable_months(counts, settled), base, mix)


def _there(found: dict[str, Shares]) -> dict[str, Shares]:
    return {name: shares for name, shares in found.items() if len(shares.value)}


def no_operations(months: pd.PeriodIndex) -> Operations:
    """Return what there is without incidents: nothing."""
    return Operations(Engagement({}, (), fit_engagement({}, (), months, months[:0], {})), None)
