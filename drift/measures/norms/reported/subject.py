"""What an indicator of a KPI report counts: its clock, levels and unit, by its number or its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from drift.measures.norms.reported.limits import Limit

if TYPE_CHECKING:
    from drift.contract.norms.norm import Norm, Place

PERCENT: Final = "%"

# why an indicator is joined to no norm; a code of wording, norms.reported.unjoined.CODE
UNJOINED: Final = (
    "unit",  # a number of things, or a number of which no unit is told
    "time",  # a time that does not say that it is a mean
    "no_clock",  # names no moment that a ticket has
    "two_clocks",  # names two of them
    "other_share",  # a share of something else than what was in time
    "repeats", "other_start", "of_papers", "hours", "threshold",  # as of a norm
    "levels",  # of a level that no norm of this clock binds
    "condition",  # of a part of the work that no norm names
    "no_norm",  # no norm of the contract sets its clock
    "no_column",  # no column of the log tells its moment
    "documents",  # two documents set different times for the same incidents, and the report does not say which
    "period",  # its period is none
    "no_contract",  # there are no norms, or no incidents
)  # fmt: skip


class Indicator(NamedTuple):
    """An indicator as a report writes it."""

    document: str
    text: str
    number: str | None
    unit: str | None


class Unjoined(NamedTuple):
    """Why an indicator is joined to no norm, and the column of the log that would be needed."""

    reason: str
    column: str | None = None


@dataclass(frozen=True)
class Subject:
    """What an indicator counts.

    clock : a clock, or availability
    unit : % for the share within the norm; a unit of time for the mean
    levels : empty: all
    scope : category or object as norms name it; None: all
    number : of the clause it is joined by; None: by its words
    places : of the norms of that number, or over which a share of that number holds; None: not joined by number
    limit : the time that its own name tells
    """

    clock: str
    unit: str
    levels: frozenset[str] = frozenset()
    scope: str | None = None
    number: str | None = None
    places: frozenset[Place] | None = None
    limit: Limit | None = None

    def takes(self, norm: Norm) -> bool:
        """Return whether a norm is one that it speaks of, for some of its incidents at least."""
        placed = self.places is None or norm.source.place in self.places
        leveled = not norm.levels or not self.levels or bool(norm.levels & self.levels)
        return placed and leveled and norm.clock == self.clock
