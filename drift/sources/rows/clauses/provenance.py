"""What a file says of its own version: in its version history, its properties and where drift.toml points."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.errors import Address, Note
from drift.sources.rows.governance import COLUMNS
from drift.sources.values.statuses import plain_version, status_of
from drift.sources.vocabulary import merge_values
from drift.sources.words import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drift.sources.people import People
    from drift.sources.readings import Frames
    from drift.sources.rows.clauses.contracts import Version

_PROPERTIES: Final = {"creator": "created", "lastModifiedBy": "modified"}  # who -> when

DAYS_APART: Final = 31  # a history often has the day of writing or signing; further from the name it is another date


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
    before = replace(version, effective_on=effective_on, rough=False, until=None) if effective_on else version
    after, notes = complete_version(before, pd.concat(history, ignore_index=True)) if history else (before, [])
    if after.effective_on != version.effective_on:  # the rows were read with what the name tells
        frames = tuple(
            (table, frame.assign(effective_on=after.effective_on) if table == "clauses" else frame)
            for table, frame in frames
        )
    return Settled(after, frames, (*notes, *tell_date(before, after)))


def complete_version(version: Version, history: pd.DataFrame) -> tuple[Version, list[Note]]:
    """Fill in author, approver, status and, where nothing tells it, the date of a version from its file's history.

    The history is the rows of governance of that file; what the name of the file or drift.toml says stays.
    """
    own = rows_of_version(history, version.version)
    if own.empty:
        return version, []
    status = version.status or _first(own["status"]) or status_of(None, str(own["clause_version"].iloc[0]))
    authors, approvers = own[own["role"] == "author"], own[own["role"] == "approver"]
    notes = [Note("note.draft", at=Address(version.file))] if status == "draft" and version.status is None else []
    day, told = _choose_day(version, own)
    return replace(
        version,
        status=status,
        effective_on=day,
        rough=version.rough and day not in set(own["on"]),
        author=_first(authors["person"]),
        approver=_first(approvers["person"]),
        function=_first(authors["function"]),
    ), [*notes, *told]


def _choose_day(version: Version, own: pd.DataFrame) -> tuple[dt.date | None, list[Note]]:
    """Return the day a version takes effect, by the name of its file and by the rows of its history.

    A day in the history wins where the name tells only the month or the year around it; where it lies elsewhere the
    name counts, and both are told.
    """
    dated = own[own["on"].notna()]
    if version.effective_on is None or version.until is None or dated.empty:
        return version.effective_on or _first(own["on"]), []
    within = dated[(dated["on"] >= version.effective_on) & (dated["on"] <= version.until)]
    row = (dated if within.empty else within).iloc[0]
    at = Address(version.file, str(row["sheet"]))
    values = {"on": row["on"], "name": version.effective_on, "row": int(row["row"])}
    if len(within):
        fuller = row["on"] != version.effective_on
        return row["on"], [Note("note.date_fuller", values, at)] if fuller else []
    away = min(abs((day - version.effective_on).days) for day in dated["on"])
    apart = away > DAYS_APART
    return version.effective_on, [Note("note.dates_of_version", values, at)] if apart else []


def tell_date(before: Version, after: Version) -> list[Note]:
    """Return what to tell of how a version got its date: not at all, from the history in its file, or by half."""
    at = Address(after.file)
    if after.effective_on is None:
        return [Note("note.no_date", at=at)]
    if before.effective_on is None:
        return [Note("note.date_of_history", {"on": after.effective_on}, at)]
    return [Note("note.rough_date", {"on": after.effective_on}, at)] if after.rough else []


def _first(cells: pd.Series) -> Any:
    return next(iter(cells.dropna()), None)


def rows_of_version(history: pd.DataFrame, version: str | None) -> pd.DataFrame:
    """Return the rows of a history that speak of a version; of the latest where the version has no number.

    The latest is the one of the last day; without days the one with the highest number.
    """
    rows: pd.DataFrame = history[history["kind"] == "version history"]
    numbers = rows["clause_version"].map(plain_version).astype("str")
    if version is None and rows["on"].notna().any():
        last = max((on, row) for on, row in zip(rows["on"], rows["row"], strict=True) if pd.notna(on))[1]
        latest: pd.DataFrame = rows[rows["row"] == last]
        return latest
    wanted = plain_version(version) if version else max(numbers, key=_as_numbers, default="")
    own: pd.DataFrame = rows[(numbers == wanted) & (numbers != "")]
    return own


def _as_numbers(version: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in version.split(".")]


def read_properties(file: str, properties: Mapping[str, str], people: People) -> pd.DataFrame:
    """Return who made a workbook and who saved it last, as authors; programs and placeholders are nobody."""
    nobody = merge_values("no_author")
    authors: list[dict[str, Any]] = [
        {"file": file, "kind": "properties", "role": "author", "person": properties[who], "on": _day(properties, when)}
        for who, when in _PROPERTIES.items()
        if properties.get(who, "").strip() and normalise(properties[who]) not in nobody
    ]
    frame = pd.DataFrame(authors, columns=list(COLUMNS))
    persons = people.hide(frame["person"].astype("str"), "governance")
    return frame.assign(person=persons, row=None, times_a_year=float("nan"))


def _day(properties: Mapping[str, str], name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(properties.get(name, "")[:10])
    except ValueError:
        return None
