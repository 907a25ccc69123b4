"""The account of the files as both sides may see it: row by row of the contract, by name and kind of all else."""

from __future__ import annotations

from typing import Final

from drift.sources.accounts import FileAccount, SheetAccount
from drift.tables.intake import Intake

# rows of clauses and amounts are of the paper; elsewhere a row may be a person, a ticket or a talk
PAPER: Final = ("clauses", "norms", "scope")
# of persons and of their calendars; such a file is often called after the one it is of
OF_PERSONS: Final = ("people", "contacts", "attendees", "decisions", "actions")
NOTES: Final = ("note.zone",)  # of no file


def share_intake(intake: Intake) -> Intake:
    """Return the account: counts, problems and notes of the contract, no more than the kind of other sheets."""
    kinds: dict[str, int] = {}
    return Intake(
        files=tuple(_share_file(file, kinds) for file in intake.files),
        notes=tuple(note for note in intake.notes if note.code in NOTES),
        reader=intake.reader,
    )


def _share_file(file: FileAccount, kinds: dict[str, int]) -> FileAccount:
    told = [sheet for sheet in file.sheets if sheet.table in PAPER]
    paper = {sheet.sheet for sheet in told}
    others = dict.fromkeys(_keep_kind(sheet, named=bool(told)) for sheet in file.sheets if sheet.table not in PAPER)
    problems = tuple(problem for problem in file.problems if problem.at.sheet in paper)
    return FileAccount(
        file=_name(file, kinds),
        status=file.status,
        sha256=file.sha256,
        reason=file.reason,
        sheets=(*told, *(SheetAccount(name, table, tool, n_problems=n, told=False) for name, table, tool, n in others)),
        problems=problems,
        n_problems=sum(problem.n for problem in problems) + sum(n for *_, n in others),
        notes=tuple(note for note in file.notes if note.at and note.at.sheet in paper),
    )


def _keep_kind(sheet: SheetAccount, *, named: bool) -> tuple[str, str | None, str | None, int]:
    """Return name, table and tool of a sheet, and 1 where it looks like a table that could not be read."""
    lost = sheet.table is None and sheet.n_problems > 0
    return (sheet.sheet if named and lost else "", sheet.table, sheet.tool, int(lost))


def _name(file: FileAccount, kinds: dict[str, int]) -> str:
    """Return the name of a file, or of one that is of persons its kind and number."""
    kind = next((str(sheet.table) for sheet in file.sheets if sheet.table in OF_PERSONS), None)
    if kind is None:
        return file.file
    kinds[kind] = kinds.get(kind, 0) + 1
    return f"({kind} {kinds[kind]})"
