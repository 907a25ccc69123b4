"""Did the norms become stricter: the targets of each clause followed through lineage, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from drift.contract.lineage.tightening import GONE, NEW
from drift.terms import MIN_BASE_STOCK

if TYPE_CHECKING:
    from drift.measures.paper.norm_steps import Family, Norm


@dataclass(frozen=True)
class Tightness:
    """How much stricter the followed targets became since the base, on average; natural logs, above 0 stricter."""

    values: pd.Series  # at the end of each month, 0 in the base; missing: nothing is followed
    n: pd.Series  # targets followed that are in force then
    errors: pd.Series  # standard error of the value against the first base month, by how the targets differ
    tightened: float | None  # change since the base; None where under MIN_BASE_STOCK targets are followed there
    error: float | None  # its standard error

    @property
    def enters(self) -> bool:
        """Whether enough targets are followed to count as a measure."""
        return self.tightened is not None


def measure_tightness(followed: pd.DataFrame, states: pd.DataFrame, base: pd.PeriodIndex) -> Tightness:
    """Return how much stricter the followed targets became.

    Parameters
    ----------
    followed : as of `follow_targets`
    states : the file of each document that counts in force at the end of each month, as of `states_at_month_ends`
    base : months in which the values are 0 on average

    Returns
    -------
    Tightness : the mean step of the targets in force at the end of a month and of the month before, summed from
        month to month. Steps are those of `compare_targets`: kept 0, tightened above, relaxed below 0. A target that
        comes, goes, or becomes another (of another quantity or comparator) makes no step, and neither does one whose
        step has no log (100 %). Standard errors take each target as one cluster; they hold for the steps together,
        from the first month of the base.
    """
    levels = _level_at_month_ends(followed, states)
    n = levels.notna().sum(axis=1)
    followed_then = n[n.index.isin(base) & (n > 0)]
    if followed_then.empty:
        none = pd.Series(np.nan, index=states.index)
        return Tightness(none, n, none.copy(), None, None)
    steps = levels.diff()
    values = steps.mean(axis=1).fillna(0.0).cumsum().where(n > 0)
    values -= values[followed_then.index].mean()
    errors = _spread(steps[steps.index > followed_then.index[0]]).reindex(states.index).where(n > 0)
    if followed_then.iloc[0] < MIN_BASE_STOCK:
        return Tightness(values, n, errors, None, None)
    last = n.index[n > 0][-1]
    return Tightness(values, n, errors, float(values[last]), float(errors[last]))


def _spread(steps: pd.DataFrame) -> pd.Series:
    """Return the standard error of the summed mean steps, each target a cluster (Liang and Zeger 1986)."""
    n, targets = steps.notna().sum(axis=1), steps.shape[1]
    apart = steps.sub(steps.mean(axis=1), axis=0).div(n.where(n > 0), axis=0).fillna(0.0).cumsum()
    return pd.Series(np.sqrt((apart**2).sum(axis=1) * targets / max(targets - 1, 1)))


def follow_targets(families: list[Family], documents: pd.DataFrame) -> pd.DataFrame:
    """Return each followed target in each file that holds it.

    Parameters
    ----------
    families : norms of one version beside the next; documents : those that count

    Returns
    -------
    frame : thread (a target through its versions), file, level (log tightening since its first version)
    """
    order = {str(file): k for k, file in enumerate(documents.sort_values(["effective_on", "file"])["file"])}
    level: dict[Norm, tuple[int, float]] = {}  # a target where it stands -> its thread and level
    n_threads = 0
    for family in sorted(families, key=lambda family: min(order.get(place[0], len(order)) for place in family.places)):
        for step in family.steps:
            if step.change in (NEW, GONE) or step.log_tightening is None or step.old is None or step.new is None:
                continue
            old, new = family.old[step.old], family.new[step.new]
            if old not in level:
                level[old] = (n_threads, 0.0)
                n_threads += 1
            thread, height = level[old]
            level[new] = (thread, height + step.log_tightening)
    rows = [(thread, place[0], height) for (place, _), (thread, height) in level.items() if place[0] in order]
    return pd.DataFrame(rows, columns=["thread", "file", "level"])


def _level_at_month_ends(followed: pd.DataFrame, states: pd.DataFrame) -> pd.DataFrame:
    """Return the level of each thread at the end of each month, shape (n_months, n_threads); missing: not in force."""
    by_file = followed.groupby(["file", "thread"])["level"].mean().unstack("thread")
    levels = pd.DataFrame(np.nan, index=states.index, columns=by_file.columns)
    for document in states.columns:
        part = by_file.reindex(states[document].fillna("").astype("str")).set_axis(states.index)
        levels = levels.where(levels.notna(), part)
    return levels
