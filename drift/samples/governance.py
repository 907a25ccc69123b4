"""What the contract's own sheets say about roles, meetings and authors: who has the say, version after version."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from drift.samples.cast import CUSTOMER, SUPPLIER, Cast, Person
from drift.samples.contract_text import Version

if TYPE_CHECKING:
    from drift.samples.relation import Relation

_NAMED: Final = 6  # persons of a role that a contact sheet names
SIGNED_BEFORE: Final = dt.timedelta(days=20)  # a version is written before it takes effect


@cache
def load_papers() -> dict[str, Any]:
    """Return what stands on the sheets beside the clauses, and in the papers beside the contract."""
    return tomllib.loads((files("drift.samples") / "papers.toml").read_text(encoding="utf-8"))


def sheets_of(version: Version) -> dict[str, Any]:
    """Return role, chair, contacts, steps and meetings, as the author of a version wants them."""
    sheets: dict[str, Any] = load_papers()["authors"][version.author]
    return sheets


def author_of(version: Version, cast: Cast) -> Person:
    """Return who wrote a version."""
    day = version.effective_on - SIGNED_BEFORE
    return (cast.of(sheets_of(version)["role"], day) or cast.of("Bedrijfsleider", version.effective_on))[0]


def named_contacts(version: Version, cast: Cast) -> list[Person]:
    """Return the persons on the contact sheet of a version."""
    roles = sheets_of(version)["contacts"]
    return [person for role in roles for person in cast.of(role, version.effective_on)[:_NAMED]]


def company(person: Person) -> str:
    """Return whom a person works for."""
    return CUSTOMER if person.side == "customer" else SUPPLIER


def list_governance(relation: Relation) -> list[dict[str, Any]]:
    """Return one row a role or meeting named in each version."""
    rows: list[dict[str, Any]] = []
    for version in relation.paper.versions:
        rows += [
            {"version": version.name, "role": person.role, "side": person.side, "function": person.function,
             "level": person.level, "times_a_year": None}
            for person in named_contacts(version, relation.cast)
        ]  # fmt: skip
        rows += [
            {"version": version.name, "role": name, "side": None, "function": None, "level": level, "times_a_year": n}
            for name, level, n in sheets_of(version)["meetings"]
        ]
    return rows
