"""All that was read: what the files hold, joined, and what one file says of another."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from drift.errors import Note
from drift.sources.accounts import FileAccount
from drift.sources.layout.heading import Heading
from drift.sources.layout.shapes import REQUIRED
from drift.sources.layout.unread.unknown import Unknown
from drift.sources.people import People
from drift.sources.relations.columns import RelationColumn, Relations
from drift.sources.rows.clauses.contracts import Version
from drift.sources.rows.comments import Comment
from drift.sources.rows.outcomeforms import RoundTableOutcome
from drift.sources.rows.scope import Declared
from drift.sources.words import normalise

Frames = tuple[tuple[str, pd.DataFrame], ...]  # table of ours, its rows; in the order they were read


@dataclass(frozen=True)
class FileReading:
    """What one file holds, with the finished account of its rows."""

    account: FileAccount
    frames: Frames = ()
    version: Version | None = None  # None: no clauses
    recognised: tuple[tuple[str, Heading], ...] = ()  # sheet, what it was taken for
    unknown: tuple[Unknown, ...] = ()  # sheets that look like a table and were not recognised
    comments: tuple[Comment, ...] = ()
    scope: tuple[Declared, ...] = ()
    held: tuple[RoundTableOutcome, ...] = ()
    saved_at: pd.Timestamp | None = None  # by the workbook's own word, UTC
    relation_columns: tuple[RelationColumn, ...] = ()


@dataclass(frozen=True)
class Readings:
    """All that was read: rows by table, versions by file, accounts in the order of the files' names."""

    people: People
    frames: dict[str, tuple[pd.DataFrame, ...]]
    versions: tuple[Version, ...] = ()
    accounts: tuple[FileAccount, ...] = ()
    recognised: tuple[tuple[str, str, Heading], ...] = ()  # file, sheet, what it was taken for
    unknown: tuple[tuple[str, Unknown], ...] = ()  # file, a sheet that looks like a table and was not recognised
    comments: tuple[Comment, ...] = ()
    scope: tuple[Declared, ...] = ()
    held: tuple[RoundTableOutcome, ...] = ()  # round tables, from their outcome forms
    notes: tuple[Note, ...] = ()  # about the whole
    saved: Mapping[str, pd.Timestamp] = field(default_factory=dict)  # file -> when it was saved, where it tells
    relation_columns: tuple[RelationColumn, ...] = ()
    relations: tuple[Relations, ...] = ()  # columns that tell several relations apart, none of them chosen
    relation: str | None = None  # the one that was chosen, as the files spell it
    robots: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["person", "why", "n_rows"]))
    hands: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["person", "hand", "kind"]))


def join_files(files: Sequence[FileReading], people: People, scope: Iterable[Declared] = ()) -> Readings:
    """Join what the files hold, in the order they were read; the scope that drift.toml declares goes first."""
    return Readings(
        people,
        {
            table: tuple(frame for file in files for name, frame in file.frames if name == table)
            for table in (*REQUIRED, "norms", "norm_reports", "decisions", "actions")
        },
        tuple(file.version for file in files if file.version),
        tuple(file.account for file in files),
        tuple((file.account.file, *sheet) for file in files for sheet in file.recognised),
        unknown=tuple((file.account.file, sheet) for file in files for sheet in file.unknown),
        comments=tuple(comment for file in files for comment in file.comments),
        scope=(*scope, *(amount for file in files for amount in file.scope)),
        held=tuple(table for file in files for table in file.held),
        saved={file.account.file: file.saved_at for file in files if file.saved_at is not None},
        relation_columns=tuple(column for file in files for column in file.relation_columns),
    )


def spell_alike(readings: Readings) -> Readings:
    """Give a version the name its document already has in an earlier file: `SLA` and `Sla` are one document."""
    names: dict[str, str] = {}
    for version in readings.versions:
        names.setdefault(normalise(version.document), version.document)
    return rename_versions(readings, lambda version: replace(version, document=names[normalise(version.document)]))


def rename_versions(readings: Readings, rename: Callable[[Version], Version]) -> Readings:
    """Return the readings with some versions renamed, also in the rows of clauses and governance of their files."""
    versions = tuple(rename(version) for version in readings.versions)
    renamed = {new.file: new for old, new in zip(readings.versions, versions, strict=True) if new != old}
    named = ("clauses", "governance")  # tables of which the rows name the document and version of their file
    tables = {table: tuple(_rename(frame, renamed) for frame in readings.frames[table]) for table in named}
    return replace(readings, versions=versions, frames={**readings.frames, **tables})


def _rename(frame: pd.DataFrame, renamed: Mapping[str, Version]) -> pd.DataFrame:
    version = renamed.get(frame["file"].iloc[0]) if len(frame) else None  # a frame is of one file
    return frame if version is None else frame.assign(document=version.document, version=version.version)
