"""A column of cells -> moments, flags or counts, decided over the whole column."""

from dataclasses import dataclass, field
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from drift.errors import Note
from drift.sources.opening.child import MOMENT, NUMBER
from drift.sources.opening.columns import Column, clear_texts, from_arrow
from drift.sources.values.clocks import to_clocks
from drift.sources.values.declared import find_epoch, is_count, read_counts, read_declared
from drift.sources.values.never import Never, find_never
from drift.sources.values.orders import Order, find_numbers, read_either, weigh_order
from drift.sources.values.stamps import parse_stamps
from drift.sources.values.typed import read_typed
from drift.sources.vocabulary import translate

_ZONES: Final = {"utc": ZoneInfo("UTC"), "gmt": ZoneInfo("UTC"), "z": ZoneInfo("UTC")}
WALL: Final = "wall"  # the analyst's word for stamps whose offset is not to be believed
SERIALS: Final = (20_000, 80_000)  # days since 1900 of 1954 to 2119: a date that lost its format
_SERIAL: Final = r"^[2-7]\d{4}(?:[.,]\d+)?$"  # in a text table the same number is a text; no notation has five digits
_SERIAL_ZERO: Final = pd.Timestamp("1899-12-30")


@dataclass(frozen=True)
class Notation:
    """How a column of moments is written, as far as its heading, its tool or the analyst says."""

    zone: ZoneInfo | None = None  # None: that of the project
    day_first: bool | None = None  # of 05-11-2024, as declared; None: decided by the column itself
    lean: bool | None = None  # day first: what the other sheets or columns of the file tell of a column that does not
    year_first: bool | None = None  # of 22-01-04, likewise
    nulls: tuple[str, ...] = ()  # words for nothing
    format: str | None = None  # as declared: a pattern of strptime, epoch_s, epoch_ms
    wall: bool = False  # offsets such as +10:00 are wrong and the clock beside them is right


AS_WRITTEN: Final = Notation()


@dataclass(frozen=True)
class Moments:
    """A column of moments: wall time in the project's zone and the instant in UTC; `bad` marks what is no moment.

    Both are missing where a date is none: `never` tells which cells stand for no date and which are a slip of the pen.
    """

    wall: pd.Series
    utc: pd.Series
    bad: pd.Series
    never: Never
    notes: list[Note] = field(default_factory=list)


def zone_of(words: tuple[str, ...]) -> ZoneInfo | None:
    """Return the zone a heading names in brackets, `Started (UTC)`; None where it names none."""
    return next((_ZONES[word] for word in words if word in _ZONES), None)


def weigh_dates(column: Column) -> Order:
    """Return what the texts of a column tell about day first or month first."""
    written = ~np.isin(column.kinds.to_numpy(), (MOMENT, NUMBER))
    return weigh_order(clear_texts(column).filter(pa.array(written)).drop_null())


def to_moments(
    column: Column, zone: ZoneInfo, heading: str, notation: Notation = AS_WRITTEN, clock: Column | None = None
) -> Moments:
    """Read dates and times.

    Parameters
    ----------
    column : cells; date cells, numbers that lost their date format and texts may stand side by side
    zone : the project's zone, of the wall times returned
    heading : for the notes
    clock : the column of the times of day, where they stand beside the dates
    """
    index, texts = column.texts.index, clear_texts(column, notation.nulls)
    read, shifts, notes = _read(texts, column, heading, notation)
    moments, offsets = pd.Series(read, index), pd.Series(shifts, index)
    never = find_never(moments)
    gone = never.placeholders | never.strays
    moments = moments.mask(gone) if gone.any() else moments
    if clock is not None:
        moments, clock_notes = _add_clock(moments, clock, heading)
        notes += clock_notes
    if notation.wall and offsets.notna().any():
        notes.append(Note("note.zone_ignored", {"heading": heading, "n": int(offsets.notna().sum())}))
        offsets[:] = pd.NaT
    bad = pd.Series(_are_there(texts), index) & moments.isna() & ~gone
    source = notation.zone or zone
    utc = to_utc(moments, offsets, source)
    as_written = offsets.isna() & (source == zone)
    wall = moments if as_written.all() else moments.where(as_written, to_wall(utc, zone))
    if source != zone:
        notes.append(Note("note.zone_converted", {"heading": heading, "source": str(source), "zone": str(zone)}))
    return Moments(wall, utc, bad, never, notes)


def _are_there(texts: pa.Array) -> np.ndarray:
    there: np.ndarray = texts.is_valid().to_numpy(zero_copy_only=False)
    return there


def _read(
    texts: pa.Array, column: Column, heading: str, notation: Notation
) -> tuple[np.ndarray, np.ndarray, list[Note]]:
    """Read the cleared texts of a column; returns moments and offsets as `parse_stamps` does, and the notes."""
    kinds, there = column.kinds.to_numpy(), _are_there(texts)
    typed = (kinds == MOMENT) & there
    moments, offsets = _read_cells(texts, typed)
    notes = _read_serials(moments, texts, kinds, heading)
    left = np.flatnonzero(there & ~typed & np.isnat(moments))
    if not len(left):
        return moments, offsets, notes
    written = from_arrow(texts.take(pa.array(left)), column.texts.index[left])
    if notation.format is not None:
        declared = read_declared(written, notation.format)
        if declared.moments.notna().any():  # a column in which nothing fits is written in another way
            moments[left], offsets[left] = declared.moments, declared.offsets
            return moments, offsets, notes
    unit = find_epoch(written)
    if unit is not None:
        fits = is_count(written, unit).to_numpy(dtype=bool)
        counts, written = written[fits], written[~fits]
        counted = read_counts(counts, unit)
        moments[left[fits]], offsets[left[fits]] = counted.moments, counted.offsets
        values = {"heading": heading, "n": len(counts), "found": counts.iloc[0], "read": str(counted.moments.iloc[0])}
        notes.append(Note(f"note.{unit}", values))
        left = left[~fits]
        if not len(left):
            return moments, offsets, notes
    moments[left], offsets[left], order, order_notes = _read_stamps(written, heading, notation)
    notes += order_notes
    if typed.any() and order.n:
        notes.append(Note("note.dates_mixed", {"heading": heading, "dates": int(typed.sum()), "texts": order.n}))
    return moments, offsets, notes


def _read_cells(texts: pa.Array, typed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the moments and offsets of the date cells of a column, NaT for the others."""
    moments = np.full(len(typed), "NaT", dtype="datetime64[us]")
    offsets = np.full(len(typed), "NaT", dtype="timedelta64[us]")
    if typed.any():
        own = texts.filter(pa.array(typed))
        try:
            moments[typed] = pc.cast(own, pa.timestamp("us")).to_numpy(zero_copy_only=False)
        except pa.ArrowInvalid:  # an offset, or more digits of a second than these
            moments[typed], offsets[typed] = read_typed(own.to_pandas())
    return moments, offsets


def _read_serials(moments: np.ndarray, texts: pa.Array, kinds: np.ndarray, heading: str) -> list[Note]:
    """Fill in the numbers that are dates without their format, as Excel counts days."""
    like = pc.fill_null(pc.match_substring_regex(texts, _SERIAL), fill_value=False).to_numpy(zero_copy_only=False)
    plain = np.flatnonzero((like | (kinds == NUMBER)) & _are_there(texts))
    if not len(plain):
        return []
    numbers = texts.take(pa.array(plain)).to_pandas().str.replace(",", ".")
    days = pd.to_numeric(numbers, errors="coerce").set_axis(plain)
    days = days[days.between(*SERIALS)]
    if days.empty:
        return []
    moments[days.index] = (_SERIAL_ZERO + pd.to_timedelta(days, unit="D")).dt.round("s").astype("datetime64[us]")
    return [Note("note.serials", {"heading": heading, "n": len(days)})]


def _read_stamps(
    written: pd.Series, heading: str, notation: Notation
) -> tuple[np.ndarray, np.ndarray, Order, list[Note]]:
    """Read the dates that are texts; returns moments, offsets, what the column tells of its order, and the notes."""
    stamps = pa.array(written, pa.string())
    weighed = weigh_order(stamps)
    leads = bool(weighed.short.leads if weighed.short.leads is not None else notation.year_first)
    order = weighed.settle(leads)
    if notation.day_first is not None:
        return *parse_stamps(stamps, day_first=notation.day_first, year_first=False), weighed, []
    notes = []
    if leads and weighed.short.n:
        values = {"heading": heading, "n": weighed.short.n, "found": _first_short(written)}
        notes.append(Note("note.dates_year_first", values))
    elif weighed.short.leads is None and notation.year_first is None:
        notes.append(
            Note("note.dates_year", {"heading": heading, "n": weighed.short.n, "found": _first_short(written)})
        )
    if order.contradicts:
        notes.append(_explain_contradiction(written, order, heading, leads=leads))
        return *read_either(stamps, day_first=order.day_first, year_first=leads), order, notes
    if notation.lean is None and order.silent:
        notes.append(Note("note.dates_undecided", {"heading": heading, "n": order.n}))
    day_first = notation.lean if order.silent and notation.lean is not None else order.day_first
    return *parse_stamps(stamps, day_first=day_first, year_first=leads), order, notes


def _explain_contradiction(written: pd.Series, order: Order, heading: str, *, leads: bool) -> Note:
    """Return what to tell of a column that has dates of both orders; `row_day`, `row_month`: the first of each."""
    numbers = find_numbers(pa.array(written, pa.string()))
    counted = ~numbers.short if leads else np.full(len(numbers.short), fill_value=True)
    values = {"heading": heading, "day": order.day, "month": order.month, "either": order.n - order.day - order.month}
    rows = {
        name: int(written.index[numbers.places[only & counted][0]])
        for name, only in (("row_day", numbers.only_day), ("row_month", numbers.only_month))
    }
    return Note("note.dates_contradict", {**values, **rows})


def _first_short(written: pd.Series) -> str:
    numbers = find_numbers(pa.array(written, pa.string()))
    return str(written.iloc[numbers.places[numbers.short][0]])


def _add_clock(moments: pd.Series, clock: Column, heading: str) -> tuple[pd.Series, list[Note]]:
    """Add the time of day beside a date; where it cannot be read the date counts from midnight, with a note."""
    clocks, bad = to_clocks(clock)
    at_midnight = moments.eq(moments.dt.normalize())
    whole = moments.where(~at_midnight | clocks.isna(), moments + clocks)
    lost = int((moments.notna() & (clocks.isna() | bad)).sum())
    return whole, [Note("note.no_clock", {"heading": heading, "n": lost})] if lost else []


def to_utc(moments: pd.Series, offsets: pd.Series, written_in: ZoneInfo) -> pd.Series:
    """Return the instants of wall times; offset: how far each is ahead of UTC, missing where that is not told."""
    # the hour that a clock change repeats is read as its first pass; the hour it skips moves forward
    first = pd.Series(True, index=moments.index)
    zoned = moments.dt.tz_localize(written_in, ambiguous=first, nonexistent="shift_forward")
    utc: pd.Series = zoned.dt.tz_convert("UTC").dt.tz_localize(None)
    return utc if offsets.isna().all() else utc.where(offsets.isna(), moments - offsets)


def to_wall(utc: pd.Series, zone: ZoneInfo) -> pd.Series:
    """Return the wall times of a zone at some instants."""
    wall: pd.Series = utc.dt.tz_localize("UTC").dt.tz_convert(zone).dt.tz_localize(None)
    return wall


def to_flags(texts: pd.Series, words: dict[str, str]) -> pd.Series:
    """Return yes and no as True and False, missing where a word is neither; a lone minus before a time is no."""
    return translate(texts, words).map({"yes": True, "no": False}).astype("boolean")
