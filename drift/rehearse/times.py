"""How long it took, beside what a norm asks: nine of ten, three of four, and the best quarter there ever was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from drift.contract.norms.norm import Norm
    from drift.measures.norms.judged import Judged
    from drift.rehearse.moment import Moment

NINE_OF_TEN: Final = 0.9
THREE_OF_FOUR: Final = 0.75
CASES: Final = 10  # incidents of a quarter; fewer have no nine of ten
MONTHS: Final = 3


class Reality(NamedTuple):
    """In the unit the norm is written in; None: too few incidents."""

    p90: float | None
    best_p90: float | None
    best_quarter: str | None
    three_of_four: float | None


def tell_reality(judged: Judged, moment: Moment, norm: Norm, cells: list[int]) -> Reality:
    """Return how long the incidents of some cells took by the clock of a norm; what is open counts as long as it is."""
    bench = judged.bench
    rows = np.concatenate([bench.rows[cell] for cell in cells]) if cells else np.array([], dtype="int64")
    times = bench.time_by(norm.clock, norm.kind)
    known = (times.told[rows] | bench.incidents.is_open[rows]) & (times.elapsed[rows] >= 0)
    rows = rows[known]
    unit = norm.limit / norm.value if norm.value else 1.0
    took, bins = times.elapsed[rows] / unit, bench.incidents.bin[rows]
    lately = took[moment.where[bins]]
    best = _best_quarter(took[moment.before[bins]], bench.incidents.months[bins][moment.before[bins]])
    return Reality(_quantile(lately, NINE_OF_TEN), *best, _quantile(lately, THREE_OF_FOUR))


def _quantile(took: np.ndarray, share: float) -> float | None:
    """Return a time that was taken, within which at least this share ended."""
    return float(np.quantile(took, share, method="inverted_cdf")) if len(took) >= CASES else None


def _best_quarter(took: np.ndarray, months: np.ndarray) -> tuple[float | None, str | None]:
    quarters = months // MONTHS
    found = [(_quantile(took[quarters == quarter], NINE_OF_TEN), int(quarter)) for quarter in np.unique(quarters)]
    told = [(p90, quarter) for p90, quarter in found if p90 is not None]
    if not told:
        return None, None
    p90, quarter = min(told)
    return p90, str(pd.Period(ordinal=quarter * MONTHS, freq="M").asfreq("Q"))
