"""drift.toml: what the analyst decided about a folder; all of it optional, a bare folder works too."""

from __future__ import annotations

import datetime as dt
import difflib
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails

from drift.errors import Address, Note, UsageError
from drift.terms import CUT_DAYS, DEFAULT_ZONE, DocumentRole, Group, Language, Side

CONFIG = "drift.toml"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS = rf"^({'|'.join(WEEKDAYS)})(-({'|'.join(WEEKDAYS)}))?$"
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Document(_Strict):
    """Files that are versions of one document."""

    files: str
    name: str | None = None
    role: DocumentRole = "sla"
    effective_on: dt.date | str = "filename"  # filename, a day, a cell ("Blad1!B3") or the heading of a column

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
    table: Literal["clauses", "incidents", "events", "contacts", "attendees", "people", "governance"] | None = None
    tool: str | None = None
    sheet: str | None = None
    heading_row: Annotated[int, Field(ge=1)] | None = None
    day_first: bool | None = None
    nulls: tuple[str, ...] = ()
    zone: str | None = None  # the stamps are written in; "wall": as they stand, whatever offset stands beside them
    columns: dict[str, str] = {}

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str | None) -> str | None:
        if zone not in (None, "wall") and zone not in available_timezones():
            raise ValueError("zone")
        return zone


class Milestone(_Strict):
    """Something that happened to the relation, for the time axis."""

    on: dt.date
    what: str


class Scope(_Strict):
    """How much of a unit there is to do from a day on; what the paper grew along with is taken off its size."""

    on: dt.date
    unit: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    amount: Annotated[float, Field(gt=0, allow_inf_nan=False)]


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


class WorkingTime(_Strict):
    """When the service is staffed: durations in working time count these hours only."""

    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = "NL"
    days: Annotated[str, StringConstraints(pattern=DAYS)] = "mon-fri"
    hours: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$")] = (
        "08:00-17:00"
    )


class Settings(_Strict):
    """The content of drift.toml."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    relation: str | None = None
    language: Language | None = None
    zone: str = DEFAULT_ZONE
    base: tuple[Month, Month] | None = None
    cut_days: Annotated[int, Field(ge=1, le=366)] = CUT_DAYS
    document: tuple[Document, ...] = ()
    source: tuple[Source, ...] = ()
    milestone: tuple[Milestone, ...] = ()
    scope: tuple[Scope, ...] = ()
    logo: str | None = None  # png, jpg or svg in the folder
    sides: Sides = Sides()
    own_side: Side | None = None  # whose report it is; told first at the round table
    weights: dict[Group, Annotated[float, Field(ge=0)]] = {}
    working_time: WorkingTime = WorkingTime()
    aliases: dict[str, tuple[str, ...]] = {}  # name of a relation -> other spellings of it

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise ValueError("zone")
        return zone


class Project(_Strict):
    """A folder and what is known about it before its files are opened."""

    folder: Path
    only: str | None = None  # one file of the folder, where the path named a file
    name: str
    settings: Settings
    config: Path | None

    @property
    def zone(self) -> ZoneInfo:
        """The zone of all wall times."""
        return ZoneInfo(self.settings.zone)


def open_project(path: Path) -> Project:
    """Open a folder, its drift.toml, or one file of it.

    Raises
    ------
    UsageError : there is no such path, or drift.toml cannot be used; the message names key and line
    """
    path = path.expanduser()
    if not path.exists():
        raise UsageError("error.no_path", path=str(path))
    if path.is_dir():
        config = path / CONFIG
        folder = path
    elif path.suffix == ".toml":
        config, folder = path, path.parent
    else:
        config, folder = path.parent / CONFIG, path.parent
    only = path.name if path.is_file() and path != config else None
    settings = _read_settings(config) if config.is_file() else Settings()
    name = _join_spelling(settings.relation or (path.stem if only else folder.resolve().name), settings.aliases)
    return Project(
        folder=folder,
        only=only,
        name=" ".join(name.split()),
        settings=settings,
        config=config if config.is_file() else None,
    )


def _read_settings(config: Path) -> Settings:
    at = Address(config.name)
    try:
        content = tomllib.loads(config.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise UsageError("error.toml", at=at, detail=str(fault)) from fault
    except OSError as fault:
        raise UsageError("error.unreadable", at=at, detail=fault.strerror or str(fault)) from fault
    try:
        return Settings.model_validate(content)
    except ValidationError as fault:
        raise _explain(fault, at) from fault


def _join_spelling(name: str, aliases: dict[str, tuple[str, ...]]) -> str:
    """Return the name that a spelling stands for; case and blanks make no other spelling."""
    plain = " ".join(name.casefold().split())
    spelled = {" ".join(other.casefold().split()): one for one, others in aliases.items() for other in (one, *others)}
    return spelled.get(plain, name)


def _explain(fault: ValidationError, at: Address) -> UsageError:
    faults = fault.errors(include_url=False)
    # a misspelt key also makes the right one missing: the misspelling is what to tell
    first = next((entry for entry in faults if entry["type"] == "extra_forbidden"), faults[0])
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        keys = _known_keys(first["loc"])
        near = difflib.get_close_matches(str(first["loc"][-1]), keys, n=1, cutoff=0.5)
        if near:
            return UsageError("error.toml_key_near", at=at, key=where, near=near[0])
        return UsageError("error.toml_key", at=at, key=where, known=", ".join(keys))
    value = repr(first["input"])
    return UsageError("error.toml_value", at=at, key=where, found=value, expected=_expected(first))


def _expected(fault: ErrorDetails) -> Note:
    """Tell what a setting should have been, by the kind of fault and its limits."""
    kind, limits = fault["type"], fault.get("ctx", {})
    if kind == "value_error" and fault["loc"][:1] == ("sides",):
        return Note("expected.other_side")
    if kind == "value_error":  # the other check of our own: the zone
        near = difflib.get_close_matches(str(fault["input"]), available_timezones(), n=1)
        return Note("expected.zone_near", {"near": near[0]}) if near else Note("expected.zone")
    if kind == "string_pattern_mismatch" and fault["loc"][:1] == ("working_time",):
        return Note(f"expected.{fault['loc'][-1]}")
    if kind == "literal_error":
        return Note("expected.one_of", {"words": str(limits.get("expected", ""))})
    if kind in ("greater_than_equal", "less_than_equal"):
        return Note("expected.within", {"limit": str(limits.get("ge", limits.get("le", "")))})
    codes = {"string_pattern_mismatch": "month", "missing": "given"} | dict.fromkeys(_DATES, "day")
    return Note(
        f"expected.{codes.get(kind, kind.split('_')[0])}" if kind in codes or kind in _KINDS else "expected.other"
    )


_DATES = ("date_from_datetime_parsing", "date_type", "date_parsing")
_KINDS = ("string_type", "int_type", "bool_type", "bool_parsing", "int_parsing", "tuple_type", "dict_type", "list_type")


def _known_keys(loc: tuple[int | str, ...]) -> list[str]:
    tables: dict[str, type[BaseModel]] = {
        "document": Document,
        "source": Source,
        "milestone": Milestone,
        "sides": Sides,
        "working_time": WorkingTime,
    }
    model = tables.get(str(loc[0]), Settings) if len(loc) > 1 else Settings
    return [info.alias or name for name, info in model.model_fields.items()]
