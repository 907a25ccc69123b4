"""Several customers in one folder: one of them is chosen, or a choice is asked for; they are never added up."""

from __future__ import annotations

from dataclasses import replace

from drift.errors import DriftError, Note, UsageError
from drift.project import Project
from drift.sources.people import MASK
from drift.sources.readings import Readings
from drift.sources.relations.bearers import find_bearers
from drift.sources.relations.columns import Relations
from drift.sources.relations.find import NONE, declared_column, find_relations, spell
from drift.sources.relations.notes import describe, drop_told, tell_columns
from drift.sources.relations.others import keep_relation
from drift.wording.case import fold_spelling


def settle_relation(readings: Readings, project: Project) -> Readings:
    """Keep the rows of the relation that was chosen; where none was, tell which column asks for a choice."""
    found, alone = find_relations(readings, project), declared_column(project) == NONE
    wanted = fold_spelling(spell(project.wanted, project)) if project.wanted else None
    chosen = next(
        ((column, name) for column in found for name, _ in column.names if fold_spelling(name) == wanted), None
    )
    notes = tell_columns(readings, project)
    if chosen:
        column, name = chosen
        kept = keep_relation(readings, column.heading, name, project)
        return drop_told(replace(kept, relation=name, notes=(*kept.notes, *notes)))
    if found and not alone:
        found = _hide_persons(replace(readings, relations=found), project)
        notes.append(Note("note.relations", describe(found[0]), found[0].at))
    return drop_told(replace(readings, relations=() if alone else found, notes=(*readings.notes, *notes)))


def _hide_persons(readings: Readings, project: Project) -> tuple[Relations, ...]:
    """Return the columns that ask for a choice without persons: in a list of names Will and Mark may be words."""
    persons = set(map(fold_spelling, find_bearers(readings, project).persons))
    return tuple(
        replace(one, names=tuple((MASK if fold_spelling(name) in persons else name, n) for name, n in one.names))
        for one in readings.relations
    )


def refuse_several(readings: Readings, project: Project) -> None:
    """Refuse rows of several relations of which none was chosen: they are never added up in silence.

    Raises
    ------
    DriftError : several relations, and none was chosen; it names them and what to choose
    UsageError : --relation names one that is not there
    """
    if readings.relation is not None or declared_column(project) == NONE:
        return
    if project.relation and fold_spelling(project.relation) != fold_spelling(project.name):
        if not readings.relations:
            raise UsageError("error.no_relation_column", name=project.relation)
        first, name = readings.relations[0], project.relation
        raise UsageError("error.no_such_relation", first.at, name=name, **describe(first))
    if readings.relations:
        first = readings.relations[0]
        raise DriftError("error.relations", first.at, **describe(first))
