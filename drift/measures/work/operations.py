"""The operations in one go: who is on which side, what the engine counts, then engagement, outcomes and context."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from drift.measures.shares import Shares, bound_doubt, cluster_doubt, standardise, usable_months
from drift.measures.work.attention import ATTENTION
from drift.measures.work.cases import build_cases
from drift.measures.work.contact import CONTACT, CONTACT_HOURS, find_references
from drift.measures.work.context import (
    AUTOMATIC,
    PAIRS,
    PEOPLE,
    RESPONSE,
    UPDATES,
    VISITS,
    VOLUME,
    ask_presence,
    count_frequencies,
    count_updates,
    measure_distinct,
    measure_means,
    measure_volume,
)
from drift.measures.work.counts import (
    CELL,
    count_callers,
    count_cells,
    count_months,
    pick_hours,
    pick_question,
    pick_residuals,
    put_strata,
)
from drift.measures.work.engagement import Engagement, ask_components, choose_components, fit_engagement
from drift.measures.work.floor import FLOOR, Criteria, ask_lull, choose_criteria
from drift.measures.work.hands import HANDS
from drift.measures.work.histories import build_histories
from drift.measures.work.judging import build_judged
from drift.measures.work.outcomes import (
    DOWNTIME,
    FATES,
    REPEATED,
    RESTORE,
    WAITING,
    WORKED,
    ask_chance,
    ask_fates,
    ask_waiting,
    count_downtime,
    count_worked,
    measure_downtime,
    measure_hours,
)
from drift.measures.work.parties import Parties, find_parties
from drift.measures.work.repeats import take_off
from drift.measures.work.strata import Strata, choose_strata
from drift.measures.work.talk import CLAUSE_TALK, COMPLAINTS, DIAGNOSIS, ask_diagnosis, ask_talk

if TYPE_CHECKING:
    from drift.measures.index import Base
    from drift.measures.work.questions import Question
    from drift.project import Settings
    from drift.tables.calendar import Span
    from drift.tables.store import Store


@dataclass(frozen=True)
class Judged:
    """What was judged of each incident, before there is a base to measure against."""

    parties: Parties
    criteria: Criteria
    questions: dict[str, Question]  # every share that is measured
    cells: pd.DataFrame  # all questions counted by period, category and priority
    months_counted: pd.DataFrame  # what is counted by month alone
    usable: dict[str, pd.PeriodIndex]  # question -> months that may be judged
    entered: tuple[str, ...]  # components that make the index
    settled: pd.PeriodIndex  # months that are over

    @property
    def timed(self) -> pd.DataFrame:
        """Corrective incidents, and those whose open time is known: period, n, known."""
        return self.months_counted[["period", "n", "open_s_n"]].rename(columns={"open_s_n": "known"})

    def count_timed(self, months: pd.PeriodIndex) -> tuple[int, int]:
        """Return the corrective incidents of some months, and those of them whose open time is known."""
        whole = self.timed[self.timed["period"].isin(months)]
        return int(whole["n"].sum()), int(whole["known"].sum())

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


CHANCE, LULL = "chance", "lull"  # what chance alone repeats: of all incidents, of those solved on the floor otherwise
COMPONENTS = (HANDS, CONTACT, FLOOR, ATTENTION)
_NONE = pd.Series(dtype=float, index=pd.PeriodIndex([], freq="M"))
EMPTY = Shares(_NONE, _NONE, _NONE, _NONE, _NONE)


def judge_operations(store: Store, span: Span, settings: Settings, automatic: frozenset[str] = frozenset()) -> Judged:
    """Build the working tables and judge every corrective incident.

    Parameters
    ----------
    automatic : pseudonyms recognised as robots, portals or shared mailboxes, besides those the list of persons names
    """
    cut, settled = settings.cut_days, span.settled(settings.cut_days)
    parties = find_parties(store, automatic)
    build_cases(store, settings.sides, cut)
    find_references(store)
    build_histories(store)
    build_judged(store, span.months[0].ordinal, cut)
    months = count_months(store)
    criteria = choose_criteria(months, settled)
    components = ask_components(store["judged"], criteria, with_steps=_has_steps(store))
    questions = components | _ask_others(store, criteria)
    cells = count_cells(store, questions)
    usable = {name: usable_months(pick_question(cells, name), settled) for name in questions}
    if FLOOR in components:
        usable[LULL] = usable[FLOOR]
    entered = choose_components({name: usable[name] for name in components}, names_persons=bool(months["named"].any()))
    return Judged(parties, criteria, questions, cells, months, usable, entered, settled)


def _has_steps(store: Store) -> bool:
    return bool(store["events"].limit(1).to_pyarrow().num_rows)


def _ask_others(store: Store, criteria: Criteria) -> dict[str, Question]:
    """Return the questions of outcomes and context, and of what chance alone makes."""
    judged = store["judged"]
    asked = {**ask_fates(judged), WAITING: ask_waiting(judged), **ask_talk(judged), CHANCE: ask_chance(judged)}
    asked |= {DIAGNOSIS: ask_diagnosis(judged), **ask_presence(judged)}
    return asked | ({LULL: ask_lull(judged, criteria)} if criteria.enough else {})


def measure_operations(
    store: Store, judged: Judged, base: Base, months: pd.PeriodIndex, settings: Settings
) -> Operations:
    """Measure engagement, outcomes and context against the base."""
    counts = judged.cells[["period", *CELL, "n"]]
    strata = choose_strata(counts, base.work, judged.settled)
    put_strata(store, strata.cells)
    seen = _measure_shares(store, judged, base.work, strata)
    shares = seen | _take_off_chance(seen, judged, base.work)
    engaged = {name: shares[name] for name in COMPONENTS if name in shares}
    index = fit_engagement(engaged, judged.entered, months, base.work, settings.weights)
    outcomes = _measure_outcomes(store, judged, shares, settings)
    context = _measure_context(store, judged, shares)
    return Operations(Engagement(engaged, judged.entered, index), strata, outcomes, context, seen)


def _measure_shares(store: Store, judged: Judged, base: pd.PeriodIndex, strata: Strata) -> dict[str, Shares]:
    """Measure every share that has months."""
    placed = judged.cells.merge(strata.cells, on=[*CELL])
    there = [name for name in judged.questions if len(judged.usable[name])]
    standards = {
        name: standardise(pick_question(placed, name), judged.usable[name], base, strata.mix) for name in there
    }
    clustered = {name: judged.questions[name] for name in there if name != ATTENTION}
    residuals = count_callers(store, clustered, {name: standards[name].expected for name in clustered})
    shares = {name: cluster_doubt(standards[name], pick_residuals(residuals, name)) for name in clustered}
    return shares | {name: bound_doubt(standards[name]) for name in there if name == ATTENTION}


def _take_off_chance(shares: dict[str, Shares], judged: Judged, base: pd.PeriodIndex) -> dict[str, Shares]:
    """Return the shares that repeats make, without those that chance alone makes."""
    found = {}
    if LULL in shares and "repeated" in judged.criteria.used:
        found[FLOOR] = take_off(shares[FLOOR], shares[LULL], base)
    if REPEATED in shares:
        found[REPEATED] = take_off(shares[REPEATED], shares.get(CHANCE, EMPTY), base)
    return found


def _measure_outcomes(store: Store, judged: Judged, shares: dict[str, Shares], settings: Settings) -> dict[str, Shares]:
    settled, months = judged.settled, judged.months_counted
    told = (*FATES, WAITING, *_unless_never(shares, COMPLAINTS, CLAUSE_TALK))
    found = {RESTORE: measure_hours(pick_hours(months, "open_s"), settled)}
    found |= {name: shares[name] for name in told if name in shares}
    found[WORKED] = measure_means(count_worked(store, settings.working_time, settings.cut_days), settled)
    found[DOWNTIME] = measure_downtime(count_downtime(months), settled)
    return _there(found)


def _measure_context(store: Store, judged: Judged, shares: dict[str, Shares]) -> dict[str, Shares]:
    settled, timed, months = judged.settled, judged.timed, judged.months_counted
    met = pick_hours(months, "direct_s", of="direct_s_n")
    told = _unless_never(shares, AUTOMATIC, VISITS)
    found = {
        PEOPLE: measure_distinct(count_frequencies(store, "handler_number"), timed, settled),
        PAIRS: measure_distinct(count_frequencies(store, "caller_number", "handler_number"), timed, settled),
        RESPONSE: measure_hours(pick_hours(months, "responded_s"), settled),
        CONTACT_HOURS: measure_hours(met, judged.usable[CONTACT]),
        **{name: shares[name] for name in (DIAGNOSIS,) if name in shares},
        VOLUME: measure_volume(timed, settled),
        **{name: shares[name] for name in told},
    }
    if _has_steps(store):
        found[UPDATES] = measure_means(count_updates(months), settled)
    return _there(found)


def _unless_never(shares: dict[str, Shares], *names: str) -> tuple[str, ...]:
    """Return the measures that were seen at all: what is never found cannot be told from what nobody writes down."""
    return tuple(name for name in names if name in shares and shares[name].value.any())


def _there(found: dict[str, Shares]) -> dict[str, Shares]:
    return {name: shares for name, shares in found.items() if len(shares.value)}


def no_operations(months: pd.PeriodIndex) -> Operations:
    """Return what there is without incidents: nothing."""
    return Operations(Engagement({}, (), fit_engagement({}, (), months, months[:0], {})), None)
