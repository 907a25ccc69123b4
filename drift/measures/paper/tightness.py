"""Did the norms become stricter: the targets of each clause followed through lineage, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from drift.contract.lineage.tightening import GONE, NEW, compare_targets
from drift.contract.reading.quantities import MONEY
from drift.tables.calendar import states_at_month_ends
from drift.terms import COUNTED_ROLES, MIN_BASE_STOCK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drift.tables.store import Store


Place = tuple[str, str, int]  # file, sheet, row


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


def measure_tightness(store: Store, months: pd.PeriodIndex, base: pd.PeriodIndex) -> Tightness:
    """Follow every target through the versions of the documents that count.

    Parameters
    ----------
    months : of the result, in order
    base : months in which the values are 0 on average

    Returns
    -------
    Tightness : the mean step of the targets in force at the end of a month and of the month before, summed from
        month to month. Steps are those of `compare_targets`: kept 0, tightened above, relaxed below 0. A target that
        comes, goes, or becomes another (of another quantity or comparator) makes no step, and neither does one whose
        step has no log (100 %). Standard errors take each target as one cluster; they hold for the steps together,
        from the first month of the base.
    """
    documents = store.fetch("documents").to_pandas()
    counted = documents[documents["role"].isin(COUNTED_ROLES)]
    followed = follow_targets(store, counted)
    levels = _level_at_month_ends(followed, states_at_month_ends(counted, months))
    n = levels.notna().sum(axis=1)
    held = n[n.index.isin(base) & (n > 0)]
    if held.empty:
        none = pd.Series(np.nan, index=months)
        return Tightness(none, n, none.copy(), None, None)
    steps = levels.diff()
    values = steps.mean(axis=1).fillna(0.0).cumsum().where(n > 0)
    values -= values[held.index].mean()
    errors = _spread(steps[steps.index > held.index[0]]).reindex(months).where(n > 0)
    if held.iloc[0] < MIN_BASE_STOCK:
        return Tightness(values, n, errors, None, None)
    last = n.index[n > 0][-1]
    return Tightness(values, n, errors, float(values[last]), float(errors[last]))


def _spread(steps: pd.DataFrame) -> pd.Series:
    """Return the standard error of the summed mean steps, each target a cluster (Liang and Zeger 1986)."""
    n, targets = steps.notna().sum(axis=1), steps.shape[1]
    apart = steps.sub(steps.mean(axis=1), axis=0).div(n.where(n > 0), axis=0).fillna(0.0).cumsum()
    return pd.Series(np.sqrt((apart**2).sum(axis=1) * targets / max(targets - 1, 1)))


def follow_targets(store: Store, documents: pd.DataFrame) -> pd.DataFrame:
    """Return each followed target in each file that holds it; what a penalty amounts to is no norm and is left out.

    Returns
    -------
    frame : thread (a target through its versions), file, level (log tightening since its first version)
    """
    targets = list_targets(store)
    lineage = store.fetch("lineage").to_pandas()
    both = lineage.dropna(subset=["old_file", "new_file"])
    order = {str(file): k for k, file in enumerate(documents.sort_values(["effective_on", "file"])["file"])}
    level: dict[tuple[Place, int], tuple[int, float]] = {}  # a target where it stands -> its thread and level
    n_threads = 0
    families = sorted(
        list_families(both), key=lambda family: min(order.get(place[0], len(order)) for place in family[1])
    )
    for olds, news in families:
        old = [(place, k) for place in olds for k in range(len(targets.get(place, [])))]
        new = [(place, k) for place in news for k in range(len(targets.get(place, [])))]
        before, after = ([targets[place][k] for place, k in side] for side in (old, new))
        for step in compare_targets(before, after):
            if step.change in (NEW, GONE) or step.log_tightening is None or step.old is None or step.new is None:
                continue
            if old[step.old] not in level:
                level[old[step.old]] = (n_threads, 0.0)
                n_threads += 1
            thread, height = level[old[step.old]]
            level[new[step.new]] = (thread, height + step.log_tightening)
    rows = [(thread, place[0], height) for (place, _), (thread, height) in level.items() if place[0] in order]
    return pd.DataFrame(rows, columns=["thread", "file", "level"])


def list_targets(store: Store) -> dict[Place, list[dict[str, Any]]]:
    """Return the norms of each place in the order of its text: targets with a number, without money and penalties."""
    found: dict[Place, list[dict[str, Any]]] = {}
    readings = store.fetch("readings").to_pandas()
    norms = readings.loc[readings["kind"].ne("penalty"), ["file", "sheet", "row"]]
    rows = store.fetch("targets").to_pandas().dropna(subset=["value", "comparator"])
    rows = rows[~rows["unit"].isin(MONEY)]  # a price, a fee or a cap: which way is stricter cannot be told
    rows = rows.merge(norms, on=["file", "sheet", "row"])  # keeps the order of the text
    for row in rows.to_dict("records"):
        found.setdefault((str(row["file"]), str(row["sheet"]), int(row["row"])), []).append(
            {str(name): value for name, value in row.items()}
        )
    return found


def list_families(both: pd.DataFrame) -> Iterator[tuple[list[Place], list[Place]]]:
    """Return the places on both sides of each step: all parts of a split, all sources of a merge at once."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    sides = [
        list(zip(both[f"{side}_file"], both[f"{side}_sheet"], both[f"{side}_row"].astype(int), strict=True))
        for side in ("old", "new")
    ]
    # a step leads from one version to one other: the same place is one node as a beginning and another as an end
    steps = list(zip(both["old_file"], both["new_file"], strict=True))
    codes: dict[Any, int] = {}
    ends = [
        [codes.setdefault((side, step, place), len(codes)) for step, place in zip(steps, places, strict=True)]
        for side, places in enumerate(sides)
    ]
    if not codes:
        return
    links = coo_matrix((np.ones(len(steps)), tuple(ends)), shape=(len(codes), len(codes)))
    group = connected_components(links, directed=False)[1]
    members: dict[int, tuple[list[Place], list[Place]]] = {}
    for (side, _, place), code in codes.items():
        members.setdefault(int(group[code]), ([], []))[side].append(place)
    for olds, news in members.values():
        yield sorted(olds), sorted(news)


def _level_at_month_ends(followed: pd.DataFrame, states: pd.DataFrame) -> pd.DataFrame:
    """Return the level of each thread at the end of each month, shape (n_months, n_threads); missing: not in force."""
    by_file = followed.groupby(["file", "thread"])["level"].mean().unstack("thread")
    levels = pd.DataFrame(np.nan, index=states.index, columns=by_file.columns)
    for document in states.columns:
        part = by_file.reindex(states[document].fillna("").astype("str")).set_axis(states.index)
        levels = levels.where(levels.notna(), part)
    return levels
