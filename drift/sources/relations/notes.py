"""What to tell of columns of customers, sites and persons."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Final

from drift.errors import Address, Note
from drift.project import Project, find_place
from drift.sources.accounts import FileAccount
from drift.sources.readings import Readings
from drift.sources.relations.columns import Relations, count_names
from drift.sources.relations.find import NONE, declared_column, group_columns
from drift.sources.relations.persons import MANY
from drift.sources.words import normalise

_OF_COLUMNS: Final = frozenset({"note.relations", "note.other_relations", "note.sites", "note.relations_persons"})
NAMES_TOLD: Final = 10  # in a sentence; the others are counted


def tell_columns(readings: Readings, project: Project) -> list[Note]:
    """Return what to tell of the columns that are not asked about."""
    return [*_tell_sites(readings), *_tell_persons(readings, project), *_tell_unmatched(readings, project)]


def describe(relations: Relations) -> dict[str, object]:
    """Return what a sentence tells of the relations."""
    names = [f"{name} ({n})" for name, n in relations.names[:NAMES_TOLD]]
    rest = len(relations.names) - len(names)
    told = ", ".join(names) + (f", … (+{rest})" if rest else "")
    return {"heading": relations.heading, "n": len(relations.names), "names": told}


def _tell_sites(readings: Readings) -> list[Note]:
    """Name the columns of sites, halls and departments: they are of one customer and counted together."""
    notes = []
    for columns in group_columns(column for column in readings.relation_columns if column.kind == "site").values():
        n = len(count_names(columns, {}))
        n_filled = sum(int(column.names.notna().sum()) for column in columns)
        if 2 <= n <= MANY and n_filled >= 2 * n:
            notes.append(Note("note.sites", {"heading": columns[0].heading, "n": n}, Address(columns[0].file)))
    return notes


def _tell_persons(readings: Readings, project: Project) -> list[Note]:
    """Tell of columns that are called after customers and hold persons: not asked, and not in silence."""
    if declared_column(project):
        return []
    notes = []
    for columns in group_columns(column for column in readings.relation_columns if column.persons).values():
        n = len(count_names(columns, {}))
        if 2 <= n <= MANY:
            values = {"heading": columns[0].heading, "n": n}
            notes.append(Note("note.relations_persons", values, Address(columns[0].file)))
    return notes


def _tell_unmatched(readings: Readings, project: Project) -> list[Note]:
    declared = declared_column(project)
    if declared in (None, NONE) or normalise(str(declared)) in {column.key for column in readings.relation_columns}:
        return []
    at = find_place(project, "relation_column")
    return [Note("note.unmatched", {"key": "relation_column", "value": declared}, at)]


def drop_told(readings: Readings) -> Readings:
    """Return the readings without calling a column not used that a note tells of: once is enough."""
    told = {normalise(str(note.values["heading"])) for note in readings.notes if note.code in _OF_COLUMNS}
    places = {(column.file, column.key) for column in readings.relation_columns if column.key in told}
    return replace(readings, accounts=tuple(_drop_told(account, places) for account in readings.accounts))


def _drop_told(account: FileAccount, places: Set[tuple[str, str]]) -> FileAccount:
    notes = []
    for note in account.notes:
        if note.code == "note.unused":
            headings = str(note.values["headings"]).split(", ")
            left = ", ".join(one for one in headings if (account.file, normalise(one)) not in places)
            notes += [replace(note, values={"headings": left})] if left else []
        else:
            notes.append(note)
    return replace(account, notes=tuple(notes))
