"""Whose hands a log goes through: one that fills a month, anybody in a storm, and handlers that are replaced."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.errors import Note
from drift.measures.work.log_shape import FIELDS, LogShape
from drift.measures.work.spoiled import Filled, find_filled
from drift.measures.work.storms import find_storms
from drift.model.cautions.caution import Caution, caution_of
from drift.terms import BASE_MONTHS, INTERVAL_Z, MIN_PERSONS
from drift.wording.values import Share

if TYPE_CHECKING:
    from collections.abc import Sequence

REGULAR: Final = 5  # incidents a year; who handles fewer may be absent for a year by chance (less than one in 100)
LEAVING: Final = 0.1  # of the handlers a year; below it somebody retires now and then
LEAVERS: Final = 2  # in the year after the base, and after that: one is a person, no rate
ALIKE: Final = 2.0  # times as many leave in one part as in the other: beyond it turnover is not steady
SHRUNK: Final = 2 / 3  # of the handlers left at the end: fewer, and those who left were not replaced


def find_one_hand(shape: LogShape) -> list[Caution]:
    """Tell the months that one handler, caller or value fills, column by column; nobody is named."""
    found = []
    for name in [name for name in FIELDS if shape.fullest["field"].eq(name).any()]:
        first, later = _begin_filled(shape, name), find_filled(shape, name)
        found += [_tell_filled(name, "after", first)] if first else []
        found += [_tell_filled(name, "before", later)] if later else []
    return found


def _begin_filled(shape: LogShape, field: str) -> list[Filled]:
    """Return the months filled that a log begins with: no month before can show them, so they need those after."""
    filled = {one.month: one for one in find_filled(shape, field, back=True)}
    run = takewhile(filled.__contains__, shape.months.index[shape.months["n"] > 0])
    return [filled[month] for month in run]


def _tell_filled(field: str, beside: str, filled: list[Filled]) -> Caution:
    months = tuple(one.month for one in filled)
    n, known = sum(one.top for one in filled), sum(one.known for one in filled)
    names = {"one": Note(f"caution.one.{field}"), "beside": Note(f"caution.beside.{beside}")}
    shares = {"share": Share(n / known), "usual": Share(max(one.usual for one in filled))}
    return caution_of("one_hand_fills", "qualify", months, months=months, n=n, of=known, **names, **shares)


def find_storm_months(shape: LogShape) -> list[Caution]:
    """Tell the months of far more incidents than usual, which the same hands leave out."""
    storms = find_storms(shape)
    if not storms:
        return []
    months = tuple(storm.month for storm in storms)
    n, usual = sum(storm.n for storm in storms), round(sum(storm.usual for storm in storms))
    return [caution_of("storm", "inform", months, months=months, n=n, usual=usual)]


def find_turnover(handlers: pd.DataFrame, base: pd.PeriodIndex, complete: pd.PeriodIndex) -> list[Caution]:
    """Tell handlers that are replaced at a steady rate, in the base as well as later.

    Parameters
    ----------
    handlers : period, handler, n (of `measures.log_shape`)
    complete : months that the log covers
    """
    years = _list_years(handlers, base, complete)
    steps = list(pairwise(years))
    if len(steps) < 2 or min(len(regular) for regular, _ in years) < MIN_PERSONS:
        return []
    gone = [(len(regular - seen), len(regular)) for (regular, _), (_, seen) in steps]
    if len(years[-1][0]) < SHRUNK * len(years[0][0]) or not _is_steady(gone):
        return []
    first, later = (Share(_share(part)) for part in (gone[:1], gone[1:]))
    months = pd.period_range(base[0], periods=BASE_MONTHS * len(years), freq="M")
    every = Share(_share(gone))
    return [
        caution_of("steady_turnover", "inform", months, months=tuple(months), share=every, first=first, later=later)
    ]


def _list_years(
    handlers: pd.DataFrame, base: pd.PeriodIndex, complete: pd.PeriodIndex
) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Return of each whole year from the base on who handled regularly, and who handled at all."""
    years = []
    covered = complete[complete >= base[0]] if len(base) else complete[:0]
    for at in range(0, len(covered) - BASE_MONTHS + 1, BASE_MONTHS):
        n = handlers[handlers["period"].isin(covered[at : at + BASE_MONTHS])].groupby("handler")["n"].sum()
        years.append((frozenset(n.index[n >= REGULAR]), frozenset(n.index)))
    return years


def _share(gone: Sequence[tuple[int, int]]) -> float:
    return sum(left for left, _ in gone) / sum(of for _, of in gone)


def _is_steady(gone: Sequence[tuple[int, int]]) -> bool:
    """Whether enough leave after the base and later, at rates that chance can tell from each other but for little."""
    parts = [(sum(left for left, _ in part), _share(part), sum(of for _, of in part)) for part in (gone[:1], gone[1:])]
    (_, first, n), (_, later, m) = parts
    if min(left for left, _, _ in parts) < LEAVERS or min(first, later) < LEAVING:
        return False
    whole = _share(gone)
    error = np.sqrt(whole * (1 - whole) * (1 / n + 1 / m))
    return max(first, later) <= ALIKE * min(first, later) and abs(first - later) <= INTERVAL_Z * error
