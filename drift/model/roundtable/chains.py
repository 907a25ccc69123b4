"""What became of one incident, step by step: when, which side, which function, which level; never who.

A group of fewer than five persons is not told apart: its function falls away, then its level is joined with the other
one above the floor, then only the side is left.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.measures.work.parties import ROBOT
from drift.tables.shown import pick_shown
from drift.terms import FUNCTIONS, MIN_PERSONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drift.model.roundtable.problems import Choice
    from drift.project.settings import Sides
    from drift.tables.store import Tables

ABOVE: Final = "above"  # tactical and strategic together
OPERATIONAL: Final = "operational"
AGAIN: Final = "again"  # another incident on the same object
AGAIN_DAYS: Final = 30  # as in measures.repeats

_TOLD: Final = (
    "tool",
    "incident_id",
    "opened_at",
    "resolved_at",
    "closed_at",
    "type",
    "object",
    "requester",
    "handler",
)


@dataclass(frozen=True, order=True)
class Seat:
    """A place in the relation as far as it may be told: function and level None where the group is too small."""

    side: str
    level: str | None = None  # operational, tactical, strategic, above
    function: str | None = None  # one of terms.FUNCTIONS, or other
    small: bool = False  # too few persons to tell more than the side


@dataclass(frozen=True)
class Step:
    """One dated step of an incident."""

    at: dt.datetime
    kind: str  # one of terms.EVENT_KINDS, or again
    seat: Seat | None  # None: nobody, or nobody whose side is told
    text: str | None  # masked


class Seats:
    """Knows of every person the seat that may be told, on a given day."""

    def __init__(self, people: pd.DataFrame, automatic: frozenset[str], on: dt.date) -> None:
        listed = people[people["side"].notna() & ~people["person"].isin(automatic) & people["function"].ne(ROBOT)]
        began = listed["from_on"].isna() | (pd.to_datetime(listed["from_on"]) <= pd.Timestamp(on))
        there = began & (listed["to_on"].isna() | (pd.to_datetime(listed["to_on"]) >= pd.Timestamp(on)))
        self._whole = {
            str(person): Seat(side, None if pd.isna(level) else level, _function(function))
            for person, side, level, function in listed.loc[there, ["person", "side", "level", "function"]].to_numpy()
        }
        self.known = bool(len(listed))
        self._folded = _fold(Counter(self._whole.values()))

    @property
    def all(self) -> tuple[Seat, ...]:
        """Every seat that may be told, operational first."""
        return tuple(sorted(set(self._folded.values()), key=_order))

    def of(self, person: object) -> Seat | None:
        """Return the seat of a person; None where no side is told."""
        seat = self._whole.get(str(person))
        return self._folded[seat] if seat else None


def _order(seat: Seat) -> tuple[str, bool, str, str]:
    return (seat.side, seat.level != OPERATIONAL, seat.level or "~", seat.function or "~")


def _function(told: Any) -> str | None:
    if pd.isna(told):
        return None
    return str(told) if told in FUNCTIONS else "other"


def _fold(persons: Counter[Seat]) -> dict[Seat, Seat]:
    """Return for each seat the one that may be told: at least MIN_PERSONS persons are told by it, or it is small."""
    places = {seat: seat for seat in persons}
    for parent_of in (_level_of, _above_of):
        places = _fold_once(persons, places, parent_of)
    sizes = _count_at(persons, places)
    return {seat: at if sizes[at] >= MIN_PERSONS else Seat(at.side, small=True) for seat, at in places.items()}


def _level_of(seat: Seat) -> Seat:
    return Seat(seat.side, seat.level)


def _above_of(seat: Seat) -> Seat:
    return Seat(seat.side, ABOVE) if seat.level and seat.level != OPERATIONAL else seat


def _fold_once(persons: Counter[Seat], places: dict[Seat, Seat], parent_of: Callable[[Seat], Seat]) -> dict[Seat, Seat]:
    """Fold what is too small into its parent; where that would leave too few there, all of its children."""
    sizes = _count_at(persons, places)
    folded = set()
    for parent in {parent_of(at) for at in sizes}:
        children = {at for at in sizes if parent_of(at) == parent and at != parent}
        small = {at for at in children if sizes[at] < MIN_PERSONS}
        left = sizes[parent] + sum(sizes[at] for at in small)
        folded |= children if 0 < left < MIN_PERSONS else small
    return {seat: parent_of(at) if at in folded else at for seat, at in places.items()}


def _count_at(persons: Counter[Seat], places: dict[Seat, Seat]) -> Counter[Seat]:
    sizes: Counter[Seat] = Counter()
    for seat, n in persons.items():
        sizes[places[seat]] += n
    return sizes


@dataclass(frozen=True)
class Chain:
    """The steps of one incident, and who among the seats touched it."""

    steps: tuple[Step, ...]
    touched: tuple[Seat, ...]
    untouched: tuple[Seat, ...]
    seats_known: bool  # whether a list of persons tells who sits where


@dataclass(frozen=True)
class Log:
    """What chains are traced in, persons as pseudonyms; fetched once for all of them."""

    incidents: pd.DataFrame  # those to be traced, and others on their objects; by their place in the table
    events: pd.DataFrame  # tool, incident_id, at, kind, actor; by their place in the table
    people: pd.DataFrame
    automatic: tuple[str, ...]  # pseudonyms of robots, portals and shared mailboxes
    sides: Sides  # of caller and handler, where nobody lists the persons


def fetch_log(tables: Tables, chosen: tuple[Choice, ...], automatic: tuple[str, ...], sides: Sides) -> Log:
    """Return what the chains of some incidents are traced in."""
    ids = [choice.incident_id for choice in chosen]
    events = tables.events.find("incident_id", ids, "tool", "incident_id", "at", "kind", "actor")
    own = tables.incidents.find("incident_id", ids, *_TOLD)
    near = tables.incidents.find("object", own["object"].dropna().unique().tolist(), *_TOLD)
    incidents = pd.concat([own, near]).loc[lambda rows: ~rows.index.duplicated()].sort_index()
    return Log(incidents, events, tables.people.frame, automatic, sides)


def trace_chain(log: Log, choice: Choice, tables: Mapping[str, pd.DataFrame]) -> Chain:
    """Return what became of an incident.

    Parameters
    ----------
    tables : as an output may show them, row by row those of the log: titles and texts come from there
    """
    incidents, events = log.incidents, log.events
    own = (incidents["tool"] == choice.tool) & (incidents["incident_id"] == choice.incident_id)
    incident = incidents[own].iloc[0]
    seats = Seats(log.people, frozenset(log.automatic), incident["opened_at"].date())
    guessed = {} if seats.known else {"caller": Seat(log.sides.caller), "handler": Seat(log.sides.handling)}

    def seat_of(person: Any) -> Seat | None:
        if pd.isna(person) or person in log.automatic:
            return None
        return seats.of(person) or guessed.get("caller" if person == incident["requester"] else "handler")

    there = (events["tool"] == choice.tool) & (events["incident_id"] == choice.incident_id) & events["at"].notna()
    texts = pick_shown(tables, "events", ["text"], there[there].index)["text"]
    steps = [
        Step(row["at"].to_pydatetime(), row["kind"], seat_of(row["actor"]), None if pd.isna(text) else str(text))
        for (_, row), text in zip(events[there].iterrows(), texts, strict=True)
    ]
    steps += _frame(
        incident, {step.kind for step in steps}, seat_of(incident["requester"]), seat_of(incident["handler"])
    )
    steps += _again(incidents[~own], incident)
    steps.sort(key=lambda step: (step.at, step.kind, step.text or ""))
    touched = {seat for seat in (seat_of(incident["handler"]), *(step.seat for step in steps)) if seat}
    untouched = tuple(seat for seat in seats.all if seat not in touched)
    return Chain(tuple(steps), tuple(sorted(touched, key=_order)), untouched, seats.known)


def _frame(incident: pd.Series, kinds: set[str], caller: Seat | None, handler: Seat | None) -> list[Step]:
    """Return the opening and the end of an incident, where no step of its own tells them."""
    ends = incident["resolved_at"] if pd.notna(incident["resolved_at"]) else incident["closed_at"]
    steps = [] if "opened" in kinds else [Step(incident["opened_at"].to_pydatetime(), "opened", caller, None)]
    if pd.notna(ends) and not kinds & {"resolved", "closed"}:
        steps.append(Step(ends.to_pydatetime(), "resolved", handler, None))
    return steps


def _again(others: pd.DataFrame, incident: pd.Series) -> list[Step]:
    """Return the corrective incidents on the same object in the thirty days after this one opened."""
    if pd.isna(incident["object"]):
        return []
    since = others["opened_at"] - incident["opened_at"]
    near = (since > pd.Timedelta(0)) & (since <= pd.Timedelta(days=AGAIN_DAYS))
    same = near & (others["object"] == incident["object"]) & (others["type"] == "corrective")
    return [Step(at.to_pydatetime(), AGAIN, None, None) for at in others.loc[same, "opened_at"]]
