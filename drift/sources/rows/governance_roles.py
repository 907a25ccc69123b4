"""One row of a governance table -> the roles in it: a row for each person, function or side that is named."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from drift.sources.layout.governance_kinds import LETTERS
from drift.sources.values.frequencies import UNKNOWN, times_a_year
from drift.sources.values.roles import Holder, function_of, level_of, read_holders, side_of
from drift.sources.values.statuses import status_of

_AUTHORS: Final = {
    "author": ("author", None),
    "reviewer": ("reviewer", None),
    "approver": ("approver", None),
    "approver_customer": ("approver", "customer"),
    "approver_supplier": ("approver", "supplier"),
}  # field -> role, side
_GROUPS: Final = {
    "participants": None,
    "chair": None,
    "escalation": None,
    "of_customer": "customer",
    "of_supplier": "supplier",
}  # field -> side
_ABOUT: Final = ("person", "function", "side", "organisation", "level", "topic")
PERSONS: Final = frozenset({*_AUTHORS, "person"})  # fields that hold names and nothing else
USED: Final = frozenset(
    {*_AUTHORS, *_GROUPS, *LETTERS.values(), *_ABOUT}
    | {"clause_version", "on", "status", "change", "meeting", "frequency", "times_a_year", "task", "phone", "mail"}
)
_VERSION = re.compile(
    r"(?:v|ver|versie|version|rev|revisie|revision|release)?[ .]*\d+(?:[.,]\d+)*[ .]?[a-z]{0,10}", re.I
)
Texts = Mapping[str, str]  # field -> text, of one row; blank cells left out
Row = dict[str, Any]


def list_roles(kind: str, texts: Texts, on: object, above: Row | None) -> list[Row]:
    """Return the roles that a row gives, on its day and after the role above; none where it is no row of the table."""
    if kind == "version history":
        return [*_versions(texts, on)]
    if kind == "meeting":
        return [*_meetings(texts, above)]
    return [*(_tasks(texts) if kind == "raci" else _named(texts, kind))]


def describe_row(texts: Texts) -> Row:
    """Return what a row says of everyone in it."""
    return {
        "topic": texts.get("topic"),
        "organisation": texts.get("organisation"),
        "side": side_of(texts.get("side", "")) or side_of(texts.get("organisation", "")),
        "level": level_of(texts.get("level"), texts.get("topic"), texts.get("meeting")),
        "times_a_year": UNKNOWN,
    }


def hold_role(
    role: str | None, holder: Holder, about: Row, *, side: str | None = None, title: str | None = None
) -> Row:
    """Return the row of one holder of a role; title: the job title that a column of its own gives."""
    function = function_of(title) if title else holder.function
    side = side or holder.side or side_of(title or "") or about["side"]
    return {**about, "role": role, "person": holder.person, "function": function, "side": side}


def _versions(texts: Texts, on: object) -> Iterator[Row]:
    version = texts.get("clause_version")
    if on is None and not (version and _VERSION.fullmatch(version.strip())):
        return  # a line below the table
    about = {
        **describe_row(texts),
        "topic": None,
        "clause_version": version,
        "on": on,
        "status": status_of(texts.get("status"), version),
    }
    holders = [
        hold_role(role, holder, about, side=side, title=texts.get("function") if role == "author" else None)
        for name, (role, side) in _AUTHORS.items()
        for holder in read_holders(texts.get(name, ""), named=True)
        if holder != Holder()
    ]
    yield from holders or [hold_role(None, Holder(), about)]


def _named(texts: Texts, role: str) -> Iterator[Row]:
    """Yield the persons or functions of a row: its own columns, and those a side."""
    about = describe_row(texts)
    step = texts.get("level")
    about["topic"] = about["topic"] or (step if level_of(step) is None else None)
    title = texts.get("function")
    holders = read_holders(texts.get("person", ""), named=True)
    if title and not holders:
        holders = [Holder()]
    yield from (hold_role(role, holder, about, title=title) for holder in holders if title or holder != Holder())
    yield from _grouped(texts, role, about)


def _grouped(texts: Texts, role: str, about: Row) -> Iterator[Row]:
    for name, side in _GROUPS.items():
        for holder in read_holders(texts.get(name, ""), named=False):
            yield hold_role(role, holder, about, side=side)


def _meetings(texts: Texts, above: Row | None) -> Iterator[Row]:
    """Yield a meeting and who takes part; a row without meeting and frequency goes on with the one above."""
    about = describe_row(texts)
    meeting = texts.get("meeting") or texts.get("topic") or texts.get("level")
    if above is not None and not {"meeting", "frequency", "times_a_year"} & texts.keys():
        about |= {"topic": above["topic"], "level": about["level"] or above["level"]}
    else:
        about["topic"] = meeting
        if not meeting or len(texts) < 2:
            return  # a line below the table
        yield {**hold_role("meeting", Holder(), about), "times_a_year": _times(texts)}
    for holder in read_holders(texts.get("person", ""), named=True):
        if holder != Holder():
            yield hold_role("participant", holder, about, title=texts.get("function"))
    yield from _grouped(texts, "participant", about)


def _times(texts: Texts) -> float:
    """Return times a year: the number where a column is for it, else what the words say."""
    number = texts.get("times_a_year", "").replace(",", ".")
    if re.fullmatch(r"\d+(?:\.\d+)?", number):
        return float(number)
    return times_a_year(texts.get("frequency") or texts.get("times_a_year", ""))


def _tasks(texts: Texts) -> Iterator[Row]:
    about = {**describe_row(texts), "topic": texts.get("task"), "level": level_of(texts.get("level"))}
    for role in LETTERS.values() if texts.get("task") else ():
        for holder in read_holders(texts.get(role, ""), named=False):
            yield hold_role(role, holder, about)
