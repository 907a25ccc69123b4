"""Join the indicators of KPI reports to norms: by the number of a clause, else by words and unit; none is guessed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from drift.contract.norms.clocks import AVAILABILITY, OBSTACLES, pick_clock, starts_elsewhere
from drift.contract.norms.clocks import PATTERNS as CLOCK_PATTERNS
from drift.contract.norms.levels import levels_in
from drift.contract.norms.norm import COLUMN_OF, KIND_OF_UNIT
from drift.measures.norms.reported.limits import find_limit
from drift.measures.norms.reported.subject import PERCENT, Indicator, Subject, Unjoined
from drift.sources.patterns import load_patterns
from drift.wording.case import fold_spelling

if TYPE_CHECKING:
    from drift.contract.norms.norm import Binding, Place

PATTERNS: Final = load_patterns(__package__ or "", "join")
PART_SIGN: Final = " · "  # between an indicator and what else names its row
LETTERS: Final = 3  # shorter names of a category say nothing


def join_indicator(indicator: Indicator, binding: Binding, names: Iterable[str]) -> Subject | Unjoined:
    """Return what an indicator counts, or why it is joined to no norm.

    Parameters
    ----------
    names : categories and objects of the log

    A number joins it to the clause of that number, unless its words name another clock; a number of one part ("3") may
    count the rows of the report, and joins only where the words name the same clock. Else its words do: "Herstel binnen
    norm" is restore, "Responstijd P1 gehaald" respond at level 1. A share must say that it is of what was in time, a
    time that it is a mean.
    """
    unit = _find_unit(indicator)
    if isinstance(unit, Unjoined):
        return unit
    if CLOCK_PATTERNS[AVAILABILITY].search(indicator.text):
        return _join_availability(binding) if unit == PERCENT else Unjoined("unit")
    clock = _find_other(indicator.text) or _find_clock(indicator.text, binding)
    if isinstance(clock, Unjoined):
        return clock
    number, places = _find_number(indicator, clock, binding)
    if clock is None and places is None:
        return Unjoined("no_clock")
    limit = find_limit(indicator.text)
    if unit == PERCENT and not (places or limit or PATTERNS["in_time"].search(indicator.text)):
        return Unjoined("other_share")
    scope = _find_scope(indicator.text, binding, names)
    if isinstance(scope, Unjoined):
        return scope
    levels = frozenset().union(*(levels_in(part, binding.names) for part in indicator.text.split(PART_SIGN)))
    named = clock or next(norm.clock for norm in binding.norms if norm.source.place in (places or ()))
    return _check_bound(Subject(named, unit, levels, scope, number, places, limit), binding)


def _find_other(text: str) -> Unjoined | None:
    """Return why an indicator is of something else than how long incidents took."""
    for name, reason in OBSTACLES.items():
        if reason != "mean" and CLOCK_PATTERNS[name].search(text):
            return Unjoined(reason)
    if starts_elsewhere(text):
        return Unjoined("other_start")
    return Unjoined("other_share") if PATTERNS["other_share"].search(text) else None


def _find_unit(indicator: Indicator) -> str | Unjoined:
    if indicator.unit == PERCENT or (indicator.unit is None and PATTERNS["percent"].search(indicator.text)):
        return PERCENT
    if indicator.unit not in KIND_OF_UNIT:
        return Unjoined("unit")
    return indicator.unit if PATTERNS["mean"].search(indicator.text) else Unjoined("time")


def _join_availability(binding: Binding) -> Subject | Unjoined:
    if any(one.clock == AVAILABILITY for one in binding.shares):
        return Subject(AVAILABILITY, PERCENT)
    return _tell_missing(AVAILABILITY, binding)


def _tell_missing(clock: str, binding: Binding) -> Unjoined:
    """Return why nothing binds a clock: no column of the log tells it, or no norm sets it."""
    column = COLUMN_OF[clock]
    unseen = any(one.reason == "no_column" and one.column == column for one in binding.unbound)
    return Unjoined("no_column", column) if unseen else Unjoined("no_norm")


def _find_clock(text: str, binding: Binding) -> str | Unjoined | None:
    """Return the clock that a name tells: by its words, else by a time that norms of one clock alone set."""
    first, last = pick_clock(text, last=False), pick_clock(text)
    if first != last:
        return Unjoined("two_clocks")
    limit = find_limit(text)
    if first is not None or limit is None:
        return first
    levels = levels_in(text, binding.names)
    alike = [norm for norm in binding.norms if limit.is_of(norm)]
    clocks = {norm.clock for norm in alike if not levels or not norm.levels or levels & norm.levels}
    return next(iter(clocks)) if len(clocks) == 1 else None


def _find_number(
    indicator: Indicator, clock: str | None, binding: Binding
) -> tuple[str | None, frozenset[Place] | None]:
    """Return the number of the clause that an indicator is joined by with its norms; nothing where its words do."""
    number = indicator.number.strip().rstrip(".") if indicator.number else ""
    own = [norm for norm in binding.norms if norm.source.clause_id == number]
    shared = {(one.source.place.file, one.clock) for one in binding.shares if one.source.clause_id == number}
    own += [norm for norm in binding.norms if (norm.source.place.file, norm.clock) in shared]
    clocks = {norm.clock for norm in own}
    agrees = clock in clocks or (clock is None and len(clocks) == 1 and "." in number)
    if not own or not agrees:
        return None, None
    return number, frozenset(norm.source.place for norm in own if clock in (None, norm.clock))


def _find_scope(text: str, binding: Binding, names: Iterable[str]) -> str | Unjoined | None:
    """Return the category or object that an indicator is of; a part of the work that no norm names cannot be told."""
    own = {fold_spelling(norm.scope): norm.scope for norm in binding.norms if norm.scope}
    main, *parts = text.split(PART_SIGN)
    asked = {fold_spelling(part) for part in parts if not levels_in(part, binding.names)}
    asked |= {fold_spelling(one) for one in names if not _is_common(one) and _spell(one) in _spell(main)}
    if match := CLOCK_PATTERNS["of_something"].search(PATTERNS["phrases"].sub(",", main)):
        asked |= {thing for thing in (fold_spelling(match["what"]),) if not PATTERNS["incident_word"].fullmatch(thing)}
    if not asked:
        return None
    scopes = {own.get(name) for name in asked}
    return scope if len(scopes) == 1 and (scope := scopes.pop()) is not None else Unjoined("condition")


def _spell(text: str) -> str:
    """Return the words of a text between blanks."""
    return f" {' '.join(PATTERNS['word'].findall(text.casefold()))} "


def _is_common(name: str) -> bool:
    """Return whether the name of a category is too short to say something, or itself a word for incidents or clocks."""
    if len(name) < LETTERS or pick_clock(name) is not None:
        return True
    return PATTERNS["incident_word"].fullmatch(fold_spelling(name)) is not None


def _check_bound(subject: Subject, binding: Binding) -> Subject | Unjoined:
    """Return a subject of which some norm speaks, else why none does."""
    of_clock = [norm for norm in binding.norms if norm.clock == subject.clock]
    if not of_clock:
        return _tell_missing(subject.clock, binding)
    return subject if any(map(subject.takes, of_clock)) else Unjoined("levels")
