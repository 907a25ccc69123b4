"""The content of drift.toml: what the analyst decided about a folder; all of it optional."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import PurePosixPath
from typing import Annotated, Any, Final, Literal, TypeVar
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from drift.terms import (
    CUT_DAYS,
    DEFAULT_ZONE,
    SETTINGS_ENTRIES,
    SETTINGS_TEXT,
    DocumentRole,
    Group,
    Language,
    Side,
)
from drift.wording.case import fold_spelling

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS = rf"^({'|'.join(WEEKDAYS)})(-({'|'.join(WEEKDAYS)}))?$"
EPOCH_FORMATS = ("epoch_s", "epoch_ms")  # seconds and milliseconds since 1970
_OF_THE_MACHINE = frozenset("cxXZ")  # directives that every machine reads in its own way
_YEARS = frozenset("YyG")  # without one Python has a year of its own, and from 3.13 on complains
_FIRST, _LAST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)  # beyond them a year is a typing error
Month = Annotated[str, StringConstraints(pattern=r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$")]
Day = Annotated[dt.date, Field(ge=_FIRST, le=_LAST)]
SHEET_ROWS: Final = 1_048_576  # of a sheet, as many as Excel has
NAME_BYTES: Final = 255  # of a file's name, on every system
MOST_AMOUNT: Final = 1e12  # of a unit of work
MOST_HOURS: Final = 1000  # of one report
MOST_WEIGHT: Final = 1e6  # a weight tells one thing from another; the sum of all is a divisor


@cache
def list_zones() -> frozenset[str]:
    """Return the time zones that this machine knows; each is a file that is looked into."""
    return frozenset(available_timezones())


def _known_zone(zone: str) -> str:
    if zone not in list_zones():
        raise ValueError("zone")
    return zone


def _tells_day(pattern: str) -> bool:
    """Whether a pattern of strptime reads back the day that it writes, on every machine alike."""
    day = dt.datetime(2023, 12, 31, 23, 58, 59, tzinfo=dt.UTC)
    directives = {pattern[i + 1 : i + 2] for i in range(len(pattern)) if pattern[i] == "%"}
    if directives & _OF_THE_MACHINE or directives.isdisjoint(_YEARS):
        return False
    try:
        return dt.datetime.strptime(day.strftime(pattern), pattern).date() == day.date()  # the day only
    except (ValueError, re.error):  # the second: a directive twice
        return False


Entry = TypeVar("Entry")
Many = Annotated[tuple[Entry, ...], Field(max_length=SETTINGS_ENTRIES)]


class _Strict(BaseModel):
    # what no folder needs is refused before it is made anything of
    model_config = ConfigDict(extra="forbid", frozen=True, str_max_length=SETTINGS_TEXT)


class Document(_Strict):
    """Files that are versions of one document."""

    files: str
    name: str | None = None
    role: DocumentRole = "sla"
    effective_on: Day | str = "filename"  # filename, a day, a cell ("Blad1!B3") or the heading of a column

    @field_validator("effective_on", mode="before")
    @classmethod
    def _day_in_quotes(cls, setting: Any) -> Any:
        try:
            return dt.date.fromisoformat(setting) if isinstance(setting, str) else setting
        except ValueError:
            return setting


class Source(_Strict):
    """How to read some files where guessing is not enough."""

    files: str
    table: (
        Literal[
            "clauses",
            "incidents",
            "events",
            "contacts",
            "attendees",
            "people",
            "governance",
            "norms",
            "norm_reports",
            "none",
        ]
        | None
    ) = None  # none: a sheet that is no table of ours
    tool: str | None = None
    sheet: str | None = None  # ?: any one sign, where init left out a name
    heading_row: Annotated[int, Field(ge=1, le=SHEET_ROWS)] | None = None
    day_first: bool | None = None
    nulls: Many[str] = ()
    format: str | None = None  # of its dates: a pattern of strptime, epoch_s, epoch_ms; None: as the cells tell
    zone: str | None = None  # the stamps are written in; "wall": as they stand, whatever offset stands beside them
    columns: Annotated[dict[str, str], Field(max_length=SETTINGS_ENTRIES)] = {}

    def speaks_of(self, sheet: str) -> bool:
        """Whether it holds for a sheet: all of them where it names none; no sheet of Excel has a ? in its name."""
        return self.sheet is None or bool(re.fullmatch(re.escape(self.sheet).replace(r"\?", "."), sheet))

    @field_validator("format")
    @classmethod
    def _whole_date(cls, pattern: str | None) -> str | None:
        if pattern is not None and pattern not in EPOCH_FORMATS and not _tells_day(pattern):
            raise ValueError("format")
        return pattern

    @field_validator("zone")
    @classmethod
    def _known_or_wall(cls, zone: str | None) -> str | None:
        return zone if zone is None or zone == "wall" else _known_zone(zone)


class Milestone(_Strict):
    """Something that happened to the relation, for the time axis."""

    on: Day
    what: str


class Scope(_Strict):
    """How much of a unit there is to do from a day on; what the paper grew along with is taken off its size."""

    on: Day
    unit: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    amount: Annotated[float, Field(gt=0, le=MOST_AMOUNT)]


class Sides(_Strict):
    """Which side calls and which side handles, where no list of persons tells."""

    caller: Side = "customer"
    handler: Side | None = None  # the other side

    @field_validator("handler")
    @classmethod
    def _not_the_caller(cls, handler: Side | None, info: ValidationInfo) -> Side | None:
        if handler == info.data.get("caller"):
            raise ValueError("sides")
        return handler

    @property
    def handling(self) -> Side:
        """The side that handles: the one that does not call."""
        return "customer" if self.caller == "supplier" else "supplier"


class Parties(_Strict):
    """What both parties are called in the contract, beside words such as supplier and opdrachtgever."""

    supplier: Many[str] = ()
    customer: Many[str] = ()


class WorkingTime(_Strict):
    """When the service is staffed: durations in working time count these hours only."""

    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = "NL"
    days: Annotated[str, StringConstraints(pattern=DAYS)] = "mon-fri"
    hours: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$")] = (
        "08:00-17:00"
    )


class HandNorm(_Strict):
    """Which clock a clause speaks of, where its words do not tell; it goes before every guess."""

    clause: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]  # its number
    document: str | None = None  # None: of every document
    clock: Literal["respond", "restore", "on_site", "close", "first_entry"]
    where: Annotated[dict[Literal["priority", "category", "object"], str], Field(max_length=SETTINGS_ENTRIES)] = {}
    working: bool | None = None  # whether it runs in working time; None: as its unit and words say
    stops: bool | None = None  # whether it stands still while somebody waits; None: as the contract says


class Effort(_Strict):
    """What work beside the work takes, where somebody said so."""

    report_hours: Annotated[float, Field(gt=0, le=MOST_HOURS)] | None = None  # to make one report


class Settings(_Strict):
    """The content of drift.toml."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    relation: Annotated[str, StringConstraints(strip_whitespace=True)] | None = None
    relation_column: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] | None = None
    language: Language | None = None
    zone: Annotated[str, AfterValidator(_known_zone)] = DEFAULT_ZONE
    base: tuple[Month, Month] | None = None
    cut_days: Annotated[int, Field(ge=1, le=366)] = CUT_DAYS
    document: Many[Document] = ()
    source: Many[Source] = ()
    milestone: Many[Milestone] = ()
    scope: Many[Scope] = ()
    norm: Many[HandNorm] = ()
    effort: Effort = Effort()
    logo: str | None = None  # png, jpg or svg in the folder
    sides: Sides = Sides()
    parties: Parties = Parties()
    own_side: Side | None = None  # whose report it is; told first at the round table
    weights: dict[Group, Annotated[float, Field(ge=0, le=MOST_WEIGHT)]] = {}
    working_time: WorkingTime = WorkingTime()
    # shown instead of the name of the relation
    alias: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] | None = None
    # name of a relation -> other spellings of it
    aliases: Annotated[dict[str, Many[str]], Field(max_length=SETTINGS_ENTRIES)] = {}

    @field_validator("logo")
    @classmethod
    def _in_the_folder(cls, logo: str | None) -> str | None:
        """Refuse a path that leads elsewhere, or that no file can have."""
        if logo is None:
            return None
        path = PurePosixPath(logo.replace("\\", "/"))
        if path.is_absolute() or ":" in logo or ".." in path.parts or not logo.isprintable():
            raise ValueError("logo")
        if any(len(part.encode()) > NAME_BYTES for part in path.parts):
            raise ValueError("logo")
        return logo

    @field_validator("aliases")
    @classmethod
    def _one_name_each(cls, aliases: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """Refuse a spelling of two relations, such as a name that is a spelling of another."""
        spelled: dict[str, str] = {}
        for name, others in aliases.items():
            for spelling in map(fold_spelling, (name, *others)):
                if spelled.setdefault(spelling, name) != name:
                    raise ValueError("aliases")
        return aliases
