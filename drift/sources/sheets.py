"""The sheets of one file -> rows of the tables they hold, with an account of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from itertools import islice
from typing import Final

import pandas as pd

from drift.errors import Address, Note, Problem
from drift.project import Project
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.layout.find import Layout, find_tables
from drift.sources.layout.parts import DATED
from drift.sources.layout.shapes import NEEDED
from drift.sources.layout.table import Table, account_for_nothing, note_marks, read_side_tables, read_table
from drift.sources.layout.telling import count_mapped, tell_unknown, tell_unmapped
from drift.sources.layout.unknown import Unknown, find_unknown
from drift.sources.opening.cells import Contents
from drift.sources.opening.child import MOMENT
from drift.sources.people import People
from drift.sources.readings import FileReading
from drift.sources.relations.columns import RelationColumn, judge_columns
from drift.sources.rows import contacts, events, governance_roles, incidents, roster
from drift.sources.rows.clauses import contracts
from drift.sources.rows.clauses.effective import find_effective
from drift.sources.rows.clauses.provenance import settle_version
from drift.sources.rows.context import Context, TableReading
from drift.sources.rows.dateorders import weigh_orders
from drift.sources.rows.governance import read_governance
from drift.sources.rows.lostlists import find_lost_lists
from drift.sources.rows.reports.report import TABLE
from drift.sources.rows.reports.take import in_order, take_reports
from drift.sources.summing import join_notes
from drift.sources.vocabulary import load_vocabularies

_READERS: Final[Mapping[str, tuple[Callable[[Context], TableReading], frozenset[str]]]] = {
    "clauses": (contracts.read_clauses, contracts.USED),
    "people": (roster.read_people, roster.USED),
    "incidents": (incidents.read_incidents, incidents.USED),
    "events": (events.read_events, events.USED),
    "contacts": (contacts.read_contacts, contacts.USED["contacts"]),
    "attendees": (contacts.read_attendees, contacts.USED["attendees"]),
    "governance": (read_governance, governance_roles.USED),
}
REAL_SHARE: Final = 0.5  # of the openings of a log without numbers that must be dates; a summary has counts there


@dataclass(frozen=True)
class _SheetTables:
    """The tables of one sheet: those below one another, and those that stand beside them."""

    layout: Layout
    main: tuple[Table, ...] = ()
    side: tuple[Table, ...] = ()  # their rows count with the main ones
    columns: tuple[RelationColumn, ...] = ()  # that may tell relations apart
    unknown: Unknown | None = None  # what a sheet without a table looks like
    problems: tuple[Problem, ...] = ()  # about the sheet and its headings

    @property
    def all(self) -> tuple[Table, ...]:
        return (*self.main, *self.side)


def read_sheets(contents: Contents, account: FileAccount, project: Project, people: People) -> FileReading:
    """Read the tables that the sheets of one file hold."""
    file = account.file
    settings = [entry for entry in project.settings.source if fnmatch(file, entry.files)]
    layouts, tool = find_tables(contents.sheets, settings)
    layouts, reports = take_reports(file, layouts)
    sheets = [_read_tables(file, layout, project.settings.relation_column) for layout in layouts]
    sheets = _tell_sheets(file, sheets)
    tables = [table for sheet in sheets for table in sheet.all]
    orders = weigh_orders(file, tables, settings)
    readings = [
        _read_table(Context(table, project, people, sheet.layout.source, orders.of(table)))
        for sheet in sheets
        for table in sheet.all
    ]
    effective = find_effective(file, contents.sheets, tables, project)
    frames = tuple(pair for reading in readings for pair in reading.frames.items())
    frames += tuple((TABLE, report.frame) for report in reports)
    version = contracts.identify_version(file, project.settings.document)
    settled = settle_version(version, frames, contents.properties, effective.on, people)
    notes = [
        *(note for sheet in sheets if not sheet.main for note in _tell_nothing(file, sheet.layout)),
        *orders.notes,
        *(note for reading in readings for note in reading.notes),
        *effective.notes,
        *settled.notes,
        *(note for report in reports for note in report.notes),
        *_tell_limits(file, tables, tool),
    ]
    problems = [problem for sheet in sheets for problem in sheet.problems]
    problems += [*(problem for reading in readings for problem in reading.faults.shown), *effective.problems]
    problems += [problem for report in reports for problem in report.problems]
    accounts = [*_account(sheets, readings), *(report.account for report in reports)]
    account = account.add(in_order(contents.sheets, accounts), problems)
    account = replace(account, notes=tuple(join_notes([*account.notes, *notes])))
    recognised = tuple((table.cells.sheet, table.heading) for table in tables)
    columns = (
        *(one for sheet in sheets for one in sheet.columns),
        *(one for report in reports for one in report.columns),
    )
    return FileReading(
        account,
        settled.frames,
        settled.version,
        recognised,
        saved_at=_find_saved(contents),
        relation_columns=columns,
        unknown=tuple(sheet.unknown for sheet in sheets if sheet.unknown),
    )


def _find_saved(contents: Contents) -> pd.Timestamp | None:
    """Return when a workbook says it was saved, UTC; the clock of the file system is not asked: a copy changes it."""
    saved = pd.to_datetime([contents.properties.get("modified", "")], errors="coerce", utc=True, format="ISO8601")[0]
    return saved.tz_localize(None) if isinstance(saved, pd.Timestamp) else None


def _read_tables(file: str, layout: Layout, relation_column: str | None) -> _SheetTables:
    judged = [judge_columns(read_table(file, layout, heading), relation_column) for heading in layout.tables]
    tables = [table for table, _ in judged]
    declared = layout.source is not None and layout.source.table is not None
    if not declared and not all(map(_is_real, tables)):
        tables = []
    if not tables:
        return _SheetTables(layout, unknown=None if declared else find_unknown(layout))
    side = tuple(side for table in tables for side in read_side_tables(file, layout, table))
    columns = tuple(column for _, columns in judged for column in columns)
    return _SheetTables(layout, tuple(tables), side, columns)


def _tell_sheets(file: str, sheets: Sequence[_SheetTables]) -> list[_SheetTables]:
    """Return the sheets with what is wrong with them as a whole: not recognised, or without a heading of drift.toml.

    A setting for a file speaks of the sheets that hold its headings; where none does, of the one that holds most.
    """
    spoken: dict[int, list[_SheetTables]] = {}
    for sheet in sheets:
        source = sheet.layout.source
        if source and sheet.layout.wanted and (source.table in NEEDED or (source.table is None and source.columns)):
            spoken.setdefault(id(source), []).append(sheet)
    meant = {id(sheet) for group in spoken.values() for sheet in _find_meant(group)}
    told = []
    for sheet in sheets:
        problems = tell_unmapped(file, sheet.layout, sheet.main) if id(sheet) in meant else []
        unknown = None if problems else sheet.unknown
        problems += [tell_unknown(file, unknown)] if unknown else []
        told.append(replace(sheet, problems=tuple(problems), unknown=unknown))
    return told


def _find_meant(group: Sequence[_SheetTables]) -> Sequence[_SheetTables]:
    read = [sheet for sheet in group if sheet.main and count_mapped(sheet.layout)]
    return read or [max(group, key=lambda sheet: (bool(sheet.main), count_mapped(sheet.layout)))]


def _tell_nothing(file: str, layout: Layout) -> list[Note]:
    cells = layout.cells
    if cells.hidden and cells.n_rows:
        return [Note("note.hidden_sheet", {"sheet": cells.sheet}, Address(file))]
    if not layout.wanted and layout.source is None and cells.n_rows:
        return [Note("note.left_out", {"sheet": cells.sheet}, Address(file))]
    return [Note("note.pivot", {"sheet": cells.sheet}, Address(file))] if layout.pivot else []


def _is_real(table: Table) -> bool:
    """Whether a log without numbers has dates where its incidents open; a summary has counts there."""
    if table.heading.table != "incidents" or table.has("incident_id"):
        return True
    column = table.column("opened_at")
    filled = column.texts.notna()
    dated = column.kinds.eq(MOMENT) | column.texts.str.match(DATED).fillna(value=False)
    return bool(filled.any()) and float(dated[filled].mean()) >= REAL_SHARE


def _read_table(context: Context) -> TableReading:
    table = context.table
    reader, used = _READERS[table.heading.table]
    reading = reader(context)
    if reading.account.table == "events":
        used |= incidents.HISTORY
    unused = [*table.heading.unused, *(table.title(name) for name in table.heading.columns if name not in used)]
    unused = [title for title in unused if title not in reading.used]
    notes = [*table.notes, *reading.notes, *find_lost_lists(table), *note_marks(table)]
    by_words = [guess.title for guess in table.heading.guesses if guess.via == "words"]
    if by_words:
        notes.append(Note("note.by_words", {"headings": ", ".join(by_words)}, table.at))
    if any(unused):
        notes.append(Note("note.unused", {"headings": ", ".join(filter(None, unused))}, table.at))
    faults = reading.faults + table.valueless()
    return replace(reading, account=replace(reading.account, n_problems=faults.n), notes=tuple(notes), faults=faults)


def _account(sheets: Sequence[_SheetTables], readings: Sequence[TableReading]) -> list[SheetAccount]:
    """Return the account of every table of the sheets, read in this order; of a sheet without any one account."""
    accounts, rest = [], iter(readings)
    for sheet in sheets:
        own = [reading.account for reading in islice(rest, len(sheet.all))]
        first, *others = own[: len(sheet.main)] or [account_for_nothing(sheet.layout)]
        accounts += [replace(first, n_problems=first.n_problems + len(sheet.problems)), *others]
    return accounts


def _tell_limits(file: str, tables: Sequence[Table], tool: str) -> list[Note]:
    """Note a number of rows at which an export of this tool stops."""
    limits = {limit for vocabulary in load_vocabularies() if vocabulary.tool == tool for limit in vocabulary.limits}
    sizes = [len(table.rows) for table in tables]
    reached = sorted({n for n in (*sizes, sum(sizes)) if n in limits})
    return [Note("note.limit", {"n": reached[-1], "tool": tool}, Address(file))] if reached else []
