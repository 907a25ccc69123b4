"""What changed in how incidents are written down, and may be taken for a change of how the work goes."""

from __future__ import annotations

from itertools import chain
from typing import Final

import numpy as np
import pandas as pd

from drift.errors import Note
from drift.measures.work.log_shape import FIELDS, LogShape
from drift.model.cautions.caution import Caution, Effect, caution_of
from drift.wording.values import Share

HALF_YEAR: Final = 6  # months before and after, compared
JUMP: Final = 0.3  # of the incidents; months of twenty differ by so much in one of a hundred by chance
WORDS_KNOWN: Final = 0.5  # of the incidents have a category that was used in the year before
ERASED_BELOW, KEPT_ABOVE = 0.2, 0.8  # share of incidents with a name: early months, last year
YEAR: Final = 12
TIMELESS, TIMELESS_MANY = 0.01, 0.1  # of the incidents with an end; seen in a real log: 10 %, gone without a word


def find_discipline(shape: LogShape) -> list[Caution]:
    """Return the cautions about tool, categories, fields, tickets after the fact or without time, names erased."""
    erased = {name: _erased(shape.months, name) for name in ("requester", "handler")}
    filled = [
        _jumps("fields_filled", shape.months, name, field=Note(f"caution.field.{name}"))
        for name in FIELDS
        if not erased.get(name)
    ]
    return [
        *_tool_change(shape),
        *_category_change(shape.categories, shape.months["n"]),
        *chain(*erased.values(), *filled),
        *_jumps("after_the_fact", shape.months, "n_instant"),  # tickets that ended when they were opened
        *_timeless(shape.months),
    ]


def _tool_change(shape: LogShape) -> list[Caution]:
    """Tell the months in which most incidents came from another tool than in the month before."""
    turns = shape.tool_turns
    names = sorted(map(str, shape.tools.columns))
    return [caution_of("tool_change", "qualify", turns, months=turns, tools=names)] if turns else []


def _category_change(words: pd.DataFrame, n: pd.Series) -> list[Caution]:
    """Tell the months from which most incidents have a category that the year before did not know."""
    turns: list[pd.Period] = []
    least = 1.0
    known = _share_known(words)
    for month in n.index[YEAR:]:
        if month not in known or not any(month - k in known for k in range(1, YEAR + 1)):
            continue
        share = known[month]
        if share < WORDS_KNOWN and not (turns and month < turns[-1] + YEAR):
            turns.append(month)
            least = min(least, share)
    months = tuple(turns)
    return [caution_of("category_change", "qualify", months, months=months, known=Share(least))] if months else []


def _share_known(words: pd.DataFrame) -> dict[pd.Period, float]:
    """Return by month the share of its incidents that have a category which the year before had."""
    codes, months = pd.factorize(words["category"], use_na_sentinel=False)[0], pd.PeriodIndex(words["period"], freq="M")
    order = np.lexsort((months.asi8, codes))  # the months of each category, in order
    since = np.diff(months.asi8[order], prepend=0)
    again = np.diff(codes[order], prepend=-1) == 0
    n = words["n"].to_numpy()[order]
    counts = pd.DataFrame({"n": n, "known": np.where(again & (since <= YEAR), n, 0)}, index=months[order])
    sums = counts.groupby(level=0).sum()
    return dict(zip(pd.PeriodIndex(sums.index), (sums["known"] / sums["n"]).tolist(), strict=True))


def _erased(months: pd.DataFrame, name: str) -> list[Caution]:
    """Tell the first months of a log that have no names any more while the last year has."""
    filled = months[months["n"] > 0]
    rate = filled[name] / filled["n"]
    if rate.empty or float(rate.iloc[-YEAR:].mean()) < KEPT_ABOVE:
        return []
    low = (rate < ERASED_BELOW).to_numpy()
    first = tuple(rate.index[: int(np.argmin(low))]) if not low.all() else ()
    if not first:
        return []
    share = Share(float(rate.iloc[: len(first)].mean()))
    return [caution_of("names_erased", "qualify", first, months=first, field=Note(f"caution.field.{name}"), rate=share)]


def _jumps(code: str, months: pd.DataFrame, name: str, **values: object) -> list[Caution]:
    """Tell when something began, or ceased, to be written down."""
    return [
        caution_of(code, "qualify", (month,), month=month, before=before, after=after, **values)
        for month, before, after in _jump(months, name)
    ]


def _jump(months: pd.DataFrame, name: str) -> list[tuple[pd.Period, Share, Share]]:
    """Return the month of the largest jump of a share, if any, and the share in the half year before and after it."""
    filled = months[months["n"] > 0]
    if len(filled) < 2 * HALF_YEAR:
        return []
    sums = filled[[name, "n"]].rolling(HALF_YEAR).sum()
    share = sums[name] / sums["n"]
    jump = (share.shift(-HALF_YEAR + 1) - share.shift(1)).abs()
    if not jump.notna().any() or float(jump.max()) < JUMP:
        return []
    place = int(np.nanargmax(jump.to_numpy()))
    before, after = (Share(float(share.iloc[at])) for at in (place - 1, place + HALF_YEAR - 1))
    return [(filled.index[place], before, after)]


def _timeless(months: pd.DataFrame) -> list[Caution]:
    """Tell the incidents of which nobody knows how long they took: they end as they open."""
    n, of = int(months["n_timeless"].sum()), int(months["n_timed"].sum())
    if not of or n <= TIMELESS * of:
        return []
    touched = pd.PeriodIndex(months.index[months["n_timeless"] > 0])
    effect: Effect = "qualify" if n > TIMELESS_MANY * of else "inform"
    return [caution_of("zero_durations", effect, touched, n=n, of=of, share=Share(n / of))]
