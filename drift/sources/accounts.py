"""What became of every row of a file: the records that the intake adds up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from drift.errors import Note, Problem

Status = Literal["read", "refused", "skipped"]


@dataclass
class SheetAccount:
    """Rows of one sheet by what they were; read = the sum of the others."""

    sheet: str
    table: str | None = None  # None: no table of ours
    tool: str | None = None
    rejected: int = 0
    repeated: int = 0
    blank: int = 0
    heading: int = 0
    note: int = 0
    accepted: int = 0
    n_problems: int = 0  # cells that could not be read; only the first of a file are listed
    first_row: int = 1  # of the rows accounted for here, 1 = first; a sheet may hold several tables
    last_row: int | None = None  # None: the last of the sheet
    columns: dict[str, int] = field(default_factory=dict)  # which column was taken for which field, 0 = A

    @property
    def read(self) -> int:
        """All rows of the sheet, each counted once."""
        return self.accepted + self.rejected + self.repeated + self.blank + self.heading + self.note


@dataclass
class FileAccount:
    """One file: read, refused or skipped, and what was noticed in it."""

    file: str  # path below the project's folder, with /
    status: Status
    sha256: str | None = None
    reason: Note | None = None
    sheets: list[SheetAccount] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)  # the first terms.PROBLEMS_SHOWN
    n_problems: int = 0  # all of them
    notes: list[Note] = field(default_factory=list)

    def reject(self, sheet: SheetAccount, problem: Problem) -> None:
        """Account for a row of one of its sheets that cannot be used, with the cell that is wrong."""
        sheet.rejected += 1
        sheet.n_problems += 1
        self.n_problems += 1
        self.problems.append(problem)
