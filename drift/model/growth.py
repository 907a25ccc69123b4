"""Did the paper grow: control since the base, beyond its reading error, in a way that does not flicker."""

from __future__ import annotations

import math
from typing import Final

import pandas as pd

from drift.model.states import Growth
from drift.terms import DECIMALS, INTERVAL_Z

LEAVE_AT: Final = 0.5  # of the change that is needed to enter a state: one clause more or less must not change it back


def follow_growth(control: pd.Series, error: pd.Series) -> pd.Series:
    """Return what control did, month by month: grew, held or shrank against the base.

    A state is entered where the change is beyond the 95 % interval of its reading error, and left where less than
    LEAVE_AT of that remains.

    Parameters
    ----------
    control : index by month, natural logs, 0 in the base; missing where unknown
    error : standard error of each month's change by misreading, same index, natural logs; infinite: not to be told,
        and such a month says as little as one without a value

    Returns
    -------
    series of Growth, index as `control`; "unknown" before the first month that can be told
    """
    state: Growth = "unknown"
    states = []
    for change, spread in zip(control, error, strict=True):
        if pd.notna(change) and math.isfinite(spread):
            # a paper that was issued anew without a change has no reading error, and rounding is no change
            state = _next(state, round(float(change), DECIMALS), INTERVAL_Z * float(spread))
        states.append(state)
    return pd.Series(states, index=control.index, dtype="str")


def _next(state: Growth, change: float, enter: float) -> Growth:
    if abs(change) > enter:
        return "grew" if change > 0 else "shrank"
    stays = (state == "grew" and change > LEAVE_AT * enter) or (state == "shrank" and change < -LEAVE_AT * enter)
    return state if stays else "held"
