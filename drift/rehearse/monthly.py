"""Shares of a month: the months in which those of a draft, and those in force, would have failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from drift.contract.norms.clocks import AVAILABILITY
from drift.measures.norms.assign import State
from drift.measures.norms.chains import cells_of
from drift.measures.norms.monthly import ROUNDING, SECONDS_A_DAY
from drift.rehearse.norms import count_by_month, share_met
from drift.rehearse.rehearsal import MonthlyNorm

if TYPE_CHECKING:
    from drift.contract.norms.norm import Norm
    from drift.measures.norms.judged import Judged
    from drift.rehearse.moment import Moment


@dataclass(frozen=True)
class Asked:
    """A share that a version asks of each month, with the norm of each cell that it is a share of."""

    clause_id: str | None
    clock: str
    share: float
    levels: frozenset[str]
    scope: str | None
    norms: tuple[tuple[int, Norm], ...]

    @property
    def about(self) -> tuple[str, frozenset[str], str | None]:
        """What it is a share of."""
        return self.clock, self.levels, self.scope


def count_failed(judged: Judged, moment: Moment, downtime: pd.Series) -> tuple[MonthlyNorm, ...]:
    """Return for every share of a month that a draft asks the months in which it would have failed.

    Parameters
    ----------
    downtime : seconds by month; empty: not logged
    """
    now = _list_asked(judged, moment.now_file) if moment.now_file else []
    return tuple(_count(judged, moment, one, now, downtime) for one in _list_asked(judged, moment.file))


def _list_asked(judged: Judged, file: str) -> list[Asked]:
    cells = judged.bench.incidents.cells
    found = []
    for one in judged.binding.shares:
        if one.source.place.file == file:
            norms = judged.assigned.get(State(one.source.document, file, one.clock), {})
            own = [(i, norm) for i, norm in norms.items() if not one.levels or cells[i].level in one.levels]
            found.append(Asked(one.source.clause_id, one.clock, one.share, one.levels, None, tuple(own)))
    for norm in judged.binding.norms:
        if norm.source.place.file == file and norm.share is not None:
            own = [(cell, norm) for cell in cells_of(judged, norm)]
            found.append(Asked(norm.source.clause_id, norm.clock, norm.share, norm.levels, norm.scope, tuple(own)))
    return found


def _count(judged: Judged, moment: Moment, one: Asked, now: list[Asked], downtime: pd.Series) -> MonthlyNorm:
    shares = _shares(judged, moment, one, downtime)
    failed = [month for month, share in shares.items() if share < one.share - ROUNDING]
    alike = [other for other in now if other.about == one.about]
    alike = alike or [other for other in now if other.clock == one.clock][:1]
    was = alike[0] if alike else None
    lived = _shares(judged, moment, was, downtime) if was else {}
    return MonthlyNorm(
        clause_id=one.clause_id,
        clock=one.clock,
        asked=one.share,
        asked_now=was.share if was else None,
        n_months=len(shares),
        failed_draft=len(failed),
        failed_now=sum(share < was.share - ROUNDING for share in lived.values()) if was else None,
        months=tuple(str(month) for month in failed),
    )


def _shares(judged: Judged, moment: Moment, one: Asked, downtime: pd.Series) -> dict[pd.Period, float]:
    """Return the share of each month of which it is known."""
    if one.clock == AVAILABILITY:
        seconds = downtime.to_dict()
        lasted = {month: month.days_in_month * SECONDS_A_DAY for month in moment.months if month in seconds}
        return {month: max(1 - seconds[month] / whole, 0.0) for month, whole in lasted.items()}
    counts = count_by_month(judged, moment, [*one.norms])
    shares = ((month, share_met(own)) for month, own in zip(moment.months, counts, strict=True))
    return {month: share for month, share in shares if share is not None}
