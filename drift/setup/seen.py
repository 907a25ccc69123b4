"""What a folder was taken for, sheet by sheet, as people may look at it: its first rows pass the gate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from drift.errors import Note, Problem
from drift.setup.folder import Outcome, read_folder, write_set_up
from drift.setup.guarded import Guarded
from drift.setup.headings import read_headings
from drift.setup.people_list import Listing, list_persons
from drift.sources.accounts import FileAccount
from drift.sources.layout.heading import Heading
from drift.sources.layout.unread.unknown import Unknown
from drift.sources.readings import Readings
from drift.sources.rows.clauses.contracts import Version
from drift.tables.columns import PLACE
from drift.wording import Wording

PROBLEMS: Final = 5  # of a sheet that are told; `drift check` tells all
FIRST_ROWS: Final = 5  # of a sheet, enough to see whether a column is what it was taken for
LEFT_OUT: Final = frozenset(name for name, *_ in PLACE)


@dataclass(frozen=True)
class Column:
    """One heading of a sheet, and the field it was taken for; None: for none."""

    heading: str  # as it stands in the sheet
    shown: str  # past the gate
    field: str | None


@dataclass(frozen=True)
class SheetSeen:
    """One table of a sheet, or a sheet without one."""

    file: str  # as it is called; `shown_file` may be shown
    sheet: str
    shown_file: str
    shown_sheet: str
    table: str | None  # None: no table of ours
    tool: str | None
    n_rows: int  # accepted, or all of a sheet without a table
    columns: tuple[Column, ...]
    version: Version | None
    rows: pd.DataFrame  # the first ones, by field, past the gate
    alone: bool  # the only sheet of its file
    looks_like: str | None = None  # a table that a sheet without one looks like
    problems: tuple[Problem, ...] = ()  # why it is no table, or cells that cannot be read; past the gate


@dataclass(frozen=True)
class Seen:
    """What one look at a folder found and wrote."""

    outcome: Outcome
    sheets: tuple[SheetSeen, ...]
    refused: tuple[tuple[str, Note], ...]  # file as it may be shown, why
    persons: Listing
    relations: tuple[tuple[str, tuple[str, ...]], ...]  # heading of a column that tells several apart, their names
    rung: int | None


def see_folder(
    folder: Path, say: Wording, progress: Callable[[int, int], None] | None = None, *, book: bool = False
) -> Seen:
    """Look at a folder as `drift init` does, write what that writes, and return what it was taken for; `book` as there.

    Raises
    ------
    UsageError : there is no such folder, or its settings cannot be used
    DriftError : there is nothing in it
    OutputError : the folder cannot be written
    """
    project, readings, guarded = read_folder(folder, say, progress)
    outcome = write_set_up(project, readings, guarded, book=book)
    refused = [(one.file, one.reason) for one in readings.accounts if one.status == "refused" and one.reason]
    gate = guarded.gate
    return Seen(
        outcome=outcome,
        sheets=tuple(_list_sheets(readings, project.folder, guarded)),
        refused=tuple((gate.mask(file, "file"), gate.pass_out(why)) for file, why in refused),
        persons=list_persons(readings, project.folder, guarded),
        relations=tuple((one.heading, tuple(gate.mask(name) for name, _ in one.names)) for one in readings.relations),
        rung=outcome.rung,
    )


def _list_sheets(readings: Readings, folder: Path, say: Guarded) -> Iterator[SheetSeen]:
    headings: dict[tuple[str, str, str], Heading] = {}
    for file, sheet, heading in readings.recognised:
        headings.setdefault((file, sheet, heading.table), heading)
    looks = {(file, one.sheet): one for file, one in readings.unknown}
    versions = {version.file: version for version in readings.versions}
    firsts = _first_rows(readings, say)
    for account in readings.accounts:
        if account.status != "read":
            continue
        no_table = any(one.table is None and (account.file, one.sheet) not in looks for one in account.sheets)
        others = read_headings(folder / account.file) if no_table else {}
        for one in account.sheets:
            found = headings.get((account.file, one.sheet, one.table or ""))
            unknown = looks.get((account.file, one.sheet)) if one.table is None else None
            yield SheetSeen(
                file=account.file,
                sheet=one.sheet,
                shown_file=say.gate.mask(account.file, "file"),
                shown_sheet=say.gate.mask(one.sheet, "sheet"),
                table=one.table,
                tool=one.tool,
                n_rows=one.accepted if one.table else one.read,
                columns=_list_guessed(unknown, say)
                if unknown
                else _list_columns(found, others.get(one.sheet, ()), say),
                version=versions.get(account.file) if one.table == "clauses" else None,
                rows=firsts.get((account.file, one.sheet, one.table or ""), pd.DataFrame()),
                alone=_is_alone(account),
                looks_like=unknown.kind if unknown else None,
                problems=_list_problems(account, one.sheet, say),
            )


def _is_alone(account: FileAccount) -> bool:
    return len({one.sheet for one in account.sheets}) == 1


def _list_columns(heading: Heading | None, others: tuple[str, ...] | None, say: Guarded) -> tuple[Column, ...]:
    taken = {title: name for name, title in heading.titles.items()} if heading else {}
    unused = heading.unused if heading else others or ()
    pairs = [*taken.items(), *((title, None) for title in unused if title not in taken)]
    return tuple(Column(title, say.gate.mask(title, "heading"), name) for title, name in pairs)


def _list_guessed(unknown: Unknown, say: Guarded) -> tuple[Column, ...]:
    """Return the columns of a sheet that was not recognised, with the fields that init proposes for them."""
    guesses = {guess.heading: guess.field for guess in unknown.columns}
    return tuple(Column(one, say.gate.mask(one, "heading"), guesses.get(one)) for one in unknown.headings)


def _list_problems(account: FileAccount, sheet: str, say: Guarded) -> tuple[Problem, ...]:
    found = [problem for problem in account.problems if problem.at.sheet == sheet]
    return tuple(say.gate.pass_out(problem) for problem in found[:PROBLEMS])


def _first_rows(readings: Readings, say: Guarded) -> dict[tuple[str, str, str], pd.DataFrame]:
    """Return the first rows of every sheet, by file, sheet and table, without names and without empty columns."""
    firsts = {}
    for table, parts in readings.frames.items():
        for part in parts:
            if not len(part):
                continue
            for (file, sheet), rows in part.groupby(["file", "sheet"], sort=False):
                shown = say.gate.pass_table(rows.head(FIRST_ROWS), table)
                kept = [name for name in shown.columns if name not in LEFT_OUT and shown[name].notna().any()]
                firsts[str(file), str(sheet), table] = shown[kept]
    return firsts
