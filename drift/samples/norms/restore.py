"""Whether each incident was restored within the norm of each version, as one would count it by hand.

Hours go by: over a change of the clock as many as passed. Working days are those after the day of opening (day 0) up to
and including the day of repair. Nothing stops the clock.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from drift.samples.contract_text import Paper, Version
from drift.samples.tickets import Ticket
from drift.terms import DEFAULT_ZONE

if TYPE_CHECKING:
    from collections.abc import Container

    from drift.samples.relation import Relation

MET, MISSED, UNKNOWN = "1", "0", "?"
PRIORITIES: Final = ("1", "2", "3")  # 4 is a wish or a question
SATURDAY: Final = 5
COUNTRY: Final = "NL"  # as drift.toml of the first sample says


@dataclass(frozen=True)
class Elapsed:
    """What passed from the opening of an incident to its repair, or to the export where it is still open."""

    hours: float
    working_days: int
    restored: bool


def judge_restores(relation: Relation) -> dict[str, dict[str, str]]:
    """Return for each disturbance of priority 1 to 3, by its number, the verdict of each version by its name.

    Verdicts: MET, MISSED, or UNKNOWN of an incident that is open at the export and not yet past the norm.
    """
    versions, scene = order_versions(relation.paper), relation.story.scene
    calendar = (scene.facts["zone"], scene.facts["country"])
    norms = {version.name: _find_norms(relation.paper, version) for version in versions}
    return {
        ticket.number: {name: judge_restore(spent, *own[ticket.priority]) for name, own in norms.items()}
        for ticket in relation.tickets
        if ticket.type == "corrective" and ticket.priority in PRIORITIES
        for spent in [measure_restore(ticket, relation.exported_at, *calendar)]
    }


def order_versions(paper: Paper) -> list[Version]:
    """Return all versions of a contract by the day they take effect, the draft among them."""
    return sorted(paper.versions, key=lambda version: version.effective_on)


def _find_norms(paper: Paper, version: Version) -> dict[str, tuple[float, str]]:
    """Return the number and the unit of the restore norm of each priority."""
    clauses = {clause.key: clause for clause in paper.clauses[version.name]}
    own = {priority: clauses[paper.restore_key(priority)] for priority in PRIORITIES}
    return {priority: (clause.norm, clause.unit) for priority, clause in own.items() if clause.norm and clause.unit}


def measure_restore(
    ticket: Ticket, exported_at: dt.datetime, zone: str = DEFAULT_ZONE, country: str = COUNTRY
) -> Elapsed:
    """Return what passed until a ticket was restored, as far as the exports of a moment (wall time) show it."""
    at = ticket.resolved_at
    restored = at is not None and at < exported_at
    end = at if at is not None and restored else exported_at
    hours, days = count_hours(ticket.opened_at, end, zone), count_working_days(ticket.opened_at, end, country)
    return Elapsed(hours, days, restored)


def judge_restore(spent: Elapsed, norm: float, unit: str) -> str:
    """Return the verdict of a norm in hours or working days."""
    within = (spent.working_days if unit == "working_day" else spent.hours) <= norm
    return MISSED if not within else MET if spent.restored else UNKNOWN


def count_hours(start: dt.datetime, end: dt.datetime, zone: str = DEFAULT_ZONE) -> float:
    """Return the hours that pass between two moments of wall time; an hour that comes twice is its first pass."""
    here = ZoneInfo(zone)
    passed = end.replace(tzinfo=here).astimezone(dt.UTC) - start.replace(tzinfo=here).astimezone(dt.UTC)
    return passed / dt.timedelta(hours=1)


def count_working_days(start: dt.datetime, end: dt.datetime, country: str = COUNTRY) -> int:
    """Return the working days after the day of one moment up to and including that of another."""
    first = start.date()
    days = (first + dt.timedelta(days=i) for i in range(1, (end.date() - first).days + 1))
    return sum(day.weekday() < SATURDAY and day not in _free_days(country, day.year) for day in days)


@cache
def _free_days(country: str, year: int) -> Container[dt.date]:
    import holidays

    return frozenset(holidays.country_holidays(country, years=year))
