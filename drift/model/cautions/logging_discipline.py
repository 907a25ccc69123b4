"""What changed in how incidents are written down, and may be taken for a change of how the work goes."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from drift.errors import Note
from drift.measures.work.log_shape import FIELDS, LogShape
from drift.model.cautions.caution import Caution
from drift.wording.values import Share

HALF_YEAR: Final = 6  # months before and after, compared
JUMP: Final = 0.3  # of the incidents; months of twenty differ by so much in one of a hundred by chance
WORDS_KNOWN: Final = 0.5  # of the incidents have a category that was used in the year before
ERASED_BELOW, KEPT_ABOVE = 0.2, 0.8  # share of incidents with a name: early months, last year
YEAR: Final = 12


def find_changes(shape: LogShape) -> list[Caution]:
    """Return the cautions about tool, categories, fields filled, tickets after the fact and names erased."""
    found = [_tool_change(shape.tools), _category_change(shape.categories, shape.months["n"])]
    found += [_erased(shape.months, name) for name in ("requester", "handler")]
    erased = {caution.sentence.values["field"] for caution in found if caution and caution.code == "names_erased"}
    found += [_filled(shape.months, name) for name in FIELDS if name not in erased]
    found.append(_after_the_fact(shape.months))
    return [caution for caution in found if caution is not None]


def _tool_change(tools: pd.DataFrame) -> Caution | None:
    """Tell the months in which most incidents came from another tool than in the month before."""
    if tools.shape[1] < 2:
        return None
    filled = tools[tools.sum(axis=1) > 0]
    main = filled.idxmax(axis=1)
    turns = [month for month, now, before in zip(main.index[1:], main[1:], main, strict=False) if now != before]
    values = {"months": tuple(turns), "tools": sorted(map(str, tools.columns))}
    return Caution("tool_change", "qualify", tuple(turns), Note("caution.tool_change", values)) if turns else None


def _category_change(words: pd.DataFrame, n: pd.Series) -> Caution | None:
    """Tell the months from which most incidents have a category that the year before did not know."""
    turns: list[pd.Period] = []
    least = 1.0
    for month in n.index[YEAR:]:
        now = words[words["period"].eq(month)]
        before = words[(words["period"] >= month - YEAR) & (words["period"] < month)]
        if not len(now) or not len(before) or (turns and month < turns[-1] + YEAR):
            continue
        known = float(now.loc[now["category"].isin(set(before["category"])), "n"].sum()) / float(now["n"].sum())
        if known < WORDS_KNOWN:
            turns.append(month)
            least = min(least, known)
    values = {"months": tuple(turns), "known": Share(least)}
    return (
        Caution("category_change", "qualify", tuple(turns), Note("caution.category_change", values)) if turns else None
    )


def _erased(months: pd.DataFrame, name: str) -> Caution | None:
    """Tell the first months of a log that have no names any more while the last year has."""
    rate = _rate(months, name)
    if rate.empty or float(rate.iloc[-YEAR:].mean()) < KEPT_ABOVE:
        return None
    low = (rate < ERASED_BELOW).to_numpy()
    first = rate.index[: int(np.argmin(low))] if not low.all() else rate.index[:0]
    if not len(first):
        return None
    values = {"months": tuple(first), "field": name, "rate": Share(float(rate[first].mean()))}
    return Caution("names_erased", "qualify", tuple(first), Note("caution.names_erased", values))


def _rate(months: pd.DataFrame, name: str) -> pd.Series:
    filled = months[months["n"] > 0]
    rate: pd.Series = filled[name] / filled["n"]
    return rate


def _filled(months: pd.DataFrame, name: str) -> Caution | None:
    at, before, after = _jump(months, name)
    if at is None:
        return None
    values = {"field": name, "month": at, "before": Share(before), "after": Share(after)}
    return Caution("fields_filled", "qualify", (at,), Note("caution.fields_filled", values))


def _after_the_fact(months: pd.DataFrame) -> Caution | None:
    """Tell when tickets began, or ceased, to be written after the work was done: ended when they were opened."""
    at, before, after = _jump(months, "n_instant")
    if at is None:
        return None
    values = {"month": at, "before": Share(before), "after": Share(after)}
    return Caution("after_the_fact", "qualify", (at,), Note("caution.after_the_fact", values))


def _jump(months: pd.DataFrame, name: str) -> tuple[pd.Period | None, float, float]:
    """Return the month of the largest jump of a share, and the share in the half year before and after it."""
    filled = months[months["n"] > 0]
    if len(filled) < 2 * HALF_YEAR:
        return None, 0.0, 0.0
    sums = filled[[name, "n"]].rolling(HALF_YEAR).sum()
    share = sums[name] / sums["n"]
    jump = (share.shift(-HALF_YEAR + 1) - share.shift(1)).abs()
    if not jump.notna().any() or float(jump.max()) < JUMP:
        return None, 0.0, 0.0
    place = int(np.nanargmax(jump.to_numpy()))
    return filled.index[place], float(share.iloc[place - 1]), float(share.iloc[place + HALF_YEAR - 1])
