"""What changed since the last time: headings, persons, rows that vanished or changed, months that differ."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from drift.errors import Note
from drift.project.home import HOME, find_home, write_private
from drift.sources.readings import Readings
from drift.tables.keys import number_of, settle_keys
from drift.terms import OWN_MARK
from drift.writing.placing import put_in_place
from drift.writing.temporary import TemporaryFolder

NOTED, ROWS = "last.json", "last.parquet"
_FIELDS = ["opened_utc", "resolved_utc", "closed_utc", "priority", "type", "title", "category", "object", "group"]


@dataclass(frozen=True)
class Snapshot:
    """What a folder held: no names and no texts, only headings, pseudonyms and fingerprints of rows."""

    headings: dict[str, list[str]]  # table and tool -> headings seen
    persons: list[str]  # pseudonyms
    months: dict[str, int]  # month -> incidents opened
    rows: pd.DataFrame  # tool, incident_id, month, closed, fingerprint


def take_snapshot(readings: Readings) -> Snapshot:
    """Return what a folder holds now."""
    headings: dict[str, set[str]] = {}
    for _, _, heading in readings.recognised:
        if heading.table == "people":
            continue  # our own list
        titles = headings.setdefault(f"{heading.table} ({heading.tool})", set())
        titles.update(heading.titles.values(), heading.unused)
    parts = readings.frames["incidents"]
    rows = _fingerprints(pd.concat(parts, ignore_index=True)) if parts else _no_rows()
    persons = sorted(readings.people.persons)
    months = rows["month"].value_counts().sort_index()
    return Snapshot(
        {key: sorted(titles) for key, titles in sorted(headings.items())},
        persons,
        {str(month): int(n) for month, n in months.items()},
        rows,
    )


def _no_rows() -> pd.DataFrame:
    columns = {"tool": "str", "incident_id": "str", "month": "str", "closed": "bool", "fingerprint": "uint64"}
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in columns.items()})


def _fingerprints(incidents: pd.DataFrame) -> pd.DataFrame:
    incidents = settle_keys(incidents)[0].drop_duplicates(["tool", "incident_id"], keep="last")
    ended = incidents["closed_at"].notna() | incidents["resolved_at"].notna()
    return pd.DataFrame(
        {
            "tool": incidents["tool"],
            "incident_id": incidents["incident_id"],
            "month": incidents["opened_at"].dt.to_period("M").astype("str"),
            "closed": ended,
            "fingerprint": pd.util.hash_pandas_object(incidents[_FIELDS], index=False),
        }
    ).reset_index(drop=True)


def save_snapshot(snapshot: Snapshot, folder: Path) -> None:
    """Keep a snapshot beside the key of the pseudonyms, for the next time."""
    home = find_home(folder)
    if home is None:
        return
    home.mkdir(mode=0o700, exist_ok=True)
    noted = {"schema": 1, "headings": snapshot.headings, "persons": snapshot.persons, "months": snapshot.months}
    rows = pa.BufferOutputStream()
    table = pa.Table.from_pandas(snapshot.rows, preserve_index=False)
    pq.write_table(table.replace_schema_metadata({**table.schema.metadata, OWN_MARK: "history"}), rows)
    with TemporaryFolder(home) as beside:
        write_private(beside / NOTED, json.dumps(noted, ensure_ascii=False, indent=1).encode())
        write_private(beside / ROWS, rows.getvalue())
        put_in_place(beside, home, (ROWS, NOTED))


def load_snapshot(folder: Path) -> Snapshot | None:
    """Return the snapshot of the last time; None where there is none that can be read."""
    home = folder / HOME
    try:
        noted = json.loads((home / NOTED).read_text(encoding="utf-8"))
        rows = pq.read_table(home / ROWS).to_pandas()
        return Snapshot(noted["headings"], noted["persons"], noted["months"], rows)
    except (OSError, ValueError, KeyError, pa.ArrowException):
        return None


def compare_snapshots(last: Snapshot, now: Snapshot) -> list[Note]:
    """Tell what changed since the last time, most worrying first; nothing changed gives no notes."""
    rows = _known_as_then(now.rows, last.rows)
    both = last.rows.merge(rows, on=["tool", "incident_id"], how="left", suffixes=("", "_now"), indicator=True)
    gone = both[both["_merge"] == "left_only"]
    there = both[both["_merge"] == "both"]
    changed = there[there["closed"] & (there["fingerprint"] != there["fingerprint_now"])]
    notes = [
        *_rows_note("history.vanished", gone),
        *_rows_note("history.changed", changed),
        *_months_notes(last, now),
        *_headings_notes(last, now),
    ]
    new = len(set(now.persons) - set(last.persons))
    return [*notes, Note("history.persons", {"n": new})] if new else notes


def _known_as_then(now: pd.DataFrame, last: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of now with the number they had then, where it stands for several incidents since."""
    numbers = now["incident_id"].map(number_of)
    place = pd.MultiIndex.from_arrays([now["tool"], numbers.astype("str"), now["month"]])
    then = numbers.notna() & place.isin(pd.MultiIndex.from_frame(last[["tool", "incident_id", "month"]]))
    return now.assign(incident_id=now["incident_id"].where(~then, numbers))


def _rows_note(code: str, rows: pd.DataFrame) -> list[Note]:
    if not len(rows):
        return []
    return [Note(code, {"n": len(rows), "first": rows["month"].min(), "last": rows["month"].max()})]


def _months_notes(last: Snapshot, now: Snapshot) -> list[Note]:
    """Tell months of the past whose number of incidents differs; the last month of last time was not over."""
    past = sorted(last.months)[:-1]
    differ = [month for month in past if last.months[month] != now.months.get(month, 0)]
    return [Note("history.months", {"months": ", ".join(differ), "n": len(differ)})] if differ else []


def _name_table(key: str) -> Note:
    """Return a table and its tool, as a snapshot keeps them, in words."""
    table, _, tool = key.partition(" ")
    return Note("history.table", {"kind": Note(f"report.sources.kind_{table}"), "tool": tool})


def _headings_notes(last: Snapshot, now: Snapshot) -> list[Note]:
    notes = []
    for code, old, new in (("history.new_headings", last, now), ("history.gone_headings", now, last)):
        for table, headings in new.headings.items():
            extra = sorted(set(headings) - set(old.headings.get(table, [])))
            if extra:
                notes.append(Note(code, {"table": _name_table(table), "headings": ", ".join(extra)}))
    return notes
