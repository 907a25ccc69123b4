"""Green for half a year while outcomes are worse: what a report tells is kept, and what it is for is not.

Nothing is weighed here: that outcomes are worse is the finding of `drift.model.harm`, green is what the report says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.errors import Note
from drift.measures.norms.reported.subject import PERCENT
from drift.model.harm import follow_outcomes
from drift.wording.values import Share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drift.model.harm import Harm

GREEN_MONTHS: Final = 6  # in a row; half a year is two quarters of reports, and no single good month


@dataclass(frozen=True)
class Watermelon:
    """An indicator that a report calls within its norm, month after month, while outcomes are worse by evidence.

    first, last : months of the run
    n_months : of them reported, all within the norm of the report
    outcomes : that are worse now, in the order of the catalogue
    reported, recounted : share over those months that have both, by incidents; None: a mean, or nothing to recount
    n : incidents behind them
    below : whether the recount lies under the share that is asked, by the contract or else by the report
    """

    document: str
    indicator: str
    first: pd.Period
    last: pd.Period
    n_months: int
    outcomes: tuple[str, ...]
    reported: float | None = None
    recounted: float | None = None
    n: int = 0
    below: bool = False


def find_watermelons(reported: pd.DataFrame, harm: Harm) -> tuple[Watermelon, ...]:
    """Return the last run of each indicator that was green for six months in a row while outcomes were worse.

    Parameters
    ----------
    reported : as in NormFindings

    Outcomes are worse while the finding stands, and from the month on in which the evidence said so. A month that is
    not reported ends a run; one of which the report does not say whether it is within its norm counts as none.
    """
    if reported.empty or harm.state != "worse":
        return ()
    since = _worse_since(harm)
    if since is None:
        return ()
    found = []
    for (document, indicator), own in reported.groupby(["document", "indicator"], sort=False, dropna=False):
        runs = [run for run in _runs(own.sort_values("begins_on", kind="stable"), since) if _count(run) >= GREEN_MONTHS]
        if runs:
            found.append(_tell(str(document), str(indicator), runs[-1], harm.now))
    return tuple(found)


def _worse_since(harm: Harm) -> pd.Period | None:
    """Return the month from which on the evidence says that outcomes are worse, without a break to the last."""
    states = follow_outcomes(harm.e_values)
    held = np.flatnonzero(states.ne("worse"))
    last = states.iloc[held[-1] + 1 :] if len(held) else states
    return last.index[0] if len(last) else None


def _runs(own: pd.DataFrame, since: pd.Period) -> Iterator[pd.DataFrame]:
    """Return the runs of periods that follow each other, from a month on, in which none is not green."""
    later = own[own["begins_on"] >= since.start_time]
    breaks = later["green"].eq(False) | later["begins_on"].ne(later["ends_on"].shift())
    for _, run in later.groupby(breaks.cumsum()):
        green = run[run["green"].eq(True)]
        if len(green):
            yield green


def _count(run: pd.DataFrame) -> int:
    """Return how many months a run lasts; two quarters are six."""
    return round(float((run["ends_on"] - run["begins_on"]).dt.days.sum()) / (365.25 / 12))


def _tell(document: str, indicator: str, run: pd.DataFrame, outcomes: tuple[str, ...]) -> Watermelon:
    both = run[run["recounted"].notna() & run["reported"].notna() & run["unit"].eq(PERCENT)]
    last = run["ends_on"].iloc[-1] - pd.Timedelta(days=1)
    one = Watermelon(
        document, indicator, run["begins_on"].iloc[0].to_period("M"), last.to_period("M"), _count(run), outcomes
    )
    if both.empty:
        return one
    weights = np.maximum(both["n"].to_numpy(dtype="float64"), 1.0)  # of availability each period counts as one
    told, counted, asked = (
        float(np.average(part, weights=weights))
        for part in (both["reported"], both["recounted"], both["contract_norm"].fillna(both["norm"]))
    )
    return Watermelon(**{**vars(one), "reported": told, "recounted": counted, "n": int(both["n"].sum()),
                         "below": counted < asked})  # fmt: skip


def tell_watermelon(found: Watermelon) -> Note:
    """Return a finding as a sentence that both sides can accept."""
    values = {
        "indicator": found.indicator,
        "first": found.first,
        "last": found.last,
        "months": found.n_months,
        "outcomes": [Note(f"measure.{name}.name") for name in found.outcomes],
    }
    if found.recounted is None or found.reported is None:
        return Note("norms.watermelon.uncounted", values)
    figures = {"reported": Share(found.reported), "recounted": Share(found.recounted), "n": found.n}
    return Note(f"norms.watermelon.{'below' if found.below else 'alike'}", values | figures)
