"""Formulas of our own over our own cells, each with what it gives: right in a program that does not compute too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from drift.terms import DECIMALS

Refer = Callable[[str, str, int, int], str]  # sheet, column, first and last row of its frame -> 'Months'!$C$2:$C$25


@dataclass(frozen=True)
class Live:
    """A formula, without its =, and what it gives."""

    formula: str
    value: float


@dataclass(frozen=True)
class Cells:
    """Some rows of a column of a sheet, as the file has them."""

    sheet: str  # its code
    column: str
    first: int  # row of the frame, 0 = first
    last: int
    values: np.ndarray  # floats, NaN where a cell is empty


def pick_cells(sheet: str, frame: pd.DataFrame, column: str, rows: range) -> Cells:
    """Return rows that follow each other of a column of numbers."""
    values = frame[column].iloc[rows.start : rows.stop].to_numpy(dtype=float, na_value=np.nan)
    return Cells(sheet, column, rows.start, rows.stop - 1, np.round(values, DECIMALS) + 0.0)


def point_at(cells: Cells, refer: Refer) -> str:
    """Return a reference to cells."""
    return refer(cells.sheet, cells.column, cells.first, cells.last)


def take_mean(cells: Cells, refer: Refer) -> Live:
    """Return the level of an index, whose cells are natural logs."""
    return Live(f"EXP(AVERAGE({point_at(cells, refer)}))", float(np.exp(np.nanmean(cells.values))))


def take_geometric(cells: Cells, refer: Refer) -> Live:
    """Return the geometric mean of months, every month alike; none where a month is 0, of which it has no log."""
    known = cells.values[~np.isnan(cells.values)]
    value = float(np.exp(np.log(known).mean())) if len(known) and (known > 0).all() else float("nan")
    return Live(f"GEOMEAN({point_at(cells, refer)})", value)


def take_weighted(cells: Cells, weights: Cells, refer: Refer) -> Live:
    """Return the mean over incidents of a share by month."""
    a, b = point_at(cells, refer), point_at(weights, refer)
    total = float(np.nansum(weights.values))
    value = float(np.nansum(cells.values * weights.values)) / total if total else float("nan")
    return Live(f"SUMPRODUCT({a},{b})/SUM({b})", value)


def take_cell(cells: Cells, refer: Refer) -> Live:
    """Return one cell."""
    return Live(point_at(cells, refer), float(cells.values[0]))


def scale(live: Live, by: int) -> Live:
    """Return a number in another unit."""
    return live if by == 1 else Live(f"{by}*({live.formula})", by * live.value)


def lower(live: Live) -> Live:
    """Return a level of an index as a change: 1.2 is +0.2."""
    return Live(f"{live.formula}-1", live.value - 1)


def share_of(one: Cells, of: Cells, refer: Refer) -> Live:
    """Return what a cell is of a sum."""
    total = float(np.nansum(of.values))
    value = float(one.values[0]) / total if total else float("nan")
    return Live(f"{point_at(one, refer)}/SUM({point_at(of, refer)})", value)


def drop_sign(live: Live) -> Live:
    """Return a number without its sign."""
    return Live(f"ABS({live.formula})", abs(live.value))


def subtract(after: Live, before: Live) -> Live:
    """Return a difference."""
    return Live(f"{after.formula}-{before.formula}", after.value - before.value)


def compare(after: Live, before: Live) -> Live:
    """Return a change as a share: 0.34 is +34 %."""
    value = after.value / before.value - 1 if before.value else float("nan")
    return Live(f"({after.formula})/({before.formula})-1", value)
