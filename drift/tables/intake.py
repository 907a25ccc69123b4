"""Every row accounted for: per file and sheet, read = accepted + rejected + repeated + blank + heading + note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drift.errors import DriftError, Note
from drift.sources.accounts import FileAccount, SheetAccount
from drift.tables.summary import summarise_intake
from drift.terms import DOUBTS
from drift.wording.summary import Printed, Summary

if TYPE_CHECKING:
    from pathlib import Path

COUNTS = ("read", "accepted", "rejected", "repeated", "blank", "heading", "note")


@dataclass(frozen=True, repr=False)
class Intake(Printed):
    """What was read of every file, in the order of their names, and what is to be said of the whole."""

    files: tuple[FileAccount, ...]
    notes: tuple[Note, ...] = ()
    reader: str | None = None  # what kept the processes that read the files from all else; None: no file was read

    def summarise(self) -> Summary:
        """Return what is printed."""
        return summarise_intake(self.files, self.notes)

    @property
    def all_read(self) -> bool:
        """Whether something was read, no file was refused and no cell or row was unreadable."""
        return any(file.status == "read" for file in self.files) and not any(
            file.status == "refused" or file.problems for file in self.files
        )

    @property
    def doubts(self) -> tuple[Note, ...]:
        """What was read by a choice that somebody may want to make otherwise (terms.DOUBTS)."""
        return tuple(note for note in self.every_note if note.code in DOUBTS)

    @property
    def every_note(self) -> list[Note]:
        """What is to be said of the whole and of each file."""
        return [*self.notes, *(note for file in self.files for note in file.notes)]

    def of(self, *tables: str | None) -> list[SheetAccount]:
        """Return the accounts of the sheets that hold one of these tables (none named: of all sheets)."""
        return [sheet for file in self.files for sheet in file.sheets if not tables or sheet.table in tables]

    @property
    def unrecognised(self) -> list[tuple[str, SheetAccount]]:
        """Return file and account of the sheets that look like a table and of which nothing could be read."""
        return [(f.file, sheet) for f in self.files for sheet in f.sheets if sheet.table is None and sheet.n_problems]

    def total(self, count: str, *tables: str | None) -> int:
        """Return the sum of one count over the sheets of some tables, as of `of`."""
        return sum(int(getattr(sheet, count)) for sheet in self.of(*tables))


def nothing_to_read(intake: Intake, folder: Path) -> DriftError:
    """Return the error of a folder in which nothing could be read as a contract or a log."""
    if not intake.files:
        return DriftError("error.empty_folder", path=str(folder))
    refused = [file for file in intake.files if file.status == "refused"]
    first = intake.files[0]
    if all(file.status == "skipped" for file in intake.files):
        n = len(intake.files)
        return DriftError("error.all_skipped", path=str(folder), n=n, file=first.file, why=first.reason)
    if len(refused) == 1 and refused[0].reason:
        return DriftError("error.nothing_read_one", n=len(intake.files), file=refused[0].file, why=refused[0].reason)
    return DriftError("error.nothing_read", n=len(intake.files), refused=len(refused), path=str(folder))
