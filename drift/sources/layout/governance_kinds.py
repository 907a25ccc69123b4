"""Which kind of governance table a heading row begins: by its columns, and by what the sheet or table is called."""

import re
from collections.abc import Collection, Iterable
from typing import Final

from drift.sources.layout.heading import Heading
from drift.sources.vocabulary import list_words, merge_values, pattern_of
from drift.sources.words import normalise

RACI: Final = "raci"
TITLE_LENGTH: Final = 60  # letters; longer than any title seen, and shorter than a sentence about one
_AUTHORS: Final = ("author", "reviewer", "approver", "approver_customer", "approver_supplier")
_HOLDERS: Final = ("person", "function", "participants", "of_customer", "of_supplier", "escalation", "chair")
_SIDES: Final = ("of_customer", "of_supplier")
LETTERS: Final = {"r": "responsible", "a": "accountable", "c": "consulted", "i": "informed"}
# kind -> groups of fields of which one must be there: enough of itself, and enough below a title that says it
_ALONE: Final = {
    "version history": (("clause_version",), ("on",), (*_AUTHORS, "change")),
    "escalation": (("escalation",), ("level", "topic"), ("person", "function", "escalation")),
    "meeting": (("meeting",), ("frequency", "times_a_year"), ("participants", "chair", "level", *_SIDES)),
    "contact": (("person",), ("phone", "mail"), ("function", "organisation", "side", "level")),
}
_TITLED: Final = {
    "version history": (("clause_version",), ("on", "change", "status", *_AUTHORS)),
    "escalation": (("level", "topic", "escalation"), _HOLDERS),
    "meeting": (("meeting", "level", "topic"), ("frequency", "times_a_year", "participants", *_SIDES)),
    "contact": ((*_SIDES, "person", "function"), ("function", "phone", "mail", "organisation", "side", *_SIDES)),
}
_RHYTHM: Final = ("frequency", "times_a_year")
_OF_CLAUSES: Final = ("clause_id", "text", "indicator", "target")


def kind_of(columns: Collection[str], titles: Iterable[str] = ()) -> str | None:
    """Return the kind of governance table that some fields make, None for none; what the titles say goes first."""
    said = kind_said(titles)
    if "task" in columns and sum(name in columns for name in LETTERS.values()) >= 2:
        return RACI
    if said in _TITLED and _has(columns, _TITLED[said]):
        return said
    return next((kind for kind, groups in _ALONE.items() if _has(columns, groups)), None)


def kind_told(columns: Collection[str]) -> str | None:
    """Return the kind that the analyst must mean who says that this is a governance table."""
    return kind_of(columns) or next((kind for kind, groups in _TITLED.items() if _has(columns, groups)), None)


def kind_said(titles: Iterable[str]) -> str | None:
    """Return the kind that the first telling title says."""
    for title in titles:
        if len(title) <= TITLE_LENGTH:
            words = pattern_of("governance_kind").findall(normalise(re.sub(r"\d+(?:\.\d+)*", " ", title)))
            if words:
                return merge_values("governance_kind")[max(words, key=len)]
    return None


def _has(columns: Collection[str], groups: Iterable[Iterable[str]]) -> bool:
    return all(any(name in columns for name in group) for group in groups)


def outweighs(governance: Heading, other: Heading, titles: Iterable[str]) -> bool:
    """Whether a heading row is that of a governance table rather than of another that it could be as well.

    A clause must never be lost: what has a column that only clauses have, or a clause number under no title that says
    otherwise, holds clauses. A row of a log has a number. Meetings with a date and no rhythm were held, not agreed.
    """
    titled = kind_said(titles) == governance.kind
    if other.table == "clauses":
        if any(_only_of_clauses(other.titles[name]) for name in _OF_CLAUSES if name in other.columns):
            return False
        return titled or ("clause_id" not in other.columns and governance.score > other.score)
    if other.table == "people":
        return titled or not {"phone", "mail"}.isdisjoint(governance.columns)
    if other.table in ("contacts", "attendees") and not any(name in governance.columns for name in _RHYTHM):
        return False
    return "incident_id" not in other.columns and (titled or governance.score > other.score)


def _only_of_clauses(title: str) -> bool:
    tables = {word.table for word in list_words().get(normalise(title), ())} - {""}
    return tables == {"clauses"}
