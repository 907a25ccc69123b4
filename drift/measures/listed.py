"""What was measured, as two tables: the indices of both sides by month, and every measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    from drift.measures.index import Index
    from drift.measures.paper.specification import Specification, Stocks
    from drift.measures.paper.tightness import Tightness
    from drift.measures.shares import Shares

INDICES: Final = (
    "specification",
    "control",
    "engagement",
    "engagement_low",
    "engagement_high",
    "drift",
    "drift_low",
    "drift_high",
    "n_incidents",
)


def join_indices(specification: Specification, engagement: Index, opened: pd.Series, shared: bool) -> pd.DataFrame:
    """Return the indices of both sides by month, columns as in INDICES; drift only where the base is `shared`."""
    paper, work = specification.index.values, engagement.values
    low, high = engagement.interval()
    drift = [paper - work, paper - high, paper - low] if shared else [work * float("nan")] * 3
    columns = [paper, specification.control, work, low, high, *drift, opened]
    return pd.DataFrame(dict(zip(INDICES, columns, strict=True)))


def list_measures(stocks: Stocks, tightness: Tightness, shares: dict[str, Shares]) -> pd.DataFrame:
    """Return every measure of both sides: period, measure, value, variance (of ln value), n, known."""
    parts = [
        pd.DataFrame({"measure": name, "value": stocks.total[name], "variance": 0.0, "known": 1.0}).dropna(
            subset="value"
        )
        for name in stocks.total
    ]
    if tightness.enters:
        followed = {"value": tightness.values, "variance": tightness.errors**2, "n": tightness.n, "known": 1.0}
        parts.append(pd.DataFrame({"measure": "tightness", **followed}).dropna(subset="value"))
    parts += [
        pd.DataFrame({"measure": name, "value": s.value, "variance": s.variance, "n": s.n, "known": s.known})
        for name, s in shares.items()
    ]
    parts = [part.rename_axis("period").reset_index() for part in parts if len(part)]
    columns = ["period", "measure", "value", "variance", "n", "known"]
    return pd.concat(parts, ignore_index=True).reindex(columns=columns) if parts else pd.DataFrame(columns=columns)
