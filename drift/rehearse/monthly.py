"""Shares of a month: the months in which those of a draft, and those in force, would have failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from drift.contract.norms.clocks import AVAILABILITY
from drift.measures.norms.monthly import ROUNDING, Asked, find_available, list_asked
from drift.measures.norms.told import LEVEL_SIGN
from drift.rehearse.norms import count_by_month, share_met
from drift.rehearse.rehearsal import MonthlyNorm

if TYPE_CHECKING:
    from drift.measures.norms.judged import Judged
    from drift.rehearse.moment import Moment


def count_failed(judged: Judged, moment: Moment, downtime: pd.Series) -> tuple[MonthlyNorm, ...]:
    """Return for every share of a month that a draft asks the months in which it would have failed.

    Parameters
    ----------
    downtime : seconds by month; empty: not logged
    """
    asked = list_asked(judged)
    now, drafted = ([one for one in asked if one.source.place.file == file] for file in (moment.now_file, moment.file))
    return tuple(_count(judged, moment, one, now, downtime) for one in drafted)


def _about(one: Asked) -> tuple[str, frozenset[str], str | None]:
    """Return what it is a share of."""
    return one.clock, one.levels, one.scope


def _count(judged: Judged, moment: Moment, one: Asked, now: list[Asked], downtime: pd.Series) -> MonthlyNorm:
    shares = _shares(judged, moment, one, downtime)
    failed = [month for month, share in shares.items() if share < one.share - ROUNDING]
    alike = [other for other in now if _about(other) == _about(one)]
    alike = alike or [other for other in now if other.clock == one.clock][:1]
    was = alike[0] if alike else None
    lived = _shares(judged, moment, was, downtime) if was else {}
    return MonthlyNorm(
        clause_id=one.source.clause_id,
        clock=one.clock,
        asked=one.share,
        asked_now=was.share if was else None,
        n_months=len(shares),
        failed_draft=len(failed),
        failed_now=sum(share < was.share - ROUNDING for share in lived.values()) if was else None,
        months=tuple(str(month) for month in failed),
        levels=LEVEL_SIGN.join(sorted(one.levels)),
        scope=one.scope,
    )


def _shares(judged: Judged, moment: Moment, one: Asked, downtime: pd.Series) -> dict[pd.Period, float]:
    """Return the share of each month of which it is known."""
    if one.clock == AVAILABILITY:
        seconds = downtime.to_dict()
        return {month: find_available(month, seconds[month]) for month in moment.months if month in seconds}
    counts = count_by_month(judged, moment, [*one.norms])
    shares = ((month, share_met(own)) for month, own in zip(moment.months, counts, strict=True))
    return {month: share for month, share in shares if share is not None}
