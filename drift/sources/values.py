"""A column of cells -> one declared type, decided over the whole column."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Final
from zoneinfo import ZoneInfo

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from drift.errors import Note
from drift.sources.child import DURATION, MOMENT, NUMBER
from drift.sources.words import normalise
from drift.wording.months import MONTH_NUMBERS

NULLS: Final = frozenset({"", "?", "-", "–", "n.v.t.", "nvt", "n/a", "#n/a", "#n/b", "null", "onbekend", "unknown"})
_ZONES: Final = {"utc": ZoneInfo("UTC"), "gmt": ZoneInfo("UTC"), "z": ZoneInfo("UTC")}

_TIME = r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
_OFFSET = r"\s*(?P<offset>Z|[+-]\d\d:?\d\d)?"
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}{_OFFSET}")
_NUMERIC = re.compile(rf"(?P<one>\d{{1,2}})[-/.](?P<two>\d{{1,2}})[-/.](?P<year>\d{{4}}|\d\d){_TIME}")
_NAMED = re.compile(rf"(?P<day>\d{{1,2}})[-/. ]+(?P<name>[^\W\d_]+)\.?[-/. ,]+(?P<year>\d{{4}}|\d\d){_TIME}")


@dataclass(frozen=True)
class Column:
    """Cells of one column below the heading: kinds and texts, same length; index = row number in the sheet."""

    kinds: pd.Series
    texts: pd.Series  # str, missing where blank


@dataclass(frozen=True)
class Moments:
    """A column of moments: wall time in the project's zone and the instant in UTC; `bad` marks what is no moment."""

    wall: pd.Series
    utc: pd.Series
    bad: pd.Series
    notes: list[Note] = field(default_factory=list)


def to_texts(column: Column, nulls: tuple[str, ...] = ()) -> pd.Series:
    """Return stripped texts; blank cells and words for nothing (n.v.t., ?) are missing."""
    texts = strip_texts(column.texts)
    empty = pa.array(sorted(NULLS | {null.casefold() for null in nulls}))
    kept = pc.if_else(pc.is_in(pc.utf8_lower(texts), empty), pa.scalar(None, pa.string()), texts)
    return from_arrow(kept, column.texts.index)


def strip_texts(texts: pd.Series) -> pa.Array:
    """Return texts without blanks around them; a no-break space is a blank."""
    # on the Arrow array itself: a specification has few rows, and there pandas costs more than the work
    return pc.utf8_trim_whitespace(pc.replace_substring(pa.array(texts, pa.string()), "\u00a0", " "))


def from_arrow(texts: pa.Array, index: pd.Index) -> pd.Series:
    """Return an Arrow array of texts as a Series of dtype str."""
    series: pd.Series = texts.to_pandas()
    series.index = index
    return series


def to_minutes(column: Column) -> pd.Series:
    """Return numbers as minutes and durations (30:15:00) as minutes; everything else is missing."""
    numbers = pd.to_numeric(column.texts.where(column.kinds == NUMBER), errors="coerce")
    durations = pd.to_timedelta(column.texts.where(column.kinds == DURATION), errors="coerce")
    return numbers.fillna(durations.dt.total_seconds() / 60)


def zone_of(words: tuple[str, ...]) -> ZoneInfo | None:
    """Return the zone a heading names in brackets, `Started (UTC)`; None where it names none."""
    return next((_ZONES[word] for word in words if word in _ZONES), None)


def to_moments(
    column: Column,
    zone: ZoneInfo,
    *,
    heading: str,
    written_in: ZoneInfo | None = None,
    day_first: bool | None = None,
    nulls: tuple[str, ...] = (),
) -> Moments:
    """Read dates and times.

    Parameters
    ----------
    column : cells; date cells and texts may stand side by side
    zone : the project's zone, of the wall times returned
    heading : for the notes
    written_in : zone the column is written in, where its heading says so; else the project's
    day_first : the analyst's word on 05-11-2024; None: decided by the column itself, day first where nothing tells
    """
    texts = to_texts(column, nulls)
    moments = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[us]")
    offsets = pd.Series(pd.NaT, index=texts.index, dtype="timedelta64[us]")
    typed = column.kinds.eq(MOMENT) & texts.notna()
    moments[typed] = pd.to_datetime(texts[typed], format="ISO8601").astype("datetime64[us]")
    written = texts[texts.notna() & ~typed]
    notes: list[Note] = []
    if len(written):
        first, notes = _decide_order(written, heading, day_first)
        parsed = {text: _parse(text, first) for text in written.unique()}
        moments[written.index] = written.map({text: moment for text, (moment, _) in parsed.items()}).astype(
            "datetime64[us]"
        )
        offsets[written.index] = written.map({text: offset for text, (_, offset) in parsed.items()}).astype(
            "timedelta64[us]"
        )
    bad = texts.notna() & moments.isna()
    utc = _to_utc(moments, offsets, written_in or zone)
    wall = moments.where(offsets.isna() & (written_in is None or written_in == zone), _to_wall(utc, zone))
    if written_in is not None and written_in != zone:
        notes.append(Note("note.zone_converted", {"heading": heading, "source": str(written_in), "zone": str(zone)}))
    return Moments(wall, utc, bad, notes)


def _to_utc(moments: pd.Series, offsets: pd.Series, written_in: ZoneInfo) -> pd.Series:
    # the hour that a clock change repeats is read as its first pass; the hour it skips moves forward
    zoned = moments.dt.tz_localize(
        written_in, ambiguous=pd.Series(True, index=moments.index), nonexistent="shift_forward"
    )
    utc: pd.Series = zoned.dt.tz_convert("UTC").dt.tz_localize(None)
    return utc.where(offsets.isna(), moments - offsets)


def _to_wall(utc: pd.Series, zone: ZoneInfo) -> pd.Series:
    wall: pd.Series = utc.dt.tz_localize("UTC").dt.tz_convert(zone).dt.tz_localize(None)
    return wall


def _decide_order(texts: pd.Series, heading: str, day_first: bool | None) -> tuple[bool, list[Note]]:
    parts = texts.str.extract(r"^(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d\d)(?!\d)").dropna().astype(int)
    if parts.empty or day_first is not None:
        return day_first is not False, []
    day_evidence, month_evidence = int((parts[0] > 12).sum()), int((parts[1] > 12).sum())
    if day_evidence and month_evidence:
        values = {"heading": heading, "day": day_evidence, "month": month_evidence}
        return day_evidence >= month_evidence, [Note("note.dates_contradict", values)]
    if not day_evidence and not month_evidence:
        return True, [Note("note.dates_undecided", {"heading": heading, "n": len(parts)})]
    return bool(day_evidence), []


def _parse(text: str, day_first: bool) -> tuple[dt.datetime | None, dt.timedelta | None]:
    for pattern in (_YEAR_FIRST, _NUMERIC, _NAMED):
        match = pattern.fullmatch(text)
        if match:
            try:
                return _moment(match.groupdict(), day_first)
            except ValueError:
                return None, None
    return None, None


def _moment(parts: dict[str, str | None], day_first: bool) -> tuple[dt.datetime | None, dt.timedelta | None]:
    year = int(parts["year"] or 0)
    if "one" in parts:
        day, month = int(parts["one"] or 0), int(parts["two"] or 0)
        if not day_first:
            day, month = month, day
    else:
        day = int(parts["day"] or 0)
        month = int(parts.get("month") or 0) or MONTH_NUMBERS.get(normalise(parts.get("name") or ""), 0)
    hour = int(parts["hour"] or 0)
    half = (parts["half"] or "").casefold().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    moment = dt.datetime(
        year + 2000 if year < 100 else year, month, day, hour, int(parts["minute"] or 0), int(parts["second"] or 0)
    )
    offset = parts.get("offset")
    if offset is None:
        return moment, None
    if offset == "Z":
        return moment, dt.timedelta(0)
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return moment, dt.timedelta(minutes=-minutes if offset[0] == "-" else minutes)
