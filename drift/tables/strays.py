"""Ends that lie after all else in a log: a year typed wrong is unknown, a far day that repeats stands for no date.

An end (resolved, closed) or answer is a stray where it lies beyond the run of all stamps of the log, or later than its
workbook was saved. What lies in the run of ends after the last opening is kept: see `Run.until`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Address, Note
from drift.sources.opening.cells import address_of
from drift.sources.values.never import REPEATED
from drift.tables.runs import Run, find_run

if TYPE_CHECKING:
    from drift.sources.readings import Readings

ENDS: Final = ("resolved_at", "closed_at")
_LATER: Final = (*ENDS, "responded_at", "updated_at")  # what cannot lie beyond the end; due dates are plans
_DAY: Final = pd.Timedelta(days=1)  # a workbook's clock may be in another zone


@dataclass(frozen=True)
class _Places:
    """Where the fields of each sheet stand: (file, sheet, field) -> column, and the heading there."""

    columns: Mapping[tuple[str, str, str], int]
    titles: Mapping[tuple[str, str, str], str]

    def tell(self, code: str, rows: pd.DataFrame, field: str, **values: object) -> Note:
        """Tell of the rows of one sheet: how many, the first cell and what stands there."""
        file, sheet, row = rows[["file", "sheet", "row"]].iloc[0]
        key = (str(file), str(sheet), field)
        cell = address_of(*key[:2], int(row), self.columns.get(key, 0)).cell
        found = str(rows[field].iloc[0]).removesuffix(" 00:00:00")
        given = {"heading": self.titles.get(key, field), "n": len(rows), "found": found, "cell": cell}
        return Note(code, given | values, Address(*key[:2]))


def drop_strays(
    incidents: pd.DataFrame, events: pd.DataFrame, readings: Readings
) -> tuple[pd.DataFrame, dict[str, list[Note]]]:
    """Return the incidents without ends that cannot be, and by file one note a column.

    An end that is a stray is unknown, so that its incident is neither slow nor still open. An opening far from the log
    stays in its row, is told, and counts in no month of the log.
    """
    run = find_run(incidents["opened_at"], [incidents["updated_at"], events["at"]])
    if run is None:
        return incidents, {}
    places, limit = _place(readings), _find_limits(incidents, run, readings.saved)
    marks = {field: incidents[field].gt(limit) for field in _LATER}
    rules = {field: _is_placeholder(incidents[field], far) for field, far in marks.items()}
    lone = {field: far & ~rules[field] for field, far in marks.items()}
    lost = lone["resolved_at"] | lone["closed_at"]
    openings = {"opened_at": ~incidents["opened_at"].between(run.first, run.last)}
    marked = [("note.stray_stamp", lone), ("note.far_no_date", rules), ("note.stray_opening", openings)]
    notes: dict[str, list[Note]] = {}
    for code, field, cells in ((code, *column) for code, columns in marked for column in columns.items()):
        for (file, _), rows in incidents[cells].groupby(["file", "sheet"]) if cells.any() else ():
            notes.setdefault(str(file), []).append(places.tell(code, rows, field))
    changed = {name: incidents[name].mask(far) for field, far in marks.items() if far.any() for name in _twice(field)}
    incidents = incidents.assign(**changed)
    lost &= incidents[[*ENDS]].isna().all(axis=1)
    return incidents.assign(end_known=incidents["end_known"] & ~lost) if lost.any() else incidents, notes


def _twice(field: str) -> tuple[str, str]:
    return field, f"{field.removesuffix('_at')}_utc"


def _find_limits(incidents: pd.DataFrame, run: Run, saved: Mapping[str, pd.Timestamp]) -> pd.Series:
    """Return after which moment a stamp of each row is a stray: the run of all stamps, and the saving of its file.

    The time a file tells it was saved is believed only where no opening and no update of it is later.
    """
    last = run.until([incidents[name] for name in (*ENDS, "responded_at")])
    limits, files = {}, {*incidents["file"].unique()}
    for file, saved_at in ((file, at) for file, at in saved.items() if file in files):
        stamps = incidents.loc[incidents["file"].eq(file), ["opened_at", "updated_at"]]
        kept = stamps.where(stamps <= run.last).max().max()
        if pd.notna(kept) and kept <= saved_at + _DAY:
            limits[file] = min(last, saved_at + _DAY)
    return incidents["file"].map(limits).astype("datetime64[us]").fillna(last)


def _is_placeholder(stamps: pd.Series, far: pd.Series) -> pd.Series:
    """Tell the far stamps that a rule wrote: the same one again, at the begin or the end of a day."""
    if not far.any():
        return far
    repeated = stamps.map(stamps[far].value_counts()).ge(REPEATED)
    bound_of_day = (stamps + pd.Timedelta(minutes=1)).dt.normalize().ne(stamps.dt.normalize())
    return far & repeated & (stamps.eq(stamps.dt.normalize()) | bound_of_day)


def _place(readings: Readings) -> _Places:
    fields = [
        ((file, sheet, field), column, heading.titles.get(field, field))
        for file, sheet, heading in readings.recognised
        if heading.table == "incidents"
        for field, column in heading.columns.items()
    ]
    return _Places({key: column for key, column, _ in fields}, {key: title for key, _, title in fields})
