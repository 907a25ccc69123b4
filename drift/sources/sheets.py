"""The sheets of one file -> rows of the tables they hold, with an account of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Address, Note
from drift.sources.accounts import FileAccount
from drift.sources.layout.body import Body, account_for_nothing, note_marks, read_beside, read_body
from drift.sources.layout.find import Layout, find_tables, pick_source
from drift.sources.layout.heading import Heading
from drift.sources.layout.shapes import REQUIRED
from drift.sources.opening.child import MOMENT
from drift.sources.opening.columns import Column
from drift.sources.people import People
from drift.sources.rows import contacts, contracts, events, incidents
from drift.sources.rows.comments import Comment
from drift.sources.rows.context import Context
from drift.sources.rows.effective import find_effective
from drift.sources.rows.governance import USED as GOVERNANCE
from drift.sources.rows.governance import read_governance
from drift.sources.rows.outcomeforms import Held
from drift.sources.rows.provenance import complete_version, read_properties, tell_date
from drift.sources.rows.roster import read_people
from drift.sources.rows.scope import Declared
from drift.sources.rows.suspects import find_lost_lists
from drift.sources.summing import join_notes
from drift.sources.values.moments import explain_order, weigh_dates
from drift.sources.values.stamps import Order
from drift.sources.vocabulary import load_vocabularies
from drift.sources.words import normalise

if TYPE_CHECKING:
    import datetime as dt

    from drift.project import Project, Source
    from drift.sources.opening.cells import Cells
    from drift.sources.rows.contracts import Version

_READERS: Final[Mapping[str, tuple[Callable[[Context], incidents.Read], frozenset[str]]]] = {
    "incidents": (incidents.read_incidents, incidents.USED),
    "events": (events.read_events, events.USED),
    "contacts": (contacts.read_contacts, contacts.USED["contacts"]),
    "attendees": (contacts.read_attendees, contacts.USED["attendees"]),
    "governance": (read_governance, GOVERNANCE),
}
# 5-3-2024, dinsdag 5 maart 2024, 20240305 14:30; and March 5, 2024
_DATED: Final = r"\D{0,24}\d{1,4}[-/. ]+[^\W_]{1,10}[-/. ,]+\d{1,4}|\D{3,24}\d{1,2},? +\d{4}|(?:19|20)\d{6}\b"
ROWS_WEIGHED: Final = 5_000  # nearly every column of dates has a day after the twelfth in so many
REAL_SHARE: Final = 0.5  # of the openings of a log without numbers that must be dates; a summary has counts there


@dataclass
class Readings:
    """All that was read: rows by table, versions by file, accounts in the order of the files' names."""

    frames: dict[str, list[pd.DataFrame]] = field(default_factory=lambda: {name: [] for name in REQUIRED})
    versions: list[Version] = field(default_factory=list)
    accounts: list[FileAccount] = field(default_factory=list)
    recognised: list[tuple[str, str, Heading]] = field(default_factory=list)  # file, sheet, what it was taken for
    notes: list[Note] = field(default_factory=list)  # about the whole
    people: People = field(default_factory=lambda: People(None))
    comments: list[Comment] = field(default_factory=list)
    scope: list[Declared] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)  # round tables, from their outcome forms
    robots: pd.DataFrame | None = None  # who among the people is none: person, why, n_rows; see robots.list_robots


def take_sheets(
    sheets: tuple[Cells, ...],
    account: FileAccount,
    project: Project,
    readings: Readings,
    properties: Mapping[str, str] | None = None,
) -> None:
    """Add what the sheets of one file hold to the readings, and complete its account.

    Parameters
    ----------
    properties : of the file: creator, created, lastModifiedBy, modified
    """
    told = [entry for entry in project.settings.source if fnmatch(account.file, entry.files)]
    layouts, tool = find_tables(list(sheets), told)
    bodies: list[Body] = []
    for layout in layouts:
        found = [
            body for heading in layout.tables if (body := read_body(account.file, layout, heading)) and _is_real(body)
        ]
        if len(found) == len(layout.tables) and found:
            bodies += [*found, *(side for body in found for side in read_beside(account.file, layout, body))]
            account.sheets += [body.account for body in found]  # rows with two tables count with the main one
        else:
            account.sheets.append(account_for_nothing(layout))
            _tell_nothing(layout, account)
    orders = _weigh_orders(bodies, told, account)
    for body in bodies:
        _take_table(body, account, project, readings, pick_source(told, body.cells.sheet), orders)
    effective_on = find_effective(account, sheets, bodies, project)
    _settle_version(account, project, readings, properties or {}, effective_on)
    _tell_limits(bodies, tool, account)
    account.notes = join_notes(account.notes)


def _tell_nothing(layout: Layout, account: FileAccount) -> None:
    cells, at = layout.cells, Address(account.file)
    if cells.hidden and cells.n_rows:
        account.notes.append(Note("note.hidden_sheet", {"sheet": cells.sheet}, at))
    elif layout.pivot:
        account.notes.append(Note("note.pivot", {"sheet": cells.sheet}, at))


def _is_real(body: Body) -> bool:
    """Whether a log without numbers has dates where its incidents open; a summary has counts there."""
    if body.heading.table != "incidents" or body.has("incident_id"):
        return True
    column = body.column("opened_at")
    known = column.texts.notna()
    dated = column.kinds.eq(MOMENT) | column.texts.str.match(_DATED).fillna(value=False)
    return bool(known.any()) and float(dated[known].mean()) >= REAL_SHARE


def _weigh_orders(bodies: list[Body], told: list[Source], account: FileAccount) -> dict[tuple[str, str], bool]:
    """Decide day first or month first for columns that go on over several sheets, and for those that cannot tell.

    A tool writes all its dates alike: where one column of a file can be read both ways and the others only one way,
    it is read as they are.
    """
    if any(source.day_first is not None for source in told):
        return {}
    columns: dict[tuple[str, str], list[Body]] = {}
    for body in bodies:
        for name in body.heading.columns:
            if name == "at" or name.endswith("_at"):
                columns.setdefault((name, normalise(body.title(name))), []).append(body)
    if len(columns) < 2 and all(len(group) < 2 for group in columns.values()):
        return {}  # one column of one sheet decides for itself
    orders = {key: _weigh(key[0], group) for key, group in columns.items()}
    neighbours = {order.day_first for order in orders.values() if bool(order.day) != bool(order.month)}
    decided = {}
    for key, order in orders.items():
        name, group = key[0], columns[key]
        silent = order.n > 0 and not order.day and not order.month
        if silent and len(neighbours) == 1:
            (decided[key],) = neighbours
            values = {"heading": group[0].title(name), "n": order.n, "first": Note(f"dates.{_first(decided[key])}")}
            account.notes.append(Note("note.dates_neighbour", values, Address(account.file)))
        elif order.n and len(group) > 1:
            decided[key] = order.day_first
            notes = explain_order(order, group[0].title(name))
            account.notes += [Note(note.code, note.values, Address(account.file)) for note in notes]
    return decided


def _weigh(name: str, group: list[Body]) -> Order:
    """Weigh a column over all its sheets; of one sheet alone the first rows will do where they tell."""
    if len(group) > 1:
        return sum((weigh_dates(body.column(name)) for body in group), Order())
    column = group[0].column(name)
    first = weigh_dates(Column(column.kinds.iloc[:ROWS_WEIGHED], column.texts.iloc[:ROWS_WEIGHED]))
    return first if first.day or first.month or len(column.texts) <= ROWS_WEIGHED else weigh_dates(column)


def _first(day_first: bool) -> str:
    return "day" if day_first else "month"


def _take_table(
    body: Body,
    account: FileAccount,
    project: Project,
    readings: Readings,
    source: Source | None,
    orders: Mapping[tuple[str, str], bool],
) -> None:
    table = body.heading.table
    if table == "clauses":
        frames, notes = _take_clauses(body, project, readings)
        used = contracts.USED
    elif table == "people":
        frame, notes = read_people(body, project, readings.people)
        frames, used = {"people": frame}, frozenset(body.heading.columns)
    else:
        reader, used = _READERS[table]
        own = {name: order for (name, title), order in orders.items() if normalise(body.title(name)) == title}
        context = Context(body, project, readings.people, source, own)
        read = reader(context)
        frames, notes = read.frames, context.notes
        account.problems += read.problems
    for name, rows in frames.items():
        readings.frames[name].append(rows)
    readings.recognised.append((account.file, body.cells.sheet, body.heading))
    account.problems += body.valueless()
    account.notes += [*body.notes, *notes, *find_lost_lists(body), *note_marks(body)]
    unused = incidents.list_unused(body, used | incidents.HISTORY if body.account.table == "events" else used)
    if unused:
        account.notes.append(Note("note.unused", {"headings": ", ".join(unused)}, body.at))


def _take_clauses(body: Body, project: Project, readings: Readings) -> tuple[dict[str, pd.DataFrame], list[Note]]:
    version = contracts.identify_version(body.file, project.settings.document)
    version = _known_as(version, readings.versions)
    frame, notes = contracts.read_clauses(body, version)
    if not len(frame):
        notes.append(Note("note.no_clauses", at=body.at))
    elif version not in readings.versions:
        readings.versions.append(version)
    return {"clauses": frame}, notes


def _settle_version(
    account: FileAccount,
    project: Project,
    readings: Readings,
    properties: Mapping[str, str],
    effective_on: dt.date | None,
) -> None:
    """Tell what a file says of its own version: to its governance tables, and to the version itself.

    Parameters
    ----------
    effective_on : the day that stands where drift.toml points
    """
    frames = readings.frames["governance"]
    own = [i for i, frame in enumerate(frames) if (frame["file"] == account.file).all()]
    place = next((i for i, version in enumerate(readings.versions) if version.file == account.file), None)
    if place is None and not own:
        return  # no contract: who made the file is nobody's business
    named_on = readings.versions[place].effective_on if place is not None else None
    if place is not None and effective_on is not None:
        readings.versions[place] = replace(readings.versions[place], effective_on=effective_on, rough=False)
    version = readings.versions[place] if place is not None else None
    version = version or contracts.identify_version(account.file, project.settings.document)
    about = {"document": version.document, "version": version.version}
    for i in own:
        frames[i] = frames[i].assign(**about)
    made_by = read_properties(account.file, properties, readings.people)
    if len(made_by):
        frames.append(made_by.assign(**about))
    if place is not None and own:
        history = pd.concat([frames[i] for i in own], ignore_index=True)
        readings.versions[place], notes = complete_version(version, history)
        account.notes += notes
    if place is not None:
        account.notes += tell_date(version, readings.versions[place])
        on = readings.versions[place].effective_on
        if on != named_on:  # the rows were read with what the name tells
            readings.frames["clauses"] = [
                frame.assign(effective_on=on) if (frame["file"] == account.file).all() else frame
                for frame in readings.frames["clauses"]
            ]


def _known_as(version: Version, others: list[Version]) -> Version:
    """Give a version the name its document already has: `SLA` and `Sla` are one document."""
    plain = normalise(version.document)
    name = next((other.document for other in others if normalise(other.document) == plain), version.document)
    return replace(version, document=name)


def _tell_limits(bodies: list[Body], tool: str, account: FileAccount) -> None:
    """Note a number of rows at which an export of this tool stops."""
    limits = {limit for vocabulary in load_vocabularies() if vocabulary.tool == tool for limit in vocabulary.limits}
    sizes = [len(body.rows) for body in bodies]
    reached = sorted({n for n in (*sizes, sum(sizes)) if n in limits})
    if reached:
        account.notes.append(Note("note.limit", {"n": reached[-1], "tool": tool}, Address(account.file)))
