"""Measures as charts show them: in their own unit, by month or quarter, each with its own sampling interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from drift.measures.catalogue import ATTENTION, HOURS, measure_named
from drift.measures.index import Index, show_periods
from drift.measures.work.engagement import ENGAGEMENT
from drift.terms import QUARTERS_BELOW

if TYPE_CHECKING:
    from drift.measures.measured import Measured
    from drift.measures.shares import Shares


@dataclass(frozen=True)
class Shown:
    """What charts and sentences speak of: months or quarters, and by which name the index goes."""

    frames: dict[str, pd.DataFrame]  # value, low, high by month or quarter; also "engagement" and "drift"
    quarterly: bool  # too few incidents a month for a chart by month
    work_is: Literal["work", "engagement"]  # "work": the index is attention while open alone

    def points(self, name: str) -> pd.DataFrame:
        """Return the periods in which a measure has a value; no row where there is none."""
        return self.frames[name].dropna()


def show_measures(measured: Measured) -> Shown:
    """Return engagement, drift and the measures that the report tells; the doubt of drift is that of engagement."""
    operations, quarterly = measured.operations, measured.fewer_than(QUARTERS_BELOW)
    engagement = operations.engagement.index
    own_units = {
        name: _in_own_unit(
            operations.seen_of(name),
            quarterly,
            ceiling=float("inf") if name in HOURS else 1.0,
            together=measure_named(name).apart,
        )
        for name in measured.told
    }
    drift = Index(measured.indices["drift"], engagement.covariance)
    frames = {
        ENGAGEMENT: show_periods(engagement, quarterly=quarterly),
        "drift": show_periods(drift, quarterly=quarterly),
        **own_units,
    }
    return Shown(frames, quarterly, "work" if set(operations.engagement.entered) <= {ATTENTION} else "engagement")


def _in_own_unit(shares: Shares, quarterly: bool, *, ceiling: float, together: bool) -> pd.DataFrame:
    """Return a measure in its own unit (a share, hours) by month or quarter, each with its own sampling interval.

    Parameters
    ----------
    together : its months look at the same year, so that a quarter is no surer than one of them
    """
    months = shares.log.index
    covariance = np.outer(*[np.sqrt(shares.variance)] * 2) if together else np.diag(shares.variance)
    own = Index(shares.log, pd.DataFrame(covariance, index=months, columns=months))
    return show_periods(own, quarterly=quarterly).transform(np.exp).clip(upper=ceiling)
