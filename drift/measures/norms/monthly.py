"""Norms that are a share of a month: how many of its incidents were within the times in force."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from drift.contract.norms.clocks import AVAILABILITY
from drift.measures.norms.assign import State
from drift.measures.norms.chains import cells_of
from drift.measures.norms.tally import COUNTED
from drift.measures.norms.told import tell_source
from drift.terms import MIN_KNOWN_SHARE

if TYPE_CHECKING:
    from drift.contract.norms.norm import ShareNorm, Source
    from drift.measures.norms.judged import Judged

SECONDS_A_DAY: Final = 86_400
ROUNDING: Final = 1e-9  # of a share that is as asked


def tell_months(judged: Judged, downtime: pd.Series) -> pd.DataFrame:
    """Return what became of each share norm in each month that its version was in force; columns as in NormFindings.

    Parameters
    ----------
    downtime : seconds that the installation stood still, by the month the incident opened in; empty: not logged. It
        counts as one installation, around the clock: a month of 30 days in which it stood still for 7.2 hours has 99 %
    """
    rows = [*_of_shares(judged, downtime), *_of_norms(judged)]
    return pd.DataFrame(rows)


def _of_shares(judged: Judged, downtime: pd.Series) -> Iterator[dict[str, Any]]:
    cells = judged.bench.incidents.cells
    for one in judged.binding.shares:
        where = judged.in_force(one.source)
        if one.clock == AVAILABILITY:
            yield from _available(judged, one, where, downtime)
            continue
        norms = judged.assigned.get(State(one.source.document, one.source.place.file, one.clock), {})
        asked = {cell: norm for cell, norm in norms.items() if not one.levels or cells[cell].level in one.levels}
        counts = sum((judged.count(cell, norm) for cell, norm in asked.items()), np.zeros((len(where), len(COUNTED))))
        yield from _by_month(judged, one.source, one.clock, one.share, where, counts)


def _of_norms(judged: Judged) -> Iterator[dict[str, Any]]:
    for norm in judged.binding.norms:
        if norm.share is not None:
            where = judged.in_force(norm.source)
            counts = sum(
                (judged.count(cell, norm) for cell in cells_of(judged, norm)), np.zeros((len(where), len(COUNTED)))
            )
            yield from _by_month(judged, norm.source, norm.clock, norm.share, where, counts)


def _by_month(
    judged: Judged, source: Source, clock: str, asked: float, where: np.ndarray, counts: np.ndarray
) -> Iterator[dict[str, Any]]:
    months = judged.bench.incidents.months
    for month in np.unique(months[where]):
        sums = dict(zip(COUNTED, map(int, counts[where & (months == month)].sum(axis=0)), strict=True))
        known = sums["met"] + sums["missed"]
        enough = known > 0 and known >= MIN_KNOWN_SHARE * sums["n"]
        yield _row(source, clock, month, known, sums["met"], sums["met"] / known if enough else math.nan, asked)


def _available(judged: Judged, one: ShareNorm, where: np.ndarray, downtime: pd.Series) -> Iterator[dict[str, Any]]:
    months, seconds = judged.bench.incidents.months, downtime.to_dict()
    for month in np.unique(months[where]):
        period = pd.Period(ordinal=int(month), freq="M")
        if period in seconds:
            share = 1 - seconds[period] / (period.days_in_month * SECONDS_A_DAY)
            yield _row(one.source, AVAILABILITY, month, None, None, max(share, 0.0), one.share)


def _row(
    source: Source, clock: str, month: int, n: int | None, met: int | None, share: float, asked: float
) -> dict[str, Any]:
    return {
        **tell_source(source),
        "clock": clock,
        "month": pd.Period(ordinal=int(month), freq="M"),
        "n": n,
        "n_met": met,
        "share": share,
        "asked": asked,
        "reached": None if math.isnan(share) else share >= asked - ROUNDING,
    }
