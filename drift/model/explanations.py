"""What else could explain a fall of engagement: harmless reasons, each with the figure that tells them from harm.

A catalogue, not a verdict: a figure is filled in where the data allow, and says which way it leans; people decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import pandas as pd

from drift.errors import Note
from drift.terms import BASE_MONTHS, INTERVAL_Z
from drift.wording.values import Share

if TYPE_CHECKING:
    from drift.measures.shares import Shares
    from drift.measures.work.operations import Operations

Leaning = Literal["harmless", "harmful", "unknown"]


@dataclass(frozen=True)
class Reason:
    """A harmless reason, the measure that must have moved for it, and those that must not have got worse."""

    code: str
    moved: str
    direction: int  # +1: it rises when the reason is at work
    guards: tuple[str, ...]  # if one of these got worse, the reason does not make it harmless


@dataclass(frozen=True)
class Explanation:
    """A reason with what the data say of it."""

    code: str
    leaning: Leaning
    sentence: Note
    moved: bool | None = None  # whether its own figure clearly moved that way; None: not known

    @property
    def open(self) -> bool:
        """Whether the data leave it open: nothing got worse, and its figure moved or is not known."""
        return self.leaning != "harmful" and self.moved is not False


REASONS: Final = (
    Reason("automation", "automatic", 1, ("solved_on_the_floor",)),
    Reason("fewer_faults", "volume", -1, ("repeated", "time_to_restore")),
    Reason("mature_relation", "direct_contact", -1, ("same_hands", "solved_on_the_floor")),
    Reason("first_line", "people", 1, ("solved_on_the_floor", "time_to_restore")),
    Reason("remote_work", "visits", -1, ("direct_contact",)),
    Reason("turnover", "same_hands", -1, ("direct_contact", "solved_on_the_floor")),
    Reason("new_site", "pairs", 1, ("same_hands", "solved_on_the_floor")),
)
COUNTS: Final = frozenset({"volume", "people", "pairs"})
WORSE_WHEN_HIGHER: Final = frozenset({"repeated", "time_to_restore"})


def explain_otherwise(operations: Operations, base: pd.PeriodIndex) -> tuple[Explanation, ...]:
    """Return every reason of the catalogue, with its figure where there are twelve months after the base to tell it."""
    return tuple(_explain(reason, operations, base) for reason in REASONS)


def _explain(reason: Reason, operations: Operations, base: pd.PeriodIndex) -> Explanation:
    moved = _compare(operations.shares_of(reason.moved), base)
    if moved is None:
        return Explanation(reason.code, "unknown", Note(f"explanation.{reason.code}_unknown"))
    before, after, low, high = moved
    write = round if reason.moved in COUNTS else Share
    values = {"before": write(before), "after": write(after)}
    clearly = low > 0 if reason.direction > 0 else high < 0
    worse = [_got_worse(name, operations.shares_of(name), base) for name in reason.guards]
    leaning: Leaning = "unknown"
    if clearly and any(worse):
        leaning = "harmful"
    elif clearly and None not in worse:
        leaning = "harmless"
    return Explanation(reason.code, leaning, Note(f"explanation.{reason.code}", values), clearly)


def _got_worse(name: str, shares: Shares, base: pd.PeriodIndex) -> bool | None:
    change = _compare(shares, base)
    if change is None:
        return None
    _, _, low, high = change
    return low > 0 if name in WORSE_WHEN_HIGHER else high < 0


def _compare(shares: Shares, base: pd.PeriodIndex) -> tuple[float, float, float, float] | None:
    """Return the mean over the base, over the last twelve months, and the 95 % interval of the change in logs."""
    months = pd.PeriodIndex(shares.log.index)
    first = months[months.isin(base)]
    first = first if len(first) else months[:BASE_MONTHS]
    last = months[-BASE_MONTHS:]
    if len(last) < BASE_MONTHS or not len(first) or last[0] <= first[-1]:
        return None
    change = float(shares.log[last].mean() - shares.log[first].mean())
    error = sum(float(shares.variance[part].sum()) / len(part) ** 2 for part in (first, last)) ** 0.5
    spread = INTERVAL_Z * error
    return float(shares.value[first].mean()), float(shares.value[last].mean()), change - spread, change + spread
