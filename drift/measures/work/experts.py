"""Loss of experts: persons with a year behind them that fell silent, counted and never named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.work.hands import join_hands, pick_others
from drift.tables.engine import DAY_S, to_frame
from drift.wording.values import show_count

if TYPE_CHECKING:
    import ibis

    from drift.project.settings import Sides

YEAR_DAYS: Final = 365  # from the first sign of a person to the last: who knows all seasons is an expert here
SILENT_DAYS: Final = 180  # and longer than ever before: holidays and rare callers are no loss
UNTOLD: Final = "?"  # of whom another tool may tell under another name


def count_experts(
    cases: ibis.Table,
    steps: ibis.Table,
    sides: Sides,
    hands: ibis.Table | None = None,
    tool_turns: Sequence[pd.Period] = (),
) -> pd.DataFrame:
    """Count experts and those that fell silent, by side and the year of their last sign.

    Parameters
    ----------
    hands : which spellings may be one person, as in columns.py: then there are as few as may be
    tool_turns : months from which on most incidents come from another tool, where the same person may bear another name

    Returns
    -------
    frame : side, year, experts (persons with a year behind them by the end of that year, still there in it), lost
        (those whose last sign fell in it); text: a count of 5 or more as it is, else "<5", 0 as it is; lost is UNTOLD
        where the last sign of one of them lies within SILENT_DAYS of a turn
    """
    import ibis

    signs = [
        cases.filter(cases.caller.notnull()).select(side=ibis.literal(sides.caller), person="caller", at_s="opened_s"),
        cases.filter(cases.handler.notnull()).select(
            side=ibis.literal(sides.handling), person="handler", at_s="opened_s"
        ),
    ]
    acted = steps.filter(steps.actor.notnull()).join(cases.select("case", "opened_s", "caller"), "case")
    own = acted.filter((acted.actor != acted.caller).fill_null(True)) if hands is None else pick_others(acted, hands)
    signs.append(own.select(side=ibis.literal(sides.handling), person="actor", at_s=own.opened_s + own.after_s))
    every = signs[0].union(signs[1]).union(signs[2])
    every = every.mutate(hand="person", kind=ibis.literal("name")) if hands is None else join_hands(every, hands)
    gap = every.at_s - every.at_s.lag().over(ibis.window(group_by=["side", "hand"], order_by="at_s"))
    gaps = every.mutate(gap_s=gap)
    sums = gaps.group_by("side", "kind", "hand").agg(
        first_s=gaps.at_s.min(), last_s=gaps.at_s.max(), gap_s=gaps.gap_s.max().fill_null(0)
    )
    persons = to_frame(sums.drop("hand"), "side", "kind", "first_s", "last_s", "gap_s")
    return _by_year(persons, tool_turns)


def _by_year(persons: pd.DataFrame, tool_turns: Sequence[pd.Period]) -> pd.DataFrame:
    if not len(persons):
        return pd.DataFrame(columns=["side", "year", "experts", "lost"])
    end = int(persons["last_s"].max())
    seasoned = persons[persons["last_s"] - persons["first_s"] >= YEAR_DAYS * DAY_S]
    silence = end - seasoned["last_s"]
    lost = (silence > SILENT_DAYS * DAY_S) & (silence > seasoned["gap_s"])
    last_days = pd.to_datetime(seasoned["last_s"], unit="s")
    silent = pd.Timedelta(days=SILENT_DAYS)
    renamed = pd.Series(False, index=seasoned.index)
    for turn in tool_turns:
        renamed |= last_days.between(turn.start_time - silent, turn.end_time + silent)
    last = last_days.dt.year
    expert_from = pd.to_datetime(seasoned["first_s"] + YEAR_DAYS * DAY_S, unit="s").dt.year
    rows = []
    for side in sorted(persons["side"].unique()):
        of_side = seasoned["side"].eq(side)
        for year in range(int(expert_from.min()) if len(seasoned) else 0, int(last.max()) + 1 if len(seasoned) else 0):
            there = of_side & (expert_from <= year) & (last >= year)
            gone = there & lost & last.eq(year)
            n_there, n_gone = (show_count(_count_least(seasoned["kind"][part])) for part in (there, gone))
            rows.append((side, year, n_there, UNTOLD if (gone & renamed).any() else n_gone))
    return pd.DataFrame(rows, columns=["side", "year", "experts", "lost"])


def _count_least(kinds: pd.Series) -> int:
    """Return how many persons hands of some kinds are at least: as `count_least`."""
    return int(kinds.value_counts().max()) if len(kinds) else 0
