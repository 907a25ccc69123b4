"""What the work measures, as both sides may see it: months of too few persons left out, or told by the quarter.

What is left out enters no other figure either: windows, years and drivers are made anew from the months that are told,
so that no difference between two of them, or between two reports, gives back a month that is not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.catalogue import COMPONENTS, VOLUME
from drift.measures.work.engagement import fit_engagement
from drift.model.change import Change, Window
from drift.terms import BASE_MONTHS, MIN_PERSONS

if TYPE_CHECKING:
    from drift.measures.index import Index
    from drift.measures.measured import Measured
    from drift.measures.shares import Shares
    from drift.measures.work.crowd import Crowd
    from drift.measures.work.engagement import Engagement
    from drift.measures.work.operations import Operations
    from drift.terms import Group

DIGITS: Final = 3  # of what both sides see: with nine, a share tells the very number of incidents it was made of
MOST: Final = 0.5  # of the months with incidents; with fewer told there is no verdict on the work in this edition
NO_LOG: Final = ""
_BY_MONTH: Final = ("value", "log", "variance", "n", "known")


def is_folded(crowd: Crowd) -> bool:
    """Whether any month is not told by itself, or not by all that engagement is made of."""
    few = any(len(crowd.few.get(name, ())) for name in COMPONENTS)
    return bool(len(crowd.hidden)) or few or bool((crowd.blocks != crowd.blocks.index.astype("str")).any())


def is_told(crowd: Crowd) -> bool:
    """Whether enough of the months are told that a verdict on the work may stand."""
    return not len(crowd.hidden) or len(crowd.blocks) > MOST * (len(crowd.blocks) + len(crowd.hidden))


def fold_operations(measured: Measured, weights: dict[Group, float]) -> Operations:
    """Return the measures of the months that may be told, and the index made of them alone."""
    operations, crowd = measured.operations, measured.crowd
    if not is_folded(crowd) and not any(map(len, crowd.few.values())):
        return operations
    shares, context, seen = (
        {name: _fold_shares(share, crowd, crowd.few.get(name)) for name, share in several.items()}
        for several in (operations.engagement.shares, operations.context, operations.as_seen)
    )
    engagement = operations.engagement
    index = fit_engagement(shares, engagement.clocks, measured.months, measured.base.work, weights)
    return replace(
        operations, engagement=replace(engagement, shares=shares, index=index), context=context, as_seen=seen
    )


def _fold_shares(told: Shares, crowd: Crowd, few: pd.PeriodIndex | None) -> Shares:
    few = crowd.hidden[:0] if few is None else few
    blocks = crowd.blocks[~crowd.blocks.index.isin(few)]
    shares = replace(told, variance=_forget(told, crowd.hidden.union(few)))
    parts = {name: fold_series(getattr(shares, name), blocks) for name in _BY_MONTH}
    months = parts["log"].dropna().index
    coverage = shares.coverage.apply(lambda column: fold_series(column.astype(float), blocks))
    return replace(
        shares,
        **{name: part.reindex(months) for name, part in parts.items()},
        steadied=None if shares.steadied is None else fold_series(shares.steadied, blocks).reindex(months),
        coverage=coverage.reindex(shares.coverage.index).fillna(0.0),
    )


def _forget(shares: Shares, hidden: pd.PeriodIndex) -> pd.Series:
    """Return the variance of each month as if no hidden month had lent it its own.

    The doubt of a share looks back over a year (the first year as one): where a hidden month lies in it, that of a
    sample of its incidents stands in, by as much larger as the doubt of the other months is.
    """
    if shares.steadied is None or not len(shares.log):
        return shares.variance
    months, half = pd.PeriodIndex(shares.log.index), 0.5 / (shares.n + 1)
    p = shares.value.clip(half, 1 - half)
    sampled = (1 - p) / (p * shares.n)
    begun = [max(months[0], month - BASE_MONTHS + 1) for month in months]
    ends = [max(month, months[0] + BASE_MONTHS - 1) for month in months]
    clean = pd.Series(
        [not ((hidden >= begin) & (hidden <= end)).any() for begin, end in zip(begun, ends, strict=True)], months
    )
    factor = max(1.0, float((shares.variance / sampled)[clean].median())) if clean.any() else 1.0
    return shares.variance.where(clean, sampled * factor)


def fold_series(values: pd.Series, blocks: pd.Series) -> pd.Series:
    """Return the months that may be told, those of one block at its mean; a block that lacks a month is left out."""
    told = values[values.index.isin(blocks.index)]
    by_block = told.groupby(blocks.reindex(told.index).to_numpy())
    sizes = blocks.value_counts().reindex(blocks.reindex(told.index)).to_numpy()
    return by_block.transform("mean").where(by_block.transform("count").to_numpy() == sizes)


def fold_indices(measured: Measured, engagement: Engagement, *, with_work: bool) -> pd.DataFrame:
    """Return the indices of both sides by month; those of the work missing where they may not be told."""
    indices = measured.indices
    opened = fold_series(indices["n_incidents"], measured.crowd.blocks).reindex(indices.index)
    told = indices.assign(n_incidents=round_counts(opened))
    if not with_work:
        hidden = [name for name in map(str, indices) if name.startswith(("engagement", "drift"))]
        return told.assign(**dict.fromkeys(hidden, float("nan"))).round(DIGITS)
    if is_folded(measured.crowd):
        told = told.assign(**_work_of(indices["specification"], engagement.index, shared=measured.base.shared))
    return told.round(DIGITS)


def _work_of(paper: pd.Series, work: Index, *, shared: bool) -> dict[str, pd.Series]:
    low, high = work.interval()
    lines = {"engagement": work.values, "engagement_low": low, "engagement_high": high}
    drift = {"drift": paper - work.values, "drift_low": paper - high, "drift_high": paper - low}
    return lines | {name: line if shared else line * float("nan") for name, line in drift.items()}


def fold_measures(paper: pd.DataFrame, operations: Operations) -> pd.DataFrame:
    """Return every measure by month without how many incidents it counts: from two of those the others follow.

    Parameters
    ----------
    paper : the measures of the specification, as `list_measures`
    """
    shares = {name: one for name, one in operations.measures.items() if len(one.value)}
    values = {name: round_counts(one.value) if name == VOLUME else one.value for name, one in shares.items()}
    parts = [
        pd.DataFrame({"measure": name, "value": values[name], "variance": one.variance}).rename_axis("period")
        for name, one in shares.items()
    ]
    told = pd.concat([paper, *(part.reset_index() for part in parts)], ignore_index=True).reindex(columns=paper.columns)
    return told.assign(value=told["value"].round(DIGITS), n=float("nan"), known=float("nan"))


def round_counts(counts: pd.Series) -> pd.Series:
    """Return counts as multiples of MIN_PERSONS: no difference of two of them tells a number below it."""
    return (counts / MIN_PERSONS).round() * MIN_PERSONS


def round_change(change: Change | None) -> Change | None:
    """Return a change as both sides may see it."""
    if change is None:
        return None
    points = change.points and replace(
        change.points, **{name: round(getattr(change.points, name), DIGITS) for name in ("value", "low", "high")}
    )
    logs = {name: round(getattr(change, name), DIGITS) for name in ("log", "low", "high")}
    return replace(change, **logs, before=_round(change.before), after=_round(change.after), points=points)


def _round(window: Window) -> Window:
    n = round(window.n / MIN_PERSONS) * MIN_PERSONS
    return replace(window, level=round(window.level, DIGITS), n=n)


def fold_held(measured: Measured) -> pd.DataFrame:
    """Return what still works of groups and months that may be told."""
    held, crowd = measured.held, measured.crowd
    told = held[list(crowd.held)] if len(held) else held
    alone = crowd.blocks.index[crowd.blocks == crowd.blocks.index.astype("str")].astype("str")
    told = told[(told["what"] != "month") | told["name"].isin(alone)].reset_index(drop=True)
    counts = [str(name) for name in told if "_n_" in str(name)]
    shares = [str(name) for name in told if str(name).endswith(("_before", "_lowest", "_after")) and name not in counts]
    rounded = {name: round_counts(told[name].astype(float)).astype("int64") for name in counts}
    return told.assign(**rounded, **{name: told[name].astype(float).round(DIGITS) for name in shares})


def fold_experts(experts: pd.DataFrame | None, opened: pd.Series | None = None) -> pd.DataFrame | None:
    """Return how many experts there were in steps of MIN_PERSONS: two years, or two reports, tell no single person.

    opened : incidents a month; a year in which none was opened has no log, and so no number: NO_LOG
    """
    if experts is None:
        return None
    told = experts.assign(**{name: [_step(str(n)) for n in experts[name]] for name in ("experts", "lost")})
    if opened is None:
        return told
    years = {*pd.PeriodIndex(opened.index[opened > 0]).year}
    return told.assign(**{name: told[name].where(told["year"].isin(years), NO_LOG) for name in ("experts", "lost")})


def _step(count: str) -> str:
    n = int(count) if count.isdigit() else 0
    first = n - n % MIN_PERSONS
    return f"{first}\u2013{first + MIN_PERSONS - 1}" if first else f"<{MIN_PERSONS}"
