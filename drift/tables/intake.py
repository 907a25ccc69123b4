"""Every row accounted for: per file and sheet, read = accepted + rejected + repeated + blank + heading + note."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drift.errors import Address, DriftError, Note
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.people import MASK, People
from drift.sources.vocabulary import heading_words
from drift.sources.words import normalise
from drift.tables.summary import summarise_intake
from drift.terms import DOUBTS
from drift.wording.summary import Printed, Summary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

# two words with capitals, a particle between them or not: Gerda Zonderling, Piet de Vries
_LIKE_A_NAME = re.compile(r"[A-Z][^\W\d_]{1,60}(?: (?:van|de|der|den|von)){0,4} [A-Z][^\W\d_]{1,60}")
COUNTS = ("read", "accepted", "rejected", "repeated", "blank", "heading", "note")


@dataclass(frozen=True, repr=False)
class Intake(Printed):
    """What was read of every file, in the order of their names, and what is to be said of the whole."""

    files: tuple[FileAccount, ...]
    notes: tuple[Note, ...] = ()

    def summarise(self) -> Summary:
        """Return what is printed."""
        return summarise_intake(self.files, self.notes)

    @property
    def all_read(self) -> bool:
        """Whether no file was refused and no cell or row was unreadable."""
        return not any(file.status == "refused" or file.problems for file in self.files)

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
    if len(refused) == 1 and refused[0].reason:
        return DriftError("error.nothing_read_one", n=len(intake.files), file=refused[0].file, why=refused[0].reason)
    return DriftError("error.nothing_read", n=len(intake.files), refused=len(refused), path=str(folder))


def mask_intake(intake: Intake, people: People) -> Intake:
    """Return the intake without names of persons: they may stand in cells, headings, sheets and file names."""
    return replace(
        intake,
        files=tuple(_mask_file(file, people) for file in intake.files),
        notes=_mask_notes(intake.notes, people.mask_names),
    )


def _mask_file(file: FileAccount, people: People) -> FileAccount:
    names = people.mask_names
    return replace(
        file,
        file=names(file.file),
        sheets=tuple(replace(sheet, sheet=names(sheet.sheet)) for sheet in file.sheets),
        problems=tuple(
            # nobody has listed the person whose name stands where none belongs
            replace(
                problem,
                at=_mask_place(problem.at, names),
                found=_mask_found(people.mask(problem.found), headings=problem.at.cell is None),
                values=_mask_values(problem.values, names),
            )
            for problem in file.problems
        ),
        notes=_mask_notes(file.notes, names),
    )


def _mask_notes(notes: tuple[Note, ...], mask: Callable[[str], str]) -> tuple[Note, ...]:
    return tuple(
        Note(
            note.code,
            _mask_values(note.values, mask),
            note.at and _mask_place(note.at, mask),
        )
        for note in notes
    )


def _mask_found(text: str, *, headings: bool) -> str:
    """Mask what is written like a name; among headings not what has a word that headings are made of."""
    words = heading_words() if headings else frozenset()
    return _LIKE_A_NAME.sub(lambda like: like[0] if words.intersection(normalise(like[0]).split()) else MASK, text)


def _mask_values(values: Mapping[str, object], mask: Callable[[str], str]) -> dict[str, object]:
    return {name: mask(value) if isinstance(value, str) else value for name, value in values.items()}


def _mask_place(at: Address, mask: Callable[[str], str]) -> Address:
    return Address(mask(at.file), at.sheet and mask(at.sheet), at.cell)
