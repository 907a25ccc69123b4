"""Bind each norm of the contract to the incidents it holds for; what cannot be bound keeps its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.contract.norms.clocks import AVAILABILITY, NEAR, PATTERNS, Clock, pick_clock, stops_clock
from drift.contract.norms.hand import find_hand
from drift.contract.norms.levels import Names, level_of, levels_in, name_levels, worded_levels
from drift.contract.norms.norm import (
    COLUMN_OF,
    KIND_OF_UNIT,
    Binding,
    Norm,
    Place,
    ShareNorm,
    Source,
    Unbound,
)
from drift.contract.norms.scopes import find_scope
from drift.contract.norms.spoken import Spoken, find_time, holds_in_office_hours, is_office_time, read_around
from drift.sources.values.quantities.units import MONEY, TIMES
from drift.tables.engine import HOUR_S
from drift.tables.plain import to_rows
from drift.terms import COUNTED_ROLES

if TYPE_CHECKING:
    from drift.project.settings import HandNorm

ROLES: Final = (*COUNTED_ROLES, "dap")
NO_NORMS: Final = ("penalty",)  # kinds of clauses: what is due
LIMITS: Final = ("<=", "<")
SHARES: Final = (">=", ">")
PLACE: Final = ["file", "sheet", "row"]
OFFICE: Final = {"minute": ("working", 60), "hour": ("working", HOUR_S), "day": ("working_days", 1)}


@dataclass(frozen=True)
class Log:
    """What a log can be asked: what it calls things, and which moments it has."""

    priorities: tuple[str, ...]
    names: tuple[str, ...]  # categories and objects
    clocks: frozenset[str]  # whose moment it tells, availability included


@dataclass(frozen=True)
class Clause:
    """A clause with its norms, as they are bound together."""

    source: Source
    text: str
    party: str
    targets: tuple[Mapping[str, Any], ...]
    stops: bool  # its version has a clause that stops the clock


def bind_norms(tables: Mapping[str, pd.DataFrame], log: Log, by_hand: Sequence[HandNorm] = ()) -> Binding:
    """Return which norm binds which incidents, and by which clock.

    Parameters
    ----------
    tables : clauses, readings, targets, units, documents, as in columns.py
    log : of the incidents that are to be held against them
    by_hand : the [[norm]] entries of drift.toml; they go before the rule

    A limit of time binds by its words: respond, restore, on site, close; for the levels and the category or object that
    it names, all where it names none. "In 95 % of cases" beside a time makes it a share; a share of cases within "the
    repair time" holds over the times of its own version. A clause of penalties is no norm of the work.
    """
    texts = tables["clauses"]["text"].dropna()
    names = dict(name_levels([*texts.unique(), *tables["targets"]["condition"].dropna().unique()], log.priorities))
    parts = [_bind_clause(clause, log, names, find_hand(clause.source, by_hand)) for clause in list_clauses(tables)]
    binding = Binding(
        norms=tuple(norm for part in parts for norm in part.norms),
        shares=tuple(share for part in parts for share in part.shares),
        unbound=tuple(one for part in parts for one in part.unbound),
        names=names,
    )
    return _drop_shares_without_times(binding)


def list_clauses(tables: Mapping[str, pd.DataFrame]) -> list[Clause]:
    """Return the clauses in force that set norms, in the order of their versions and rows."""
    documents = tables["documents"]
    documents = documents[documents["role"].isin(ROLES)].sort_values(["document", "effective_on", "file"])
    read = tables["readings"].loc[lambda rows: ~rows["kind"].isin(NO_NORMS), [*PLACE, "party", "kind"]]
    numbers = tables["targets"].dropna(subset=["value", "comparator"])
    own = tables["clauses"].merge(read, on=PLACE).merge(numbers[PLACE].drop_duplicates(), on=PLACE)
    own = own[own["in_force"].eq(True).fillna(False)]
    units = tables["units"].drop_duplicates(PLACE).merge(own[PLACE], on=PLACE).set_index(PLACE)["unit"].to_dict()
    stops = _stopping_files(tables["clauses"])
    targets: dict[Place, list[dict[str, Any]]] = {}
    for row in to_rows(numbers.merge(own[PLACE], on=PLACE)):
        targets.setdefault(Place(row["file"], row["sheet"], int(row["row"])), []).append(row)
    of_file = {file: to_rows(rows) for file, rows in own.groupby("file", sort=False)}
    found = []
    for document in to_rows(documents):
        for row in of_file.get(document["file"], []):
            place = Place(row["file"], row["sheet"], int(row["row"]))
            source = _to_source(document, row, place, units.get(tuple(place)))
            party, text = str(row["party"]), str(row["text"])
            found.append(Clause(source, text, party, tuple(targets[place]), place.file in stops))
    return found


def _stopping_files(clauses: pd.DataFrame) -> frozenset[str]:
    """Return the files with a clause by which the clock stands still while somebody waits."""
    valid = clauses[clauses["in_force"].eq(True).fillna(False) & clauses["text"].notna()]
    stops = {text: stops_clock(text) for text in valid["text"].unique()}
    return frozenset(valid.loc[valid["text"].map(stops).astype(bool), "file"])


def _to_source(document: Mapping[str, Any], row: Mapping[str, Any], place: Place, unit: int | None) -> Source:
    number = row["clause_id"]
    return Source(
        document=str(document["document"]),
        version=str(document["version"]),
        place=place,
        clause_id=None if pd.isna(number) else str(number),
        kind=str(row["kind"]),
        unit=None if unit is None else int(unit),
        effective_on=_to_day(document["effective_on"]),
        ends_on=_to_day(document["ends_on"]),
        draft=document["status"] == "draft",
    )


def _to_day(day: Any) -> dt.date | None:
    return None if day is None or pd.isna(day) else pd.Timestamp(day).date()


def _bind_clause(clause: Clause, log: Log, names: Names, hand: HandNorm | None) -> Binding:
    amounts = [target for target in clause.targets if target["unit"] not in MONEY]
    times = [target for target in amounts if target["unit"] in TIMES]
    shares = [target for target in amounts if target["unit"] == "%" and target["comparator"] in SHARES]
    others = [target for target in amounts if target not in times and target not in shares]
    found = [_bind_time(clause, target, log, names, hand, single=len(times) == 1) for target in times]
    norms = [one for one in found if isinstance(one, Norm)]
    unbound = [one for one in found if isinstance(one, Unbound)] + [_leave(clause, one, "no_limit") for one in others]
    if norms and len(shares) in (1, len(norms)):  # of so many cases within this time
        each = shares * len(norms) if len(shares) == 1 else shares
        held = tuple(replace(norm, share=float(of["value"]) / 100) for norm, of in zip(norms, each, strict=True))
        return Binding(held, (), tuple(unbound))
    if unbound and len(shares) == 1 and times:  # of so many cases within a time that cannot be bound
        why = unbound[0]
        return Binding((), (), (*unbound, _leave(clause, shares[0], why.reason, why.column)))
    joint = [_bind_share(clause, target, log, names) for target in shares]
    over = tuple(one for one in joint if isinstance(one, ShareNorm))
    return Binding(tuple(norms), over, (*unbound, *(one for one in joint if isinstance(one, Unbound))))


def _bind_time(
    clause: Clause,
    target: Mapping[str, Any],
    log: Log,
    names: Names,
    hand: HandNorm | None,
    *,
    single: bool,
) -> Norm | Unbound:
    spoken = read_around(target, clause.text)
    levels = _find_levels(clause, _said(target.get("condition")), names, single=single)
    levels = levels or worded_levels(spoken.sentence, names)
    if hand is not None:
        return _bind_by_hand(clause, target, hand, names, spoken)
    bound = _bind_by_words(clause, target, spoken, levels, log, names)
    return replace(bound, levels=levels)


def _bind_by_words(
    clause: Clause, target: Mapping[str, Any], spoken: Spoken, levels: frozenset[str], log: Log, names: Names
) -> Norm | Unbound:
    if clause.party == "customer":
        return _leave(clause, target, "customer")
    if target["comparator"] not in LIMITS:
        return _leave(clause, target, "no_limit")
    clock, reason = find_time(spoken, level=bool(levels))
    if clock is None:
        return _leave(clause, target, reason or "no_clock")
    if holds_in_office_hours(spoken):
        return _leave(clause, target, "hours")
    scope, restricted = find_scope(spoken, _said(target.get("condition")), log.names, names)
    if restricted:
        return _leave(clause, target, "condition")
    norm = _to_norm(clause, target, clock, working=is_office_time(spoken, target.get("window")))
    if norm is None:
        return _leave(clause, target, "unit")
    return _check_log(replace(norm, levels=levels, scope=scope), target, clause, log, names)


def _find_levels(clause: Clause, condition: str, names: Names, *, single: bool) -> frozenset[str]:
    """Return the levels a norm holds for; of a clause with one time all that it names: prioriteit 1 en 2."""
    own = frozenset().union(*(levels_in(part.strip(), names) for part in condition.split(";")))
    named = levels_in(clause.text, names) if single else frozenset()
    return named if own and own < named else own or named


def _to_norm(clause: Clause, target: Mapping[str, Any], clock: Clock, *, working: bool) -> Norm | None:
    unit = str(target["unit"])
    kind, size = (OFFICE if working and unit in OFFICE else KIND_OF_UNIT).get(unit, ("", 0))
    if not kind:
        return None
    value = float(target["value"])
    return Norm(
        source=clause.source,
        clock=clock,
        kind=kind,
        limit=value * size,
        value=value,
        written_unit=unit,
        strict=target["comparator"] == "<",
        stops=clause.stops,
    )


def _check_log(norm: Norm, target: Mapping[str, Any], clause: Clause, log: Log, names: Names) -> Norm | Unbound:
    """Return a norm where the log has what it takes, else what is missing."""
    if norm.clock not in log.clocks:
        return _leave(clause, target, "no_column", COLUMN_OF[norm.clock])
    if norm.levels:
        if not log.priorities:
            return _leave(clause, target, "no_priority", "priority")
        figures = {level_of(priority, names).isdigit() for priority in log.priorities}
        if all(level.isdigit() not in figures for level in norm.levels):
            return _leave(clause, target, "levels", "priority")
    return norm


def _bind_by_hand(
    clause: Clause, target: Mapping[str, Any], hand: HandNorm, names: Names, spoken: Spoken
) -> Norm | Unbound:
    """Return the norm that drift.toml says the clause is."""
    office = is_office_time(spoken, target.get("window")) if hand.working is None else hand.working
    norm = _to_norm(clause, target, hand.clock, working=office) if target["comparator"] in LIMITS else None
    if norm is None:
        return _leave(clause, target, "by_hand")
    level = hand.where.get("priority")
    scope = hand.where.get("category") or hand.where.get("object")
    levels = levels_in(level, names) or frozenset((level,)) if level else frozenset()
    stops = clause.stops if hand.stops is None else hand.stops
    return replace(norm, levels=levels, scope=scope, stops=stops, by_hand=True)


def _bind_share(clause: Clause, target: Mapping[str, Any], log: Log, names: Names) -> ShareNorm | Unbound:
    """Return a share of cases within a time that is set elsewhere, or of the time that works."""
    spoken = read_around(target, clause.text)
    if PATTERNS[AVAILABILITY].search(spoken.metric) or PATTERNS[AVAILABILITY].search(spoken.before[-NEAR:]):
        clock: str | None = AVAILABILITY
    elif PATTERNS["within_norm"].search(spoken.sentence):
        clock = pick_clock(spoken.sentence)
    else:
        clock = None
    if clock is None:
        return _leave(clause, target, "no_clock")
    if clock != AVAILABILITY and find_scope(spoken, "", (), names)[1]:
        return _leave(clause, target, "condition")
    if clock not in log.clocks:
        return _leave(clause, target, "no_column", COLUMN_OF[clock])
    levels = _find_levels(clause, _said(target.get("condition")), names, single=True)
    return ShareNorm(clause.source, clock, float(target["value"]) / 100, _said(target.get("per")), levels)


def _drop_shares_without_times(binding: Binding) -> Binding:
    """Return the binding; a share over times that its version does not set is bound to nothing."""
    timed = {(norm.source.document, norm.source.version, norm.clock) for norm in binding.norms}

    def holds(one: ShareNorm) -> bool:
        return one.clock == AVAILABILITY or (one.source.document, one.source.version, one.clock) in timed

    empty = [Unbound(one.source, "", one.share * 100, "%", "no_times") for one in binding.shares if not holds(one)]
    held = tuple(one for one in binding.shares if holds(one))
    return replace(binding, shares=held, unbound=(*binding.unbound, *empty))


def _leave(clause: Clause, target: Mapping[str, Any], reason: str, column: str | None = None) -> Unbound:
    return Unbound(
        clause.source, _said(target.get("metric")), float(target["value"]), str(target["unit"]), reason, column
    )


def _said(value: object) -> str:
    return value if isinstance(value, str) else ""


def sources_of(binding: Binding) -> list[Source]:
    """Return the source of every norm that was looked at."""
    norms = (norm.source for norm in binding.norms)
    return [*norms, *(one.source for one in binding.shares), *(one.source for one in binding.unbound)]
