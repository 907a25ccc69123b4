"""The sheets of one file -> rows of the tables they hold, with an account of each."""

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatch
from itertools import chain, islice

import pandas as pd

from drift.errors import Address, Note, Problem
from drift.project import Project
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.actionlists import take_actions
from drift.sources.layout.find import find_tables
from drift.sources.layout.headless import lend_headings
from drift.sources.layout.norms.place import place_norms
from drift.sources.layout.table import Table, account_for_left, account_for_nothing
from drift.sources.opening.cells import Contents
from drift.sources.opening.lengths import cut_cells
from drift.sources.people import People
from drift.sources.personcolumns import offer_columns
from drift.sources.readers import read_rows
from drift.sources.readings import FileReading
from drift.sources.rows.clauses import contracts
from drift.sources.rows.clauses.cover import read_cover
from drift.sources.rows.clauses.dense import cut_dense
from drift.sources.rows.clauses.effective import find_effective
from drift.sources.rows.clauses.provenance import settle_version
from drift.sources.rows.context import Context, TableReading
from drift.sources.rows.dateorders import weigh_orders
from drift.sources.rows.minutes.take import take_minutes
from drift.sources.rows.reports.report import TABLE
from drift.sources.rows.reports.take import in_order, take_reports
from drift.sources.sheettables import SheetTables, read_tables, tell_headings, tell_nothing, tell_sheets
from drift.sources.summing import join_notes
from drift.sources.vocabulary import load_vocabularies


def read_sheets(contents: Contents, account: FileAccount, project: Project, people: People) -> FileReading:
    """Read the tables that the sheets of one file hold."""
    file = account.file
    sheets_of_file, long_cells = cut_cells(file, contents.sheets)
    contents = replace(contents, sheets=sheets_of_file)
    settings = [entry for entry in project.settings.source if fnmatch(file, entry.files)]
    layouts, tool = find_tables(contents.sheets, settings)
    layouts, reports = take_reports(file, layouts)
    layouts, minutes = take_minutes(file, layouts, project, people)
    layouts = [place_norms(layout) for layout in lend_headings(layouts)]
    read = [read_tables(file, layout, project.settings.relation_column) for layout in layouts]
    for sheet in (*read, *map(SheetTables, minutes.taken)):
        offer_columns(sheet, people)
    read, actions = take_actions(file, read, find_saved(contents), project, people)
    sheets = tell_sheets(file, read)
    tables = [table for sheet in sheets for table in sheet.all]
    orders = weigh_orders(file, tables, settings)
    readings = [
        read_rows(Context(table, project, people, sheet.layout.source, orders.of(table)))
        for sheet in sheets
        for table in sheet.all
    ]
    readings, dense = cut_dense(tables, readings)
    effective = find_effective(file, contents.sheets, tables, project)
    frames = tuple(pair for reading in readings for pair in reading.frames.items())
    frames += tuple((TABLE, report.frame) for report in reports)
    frames += (*minutes.frames, *(("actions", one.frame) for one in actions))
    version = contracts.identify_version(file, project.settings.document)
    cover = read_cover(version, contents.sheets, tables, project)
    settled = settle_version(version, frames, contents.properties, effective.on or cover.on, people)
    empty = (tell_nothing(file, sheet.layout) for sheet in sheets if not sheet.main)
    told: tuple[Sequence[Note], ...] = (long_cells, dense)
    told += tuple((*one.notes, *tell_headings(file, one)) for one in sheets)
    told += (orders.notes, *(one.notes for one in readings))
    told += (
        effective.notes,
        cover.notes if settled.version else (),
        settled.notes,
        *(one.notes for one in reports),
        _tell_limits(file, tables, tool),
    )
    told += (minutes.notes, *(one.notes for one in actions))
    faults: tuple[Sequence[Problem], ...] = (*(one.problems for one in sheets), *(one.faults.shown for one in readings))
    faults += (effective.problems, *(one.problems for one in reports))
    accounts = [*_account(sheets, readings), *(report.account for report in reports)]
    accounts += [*minutes.accounts, *(one.account for one in actions)]
    account = account.add(in_order(contents.sheets, accounts), [*chain.from_iterable(faults)])
    notes = join_notes([*account.notes, *chain(*empty, *told)])
    return FileReading(
        replace(account, notes=tuple(notes)),
        settled.frames,
        settled.version,
        recognised=tuple((table.cells.sheet, table.heading) for table in tables),
        saved_at=find_saved(contents),
        relation_columns=tuple(chain(*(one.columns for one in sheets), *(one.columns for one in reports))),
        unknown=tuple(sheet.unknown for sheet in sheets if sheet.unknown),
    )


def find_saved(contents: Contents) -> pd.Timestamp | None:
    """Return when a workbook says it was saved, UTC; the clock of the file system is not asked: a copy changes it."""
    saved = pd.to_datetime([contents.properties.get("modified", "")], errors="coerce", utc=True, format="ISO8601")[0]
    return saved.tz_localize(None) if isinstance(saved, pd.Timestamp) else None


def _account(sheets: Sequence[SheetTables], readings: Sequence[TableReading]) -> list[SheetAccount]:
    """Return the account of every table of the sheets, read in this order; of a sheet without any one account."""
    accounts, rest = [], iter(readings)
    for sheet in sheets:
        own = [reading.account for reading in islice(rest, len(sheet.all))]
        first, *others = own[: len(sheet.main)] or [account_for_nothing(sheet.layout)]
        accounts += [replace(first, n_problems=first.n_problems + len(sheet.problems)), *others]
        accounts += [account_for_left(table) for table in sheet.left if sheet.main]
    return accounts


def _tell_limits(file: str, tables: Sequence[Table], tool: str) -> list[Note]:
    """Note a number of rows at which an export of this tool stops."""
    limits = {limit for vocabulary in load_vocabularies() if vocabulary.tool == tool for limit in vocabulary.limits}
    sizes = [len(table.rows) for table in tables]
    reached = sorted({n for n in (*sizes, sum(sizes)) if n in limits})
    return [Note("note.limit", {"n": reached[-1], "tool": tool}, Address(file))] if reached else []
