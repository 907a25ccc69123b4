"""Several customers in one folder: which column tells them apart, which was chosen, and the rows of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from drift.errors import Address, DriftError, Note, UsageError
from drift.project import Project
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.layout.relation_columns import MANY, RelationColumn, Relations, count_names
from drift.sources.people import People
from drift.sources.readings import Readings
from drift.sources.words import normalise
from drift.wording.case import fold_spelling

NEARLY_EMPTY: Final = 0.05  # of the rows; what fewer rows tell, tells no relations apart
NAMES_TOLD: Final = 10  # in a sentence; the others are counted
NONE: Final = "none"  # in drift.toml: they are one relation


def settle_relation(readings: Readings, project: Project) -> Readings:
    """Keep the rows of the relation that was chosen; where none was, tell which column asks for a choice."""
    found = find_relations(readings, project)
    wanted = fold_spelling(_spell(project.wanted, project)) if project.wanted else None
    column = next((one for one in found if wanted in {fold_spelling(name) for name, _ in one.names}), None)
    notes = [*_tell_sites(readings), *_tell_persons(readings, project), *_tell_unmatched(readings, project)]
    if column is None:
        if found and _declared(project) != NONE:
            notes.append(Note("note.relations", _values(found[0], readings.people), found[0].at))
            return replace(readings, relations=found, notes=(*readings.notes, *notes))
        return replace(readings, relations=() if _declared(project) == NONE else found, notes=(*readings.notes, *notes))
    name = next(name for name, _ in column.names if fold_spelling(name) == wanted)
    kept = _keep(readings, column.heading, name, project)
    return replace(kept, relation=name, notes=(*kept.notes, *notes))


def refuse_several(readings: Readings, project: Project) -> None:
    """Refuse rows of several relations of which none was chosen: they are never added up in silence.

    Raises
    ------
    DriftError : several relations, and none was chosen; it names them and what to choose
    UsageError : --relation names one that is not there
    """
    if readings.relation is not None or _declared(project) == NONE:
        return
    if project.relation and fold_spelling(project.relation) != fold_spelling(project.name):
        if not readings.relations:
            raise UsageError("error.no_relation_column", name=readings.people.mask_names(project.relation))
        first, name = readings.relations[0], readings.people.mask_names(project.relation)
        raise UsageError("error.no_such_relation", first.at, name=name, **_values(first, readings.people))
    if readings.relations:
        first = readings.relations[0]
        raise DriftError("error.relations", first.at, **_values(first, readings.people))


def find_relations(readings: Readings, project: Project) -> tuple[Relations, ...]:
    """Return the columns that tell relations apart: that of drift.toml, else customers before contracts."""
    declared = _declared(project)
    groups = _group(column for column in readings.relation_columns if column.asks)
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


def _declared(project: Project) -> str | None:
    declared = project.settings.relation_column
    return NONE if declared is not None and declared.casefold().strip() == NONE else declared


def _group(columns: Iterable[RelationColumn]) -> dict[str, list[RelationColumn]]:
    groups: dict[str, list[RelationColumn]] = {}
    for column in columns:
        groups.setdefault(column.key, []).append(column)
    return groups


def _aliases(project: Project) -> dict[str, str]:
    """Return other spelling, folded -> the name it stands for."""
    return {fold_spelling(other): one for one, others in project.settings.aliases.items() for other in others}


def _list_names(columns: Sequence[RelationColumn], project: Project) -> Relations:
    counts = sorted(count_names(columns, _aliases(project)).values(), key=lambda pair: (-pair[1], pair[0]))
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


def _values(relations: Relations, people: People) -> dict[str, object]:
    """Return what a sentence tells of the relations: names of persons are masked as ever."""
    names = [f"{people.mask_names(name)} ({n})" for name, n in relations.names[:NAMES_TOLD]]
    rest = len(relations.names) - len(names)
    told = ", ".join(names) + (f", … (+{rest})" if rest else "")
    return {"heading": relations.heading, "n": len(relations.names), "names": told}


def _spell(name: str, project: Project) -> str:
    return _aliases(project).get(fold_spelling(name), name)


def _tell_sites(readings: Readings) -> list[Note]:
    """Name the columns of sites, halls and departments: they are of one customer and counted together."""
    notes = []
    for columns in _group(column for column in readings.relation_columns if column.kind == "site").values():
        n = len(count_names(columns, {}))
        n_filled = sum(int(column.names.notna().sum()) for column in columns)
        if 2 <= n <= MANY and n_filled >= 2 * n:
            notes.append(Note("note.sites", {"heading": columns[0].heading, "n": n}, Address(columns[0].file)))
    return notes


def _tell_persons(readings: Readings, project: Project) -> list[Note]:
    """Tell of columns that are called after customers and hold persons: not asked, and not in silence."""
    if _declared(project):
        return []
    notes = []
    for columns in _group(column for column in readings.relation_columns if column.persons).values():
        n = len(count_names(columns, {}))
        if 2 <= n <= MANY:
            values = {"heading": columns[0].heading, "n": n}
            notes.append(Note("note.relations_persons", values, Address(columns[0].file)))
    return notes


def _tell_unmatched(readings: Readings, project: Project) -> list[Note]:
    declared = _declared(project)
    if declared in (None, NONE) or normalise(str(declared)) in {column.key for column in readings.relation_columns}:
        return []
    at = Address(project.config.name) if project.config else None
    return [Note("note.unmatched", {"key": "relation_column", "value": declared}, at)]


def _keep(readings: Readings, heading: str, name: str, project: Project) -> Readings:
    """Return the readings with the rows of one relation alone; what no column tells of belongs to it too."""
    others = _rows_of_others(readings.relation_columns, heading, name, project)
    frames = {table: tuple(_without(frame, others) for frame in parts) for table, parts in readings.frames.items()}
    gone = _ids_gone(readings.frames["incidents"], frames["incidents"])
    frames["events"] = tuple(part[~part["incident_id"].isin(gone)] if len(part) else part for part in frames["events"])
    accounts = tuple(_recount(account, readings.frames, frames) for account in readings.accounts)
    files = {str(file) for part in frames["clauses"] for file in part["file"].unique()}
    had = {str(file) for part in readings.frames["clauses"] for file in part["file"].unique()}
    n_out = sum(new.note - old.note for before, after in zip(readings.accounts, accounts, strict=True)
                for old, new in zip(before.sheets, after.sheets, strict=True))  # fmt: skip
    note = Note("note.other_relations", {"heading": heading, "n": n_out, "name": readings.people.mask_names(name)})
    return replace(
        readings,
        frames=frames,
        versions=tuple(one for one in readings.versions if one.file in files or one.file not in had),
        accounts=accounts,
        notes=(*readings.notes, note),
    )


def _rows_of_others(
    columns: Iterable[RelationColumn], heading: str, name: str, project: Project
) -> dict[tuple[str, str], set[int]]:
    """Return the rows of each sheet that another name stands in, or none."""
    others: dict[tuple[str, str], set[int]] = {}
    same = [column for column in columns if column.key == normalise(heading)]
    known = count_names((column for column in same if column.asks), _aliases(project)).keys()
    for column in same:
        if column.asks or count_names([column], _aliases(project)).keys() <= known:
            folded = column.names.map(lambda text: fold_spelling(_spell(str(text), project)), na_action="ignore")
            rows = column.names.index[~folded.eq(fold_spelling(name)).fillna(value=False)]
            others.setdefault((column.file, column.sheet), set()).update(int(row) for row in rows)
    return others


def _without(frame: pd.DataFrame, others: Mapping[tuple[str, str], set[int]]) -> pd.DataFrame:
    if not len(frame) or "file" not in frame or "row" not in frame:
        return frame
    rows = others.get((str(frame["file"].iloc[0]), str(frame["sheet"].iloc[0])))  # a frame is of one sheet
    return frame[~frame["row"].isin(rows)] if rows else frame


def _ids_gone(before: Sequence[pd.DataFrame], after: Sequence[pd.DataFrame]) -> set[str]:
    """Return the incidents that are all of other relations."""
    all_ids, kept = (
        {str(one) for part in parts if len(part) for one in part["incident_id"].dropna()} for parts in (before, after)
    )
    return all_ids - kept


def _recount(
    account: FileAccount, before: Mapping[str, Sequence[pd.DataFrame]], after: Mapping[str, Sequence[pd.DataFrame]]
) -> FileAccount:
    """Return the account of a file in which the rows of other relations count as notes."""
    return replace(
        account, sheets=tuple(_recount_sheet(account.file, sheet, before, after) for sheet in account.sheets)
    )


def _recount_sheet(
    file: str,
    sheet: SheetAccount,
    before: Mapping[str, Sequence[pd.DataFrame]],
    after: Mapping[str, Sequence[pd.DataFrame]],
) -> SheetAccount:
    if sheet.table is None or sheet.table not in before:
        return sheet
    n_out = len(_rows(file, sheet, before[sheet.table]) - _rows(file, sheet, after[sheet.table]))
    n_out = min(n_out, sheet.accepted)
    return replace(sheet, accepted=sheet.accepted - n_out, note=sheet.note + n_out) if n_out else sheet


def _rows(file: str, sheet: SheetAccount, parts: Sequence[pd.DataFrame]) -> set[int]:
    """Return the rows of a sheet that stand in some frames."""
    rows: set[int] = set()
    for part in parts:
        if len(part) and part["file"].iloc[0] == file and part["sheet"].iloc[0] == sheet.sheet:
            inside = part["row"].between(sheet.first_row, sheet.last_row or float("inf"))
            rows |= set(part.loc[inside, "row"].astype(int))
    return rows
