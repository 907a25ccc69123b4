"""What stands behind a number of a page: its window, n and interval, the rows it is made of, a formula over them.

Two kinds of answers: the changes that were found, each level and difference of them with the months it is over; and the
cells of the sheets, where a number stands as it is. Which one is meant is told by its value, all digits of it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from drift.analysed import Analysis
from drift.measures.work.engagement import ENGAGEMENT
from drift.model.change import Change, Window
from drift.reports.workbook.live import (
    Live,
    Refer,
    compare,
    lower,
    pick_cells,
    scale,
    share_of,
    subtract,
    take_geometric,
    take_mean,
    take_weighted,
)
from drift.reports.workbook.sheet import Sheet

SAME: Final = 1e-6  # of a value, relative: cells are rounded to so many decimals
PLAIN: Final = "as_it_came"  # column of the measures: shares of the incidents of a month, at no mix but their own
POINT: Final = 100  # percentage points in a share of 1


@dataclass(frozen=True)
class Answer:
    """What stands behind one number."""

    value: float
    rows: tuple[str, int, int] | None = None  # sheet by its code, first and last row of its frame
    column: str | None = None
    n: int | None = None
    window: tuple[pd.Period, pd.Period] | None = None
    low: float | None = None
    high: float | None = None
    live: Live | None = None


Answers = Mapping[str, Sequence[Answer]]


def key_of(value: float) -> str:
    """Return by what equal numbers are found: nine digits, no sign."""
    return f"{abs(value):.9g}"


def fits(live: Live | None, value: float) -> bool:
    """Whether a formula gives a number."""
    return (
        live is not None and math.isfinite(live.value) and math.isclose(live.value, value, rel_tol=SAME, abs_tol=SAME)
    )


@dataclass(frozen=True)
class Tables:
    """The sheets, the measure of each row of that of measures, and how a cell is referred to."""

    sheets: Mapping[str, Sheet]
    measures: np.ndarray
    refer: Refer


def answer_changes(analysis: Analysis, tables: Tables) -> Answers:
    """Return every number of every change against the base or around a table, by its value."""
    found: defaultdict[str, list[Answer]] = defaultdict(list)
    held = [since.changes for since in analysis.remarks.tables_held]
    for changes in (analysis.judgement.changes, *held):
        for name, change in changes.items():
            for answer in _answer_change(name, change, tables) if change else ():
                found[key_of(answer.value)].append(answer)
    for answer in (*_answer_years(analysis, tables), *_answer_control(analysis), *_answer_drivers(tables)):
        found[key_of(answer.value)].append(answer)
    return found


def _answer_years(analysis: Analysis, tables: Tables) -> Iterator[Answer]:
    """Yield the mean of each year of the path, as a change against the base."""
    path = analysis.judgement.path
    if "months" not in tables.sheets or path.empty:
        return
    frame = tables.sheets["months"].frame
    known = frame["engagement"].notna() & frame["control"].notna()
    for year in path.index:
        places = np.flatnonzero(known & (frame["period"].dt.year == int(str(year)[:4])))
        for name in ("engagement", "control"):
            value = math.expm1(path.loc[year, name])
            if len(places) and places[-1] - places[0] + 1 == len(places):
                rows = range(int(places[0]), int(places[-1]) + 1)
                live = lower(take_mean(pick_cells("months", frame, name, rows), tables.refer))
                first, last = (pd.Period(frame["period"].iloc[i], "M") for i in (rows.start, rows.stop - 1))
                place = ("months", rows.start, rows.stop - 1)
                yield Answer(value, place, name, window=(first, last), live=live if fits(live, value) else None)


def _answer_control(analysis: Analysis) -> Iterator[Answer]:
    """Yield the change of control with its reading error."""
    control = analysis.judgement.control
    if control is not None and math.isfinite(control.error):
        low, high = math.expm1(control.low), math.expm1(control.high)
        yield from (Answer(value) for value in (low, high))


def _answer_drivers(tables: Tables) -> Iterator[Answer]:
    """Yield what each driver is of the drift."""
    if "drivers" not in tables.sheets:
        return
    frame = tables.sheets["drivers"].frame
    for row in range(len(frame)):
        one, of = (
            pick_cells("drivers", frame, "since_base", rows) for rows in (range(row, row + 1), range(len(frame)))
        )
        live = share_of(one, of, tables.refer)
        yield Answer(live.value, ("drivers", row, row), "since_base", live=live)


def _answer_change(name: str, change: Change, tables: Tables) -> Iterator[Answer]:
    before, after = (_answer_level(name, window, tables) for window in (change.before, change.after))
    yield from (after, before)
    if change.points is not None:
        told = change.points
        live = scale(subtract(_put(after.live), _put(before.live)), POINT) if after.live and before.live else None
        ends = (POINT * told.value, POINT * told.low, POINT * told.high)
    else:
        ends = (math.expm1(change.log), math.expm1(change.low), math.expm1(change.high))
        live = compare(after.live, before.live) if after.live and before.live else None
    whole = replace(after, value=ends[0], low=ends[1], high=ends[2], live=live if fits(live, ends[0]) else None)
    yield whole
    yield from (replace(whole, value=end, low=None, high=None, live=None) for end in ends[1:])
    yield from (replace(level, value=float(level.n or 0), live=None) for level in (before, after))


def _put(live: Live) -> Live:
    return Live(f"({live.formula})", live.value)


def _answer_level(name: str, window: Window, tables: Tables) -> Answer:
    """Return a level: the index over its months, else the measure over the incidents of its months."""
    answer = Answer(window.level, n=window.n, window=(window.first, window.last))
    sheet, column = ("months", ENGAGEMENT) if name == ENGAGEMENT else ("measures", "value")
    if sheet not in tables.sheets:
        return answer
    frame = tables.sheets[sheet].frame
    inside = frame["period"].between(window.first.start_time, window.last.start_time)
    places = np.flatnonzero(inside & (tables.measures == name) if sheet == "measures" else inside)
    if not len(places) or places[-1] - places[0] + 1 != len(places):
        return answer
    rows = range(int(places[0]), int(places[-1]) + 1)
    lives = _try_level(tables.sheets[sheet], column, rows, tables.refer)
    live = next((live for live in lives if fits(live, window.level)), None)
    return replace(answer, rows=(sheet, rows.start, rows.stop - 1), column=column, live=live)


def _try_level(sheet: Sheet, column: str, rows: range, refer: Refer) -> Iterator[Live]:
    """Yield what a level may be: an index its own, hours the geometric mean, shares the mean over incidents."""
    cells = pick_cells(sheet.name, sheet.frame, column, rows)
    if sheet.name == "months":
        yield take_mean(cells, refer)
        return
    yield take_geometric(cells, refer)
    if {PLAIN, "n"} <= set(sheet.frame):
        shares, weights = (pick_cells(sheet.name, sheet.frame, name, rows) for name in (PLAIN, "n"))
        yield take_weighted(shares, weights, refer)
