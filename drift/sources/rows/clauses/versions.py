"""What a file says of its own version: in its version history, its properties and where drift.toml points."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from drift.errors import Note
from drift.sources.people import People
from drift.sources.readings import Frames
from drift.sources.rows.clauses.contracts import Version
from drift.sources.rows.clauses.provenance import complete_version, read_properties, tell_date


@dataclass(frozen=True)
class Settled:
    """A version with what its file says of it, and the rows of the file that say so."""

    version: Version | None
    frames: Frames
    notes: tuple[Note, ...] = ()


def settle_version(
    version: Version, frames: Frames, properties: Mapping[str, str], effective_on: dt.date | None, people: People
) -> Settled:
    """Tell what a file says of its own version: to its governance tables, and to the version itself.

    version: what the name of the file and drift.toml say; effective_on: the day that stands where drift.toml points.
    """
    has_clauses = any(table == "clauses" and len(frame) for table, frame in frames)
    history = [frame for table, frame in frames if table == "governance"]
    if not has_clauses and not history:
        return Settled(None, frames)  # no contract: who made the file is nobody's business
    about = {"document": version.document, "version": version.version}
    made_by = read_properties(version.file, properties, people)
    frames = tuple((table, frame.assign(**about) if table == "governance" else frame) for table, frame in frames)
    if len(made_by):
        frames = (*frames, ("governance", made_by.assign(**about)))
    if not has_clauses:
        return Settled(None, frames)
    before = replace(version, effective_on=effective_on, rough=False) if effective_on else version
    after, notes = complete_version(before, pd.concat(history, ignore_index=True)) if history else (before, [])
    if after.effective_on != version.effective_on:  # the rows were read with what the name tells
        frames = tuple(
            (table, frame.assign(effective_on=after.effective_on) if table == "clauses" else frame)
            for table, frame in frames
        )
    return Settled(after, frames, (*notes, *tell_date(before, after)))
