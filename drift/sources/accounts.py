"""What became of every row of a file: the records that the intake adds up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from drift.errors import Note, Problem
from drift.terms import PROBLEMS_SHOWN

Status = Literal["read", "refused", "skipped"]


@dataclass(frozen=True)
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
    columns: Mapping[str, int] = field(default_factory=dict)  # which column was taken for which field, 0 = A
    told: bool = True  # false: its counts are not told, as in the edition for both sides

    @property
    def read(self) -> int:
        """All rows of the sheet, each counted once."""
        return self.accepted + self.rejected + self.repeated + self.blank + self.heading + self.note

    def count(self, accepted: int, rejected: int = 0, repeated: int = 0, note: int = 0) -> SheetAccount:
        """Return the account with the rows below the heading, by what became of them; note: no rows of the table."""
        rejected += self.rejected  # those that no reader has seen
        return replace(self, accepted=accepted, rejected=rejected, repeated=repeated, note=self.note + note)


@dataclass(frozen=True)
class FileAccount:
    """One file: read, refused or skipped, and what was noticed in it."""

    file: str  # path below the project's folder, with /
    status: Status
    sha256: str | None = None
    reason: Note | None = None
    sheets: tuple[SheetAccount, ...] = ()
    problems: tuple[Problem, ...] = ()  # the first terms.PROBLEMS_SHOWN
    n_problems: int = 0  # all of them
    notes: tuple[Note, ...] = ()

    @property
    def more_problems(self) -> int:
        """Cells that could not be read and that no line stands for."""
        return max(0, self.n_problems - sum(problem.n for problem in self.problems))

    def refuse(self, reason: Note) -> FileAccount:
        """Return the account of a file that turns out to be unreadable, or none that is to be read."""
        skipped = reason.code.startswith("skipped.")
        return replace(self, status="skipped" if skipped else "refused", reason=reason)

    def add(
        self, sheets: Sequence[SheetAccount] = (), problems: Sequence[Problem] = (), notes: Sequence[Note] = ()
    ) -> FileAccount:
        """Return the account with what was found in some sheets of the file."""
        return replace(
            self,
            sheets=(*self.sheets, *sheets),
            problems=(*self.problems, *problems)[:PROBLEMS_SHOWN],
            n_problems=self.n_problems + sum(sheet.n_problems for sheet in sheets),
            notes=(*self.notes, *notes),
        )


@dataclass(frozen=True)
class Faults:
    """Cells that cannot be read: the first of them, and how many there are."""

    shown: tuple[Problem, ...] = ()
    n: int = 0

    def __add__(self, other: Faults) -> Faults:
        return Faults((*self.shown, *other.shown), self.n + other.n)


NO_FAULTS: Final = Faults()
