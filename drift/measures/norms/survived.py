"""The share within a limit where many incidents are open still: Kaplan and Meier's estimate, level by level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from drift.contract.norms.norm import Norm
    from drift.measures.norms.judged import Judged


def estimate_share(judged: Judged, norms: dict[int, Norm], where: np.ndarray) -> float:
    """Return the share of incidents that end within their norm, what is open counted as far as it is known.

    Parameters
    ----------
    norms : of each cell; where : stretches of days

    Returns
    -------
    share, 0 to 1; nan where no end is told of a cell

    Source
    ------
    Kaplan and Meier 1958; cells are weighed by their incidents.
    """
    from scipy.stats import CensoredData, ecdf

    total, within = 0, 0.0
    for cell, norm in norms.items():
        times = judged.bench.time_by(norm.clock, norm.kind)
        rows = judged.bench.rows[cell]
        rows = rows[where[judged.bench.incidents.bin[rows]] & (times.elapsed[rows] >= 0)]
        ended, still = rows[times.told[rows]], rows[~times.told[rows] & judged.bench.incidents.is_open[rows]]
        if len(ended) + len(still):
            lasted = ecdf(CensoredData(uncensored=times.elapsed[ended], right=times.elapsed[still]))
            limit = np.nextafter(norm.limit, 0.0) if norm.strict else norm.limit
            within += (len(ended) + len(still)) * float(lasted.cdf.evaluate(limit))
            total += len(ended) + len(still)
    return within / total if total else float("nan")
