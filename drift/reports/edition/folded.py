"""What the work measures, as both sides may see it: months of too few persons left out, or told by the quarter.

What is left out enters no other figure either: windows, years and drivers are made anew from the months that are told,
as they are told (`steps`), so that no difference between two of them, or between two reports, gives back a month that
is not, or more of one that is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.measures.catalogue import COMPONENTS, VOLUME, measure_named
from drift.measures.shares import PARTS
from drift.measures.work.engagement import fit_engagement
from drift.measures.work.experts import UNTOLD
from drift.model.change import Change, Window
from drift.reports.edition.blocks import fold_series
from drift.reports.edition.steps import DIGITS, fold_coverage, round_counts, tell_in_steps
from drift.terms import MIN_PERSONS

if TYPE_CHECKING:
    from drift.measures.index import Index
    from drift.measures.measured import Measured
    from drift.measures.shares import Shares
    from drift.measures.work.crowd import Crowd
    from drift.measures.work.engagement import Engagement
    from drift.measures.work.operations import Operations
    from drift.terms import Group

NO_LOG: Final = ""


def is_folded(crowd: Crowd) -> bool:
    """Whether any month is not told by itself, or not by all that engagement is made of."""
    few = any(len(crowd.few.get(name, ())) for name in COMPONENTS)
    return bool(len(crowd.hidden)) or few or bool((crowd.blocks != crowd.blocks.index.astype("str")).any())


def fold_operations(measured: Measured, weights: dict[Group, float]) -> Operations:
    """Return the measures of the months that may be told, shares in steps, and the index made of them alone."""
    operations, engagement = measured.operations, measured.operations.engagement
    shares, context = (
        {name: _fold_shares(name, measured) for name in several} for several in (engagement.shares, operations.context)
    )
    index = fit_engagement(shares, engagement.clocks, measured.months, measured.base.work, weights)
    return replace(operations, engagement=replace(engagement, shares=shares, index=index), context=context, as_seen={})


def _fold_shares(name: str, measured: Measured) -> Shares:
    crowd, told = measured.crowd, _as_weighed(name, measured.operations)
    few = crowd.few.get(name, crowd.hidden[:0])
    blocks = crowd.blocks[~crowd.blocks.index.isin(few)]
    if measure_named(name).answered:
        return tell_in_steps(told, blocks, crowd.hidden.union(few), measured.base.work)
    return _fold_numbers(told, blocks)


def _as_weighed(name: str, operations: Operations) -> Shares:
    """Return a measure without the repeats that chance makes: seen and weighed, a month would be told twice."""
    told, seen = operations.shares_of(name), operations.seen_of(name)
    return told if told is seen else replace(told, value=told.value * np.exp(told.log - seen.log[told.log.index]))


def _fold_numbers(told: Shares, blocks: pd.Series) -> Shares:
    """Return what is no share, with the doubt of as many incidents as are told: 1/n is as good as n."""
    n = round_counts(told.n).clip(lower=MIN_PERSONS)
    exact = {**{name: getattr(told, name) for name in PARTS}, "n": n, "variance": told.variance * told.n / n}
    folded = {name: fold_series(part, blocks) for name, part in exact.items()}
    months = folded["log"].dropna().index
    by_month = {name: part.reindex(months) for name, part in folded.items()}
    return replace(told, **by_month, coverage=fold_coverage(told.coverage, blocks))


def fold_indices(measured: Measured, engagement: Engagement, *, with_work: bool) -> pd.DataFrame:
    """Return the indices of both sides by month; those of the work missing where they may not be told."""
    indices = measured.indices
    opened = fold_series(indices["n_incidents"], measured.crowd.blocks).reindex(indices.index)
    told = indices.assign(n_incidents=round_counts(opened))
    if not with_work:
        hidden = [name for name in map(str, indices) if name.startswith(("engagement", "drift"))]
        return told.assign(**dict.fromkeys(hidden, float("nan"))).round(DIGITS)
    return told.assign(**_work_of(indices["specification"], engagement.index, shared=measured.base.shared)).round(
        DIGITS
    )


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
    if count == UNTOLD:
        return count
    n = int(count) if count.isdigit() else 0
    first = n - n % MIN_PERSONS
    return f"{first}\u2013{first + MIN_PERSONS - 1}" if first else f"<{MIN_PERSONS}"
