"""What the ends of a log may fool us with: how its incidents were chosen, not how the work went.

Seen in real logs: cases chosen by closing date, so that the volume runs 62, 238, 2,177, 7,551 and the first months hold
only long runners; tickets of the last months not closed yet; two stray rows that stretch a log by four years.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from drift.model.cautions.caution import Caution, Effect, caution_of
from drift.tables.runs import STRAY_SHARE
from drift.wording.values import Share

LOW: Final = 0.5  # of what is usual: below it a month at the end of a log is not like the others
LONG: Final = 0.6  # of the usual share of short ones: below it a month holds long runners (28 against 51 %, ServiceNow)
SURE: Final = 4.0  # standard errors; a log has some hundred months, and each could pass for odd by chance
STRAY_GAP: Final = 6  # empty months between a stray row and the log; longer than any holiday
RAMP_MONTHS: Final = 12  # what takes longer is growth, not a log coming into use
OPEN_SHARE: Final = 0.1  # more open than usual by so much


def find_log_ends(shape: pd.DataFrame, settled: pd.PeriodIndex, base: pd.PeriodIndex) -> list[Caution]:
    """Return the cautions about the ends of a log.

    Parameters
    ----------
    shape : months x n, n_ended, n_short (of `measures.log_shape`)
    settled : months that are over; base : months everything is measured against
    """
    stray = find_stray(shape["n"])
    inner = shape.drop(index=list(stray))
    long_runners = _sure(_leading(_only_long(inner), inner["n"]), inner)
    thin = _leading(_thin(inner), inner["n"])
    ramp = [month for month in thin if month not in long_runners] if len(thin) <= RAMP_MONTHS else []
    still_open = _still_open(inner)
    cautions = []
    if stray:
        cautions.append(_caution("stray_dates", "qualify", stray, n=_sum(shape, stray)))
    if long_runners:
        figures = {"n": _sum(inner, long_runners), "usual": round(_usual(inner["n"]))}
        short = Share(_ratio(inner[inner.index.isin(long_runners)], "n_short"))
        cautions.append(_caution("long_runners", "withhold", long_runners, short=short, **figures))
    if ramp:
        effect: Effect = "qualify" if base.isin(ramp).any() else "inform"
        figures = {"n": _sum(inner, ramp) // len(ramp), "usual": round(_usual(inner["n"]))}
        cautions.append(_caution("ramp_up", effect, ramp, **figures))
    if still_open:
        # where they are over they count as slow, and are only not closed yet
        effect = "withhold" if settled.isin(still_open).any() else "inform"
        ended = Share(_ratio(inner[inner.index.isin(still_open)], "n_ended"))
        cautions.append(_caution("open_at_end", effect, still_open, ended=ended, usual=Share(_ratio(inner, "n_ended"))))
    return cautions


def _caution(code: str, effect: Effect, months: list[pd.Period], **figures: object) -> Caution:
    periods = tuple(sorted(months))
    return caution_of(code, effect, periods, months=periods, **figures)


def _sum(rows: pd.DataFrame, months: list[pd.Period]) -> int:
    return int(rows.loc[rows.index.isin(months), "n"].sum())


def _usual(n: pd.Series) -> float:
    """Return the volume of the month that the median incident is in: a long thin start does not rule it; 0 of none."""
    if not n.any():
        return 0.0
    ordered = n.sort_values()
    return float(ordered[ordered.cumsum() >= float(n.sum()) / 2].iloc[0])


def _ratio(rows: pd.DataFrame, name: str) -> float:
    return float(rows[name].sum()) / max(float(rows["n"].sum()), 1.0)


def find_stray(n: pd.Series) -> list[pd.Period]:
    """Return months with incidents that lie beyond a gap from nearly all of the log."""
    filled = pd.PeriodIndex(n.index[n > 0])
    gaps = np.flatnonzero(np.diff(filled.year * 12 + filled.month) > STRAY_GAP)
    bounds = [0, *(gaps + 1), len(filled)]
    blocks = [list(filled[i:j]) for i, j in pairwise(bounds)]
    sizes = [int(n[n.index.isin(block)].sum()) for block in blocks]
    few = max(STRAY_SHARE * float(n.sum()), 1.0)
    return [month for block, size in zip(blocks, sizes, strict=True) if size <= few for month in block]


def _leading(odd: pd.Series, n: pd.Series) -> list[pd.Period]:
    """Return the months from the first on that are odd, up to the first that is not; not the whole log.

    A month without incidents breaks no run and is not of it: nothing is known of it.
    """
    filled = odd[n > 0]
    return list(filled.index[: 0 if filled.all() else int(np.argmin(filled))])


def _thin(rows: pd.DataFrame) -> pd.Series:
    usual = _usual(rows["n"])
    thin: pd.Series = (rows["n"] < LOW * usual) & (usual - rows["n"] > SURE * np.sqrt(usual))
    return thin


def _only_long(rows: pd.DataFrame) -> pd.Series:
    """Tell months that hold few incidents, and of these far fewer short ones than usual."""
    share = rows["n_short"] / rows["n"].clip(lower=1)
    return (rows["n"] < LOW * _usual(rows["n"])) & (share < LONG * _ratio(rows, "n_short"))


def _sure(months: list[pd.Period], whole: pd.DataFrame) -> list[pd.Period]:
    """Return the months if all of them together hold too few short incidents to be chance; none of them otherwise."""
    rows, usual = whole[whole.index.isin(months)], _ratio(whole, "n_short")
    error = np.sqrt(usual * (1 - usual) / max(float(rows["n"].sum()), 1.0))
    return months if usual - _ratio(rows, "n_short") > SURE * error else []


def _still_open(rows: pd.DataFrame) -> list[pd.Period]:
    """Return the months at the end in which fewer have ended than usual."""
    if not rows["n_ended"].any():
        return []
    back = rows.iloc[::-1]
    share = back["n_ended"] / back["n"].clip(lower=1)
    usual = float(share[back["n"] > 0].median())
    error = np.sqrt(np.maximum(usual * (1 - usual), 0.01) / back["n"].clip(lower=1))
    return _leading((usual - share > OPEN_SHARE) & (usual - share > SURE / 2 * error), back["n"])
