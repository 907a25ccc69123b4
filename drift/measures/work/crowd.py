"""How many persons of each side stand behind a figure: what the edition for both sides may tell at all.

A month is told alone where MIN_PERSONS callers and as many handlers had a part in its incidents. Three months of a
quarter of which none can be told alone are told together, once the quarter is over, where there are as many in all of
it. All else is not told. What becomes of a month hangs on its own quarter alone, so that of two reports neither tells
what the other one hides. A side that the log never names cannot be counted; the report says so. Spellings that
may be one person count as one (`hands`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.catalogue import CONTACT, CONTACT_HOURS, FLOOR, HANDS, VISITS, measure_named
from drift.measures.work.hands import count_least, join_hands, pick_others
from drift.measures.work.questions.ask import share_of
from drift.measures.work.questions.contact import DIRECT
from drift.tables.engine import keep, to_frame, to_months
from drift.terms import BASE_MONTHS, MIN_PERSONS

if TYPE_CHECKING:
    import ibis

    from drift.measures.work.casebook import Casebook

QUARTER: Final = 3  # months
# of the incidents of a group; the dominance rule of statistical offices (1, 75 %): Hundepool e.a. 2012, Statistical
# Disclosure Control, 4.2
MOST_OF_ONE: Final = 0.75
ACTS: Final = {CONTACT: DIRECT, CONTACT_HOURS: DIRECT, VISITS: ("visit",)}  # measure -> the steps it is told of
# known of some incidents, or told of those who called or came, and so perhaps of few persons
OF_SOME: Final = (HANDS, CONTACT, FLOOR, CONTACT_HOURS, VISITS)
MOST: Final = 0.5  # of the months with incidents; with fewer told there is no verdict on the work for others
ACTING: Final = "acting"  # a side of its own: those who called or came
_NONE: Final = pd.Series(dtype="str", index=pd.PeriodIndex([], freq="M"))


@dataclass(frozen=True)
class Crowd:
    """What enough persons of both sides stand behind; never shown itself."""

    # month that may be told -> with which others it is: 2021-03 alone, 2021Q1
    blocks: pd.Series = field(default_factory=lambda: _NONE)
    hidden: pd.PeriodIndex = field(default_factory=lambda: pd.PeriodIndex([], freq="M"))  # months that may not
    # measure -> months in which those of whom it is known are too few
    few: dict[str, pd.PeriodIndex] = field(default_factory=dict)
    held: tuple[bool, ...] = ()  # of each row of `Measured.held`, whether it may be told
    meetings: pd.DataFrame | None = None  # as `count_meetings`, levels and quarters of few persons folded
    experts: pd.DataFrame | None = None  # as `count_experts`, by hand
    names_persons: bool = False  # whether the log does
    has_steps: bool = False


def is_told(crowd: Crowd) -> bool:
    """Whether enough of the months are told that others than one's own side may see a verdict on the work."""
    return not len(crowd.hidden) or len(crowd.blocks) > MOST * (len(crowd.blocks) + len(crowd.hidden))


def count_crowd(casebook: Casebook, base: pd.PeriodIndex, held: pd.DataFrame, hands: ibis.Table) -> Crowd:
    """Count who stands behind each month, and behind each row of what still works.

    Parameters
    ----------
    base : months against which the work is measured; held : of `find_strengths`
    hands : which spellings may be one person, as in columns.py
    """
    persons = keep(_list_persons(casebook, hands))
    sides = _list_known(persons)
    blocks, hidden = _find_blocks(casebook, persons, sides)
    named = _count_rows(casebook.cases.filter(casebook.cases.caller.notnull() | casebook.cases.handler.notnull()))
    rows = (False,) * len(held) if len(hidden) else _find_told(held, persons, sides, _windows(casebook, base))
    few = _find_few(casebook, blocks, hands)
    return Crowd(blocks, hidden, few, rows, names_persons=named > 0, has_steps=_count_rows(casebook.steps) > 0)


def count_months(casebook: Casebook, hands: ibis.Table) -> Crowd:
    """Count who stands behind each month, and behind nothing else: what `is_told` asks."""
    persons = keep(_list_persons(casebook, hands))
    blocks, hidden = _find_blocks(casebook, persons, _list_known(persons))
    return Crowd(blocks, hidden)


def _list_known(persons: ibis.Table) -> list[str]:
    sides: list[str] = to_frame(persons.select("side").distinct(), "side")["side"].tolist()
    return sides


def _find_blocks(casebook: Casebook, persons: ibis.Table, sides: list[str]) -> tuple[pd.Series, pd.PeriodIndex]:
    """Return months that may be told with which others they are, and months that may not."""
    months = pd.PeriodIndex(casebook.span.months)
    busy = to_months(to_frame(casebook.cases.select("month").distinct(), "month")["month"])
    blocks = _join_blocks(months, pd.PeriodIndex(casebook.span.complete), busy, _count_by_month(persons, sides))
    return blocks, months[months.isin(busy) & ~months.isin(blocks.index)]


def _count_rows(rows: ibis.Table) -> int:
    return int(rows.count().to_pyarrow().as_py())


def _list_persons(casebook: Casebook, hands: ibis.Table) -> ibis.Table:
    """Return month, category, side, hand, kind and their incidents; where no handler is named who wrote the updates."""
    cases = casebook.cases
    callers, handlers = (
        _count_of(cases.filter(cases[person].notnull()), person, hands) for person in ("caller", "handler")
    )
    if not _count_rows(handlers):
        acted = _list_acts(casebook, casebook.steps, hands)
        handlers = _count_of(acted.rename(handler="actor"), "handler", hands)
    return callers.union(handlers)


def _count_of(rows: ibis.Table, side: str, hands: ibis.Table, *by: str) -> ibis.Table:
    """Return month, category, side, hand, kind (and more columns) and n, how many of the rows are theirs."""
    import ibis

    part = join_hands(rows.select(*by, "month", "category", side=ibis.literal(side), person=side), hands)
    return part.group_by(*by, "month", "category", "side", "hand", "kind").agg(n=part.count())


def _find_few(casebook: Casebook, blocks: pd.Series, hands: ibis.Table) -> dict[str, pd.PeriodIndex]:
    """Return of each measure that not every incident answers the months whose answers are of too few persons."""
    cases = casebook.cases
    sides = [side for side in ("caller", "handler") if _count_rows(cases.filter(cases[side].notnull()))]
    asked = _list_asked(casebook.flags) if sides else None
    if asked is None:
        return {}
    known = keep(cases.join(asked, "case").select("measure", "month", "category", *sides))
    acting = _list_acting(casebook, hands)
    counts = _count_by_month(_list_sides(known, sides, hands).union(acting), [*sides, ACTING], "measure")
    for of in counts.values():  # nobody: a share of nothing is nobody's
        of[ACTING] = of[ACTING].where(of[ACTING] > 0, MIN_PERSONS)
    busy = to_frame(known.select("measure", "month").distinct(), "measure", "month")
    return {
        str(name): _find_small(blocks, to_months(months), {n: _pick(of, name) for n, of in counts.items()})
        for name, months in busy.groupby("measure")["month"]
    }


def _list_acts(casebook: Casebook, steps: ibis.Table, hands: ibis.Table) -> ibis.Table:
    """Return case, month, category, caller and actor of some steps, those of others than who called it in."""
    acted = steps.filter(steps.actor.notnull()).select("case", "actor")
    return pick_others(acted.join(casebook.cases.select("case", "month", "category", "caller"), "case"), hands)


def _list_acting(casebook: Casebook, hands: ibis.Table) -> ibis.Table:
    """Return who called or came, for what is told of that: columns as of `_list_sides`, without who called it in."""
    import ibis

    steps = casebook.steps
    acted = {name: _list_acts(casebook, steps.filter(steps.kind.isin(kinds)), hands) for name, kinds in ACTS.items()}
    of_each = [rows.mutate(measure=ibis.literal(name)).rename({ACTING: "actor"}) for name, rows in acted.items()]
    return _count_of(ibis.union(*of_each), ACTING, hands, "measure")


def _list_asked(flags: ibis.Table) -> ibis.Table | None:
    """Return measure and case of each incident that answers one that not every incident does; None: there is none."""
    import ibis

    answers = {}
    for name in OF_SOME:
        column = measure_named(name).column
        if (column or f"{name}_asked") in flags.columns:
            answers[name] = flags[column] if column else share_of(flags, name)
    rows = [flags.filter(of.notnull()).select("case", measure=ibis.literal(name)) for name, of in answers.items()]
    return ibis.union(*rows) if len(rows) > 1 else rows[0] if rows else None


def _pick(counts: pd.DataFrame, measure: object) -> pd.DataFrame:
    return counts[counts.index.get_level_values("measure") == measure].droplevel("measure")


def _find_small(blocks: pd.Series, busy: pd.PeriodIndex, persons: dict[int, pd.DataFrame]) -> pd.PeriodIndex:
    """Return the months that are told, in which something was answered, by too few persons."""
    enough = _find_enough(persons)
    small = [
        month in busy and (month.ordinal not in enough[1] if alone else month.ordinal // QUARTER not in enough[QUARTER])
        for month, alone in zip(pd.PeriodIndex(blocks.index), blocks.index.astype("str") == blocks, strict=True)
    ]
    return pd.PeriodIndex(blocks.index[small])


def _list_sides(cases: ibis.Table, sides: list[str], hands: ibis.Table) -> ibis.Table:
    """Return measure, month, category, side, hand, kind of some cases and how many are theirs."""
    parts = [_count_of(cases.filter(cases[side].notnull()), side, hands, "measure") for side in sides]
    return parts[0] if len(parts) == 1 else parts[0].union(parts[1])


def _find_enough(persons: dict[int, pd.DataFrame]) -> dict[int, set[int]]:
    """Return the months, and the quarters, in which there are enough persons of every side."""
    return {n: {*of.index[(of >= MIN_PERSONS).all(axis=1)]} for n, of in persons.items()}


def _count(persons: ibis.Table, sides: list[str], *by: str) -> pd.DataFrame:
    """Return how many persons of each side there are, a row a group; a side that the log never names has no column.

    Where one of them did nearly all of it there is but one: the few incidents of the others are soon taken off.
    """
    counts = to_frame(count_least(persons, *by, "side"), *by, "side")
    counts["n"] = counts["n"].where(counts["most"] <= MOST_OF_ONE * counts["all"], 1)
    table = counts.pivot(index=[*by], columns="side", values="n") if by else counts.set_index("side")[["n"]].T
    return table.reindex(columns=sides).fillna(0)


def _count_by_month(persons: ibis.Table, sides: list[str], *by: str) -> dict[int, pd.DataFrame]:
    """Return the persons by month and by quarter, under the number of months in each; by ordinal."""
    quarters = persons.mutate(month=(persons.month / QUARTER).floor().cast("int64"))
    return {1: _count(persons, sides, *by, "month"), QUARTER: _count(quarters, sides, *by, "month")}


def _join_blocks(
    months: pd.PeriodIndex, complete: pd.PeriodIndex, busy: pd.PeriodIndex, persons: dict[int, pd.DataFrame]
) -> pd.Series:
    """Return with which months each is told; one in which nothing happened is nobody's."""
    enough = _find_enough(persons)
    named = len(persons[1].columns) > 0
    alone = {month for month in months if not named or month not in busy or month.ordinal in enough[1]}
    blocks = {month: str(month) for month in alone}
    for quarter in pd.PeriodIndex(months).asfreq("Q").unique():
        inside = pd.period_range(quarter.asfreq("M", "start"), periods=QUARTER, freq="M")
        together = inside.isin(complete).all() and alone.isdisjoint(inside)
        if together and inside[0].ordinal // QUARTER in enough[QUARTER]:
            blocks |= dict.fromkeys(inside, str(quarter))
    told = sorted(blocks)
    return pd.Series([blocks[month] for month in told], index=pd.PeriodIndex(told, freq="M"), dtype="str")


def _windows(casebook: Casebook, base: pd.PeriodIndex) -> list[pd.PeriodIndex]:
    """Return the months that what still works compares: the base, each year between, the last twelve months."""
    later = casebook.counts.settled[-BASE_MONTHS:]
    if not len(base) or not len(later):
        return []
    years = [pd.period_range(f"{year}-01", periods=12, freq="M") for year in range(base[-1].year + 1, later[0].year)]
    return [base, *years, later]


def _find_told(
    held: pd.DataFrame, persons: ibis.Table, sides: list[str], windows: list[pd.PeriodIndex]
) -> tuple[bool, ...]:
    """Return which rows may be told: the whole, months, and categories that leave no small group by difference.

    Objects are not: they overlap with categories, and what is left of one of them is told by difference.
    """
    names = [str(name) for name in held.loc[held["what"] == "category", "name"]]
    told = {*(_choose_categories(names, persons, sides, windows) if names and windows else ())}
    return tuple(
        what in ("whole", "month") or (what == "category" and name in told)
        for what, name in zip(held["what"], held["name"], strict=True)
    )


def _choose_categories(
    names: list[str], persons: ibis.Table, sides: list[str], windows: list[pd.PeriodIndex]
) -> list[str]:
    """Return the categories of enough persons in every window, as long as enough stand behind all others together."""
    inside = [persons.filter(persons.month.isin([int(i) for i in months.asi8])) for months in windows]
    counts = [_count(rows, sides, "category").min(axis=1) for rows in inside]
    least = pd.concat(counts, axis=1).reindex(names).min(axis=1)
    told = [str(name) for name in least[least >= MIN_PERSONS].sort_values(ascending=False, kind="stable").index]
    while told and any(_is_small(rows.filter(~rows.category.isin(told)), sides) for rows in inside):
        told.pop()  # the smallest of them goes with what is left
    return told


def _is_small(rows: ibis.Table, sides: list[str]) -> bool:
    counts = _count(rows, sides)
    return bool(counts.to_numpy().any()) and bool((counts < MIN_PERSONS).any(axis=None))
