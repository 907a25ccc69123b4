"""What is wrong with the base itself: a fall that was under way in it, a version that took effect within it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.model.cautions.caution import Caution, Effect, caution_of
from drift.model.cautions.contract import SMALL_GROWTH
from drift.terms import BASE_MONTHS, COUNTED_ROLES
from drift.wording.values import LogChange

if TYPE_CHECKING:
    from drift.measures.index import Index
    from drift.measures.paper.specification import Specification

NOTICED: Final = float(np.log(1.1))  # DESIGN 6: a change of control or size that matters
BEGIN_MONTHS: Final = 18  # of the index; in twelve months alone a slide of 2 % a month is lost in the swings
SEASON_MONTHS: Final = 36  # below it a season cannot be told from a slide
SURE: Final = 2.5  # standard errors, swings allowed for; see tests/model/test_base_cautions.py for how often it errs
LINGER: Final = 0.5  # autocorrelation of the swings allowed for: belief runs from 0 to .75 (evidence/noise.py)
KNOWN_MONTHS: Final = 9  # of a year; with fewer its mean is that of a season
IN_BASE: Final = 0.9  # of what the line falls in half a year, the second half of the base lies below the first
LATE: Final = 10  # month of the base on; a step from there leaves most of the base whole


def find_versions_in_base(documents: pd.DataFrame, specification: Specification, base: pd.PeriodIndex) -> list[Caution]:
    """Tell the versions of counted documents that took effect after the first month of the base, and by the last.

    Where none of them stepped by SMALL_GROWTH the base holds one paper, whatever its versions are called.
    """
    counted = documents["role"].isin(COUNTED_ROLES) & documents["status"].ne("draft").fillna(True)
    rows = documents[counted & documents["effective_on"].notna()]
    months = pd.PeriodIndex(pd.to_datetime(rows["effective_on"]), freq="M")
    inside = months.isin(base[1:])
    if not inside.any():
        return []
    turns, names = tuple(sorted(set(months[inside]))), tuple(sorted(set(rows.loc[inside, "document"])))
    at, size, control = _largest_step(specification, turns)
    if max(abs(size), abs(control)) < SMALL_GROWTH:
        return []
    effect: Effect = "qualify" if max(abs(size), abs(control)) >= NOTICED else "inform"
    step = {"month": at, "size": LogChange(size), "control": LogChange(control)}
    return [caution_of("version_in_base", effect, turns, n=int(inside.sum()), documents=names, months=turns, **step)]


def _largest_step(specification: Specification, months: tuple[pd.Period, ...]) -> tuple[pd.Period, float, float]:
    """Return the month in which size or control changed most, and by how much each; natural logs."""
    size, control = (index.diff().fillna(0.0) for index in (specification.size, specification.control))
    steps = [(month, float(size.get(month, 0.0)), float(control.get(month, 0.0))) for month in months]
    return max(steps, key=lambda step: max(abs(step[1]), abs(step[2])))


def find_under_way(index: Index, base: pd.PeriodIndex) -> list[Caution]:
    """Tell a fall of engagement within the base itself: how high it stood before, nobody knows."""
    if not len(base) or len(index.months) < SEASON_MONTHS:
        return []
    values = _without_season(index.values[index.months[0] : index.months[-1]]).dropna()
    begin = values[values.index >= base[0]].iloc[:BEGIN_MONTHS]
    if len(begin) < BEGIN_MONTHS:
        return []
    a_month, error = _slope(index, begin)
    if a_month + SURE * error >= 0 or -a_month * BASE_MONTHS < NOTICED or not _is_line(begin.to_numpy()):
        return []
    months = tuple(begin.index)
    return [caution_of("under_way_at_start", "qualify", months, months=months, log=LogChange(a_month * BASE_MONTHS))]


def _without_season(values: pd.Series) -> pd.Series:
    """Return a series, every month from first to last, less what each month of the year stands apart from its year."""
    year = values.rolling(BASE_MONTHS, min_periods=KNOWN_MONTHS).mean()
    year.iloc[: BASE_MONTHS - 1] = np.nan
    around = ((year + year.shift(-1)) / 2).shift(1 - BASE_MONTHS // 2)  # centred: half a month at either end
    calendar = pd.PeriodIndex(values.index).month
    season = (values - around).groupby(calendar).median()  # one step within a year moves no median
    flat: pd.Series = values - (season - season.mean()).reindex(calendar).fillna(0.0).to_numpy()
    return flat


def _slope(index: Index, values: pd.Series) -> tuple[float, float]:
    """Return the change a month along a line, and its standard error: by sampling, or by how the months scatter."""
    at = pd.PeriodIndex(values.index).asi8.astype(float)
    at -= at.mean()
    weights = pd.Series(at / (at**2).sum(), index=values.index)
    slope = float((weights * values).sum())
    left = values - values.mean() - slope * at
    scatter = float((left**2).sum()) / (len(values) - 2) / float((at**2).sum())
    swings = (1 + LINGER) / (1 - LINGER)
    return slope, float(np.sqrt(max(scatter * swings, index.variance_of(weights))))


def _is_line(values: np.ndarray) -> bool:
    """Whether it fell within the base too, and a line fits better than a step when the base was all but over."""
    at = np.arange(len(values))
    slope, level = np.polyfit(at, values, 1)
    half = BASE_MONTHS // 2
    if values[half : 2 * half].mean() - values[:half].mean() > IN_BASE * slope * half:
        return False
    line = float(((values - slope * at - level) ** 2).sum())
    steps = [n * values[:n].var() + (len(values) - n) * values[n:].var() for n in range(LATE - 1, len(values))]
    return line <= float(min(steps))
