"""Incidents and their events: tickets, work orders, status updates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Address, Note, Problem
from drift.sources.body import to_ids
from drift.sources.values import Moments, to_minutes, to_moments, to_texts, zone_of
from drift.sources.vocabulary import load_vocabularies
from drift.sources.words import normalise
from drift.terms import EVENT_KINDS

if TYPE_CHECKING:
    from drift.project import Project, Source
    from drift.sources.body import Body
    from drift.sources.people import People

_MOMENTS: Final = ("opened_at", "resolved_at", "closed_at", "updated_at")
DURATION_TOLERANCE_MIN: Final = 1.0  # a tool that rounds to whole minutes is not at odds with its stamps


def read_incidents(
    body: Body, project: Project, people: People, source: Source | None
) -> tuple[pd.DataFrame, list[Problem], list[Note]]:
    """Read one row an incident; a row whose id or opening cannot be read is rejected.

    Returns
    -------
    frame : columns as in tables.columns (incidents), moments twice: wall time in the project's zone and UTC
    problems : every cell that could not be read; notes : what a reader should know
    """
    moments = {name: _moments(body, name, project, source) for name in _MOMENTS if body.has(name)}
    ids = to_ids(body.column("incident_id"))
    opened = moments["opened_at"]
    kept = ids.notna() & opened.wall.notna()
    problems = [
        *body.problems(ids.isna(), "incident_id", "expected.id"),
        *(found for name, column in moments.items() for found in body.problems(column.bad, name, "expected.moment")),
        *body.problems(ids.notna() & opened.wall.isna() & ~opened.bad, "opened_at", "expected.moment"),
    ]
    priority = _text(body, "priority", source)
    types, type_notes = _resolve_type(body, priority, source)
    frame = pd.DataFrame(
        {
            "file": body.file,
            "sheet": body.cells.sheet,
            "row": body.rows,
            "incident_id": ids,
            "tool": body.heading.tool,
            **{name: moments[name].wall if name in moments else pd.NaT for name in _MOMENTS},
            **{_utc(name): moments[name].utc if name in moments else pd.NaT for name in _MOMENTS},
            "end_known": _ends_known(moments, body),
            "priority": priority,
            "type": types,
            **{name: _text(body, name, source) for name in ("title", "category", "object", "group")},
            **{name: people.hide(_text(body, name, source), name) for name in ("requester", "handler")},
        }
    )
    notes = [note for column in moments.values() for note in column.notes] + type_notes
    notes += _compare_durations(body, frame) + _tell_backwards(frame)
    body.account.accepted = int(kept.sum())
    body.account.rejected = int((~kept).sum())
    return frame[kept], problems, _placed(notes, body)


def read_events(
    body: Body, project: Project, people: People, source: Source | None
) -> tuple[pd.DataFrame, list[Problem], list[Note]]:
    """Read one row an event; a row whose incident or moment cannot be read is rejected."""
    ids = to_ids(body.column("incident_id"))
    at = _moments(body, "at", project, source)
    kept = ids.notna() & at.wall.notna()
    problems = [
        *body.problems(ids.isna(), "incident_id", "expected.id"),
        *body.problems(ids.notna() & at.wall.isna(), "at", "expected.moment"),
    ]
    words = _words("status", body.heading.tool)
    status = _text(body, "status", source)
    kinds = status.map({word: words.get(normalise(word), "other") for word in status.dropna().unique()}).astype("str")
    frame = pd.DataFrame(
        {
            "file": body.file,
            "sheet": body.cells.sheet,
            "row": body.rows,
            "incident_id": ids,
            "tool": body.heading.tool,
            "at": at.wall,
            "at_utc": at.utc,
            "status": status,
            "kind": pd.Categorical(kinds.fillna("comment"), categories=EVENT_KINDS).astype("str"),
            "actor": people.hide(_text(body, "actor", source), "actor"),
            "text": _text(body, "text", source),
        }
    )
    body.account.accepted = int(kept.sum())
    body.account.rejected = int((~kept).sum())
    return frame[kept], problems, _placed(at.notes, body)


def _ends_known(moments: dict[str, Moments], body: Body) -> pd.Series:
    """Tell where a blank end means "still open": there is a column for it, and no cell that could not be read."""
    ends = [moments[name].bad for name in ("resolved_at", "closed_at") if name in moments]
    if not ends:
        return pd.Series(False, index=body.rows)
    return ~pd.concat(ends, axis=1).any(axis=1)


def _tell_backwards(frame: pd.DataFrame) -> list[Note]:
    n = int((frame["resolved_utc"].fillna(frame["closed_utc"]) < frame["opened_utc"]).sum())
    return [Note("note.backwards", {"n": n})] if n else []


def _utc(name: str) -> str:
    return name.removesuffix("_at") + "_utc"


def _placed(notes: list[Note], body: Body) -> list[Note]:
    return [Note(note.code, note.values, Address(body.file, body.cells.sheet)) for note in notes]


def _text(body: Body, name: str, source: Source | None) -> pd.Series:
    return to_texts(body.column(name), source.nulls if source else ())


def _moments(body: Body, name: str, project: Project, source: Source | None) -> Moments:
    return to_moments(
        body.column(name),
        project.zone,
        heading=body.title(name),
        written_in=zone_of(body.heading.brackets.get(name, ())),
        day_first=source.day_first if source else None,
        nulls=source.nulls if source else (),
    )


def _words(field: str, tool: str) -> dict[str, str]:
    """Return the words of a field: the tool's own go before the generic ones."""
    words: dict[str, str] = {}
    for vocabulary in reversed(load_vocabularies()):
        if vocabulary.tool in (tool, "generic"):
            words |= vocabulary.values.get(field, {})
    return words


def _resolve_type(body: Body, priority: pd.Series, source: Source | None) -> tuple[pd.Series, list[Note]]:
    """Tell corrective work from planned work, changes and requests; some tools say it in the priority column."""
    words = _words("type", body.heading.tool)
    told = _text(body, "type", source) if body.has("type") else priority
    known = told.map({word: words.get(normalise(word)) for word in told.dropna().unique()}).astype("str")
    if not body.has("type"):
        return known.fillna("corrective"), [Note("note.no_type")] if known.isna().all() else []
    strange = sorted(told[known.isna()].dropna().unique())
    notes = (
        [Note("note.type_unknown", {"words": ", ".join(strange[:8]), "n": int(known.isna().sum())})] if strange else []
    )
    return known.fillna("corrective"), notes


def _compare_durations(body: Body, frame: pd.DataFrame) -> list[Note]:
    """Note where a tool's own duration differs from its stamps; the stamps count."""
    if not body.has("duration_min"):
        return []
    stamped = (frame["resolved_utc"] - frame["opened_utc"]).dt.total_seconds() / 60
    differs = (to_minutes(body.column("duration_min")) - stamped).abs() > DURATION_TOLERANCE_MIN
    if not differs.any():
        return []
    return [Note("note.duration_differs", {"heading": body.title("duration_min"), "n": int(differs.sum())})]
