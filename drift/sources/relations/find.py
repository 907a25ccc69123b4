"""Which columns tell several relations apart: those that drift.toml declares, else customers before contracts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from drift.errors import Address
from drift.project import Project
from drift.sources.readings import Readings
from drift.sources.relations.columns import RelationColumn, Relations, count_names
from drift.sources.relations.persons import MANY
from drift.sources.words import normalise
from drift.wording.case import fold_spelling

NEARLY_EMPTY: Final = 0.05  # of the rows; what fewer rows tell, tells no relations apart
NONE: Final = "none"  # in drift.toml: they are one relation


def find_relations(readings: Readings, project: Project) -> tuple[Relations, ...]:
    """Return the columns that tell relations apart: that of drift.toml, else customers before contracts."""
    declared = declared_column(project)
    groups = group_columns(column for column in readings.relation_columns if column.asks)
    if declared and declared != NONE:
        groups = {key: columns for key, columns in groups.items() if key == normalise(declared)}
    found = []
    for kind in ("customer", "contract"):
        for columns in groups.values():
            if columns[0].kind != kind:
                continue
            relations = _list_names(columns, project)
            several = len(relations.names) >= 2
            if several and (declared not in (None, NONE) or _tells_apart(columns, relations)):
                found.append(relations)
    return tuple(found)


def declared_column(project: Project) -> str | None:
    """Return the heading that drift.toml names, NONE where it says that they are one relation."""
    declared = project.settings.relation_column
    return NONE if declared is not None and declared.casefold().strip() == NONE else declared


def group_columns(columns: Iterable[RelationColumn]) -> dict[str, list[RelationColumn]]:
    """Return the columns of each heading, of all sheets."""
    groups: dict[str, list[RelationColumn]] = {}
    for column in columns:
        groups.setdefault(column.key, []).append(column)
    return groups


def aliases_of(project: Project) -> dict[str, str]:
    """Return other spelling, folded -> the name it stands for."""
    return {fold_spelling(other): one for one, others in project.settings.aliases.items() for other in others}


def _list_names(columns: Sequence[RelationColumn], project: Project) -> Relations:
    counts = sorted(count_names(columns, aliases_of(project)).values(), key=lambda pair: (-pair[1], pair[0]))
    first = columns[0]
    at = Address(first.file, first.sheet) if len(columns) == 1 else Address(first.file)
    return Relations(first.heading, tuple(counts), at)


def _tells_apart(columns: Sequence[RelationColumn], relations: Relations) -> bool:
    """Whether names repeat, are no persons, no hundreds of callers, and stand in more than a few rows."""
    n_rows = sum(len(column.names) for column in columns)
    n_filled = sum(n for _, n in relations.names)
    if sum(column.persons for column in columns) * 2 >= len(columns):
        return False
    return len(relations.names) <= MANY and n_filled >= max(2 * len(relations.names), NEARLY_EMPTY * n_rows)


def spell(name: str, project: Project) -> str:
    """Return a name as drift.toml spells it."""
    return aliases_of(project).get(fold_spelling(name), name)
