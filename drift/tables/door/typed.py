"""Columns of a caller's frame -> columns of ours: one type each, missing in one way, and the cells that do not fit."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import numpy as np
import pandas as pd

from drift.sources.opening.columns import Column, to_texts
from drift.sources.values.moments import to_utc, to_wall
from drift.sources.values.never import drop_never
from drift.tables.columns import COUNT, DAY, FLAG, MOMENT, REAL, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    import pyarrow as pa

STAMPS: Final = "datetime64[us]"
COUNT_BELOW: Final = 2**63
PANDAS: Final = {TEXT: "str", COUNT: "Int64", REAL: "float64", FLAG: "boolean", DAY: "object", MOMENT: STAMPS}


class MisfitError(Exception):
    """A cell is of another type than its column; the message tells which was expected, a code of wording."""


@dataclass(frozen=True)
class Typed:
    """A column under its declared type, missing where a cell does not fit; those by position, with what was expected.

    `utc`: of a column of moments the instants, its values being wall times.
    """

    values: pd.Series
    wrong: dict[int, str]
    utc: pd.Series | None = None


def blank(dtype: pa.DataType, n: int) -> pd.Series:
    """Return a column of n missing values."""
    return pd.Series([None] * n, dtype=PANDAS[dtype])


def to_typed(column: pd.Series, dtype: pa.DataType, zone: ZoneInfo) -> Typed:
    """Read a column of a frame; words for nothing (n.v.t., ?) are missing, and so is what tools write for no date.

    Parameters
    ----------
    column : any dtype, index 0, 1, ...
    zone : of stamps that name none; what names another zone is converted
    """
    if dtype == MOMENT:
        return _to_moments(column, zone)
    cells, wrong = _read_cells(column, _READERS[dtype] if dtype != DAY else lambda value: _to_day(value, zone))
    values = pd.Series(cells, dtype=PANDAS[dtype])
    return Typed(to_texts(Column(values, values)) if dtype == TEXT else values, wrong)


def _read_cells(column: pd.Series, read: Callable[[Any], object]) -> tuple[list[object], dict[int, str]]:
    cells: list[object] = []
    wrong: dict[int, str] = {}
    for i, value in enumerate(column.astype(object)):
        cells.append(None)
        if not (pd.api.types.is_scalar(value) and pd.isna(value)):
            try:
                cells[i] = read(value)
            except MisfitError as misfit:
                wrong[i] = str(misfit)
    return cells, wrong


def _is_number(value: Any) -> bool:
    """Whether a cell is a finite number; a database gives its own as Decimal."""
    number = isinstance(value, Real | Decimal) and not isinstance(value, bool | np.bool_)
    return number and abs(value) <= sys.float_info.max


def _to_text(value: Any) -> str:
    if isinstance(value, str | UUID):
        text = str(value)
        if text.isascii() or text.encode(errors="ignore").decode() == text:  # half a character cannot be written
            return text
    elif _is_number(value):
        if value == int(value):
            return str(int(value))
        raise MisfitError("expected.text_number")
    raise MisfitError("expected.text")


def _to_count(value: Any) -> int:
    if _is_number(value) and value == int(value) and abs(value) < COUNT_BELOW:
        return int(value)
    raise MisfitError("expected.count")


def _to_number(value: Any) -> float:
    if _is_number(value):
        return float(value)
    raise MisfitError("expected.number")


def _to_flag(value: Any) -> bool:
    if isinstance(value, bool | np.bool_):
        return bool(value)
    raise MisfitError("expected.flag")


def _to_stamp(value: Any) -> pd.Timestamp:
    if isinstance(value, dt.date | np.datetime64):
        return pd.Timestamp(value)
    raise MisfitError("expected.stamp")


def _to_day(value: Any, zone: ZoneInfo) -> dt.date:
    try:
        stamp = _to_stamp(value)
    except MisfitError:
        raise MisfitError("expected.date") from None
    return (stamp.tz_convert(zone) if stamp.tz else stamp).date()


_READERS: Final[dict[pa.DataType, Callable[[Any], object]]] = {
    TEXT: _to_text,
    COUNT: _to_count,
    REAL: _to_number,
    FLAG: _to_flag,
}


def _to_moments(column: pd.Series, zone: ZoneInfo) -> Typed:
    naive, instants, wrong = _read_stamps(column)
    naive = drop_never(naive)
    instants = drop_never(instants)
    utc = instants.fillna(to_utc(naive, pd.Series(pd.NaT, index=naive.index, dtype="timedelta64[us]"), zone))
    return Typed(naive.fillna(to_wall(instants, zone)), wrong, utc)


def _read_stamps(column: pd.Series) -> tuple[pd.Series, pd.Series, dict[int, str]]:
    """Return the stamps that name no zone, the instants (UTC) of those that do, and the cells that are no stamp."""
    none = blank(MOMENT, len(column))
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        return none, column.dt.tz_convert("UTC").dt.tz_localize(None).astype(STAMPS), {}
    if isinstance(column.dtype, np.dtype) and column.dtype.kind == "M":
        return column.astype(STAMPS), none, {}
    stamps, wrong = _read_cells(column, _to_stamp)
    zoned = [isinstance(stamp, pd.Timestamp) and stamp.tz is not None for stamp in stamps]
    naive = [None if has else stamp for stamp, has in zip(stamps, zoned, strict=True)]
    aware = [stamp if has else None for stamp, has in zip(stamps, zoned, strict=True)]
    instants = pd.to_datetime(pd.Series(aware, dtype="object"), utc=True).dt.tz_localize(None)
    return pd.Series(naive, dtype=STAMPS), instants.astype(STAMPS), wrong
