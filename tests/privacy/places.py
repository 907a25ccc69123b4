"""Where an export can hold a name: each place has a person of its own, and each spelling a tag before it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from persons import PERSONS, Person
from spellings import SPELLINGS, UNKNOWABLE, Spelling

FILES = (
    "name of a broken file",
    "name of a folder",
    "name of a zip",
    "name within a zip",
    "name of a contract",
    "name of a log",
    "name of a link",
    "text of a broken csv",
    "text of a broken workbook",
    "text of a README",
)
SHEETS = (
    "name of a log's sheet",
    "name of an unknown sheet",
    "heading of an unknown sheet",
    "cell of an unknown sheet",
    "title above the log",
    "heading of the log",
    "total below the log",
    "comment of a cell",
    "hidden row",
    "hidden sheet",
    "header of the page",
    "footer of the page",
    "defined name",
    "properties: creator",
    "properties: last saved by",
    "properties: company",
    "properties: manager",
    "properties: title",
    "properties: subject",
    "properties: keywords",
    "properties: comments",
    "properties: custom",
)
TICKETS = (
    "number",
    "title",
    "request",
    "category",
    "subcategory",
    "object",
    "priority",
    "status",
    "group",
    "channel",
    "line",
    "kind",
    "site",
    "name of the SLA",
    "column nobody knows",
    "memo: text",
    "memo: writer",
    "caller otherwise",
    "handler otherwise",
    "moment (rejected)",
    "end (a problem)",
    "event: text",
    "event: action",
    "event: writer",
    "event: number",
)
CONTRACT = (
    "clause: number",
    "clause: section",
    "clause: text",
    "clause: that went",
    "clause: that came",
    "clause: that changed",
    "clause: remark",
    "clause: owner",
    "clause: norm",
    "clause: struck",
    "title above the clauses",
    "norms: title",
    "norms: label",
    "norms: cell",
    "norms: level",
    "KPI: indicator",
    "KPI: result",
    "version: author",
    "version: approver",
    "version: change",
    "contact: name",
    "contact: function",
    "contact: mail",
    "escalation: who",
    "meeting: name",
    "meeting: participants",
    "RACI: task",
    "RACI: role",
)
DOCUMENTS = (
    "Word: clause",
    "Word: heading",
    "Word: comment",
    "Word: table",
    "Word: properties",
    "Word: header",
    "minutes: present",
    "minutes: action",
    "calendar: summary",
    "calendar: description",
    "calendar: location",
    "calendar: organizer",
    "calendar: attendee",
    "calendar: category",
    "calendar: name",
    "XES: activity",
    "XES: resource",
    "XES: attribute",
    "XES: case",
)
SETTINGS = (
    "comment of the analyst",
    "quote of the analyst",
    "comment (rejected)",
    "scope: unit",
    "scope (rejected)",
    "form: outcome",
    "form (rejected)",
    "relation",
    "alias of the relation",
    "parties",
    "milestone",
    "name of a document",
    "words for nothing",
    "customer of a row",
)
# persons whom the caller and the handler of no ticket name; each stands in titles
ELSEWHERE = (
    "known from a column Budgethouder",
    "known from a column Gewijzigd door",
    "known from the writers of updates",
    "known from the writers of memos",
    "known from the calendar",
    "known from the contact list",
    "known from the version history",
)
HERE = (*FILES, *SHEETS, *TICKETS, *CONTRACT, *DOCUMENTS, *SETTINGS)
PLACES = (*HERE, *ELSEWHERE)


@cache
def person_of(place: str) -> Person:
    """Return the person of a place."""
    return PERSONS[PLACES.index(place)]


def tag_of(place: str, spelling: Spelling) -> str:
    """Return what stands before a planted name, so that a hit tells which it is."""
    return f"k{SPELLINGS.index(spelling):03}p{PLACES.index(place):03}"


def plants_at(place: str, *, fits: Callable[[str], bool] = lambda _: True) -> list[str]:
    """Return all spellings that a place can hold, each behind its tag."""
    person = person_of(place)
    written = [f"{tag_of(place, one)} {one.write(person)}" for one in SPELLINGS]
    return [text for text in written if fits(text)]


def quarter_at(place: str) -> list[str]:
    """Return every fourth spelling, other ones than the place before: where four places are much alike."""
    return plants_at(place)[PLACES.index(place) % 4 :: 4]


def bare_at(place: str) -> list[str]:
    """Return all spellings as a column of persons has them, without a tag; for one that none can know the plain one."""
    person = person_of(place)
    return [person.written if one.kind == UNKNOWABLE else one.write(person) for one in SPELLINGS]
