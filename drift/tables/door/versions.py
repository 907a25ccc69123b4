"""The versions that clauses belong to: told by the table of documents, else by the clauses themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.errors import Note
from drift.sources.rows.clauses.contracts import Version, find_entry, guess_role
from drift.tables.door.complete import fill_places

if TYPE_CHECKING:
    from drift.project import Project
    from drift.tables.door.given import Given

_NAMED: Final = ["document", "version", "effective_on"]
_TOLD: Final = ("status", "author", "approver", "function")
Row = dict[str, Any]  # of a table; None where missing


def place_clauses(given: Given) -> pd.DataFrame:
    """Return the clauses with a place each, and a file a version, so that versions stay apart."""
    clauses = given.frame.assign(in_force=given.frame["in_force"].fillna(value=True))
    if len(clauses[_NAMED].drop_duplicates()) > 1:
        files = [" ".join(["clauses", *map(str, filter(None, row.values()))]) for row in _rows(clauses[_NAMED])]
        clauses = clauses.assign(file=clauses["file"].fillna(pd.Series(files, index=clauses.index, dtype="str")))
    return fill_places("clauses", clauses)


def _rows(frame: pd.DataFrame) -> list[Row]:
    rows = frame.astype(object).to_dict("records")
    return [{str(name): None if pd.isna(value) else value for name, value in row.items()} for row in rows]


def list_versions(
    clauses: pd.DataFrame, documents: Given, project: Project
) -> tuple[pd.DataFrame, list[Version], list[Note]]:
    """Join clauses and documents: by file where the documents name one, else by document and version.

    Returns
    -------
    (clauses, versions, faults) : clauses with the day of their version; one version a file; what does not fit together
    """
    key = ("file",) if documents.has("file") else ("document", "version")
    told, faults = _list_entries(_rows(documents.frame), key)
    found: dict[str, Version] = {}
    first = clauses.drop_duplicates(["file", *_NAMED])
    for position, row in zip(first.index, _rows(first), strict=True):
        place, entry = told.pop(tuple(row[name] for name in key), (None, {}))
        version = _to_version(row, entry, project)
        values = {"row": int(position), "found": row["document"]}
        if row["file"] in found:
            faults.append(Note("door.two_versions", {**values, "file": row["file"]}))
        elif version.effective_on is None and version.status != "draft":
            faults.append(Note("door.no_day", values))
        elif place is not None and entry["effective_on"] not in (None, version.effective_on):
            days = {"found": entry["effective_on"], "expected": version.effective_on}
            faults.append(Note("door.other_day", {"row": place, **days}))
        found.setdefault(row["file"], version)
    faults += [Note("door.no_clauses", {"row": i, "found": _show(key, entry)}) for i, entry in told.values()]
    days = {file: version.effective_on for file, version in found.items()}
    return clauses.assign(effective_on=clauses["file"].map(days).astype("object")), list(found.values()), faults


def _show(key: tuple[str, ...], entry: Row) -> str:
    return ", ".join(f"{name} {entry[name]}" for name in key)


def _list_entries(rows: list[Row], key: tuple[str, ...]) -> tuple[dict[tuple[Any, ...], tuple[int, Row]], list[Note]]:
    """Return each row of the documents with its position, by its key, and the rows whose key is there already."""
    told: dict[tuple[Any, ...], tuple[int, Row]] = {}
    faults = []
    for i, row in enumerate(rows):
        at = tuple(row[name] for name in key)
        if at in told:
            faults.append(
                Note("door.twice", {"table": "documents", "row": i, "found": " ".join(map(str, filter(None, at)))})
            )
        told.setdefault(at, (i, row))
    return told, faults


def _to_version(row: Row, entry: Row, project: Project) -> Version:
    setting = find_entry(row["file"], project.settings.document)
    role = setting.role if setting and "role" in setting.model_fields_set else guess_role(row["document"] or "")
    on = row["effective_on"] or entry.get("effective_on")
    told: Row = {name: entry.get(name) for name in _TOLD}
    return Version(row["file"], row["document"], row["version"], on, entry.get("role") or role, **told)
