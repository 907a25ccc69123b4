"""A source -> the relations in it: a folder of folders, one export with a column, or Parquet tables by relation."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from drift.errors import DriftError, UsageError
from drift.portfolio.nothing import refuse_export
from drift.portfolio.task import Kind, Task
from drift.project import BOOK, CONFIG, choose_relation, open_project
from drift.sources.files import read_files
from drift.sources.relations.bearers import is_surely_person
from drift.sources.relations.find import find_relations
from drift.tables.columns import TABLES
from drift.tables.gate import NUMBERED, Gate

KINDS: Final[tuple[Kind, ...]] = ("folder", "column", "partition")
PARTITION: Final = "relation="  # as Hive, Spark and pyarrow call the folder of a partition
RECORD: Final = "portfolio.json"  # in a folder that an index was written to: no relation


def list_tasks(source: Path, kind: Kind | None = None) -> list[Task]:
    """Return the relations of a source, by name.

    Parameters
    ----------
    source : a folder of folders; a folder, a file or a drift.toml whose rows name several relations in a column; or a
        folder of Parquet tables, TABLE/relation=NAME/*.parquet, as Spark writes them with partitionBy("relation")
    kind : which of these it is; None: told by what stands there

    Raises
    ------
    UsageError : there is no such path, or it is of another kind
    DriftError : no relation is in it
    """
    source = source.expanduser()
    if not source.exists():
        raise UsageError("error.no_path", path=str(source))
    if not os.access(source, os.R_OK | (os.X_OK if source.is_dir() else 0)):
        raise UsageError("portfolio.shut", path=str(source))
    kind = kind or tell_kind(source)
    if kind != "column" and not source.is_dir():
        raise UsageError("error.not_folder", path=str(source))
    names = {"folder": _list_folders, "column": _list_names, "partition": _list_partitions}[kind](source)
    if not names:
        raise DriftError(f"portfolio.none_{kind}", path=str(source))
    home, numbers = str(source if source.is_dir() else source.parent), _number(names)
    return [
        Task(
            *(kind, str(source / name) if kind == "folder" else str(source)),
            *(name, _show(name, numbers[name]), numbers[name], home),
        )
        for name in sorted(names, key=lambda name: (name.casefold(), name))
    ]


def tell_kind(source: Path) -> Kind:
    """Return what a source is: settings or files at its top make it one export, else its folders are relations."""
    if not source.is_dir() or has_settings(source):
        return "partition" if source.is_dir() and _list_partitions(source) else "column"
    if _list_partitions(source):
        return "partition"
    entries = [entry for entry in _scan(source) if entry.is_dir(follow_symlinks=False)]
    configured = any(has_settings(Path(entry.path)) for entry in entries)
    alone = any(entry.is_file() and not entry.name.endswith((".json", ".md", ".txt")) for entry in _scan(source))
    return "folder" if entries and (configured or not alone) else "column"


def has_settings(folder: Path) -> bool:
    """Whether a folder has a file of settings."""
    return any(_stands(folder / name) for name in (CONFIG, BOOK))


def _stands(path: Path) -> bool:
    """Whether there is such a file, as far as one may see: a folder that is closed is told in its own row."""
    try:
        return path.exists()
    except OSError:
        return False


def _scan(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)


def _list_folders(source: Path) -> list[str]:
    """Return the folders; a link leads elsewhere and is none."""
    folders = [entry for entry in _scan(source) if entry.is_dir(follow_symlinks=False)]
    return [entry.name for entry in folders if not _stands(Path(entry.path) / RECORD)]


def _list_names(source: Path) -> list[str]:
    """Return the names in the column that tells relations apart; DriftError where there is none."""
    with Gate().guard():
        project = choose_relation(open_project(source), None)
        readings = read_files(project)
        found = find_relations(readings, project)
        if not found:
            raise refuse_export(source, _scan(source) if source.is_dir() else [], readings, project)
    return [name for name, _ in found[0].names]


def _list_partitions(source: Path) -> list[str]:
    return sorted({unquote(path.name.removeprefix(PARTITION)) for path in list_partitions(source)})


def list_partitions(source: Path) -> list[Path]:
    """Return the folders of partitions, of all tables."""
    return [
        Path(entry.path)
        for name in TABLES
        if (source / name).is_dir()
        for entry in _scan(source / name)
        if entry.name.startswith(PARTITION) and entry.is_dir(follow_symlinks=False)
    ]


def _number(names: Iterable[str]) -> dict[str, str]:
    """Return a number for each, in an order that tells nothing of them."""
    order = sorted(names, key=lambda name: hashlib.sha256(os.fsencode(name)).digest())
    return {name: f"{NUMBERED}-{n}" for n, name in enumerate(order, start=1)}


def _show(name: str, number: str) -> str:
    """Return what a relation may be called before its files are read: one that is surely a person is a number."""
    return number if is_surely_person(name) else Gate().mask(os.fsencode(name).decode(errors="replace"))
