"""How the declared scope grew: what the paper had to follow anyway, and what is therefore taken off its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from drift.wording.case import fold_spelling

if TYPE_CHECKING:
    from drift.sources.rows.scope import Declared


@dataclass(frozen=True)
class Scope:
    """What there was to do at the end of each month."""

    amounts: pd.DataFrame  # months x units; before its first date a unit has its first amount
    log: pd.Series  # mean over the units of the log of their amount, 0 in the base

    def change(self) -> float:
        """Return how much it grew since the base, natural log."""
        return float(self.log.iloc[-1])


def measure_scope(declared: Sequence[Declared], months: pd.PeriodIndex, base: pd.PeriodIndex) -> Scope | None:
    """Return the scope at the end of each month; None where nothing is declared, or nothing by the last month.

    Parameters
    ----------
    declared : in any order; of one unit and one day the last one holds
    base : months in which the log is 0 on average

    Returns
    -------
    Scope : units weigh alike, whatever they are counted in: a tenth more of each is a tenth more work
    """
    known = [entry for entry in declared if len(months) and entry.on <= months[-1].end_time.date()]
    if not known:
        return None
    spelled: dict[str, str] = {}  # Scanners and scanners are one unit, as it is spelled first
    units = [spelled.setdefault(fold_spelling(e.unit), " ".join(e.unit.split())) for e in known]
    frame = pd.DataFrame({"on": [e.on for e in known], "unit": units, "x": [e.amount for e in known]})
    frame = frame.drop_duplicates(["unit", "on"], keep="last")
    frame = frame.assign(month=pd.PeriodIndex(frame["on"], freq="M"))
    ends = frame.sort_values("on", kind="stable").groupby(["month", "unit"])["x"].last().unstack("unit")
    amounts = ends.reindex(ends.index.union(months)).sort_index().ffill().bfill().reindex(months)
    log = np.log(amounts).mean(axis=1)
    inside = log.index.isin(base)
    return Scope(amounts, log - float((log[inside] if inside.any() else log).mean()))
