"""What a norm asks of an incident, and why another asks nothing that a ticket can show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from drift.contract.norms.clocks import AVAILABILITY, Clock
from drift.tables.engine import HOUR_S

if TYPE_CHECKING:
    import datetime as dt

# how time is told, and how much of it a unit is: seconds of clock or working time; days by the calendar, of which the
# day of opening is day 0, as Dutch contracts count them (Algemene termijnenwet; 4:1 Awb for working days)
KIND_OF_UNIT: Final = {
    "minute": ("clock", 60),
    "hour": ("clock", HOUR_S),
    "working_hour": ("working", HOUR_S),
    "day": ("days", 1),
    "week": ("days", 7),
    "working_day": ("working_days", 1),
}
KINDS: Final = ("clock", "working", "days", "working_days")

# why a norm is not bound; a code of wording, norm.reason.CODE
REASONS: Final = (
    "customer",  # binds the customer
    "no_limit",  # sets no limit to a time and no share: a number of things, a stretch, an amount
    "no_clock",  # its words name no moment that a ticket has
    "not_incidents",  # is not about incidents
    "other_start",  # its time begins at another moment than the report of the incident
    "of_papers",  # is about papers, meetings, changes
    "threshold",  # is what happens where a time is not kept, and sets none
    "mean",  # is a mean over many incidents
    "repeats",  # is about what comes back
    "hours",  # holds in hours of which no column tells
    "condition",  # holds under a condition of which no column tells
    "unit",  # months and years
    "no_priority",  # holds for a level, and the log has none
    "levels",  # holds for a level of a name that the log does not know
    "no_column",  # no column of the log tells its moment
    "no_times",  # a share of cases within a time that this version does not set
    "by_hand",  # drift.toml binds the clause, and it sets no time
)
# of those, what sets a time for incidents all the same: the contract is not silent about them
SPEAKS: Final = ("no_column", "hours", "condition", "mean")
COLUMN_OF: Final[dict[str, str]] = {  # that would be needed
    "respond": "responded_at",
    "restore": "resolved_at",
    "close": "closed_at",
    "on_site": "arrived_at",
    "first_entry": "at",
    AVAILABILITY: "downtime_min",
}


class Place(NamedTuple):
    """Where a norm stands."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Source:
    """The version and the clause that a norm stands in."""

    document: str
    version: str
    place: Place
    clause_id: str | None
    kind: str  # of the clause
    unit: int | None  # lineage unit
    effective_on: dt.date | None
    ends_on: dt.date | None
    draft: bool


@dataclass(frozen=True)
class Norm:
    """A limit of time that binds incidents.

    kind : clock, working (both in seconds), days or working_days
    levels : that it holds for, as `name_levels` names them; empty: all
    scope : category or object it holds for, as the log has it; None: all
    share : of the cases that must be within the limit, 0 to 1; None: each of them
    stops : whether its version lets the clock stand still while somebody waits
    """

    source: Source
    clock: Clock
    kind: str
    limit: float
    value: float  # as written
    written_unit: str
    strict: bool  # under the limit; else at most
    levels: frozenset[str] = frozenset()
    scope: str | None = None
    share: float | None = None
    stops: bool = False
    by_hand: bool = False


@dataclass(frozen=True)
class ShareNorm:
    """A share of all cases that must be within the times of its own version, or of the time that works."""

    source: Source
    clock: str  # a clock, or availability
    share: float
    per: str
    levels: frozenset[str] = frozenset()  # of the incidents it is a share of; empty: all


@dataclass(frozen=True)
class Unbound:
    """A norm that no incident can be held against, and why."""

    source: Source
    metric: str
    value: float | None
    written_unit: str
    reason: str
    column: str | None = None
    levels: frozenset[str] = frozenset()  # that it speaks of, where it is about incidents; empty: all

    @property
    def speaks(self) -> bool:
        """Whether it sets a time for incidents, though none can be held against it."""
        return self.reason in SPEAKS and self.written_unit != "%"


@dataclass(frozen=True)
class Binding:
    """Every norm of the contract that was looked at."""

    norms: tuple[Norm, ...] = ()
    shares: tuple[ShareNorm, ...] = ()
    unbound: tuple[Unbound, ...] = ()
    names: dict[str, str] = field(default_factory=dict)  # levels, as of `name_levels`
