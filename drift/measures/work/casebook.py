"""A log as cases, row by row, and what they count to by month: all that needs no base."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.catalogue import (
    ANSWERED,
    ATTENTION,
    CALLERS_LEFT,
    COMPONENTS,
    FLOOR,
    HANDS,
    PAIRS,
    PEOPLE,
    UPDATES,
    VOLUME,
)
from drift.measures.shares import cover, usable_months
from drift.measures.work.callers import count_waits
from drift.measures.work.cases import build_cases
from drift.measures.work.clocks import Clock, Clocks, join_clocks, read_clocks
from drift.measures.work.counts import SUMMED, count_cells, count_frequencies, count_sums, pick_share, pick_sums
from drift.measures.work.endings import Endings, add_endings, count_endings
from drift.measures.work.engagement import choose_components, is_by_chance, is_flat
from drift.measures.work.flags import flag_cases
from drift.measures.work.histories import build_histories, build_steps
from drift.measures.work.parties import Parties, assign_sides
from drift.measures.work.questions.contact import list_references
from drift.measures.work.questions.floor import LULL, choose_criteria, flag_floor
from drift.measures.work.questions.repeats import CHANCE, Fineness, forget_repeats, tell_fineness
from drift.measures.work.strata import CELL
from drift.terms import BASE_MONTHS

if TYPE_CHECKING:
    import ibis

    from drift.measures.catalogue import Measure
    from drift.project.settings import Settings
    from drift.tables.calendar import Span
    from drift.tables.store import Tables

NOTHING_SPOILED: Final = pd.PeriodIndex([], freq="M")
SHARES: Final = (*ANSWERED, CHANCE, LULL)


@dataclass(frozen=True)
class Counts:
    """What the flags count to: the only thing a formula sees."""

    cells: pd.DataFrame  # every share by period, category and priority
    sums: dict[str, pd.DataFrame]  # every other measure: by period, as its formula takes them
    usable: dict[str, pd.PeriodIndex]  # share -> months that may be judged
    entered: tuple[str, ...]  # components that make the index
    flat: tuple[str, ...]  # components that never varied in their first year
    clocks: Clocks
    endings: pd.DataFrame  # by period, as of `count_endings`

    @property
    def settled(self) -> pd.PeriodIndex:
        """Months whose incidents have all had their days until the cut."""
        return pd.PeriodIndex(self.clocks.wait.index)

    @property
    def clock(self) -> Clock:
        """Of the index of engagement: what all its components know."""
        return join_clocks([self.clocks.of(name) for name in self.entered])

    def coverage_of(self, name: str) -> pd.DataFrame:
        """Return asked and known incidents of every month that is over for a measure; only those have any."""
        months = pd.PeriodIndex(self.clocks.of(name).index)
        if name in self.usable:
            return cover(pick_share(self.cells, name), months)
        counts = self.sums[name]
        if "known" not in counts:  # persons, and the volume: known of all that are counted
            counts = counts.groupby("period", as_index=False).agg(n=("of" if "of" in counts else "n", "first"))
            counts = counts.assign(known=counts["n"])
        return cover(counts, months)

    def endings_of(self, months: pd.PeriodIndex) -> Endings:
        """Return how the corrective incidents of some months ended."""
        return add_endings(self.endings, months)

    def months_of(self, measure: Measure) -> pd.PeriodIndex:
        """Return the months that a measure which is no share may be judged in."""
        return self.usable[measure.within] if measure.within else pd.PeriodIndex(self.clocks.of(measure.name).index)

    @property
    def engaged(self) -> pd.PeriodIndex:
        """Months in which the index of engagement has a value."""
        engaged = pd.PeriodIndex([], freq="M")
        for name in self.entered:
            engaged = engaged.union(self.usable[name])
        return engaged.intersection(pd.PeriodIndex(self.clock.index))

    @property
    def months(self) -> pd.PeriodIndex:
        """Months that the work can be measured in: by its engagement, or else by the time to restore."""
        return self.engaged if len(self.engaged) else usable_months(self.endings, self.settled)


@dataclass(frozen=True)
class CaseRows:
    """Corrective incidents row by row, persons as pseudonyms: what norms are held against."""

    span: Span  # of the log
    parties: Parties
    cases: ibis.Table  # as of `build_cases`
    steps: ibis.Table  # as of `build_steps`


@dataclass(frozen=True)
class Casebook(CaseRows):
    """Corrective incidents row by row, persons as pseudonyms, and their counts: for judging, never shown."""

    flags: ibis.Table  # a row a case: what it adds to each measure, as of `flag_cases` and `flag_floor`
    counts: Counts
    fineness: Fineness | None  # of the objects; None where no repeats are known

    @property
    def coarse(self) -> bool:
        """Whether the objects are too few to tell a repeat from chance: then none is counted."""
        return self.fineness is not None and self.fineness.coarse


def build_rows(tables: Tables, robots: frozenset[str], span: Span, settings: Settings) -> CaseRows:
    """Return every corrective incident with its steps, which are computed when they are asked for.

    Parameters
    ----------
    robots : as of `build_casebook`
    """
    parties = assign_sides(tables.people.frame, robots)
    cases = build_cases(tables.incidents.rows, parties.spans, settings.sides, settings.cut_days)
    steps = build_steps(tables.events.rows, cases, parties.spans, settings.cut_days)
    return CaseRows(span, parties, cases, steps)


def build_casebook(
    tables: Tables,
    robots: frozenset[str],
    span: Span,
    settings: Settings,
    spoiled: pd.PeriodIndex = NOTHING_SPOILED,
) -> Casebook:
    """Return every corrective incident with what it adds to each measure.

    Parameters
    ----------
    robots : pseudonyms recognised as robots, portals or shared mailboxes, besides those the list of persons names
    spoiled : months that tell no hands, as of `find_spoiled`
    """
    cut = settings.cut_days
    rows = build_rows(tables, robots, span, settings)
    cases, steps = rows.cases, tables.events.put_beside("steps", rows.steps)
    references = list_references(tables.contacts.frame, tables.incidents)
    met = pd.PeriodIndex(tables.contacts.frame["at"].dropna().dt.to_period("M").unique(), freq="M")
    histories = build_histories(cases, steps, references, met, cut)
    flags = tables.incidents.put_beside("flags", flag_cases(cases, histories, settings, span, spoiled))
    settled = span.settled(cut)
    fineness = tell_fineness(flags, settled)
    if fineness and fineness.coarse:
        flags = forget_repeats(flags)
    flags = flag_floor(flags, choose_criteria(flags, settled))
    clocks = read_clocks(span, cut)
    counts = count_flags(flags, count_endings(cases), clocks, with_steps=bool(tables.events.n_rows))
    counts = replace(counts, sums=counts.sums | {CALLERS_LEFT: count_waits(cases, span.complete)})
    return Casebook(span, rows.parties, cases, steps, flags, counts, fineness)


def count_flags(flags: ibis.Table, endings: pd.DataFrame, clocks: Clocks, *, with_steps: bool) -> Counts:
    """Count what the cases add up to by month.

    Parameters
    ----------
    endings : as of `count_endings`
    with_steps : whether the log has updates; without them nobody can tell whether there was attention
    """
    untold = () if with_steps else (ATTENTION, UPDATES)
    names = [name for name in SHARES if f"{name}_asked" in flags.columns and name not in untold]
    adjusted, others = ([one for one in SUMMED if one.adjusted is way] for way in (True, False))
    months, by_cell, cells = count_sums(flags, others), count_sums(flags, adjusted, *CELL), count_cells(flags, names)
    usable = {name: usable_months(pick_share(cells, name), pd.PeriodIndex(clocks.of(name).index)) for name in names}
    if LULL in usable:
        usable[LULL] = usable[FLOOR]
    components = {name: usable[name] for name in COMPONENTS if name in usable and len(usable[name])}
    people = count_frequencies(flags, "handler_number")
    flat = tuple(
        name
        for name, its in components.items()
        if is_flat(pick_share(cells, name), its, may_be_whole=name == HANDS and _are_several(people, its[:BASE_MONTHS]))
        or (name == HANDS and is_by_chance(pick_share(cells, name), people, its))
    )
    sums = {
        measure.name: pick_sums(by_cell if measure.adjusted else months, measure)
        for measure in SUMMED
        if measure.name not in untold
    }
    sums |= {
        PEOPLE: people,
        PAIRS: count_frequencies(flags, "caller_number", "handler_number"),
        VOLUME: months[["period", "n"]],
    }
    settled = pd.PeriodIndex(clocks.wait.index)
    first = months[months["period"].isin(settled)][:BASE_MONTHS]  # what comes later moves nothing before it
    varied = {name: its for name, its in components.items() if name not in flat}
    entered = choose_components(varied, names_persons=bool(first["named"].any()))
    return Counts(cells, sums, usable, entered, flat, clocks, endings)


def _are_several(people: pd.DataFrame, months: pd.PeriodIndex) -> bool:
    """Whether most of some months had more than one handler; people: period, n (those seen in so many incidents)."""
    handlers = people[people["period"].isin(months)].groupby("period")["n"].sum()
    return len(handlers) > 0 and bool(handlers.median() > 1)
