"""Every row accounted for: per file and sheet, read = accepted + rejected + repeated + blank + heading + note."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drift.errors import Note, Problem
from drift.sources.accounts import FileAccount, SheetAccount

if TYPE_CHECKING:
    from collections.abc import Callable

COUNTS = ("read", "accepted", "rejected", "repeated", "blank", "heading", "note")


@dataclass(frozen=True)
class Intake:
    """What was read of every file, in the order of their names, and what is to be said of the whole."""

    files: tuple[FileAccount, ...]
    notes: tuple[Note, ...] = ()

    @property
    def all_read(self) -> bool:
        """Whether no file was refused and no cell or row was unreadable."""
        return not any(file.status == "refused" or file.problems for file in self.files)

    def of(self, *tables: str | None) -> list[SheetAccount]:
        """Return the accounts of the sheets that hold one of these tables."""
        return [sheet for file in self.files for sheet in file.sheets if sheet.table in tables]

    def total(self, count: str, *tables: str | None) -> int:
        """Return the sum of one count over the sheets of some tables (none named: over all sheets)."""
        sheets = self.of(*tables) if tables else [sheet for file in self.files for sheet in file.sheets]
        return sum(int(getattr(sheet, count)) for sheet in sheets)


def mask_intake(intake: Intake, mask: Callable[[str], str]) -> Intake:
    """Return the intake with what stood in unreadable cells masked: a name may stand there too."""
    files = [
        replace(
            file, problems=[Problem(problem.at, mask(problem.found), problem.expected) for problem in file.problems]
        )
        for file in intake.files
    ]
    return replace(intake, files=tuple(files))
