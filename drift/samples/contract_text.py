"""The made-up contract: its versions, what each says under which number, and its sheets on who has the say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from drift.samples.cast import Cast, Person
from drift.samples.scenes.scene import Scene

UNIT_H: Final = {"hour": 1.0, "working_day": 33.6}  # hours by the clock; a working day is a fifth of a week
_NAMED: Final = 6  # persons of a role that a contact sheet names
SIGNED_BEFORE: Final = dt.timedelta(days=20)  # a version is written before it takes effect
DEAL_WITHIN: Final = dt.timedelta(days=90)  # before a version is signed: the talks that lead to it


@dataclass(frozen=True)
class Version:
    """One dated state of the contract."""

    name: str
    effective_on: dt.date
    author: str  # operations, procurement, contract management, both
    changes: str  # as its author puts them
    draft: bool
    layout: str  # of its workbook
    file: str

    @property
    def signed_on(self) -> dt.date:
        """The day on which it is written and signed, as its own sheet says."""
        return self.effective_on - SIGNED_BEFORE


@dataclass(frozen=True)
class Clause:
    """A clause as one version has it."""

    key: str  # stays with the clause through all versions
    number: str
    chapter: str
    title: str  # of its chapter
    text: str
    kind: str
    norm: float | None
    unit: str | None
    metric: str | None
    comparator: str | None
    grid: tuple[str, int] | None = None  # row and priority in the matrix of service levels


@dataclass(frozen=True)
class Paper:
    """The versions of one relation, each with its clauses; numbers gone are kept with the version that lost them."""

    versions: tuple[Version, ...]
    clauses: dict[str, tuple[Clause, ...]]  # by version
    gone: dict[str, tuple[Clause, ...]]  # by version: in the one before, no longer here
    scene: Scene

    def in_force(self, day: dt.date) -> Version:
        """Return the version in force on a day."""
        signed = [version for version in self.versions if not version.draft]
        return [version for version in signed if version.effective_on <= day or version is signed[0]][-1]

    def number(self, version: Version, key: str) -> str:
        """Return the number of a clause in a version."""
        return next(clause.number for clause in self.clauses[version.name] if clause.key == key)

    def arguments(self, version: Version) -> list[str]:
        """Return the clauses of a version that a ticket is argued by."""
        here = {clause.key for clause in self.clauses[version.name]}
        keys = self.scene.contract["keys"]
        return [key for key in keys["arguments"] if key in here] if keys["clock"] in here else []

    def due_h(self, version: Version, priority: str) -> float | None:
        """Return the term of repair at a priority, hours by the clock."""
        key = self.restore_key(priority)
        clauses = [clause for clause in self.clauses[version.name] if clause.key == key]
        return clauses[0].norm * UNIT_H[clauses[0].unit] if clauses and clauses[0].norm and clauses[0].unit else None

    def restore_key(self, priority: str) -> str:
        """Return the key of the clause that sets the term of repair at a priority."""
        return str(self.scene.contract["keys"]["restore"]).format(priority=priority)

    def before(self, version: Version) -> Version | None:
        """Return the signed version that a version follows."""
        i = self.versions.index(version)
        return next((one for one in reversed(self.versions[:i]) if not one.draft), None)


def sheets_of(version: Version, scene: Scene) -> dict[str, Any]:
    """Return role, chair, contacts, steps and meetings, as the author of a version wants them."""
    sheets: dict[str, Any] = scene.papers["authors"][version.author]
    return sheets


def author_of(version: Version, cast: Cast) -> Person:
    """Return who wrote a version."""
    writing = cast.of(sheets_of(version, cast.scene)["role"], version.signed_on)
    return (writing or cast.holding("manager", version.effective_on))[0]


def named_contacts(version: Version, cast: Cast) -> list[Person]:
    """Return the persons on the contact sheet of a version."""
    roles = sheets_of(version, cast.scene)["contacts"]
    return [person for role in roles for person in cast.of(role, version.effective_on)[:_NAMED]]


def list_governance(paper: Paper, cast: Cast) -> list[dict[str, Any]]:
    """Return one row a role or meeting named in each version."""
    rows: list[dict[str, Any]] = []
    for version in paper.versions:
        rows += [
            {"version": version.name, "role": person.role, "side": person.side, "function": person.function,
             "level": person.level, "times_a_year": None}
            for person in named_contacts(version, cast)
        ]  # fmt: skip
        rows += [
            {"version": version.name, "role": name, "side": None, "function": None, "level": level, "times_a_year": n}
            for name, level, n in sheets_of(version, cast.scene)["meetings"]
        ]
    return rows
