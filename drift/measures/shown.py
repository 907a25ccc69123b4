"""Measures as charts show them: in their own unit, by month or quarter, each with its own sampling interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from drift.measures.index import Index, show_periods
from drift.measures.work.engagement import ENGAGEMENT
from drift.measures.work.outcomes import HOURS

if TYPE_CHECKING:
    from drift.measures.shares import Shares
    from drift.measures.work.operations import Operations


def show_all(
    operations: Operations, told: tuple[str, ...], drift: pd.Series, *, quarterly: bool
) -> dict[str, pd.DataFrame]:
    """Return engagement, drift and the measures that are told: value, low, high by month or quarter.

    Parameters
    ----------
    drift : by month, natural log; its doubt is that of engagement
    """
    engagement = operations.engagement.index
    return {
        ENGAGEMENT: show_periods(engagement, quarterly=quarterly),
        "drift": show_periods(Index(drift, engagement.covariance), quarterly=quarterly),
        **{
            name: _in_own_unit(operations.seen_of(name), quarterly, ceiling=float("inf") if name in HOURS else 1.0)
            for name in told
        },
    }


def _in_own_unit(shares: Shares, quarterly: bool, *, ceiling: float = float("inf")) -> pd.DataFrame:
    """Return a measure in its own unit (a share, hours) by month or quarter, each with its own sampling interval."""
    months = shares.log.index
    own = Index(shares.log, pd.DataFrame(np.diag(shares.variance), index=months, columns=months))
    return show_periods(own, quarterly=quarterly).transform(np.exp).clip(upper=ceiling)
