"""What the analyst says of a sheet, put into drift.toml or drift.xlsx in place: his lines, cells and order stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path
from typing import Any, Final

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from drift.errors import Address, UsageError
from drift.project import BOOK, CONFIG, find_config, make_project
from drift.project.toml import parse_toml, read_toml
from drift.setup.book.edit import BookEdit
from drift.sources.settings import check_fields
from drift.writing.placing import write_file


@dataclass(frozen=True)
class SheetChoice:
    """What a sheet is; what is None, or left out of the columns, is left as it stands in the settings."""

    file: str  # below the folder, with /
    sheet: str | None  # None: the only one of its file
    table: str | None = None
    columns: Mapping[str, str | None] = field(default_factory=dict)  # field -> heading; None: no column of ours
    document: str | None = None
    role: str | None = None
    effective_on: dt.date | None = None


def overrule(folder: Path, choice: SheetChoice) -> None:
    """Write a choice into the settings; they are checked as a whole before anything is written.

    Raises
    ------
    UsageError : the settings, or what they would become, cannot be used; drift.xlsx is open in Excel
    OutputError : they cannot be written
    """
    config = find_config(folder)
    if config is not None and config.name == BOOK:
        _overrule_book(BookEdit(config), choice)
        return
    document = _open(folder)
    if _is_source(choice):
        _put_source(document, choice)
    if _is_document(choice):
        _put_document(document, choice)
    _save(document, folder)


def _is_source(choice: SheetChoice) -> bool:
    return choice.table is not None or bool(choice.columns)


def _is_document(choice: SheetChoice) -> bool:
    return choice.document is not None or choice.role is not None or choice.effective_on is not None


def _overrule_book(edit: BookEdit, choice: SheetChoice) -> None:
    """Write a choice into drift.xlsx."""
    keys = {"files": escape(choice.file), "sheet": choice.sheet}
    if _is_source(choice):
        place = edit.find("source", keys)
        former = edit.content["source"][place] if place is not None else {}
        columns = {**former.get("columns", {}), **choice.columns}
        columns = {name: heading for name, heading in columns.items() if heading is not None}
        _put_entry(edit, "source", place, former, {**keys, "table": choice.table, "columns": columns or None})
    if _is_document(choice):
        place = edit.find("document", {"files": keys["files"]})
        former = edit.content["document"][place] if place is not None else {}
        told = {"name": choice.document, "role": choice.role, "effective_on": choice.effective_on}
        _put_entry(edit, "document", place, former, {"files": keys["files"], **told})
    edit.save()


def _put_entry(
    edit: BookEdit, name: str, place: int | None, former: Mapping[str, Any], told: Mapping[str, Any]
) -> None:
    """Put an entry in its place, or before those of its kind: of several that fit a file the first goes first."""
    entry = {**former, **{key: value for key, value in told.items() if value is not None}}
    if "columns" in told and told["columns"] is None:
        entry.pop("columns", None)
    if place is None:
        edit.put_first(name, entry)
    else:
        edit.put(name, place, entry)


def name_relation(folder: Path, relation: str | None, column: str | None) -> None:
    """Write which relation the report is about, and the column that tells it; None: as it stands; errors as above."""
    config = find_config(folder)
    given = [
        (name, value) for name, value in (("relation_column", column), ("relation", relation)) if value is not None
    ]
    if config is not None and config.name == BOOK:
        edit = BookEdit(config)
        for name, value in given:
            edit.set_key(name, value)
        edit.save()
        return
    document = _open(folder)
    for name, value in given:
        if name in document:
            document[name] = value
        else:
            _put_in_front(document, name, value)
    _save(document, folder)


def _open(folder: Path) -> tomlkit.TOMLDocument:
    path = folder / CONFIG
    if not path.exists():
        document = tomlkit.document()
        document["schema"] = 1
        return document
    read_toml(path)  # its size, its depth and that it is a file
    try:
        return tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    except TOMLKitError as fault:
        raise UsageError("error.toml", at=Address(CONFIG), detail=str(fault)) from fault


def _save(document: tomlkit.TOMLDocument, folder: Path) -> None:
    text = tomlkit.dumps(document)
    check_fields(make_project(parse_toml(text, Address(CONFIG)), None))
    write_file(folder / CONFIG, text.encode())


def _put_in_front(document: tomlkit.TOMLDocument, name: str, value: str) -> None:
    """Put a key before the first table, where TOML wants it: below the keys that stand there."""
    text = tomlkit.dumps(document)
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    while first and (not lines[first - 1].strip() or lines[first - 1].lstrip().startswith("#")):
        first -= 1
    lines.insert(first, f"{name} = {tomlkit.item(value).as_string()}")
    document.clear()
    document.update(tomlkit.parse("\n".join(lines)))


def _put_source(document: tomlkit.TOMLDocument, choice: SheetChoice) -> None:
    pattern = escape(choice.file)
    entry, new = _find(document, "source", {"files": pattern, "sheet": choice.sheet}), False
    if entry is None:
        entry = tomlkit.table()
        entry["files"] = pattern
        if choice.sheet is not None:
            entry["sheet"] = choice.sheet
        new = True
    if choice.table is not None:
        entry["table"] = choice.table
    if choice.columns:
        columns = dict(entry.get("columns", {}))
        for name, heading in choice.columns.items():
            if heading is None:
                columns.pop(name, None)
            else:
                columns[name] = heading
        inline = tomlkit.inline_table()
        inline.update(columns)
        entry["columns"] = inline
    if new:
        _insert(document, "source", entry)


def _put_document(document: tomlkit.TOMLDocument, choice: SheetChoice) -> None:
    pattern = escape(choice.file)
    entry, new = _find(document, "document", {"files": pattern}), False
    if entry is None:
        entry, new = tomlkit.table(), True
        entry["files"] = pattern
    for name, value in (("name", choice.document), ("role", choice.role), ("effective_on", choice.effective_on)):
        if value is not None:
            entry[name] = value
    if new:
        _insert(document, "document", entry)


def _find(document: tomlkit.TOMLDocument, name: str, keys: Mapping[str, str | None]) -> Table | None:
    """Return the entry that speaks of this file, and sheet, alone."""
    entries: Any = document.get(name, [])
    return next((one for one in entries if all(one.get(key) == value for key, value in keys.items())), None)


def _insert(document: tomlkit.TOMLDocument, name: str, entry: Table) -> None:
    """Put an entry before those of its kind: of several that fit a file the first goes first."""
    entries = document.get(name)
    if isinstance(entries, AoT):
        entry.add(tomlkit.nl())
        entries.insert(0, entry)
    else:
        made = tomlkit.aot()
        made.append(entry)
        document[name] = made


ROLES: Final = ("sla", "agreement", "dap", "prices", "assets", "report", "law")  # in the order they are offered
