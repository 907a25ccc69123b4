"""One person of the list: what was found of him, and what the analyst said."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from drift.sources.people import Person
from drift.wording import Wording

OURS: Final = ("rows", "seen_as", "remark")  # columns that drift fills in


@dataclass(frozen=True)
class Choice:
    """What the analyst filled in for a person the last time."""

    side: str | None = None
    function: str | None = None
    level: str | None = None
    from_on: dt.date | None = None
    to_on: dt.date | None = None


@dataclass(frozen=True)
class Line:
    """A person and what stands beside him."""

    person: Person
    choice: Choice
    remarks: str


def tell_seen(person: Person, say: Wording) -> str:
    """Tell in what a person was seen."""
    return ", ".join(say(f"seen.{code}") for code in sorted(person.seen_as) if say.knows(f"seen.{code}"))
