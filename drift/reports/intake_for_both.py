"""The account of the files as both sides may see it: row by row of the contract, by name and kind of all else."""

from __future__ import annotations

from typing import Final

from drift.sources.accounts import FileAccount, SheetAccount
from drift.tables.intake import Intake

# rows of clauses and amounts are of the paper; elsewhere a row may be a person, a ticket or a talk
PAPER: Final = ("clauses", "norms", "scope")
# of persons and of their calendars; such a file is often called after the one it is of
OF_PERSONS: Final = ("people", "contacts", "attendees")
NOTES: Final = ("note.zone",)  # of no file


def share_intake(intake: Intake) -> Intake:
    """Return the account: counts, problems and notes of the contract, no more than the kind of other sheets."""
    kinds: dict[str, int] = {}
    return Intake(
        files=tuple(_share_file(file, kinds) for file in intake.files),
        notes=tuple(note for note in intake.notes if note.code in NOTES),
    )


def _share_file(file: FileAccount, kinds: dict[str, int]) -> FileAccount:
    paper = {sheet.sheet for sheet in file.sheets if sheet.table in PAPER}
    told = [sheet for sheet in file.sheets if sheet.table in PAPER]
    others = dict.fromkeys((sheet.table, sheet.tool) for sheet in file.sheets if sheet.table not in PAPER)
    problems = tuple(problem for problem in file.problems if problem.at.sheet in paper)
    return FileAccount(
        file=_name(file, kinds),
        status=file.status,
        sha256=file.sha256,
        reason=file.reason,
        sheets=(*told, *(SheetAccount("", table, tool, told=False) for table, tool in others)),
        problems=problems,
        n_problems=sum(problem.n for problem in problems),
        notes=tuple(note for note in file.notes if note.at and note.at.sheet in paper),
    )


def _name(file: FileAccount, kinds: dict[str, int]) -> str:
    """Return the name of a file, or of one that is of persons its kind and number."""
    kind = next((str(sheet.table) for sheet in file.sheets if sheet.table in OF_PERSONS), None)
    if kind is None:
        return file.file
    kinds[kind] = kinds.get(kind, 0) + 1
    return f"({kind} {kinds[kind]})"


def tells_all(intake: Intake) -> bool:
    """Whether the rows of every sheet are told."""
    return all(sheet.told for sheet in intake.of())
