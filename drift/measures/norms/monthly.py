"""Norms that are a share of a month: how many of its incidents were within the times in force."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from drift.contract.norms.clocks import AVAILABILITY
from drift.measures.norms.assign import State
from drift.measures.norms.chains import cells_of
from drift.measures.norms.judged import add_counts
from drift.measures.norms.told import tell_source
from drift.terms import MIN_KNOWN_SHARE

if TYPE_CHECKING:
    from drift.contract.norms.norm import Norm, Source
    from drift.measures.norms.judged import Judged

SECONDS_A_DAY: Final = 86_400
ROUNDING: Final = 1e-9  # of a share that is as asked


@dataclass(frozen=True)
class Asked:
    """A share that a version asks of each month, with the norm of each cell that it is a share of."""

    source: Source
    clock: str
    share: float
    levels: frozenset[str]
    scope: str | None
    norms: tuple[tuple[int, Norm], ...]


def list_asked(judged: Judged) -> list[Asked]:
    """Return every share that is asked of a month: over the times of a version, of the time that works, of one time."""
    cells = judged.bench.incidents.cells
    asked = []
    for one in judged.binding.shares:
        norms = judged.assigned.get(State(one.source.document, one.source.place.file, one.clock), {})
        own = ((i, norm) for i, norm in norms.items() if not one.levels or cells[i].level in one.levels)
        asked.append(Asked(one.source, one.clock, one.share, one.levels, None, tuple(own)))
    for norm in judged.binding.norms:
        if norm.share is not None:
            own = ((cell, norm) for cell in cells_of(judged, norm))
            asked.append(Asked(norm.source, norm.clock, norm.share, norm.levels, norm.scope, tuple(own)))
    return asked


def find_available(month: pd.Period, seconds: float) -> float:
    """Return the share of a month in which the installation worked, of the seconds that it stood still."""
    return max(1 - seconds / (month.days_in_month * SECONDS_A_DAY), 0.0)


def tell_months(judged: Judged, downtime: pd.Series) -> pd.DataFrame:
    """Return what became of each share norm in each month that its version was in force; columns as in NormFindings.

    Parameters
    ----------
    downtime : seconds that the installation stood still, by the month the incident opened in; empty: not logged. It
        counts as one installation, around the clock: a month of 30 days in which it stood still for 7.2 hours has 99 %
    """
    seconds = {month: float(lasted) for month, lasted in zip(pd.PeriodIndex(downtime.index), downtime, strict=True)}
    return pd.DataFrame([row for one in list_asked(judged) for row in _tell(judged, one, seconds)])


def _tell(judged: Judged, one: Asked, seconds: dict[pd.Period, float]) -> Iterator[dict[str, Any]]:
    """Yield what became of a share, a month its version was in force and it can be told of."""
    months, where, counts = judged.bench.incidents.months, judged.in_force(one.source), judged.add(one.norms)
    for number in np.unique(months[where]):
        month = pd.Period(ordinal=int(number), freq="M")
        if one.clock != AVAILABILITY:
            yield _count(one, month, add_counts(counts, where & (months == number)))
        elif month in seconds:
            yield _row(one, month, None, None, find_available(month, seconds[month]))


def _count(one: Asked, month: pd.Period, sums: dict[str, int]) -> dict[str, Any]:
    known = sums["met"] + sums["missed"]
    enough = known > 0 and known >= MIN_KNOWN_SHARE * sums["n"]
    return _row(one, month, known, sums["met"], sums["met"] / known if enough else math.nan)


def _row(one: Asked, month: pd.Period, n: int | None, met: int | None, share: float) -> dict[str, Any]:
    return {
        **tell_source(one.source),
        "clock": one.clock,
        "month": month,
        "n": n,
        "n_met": met,
        "share": share,
        "asked": one.share,
        "reached": None if math.isnan(share) else share >= one.share - ROUNDING,
    }
