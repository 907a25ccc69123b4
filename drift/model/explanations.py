"""What else could explain a fall of engagement: harmless reasons, each with the figure that tells them from harm.

A catalogue, not a verdict: a figure is filled in where the data allow, and says which way it leans; people decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from drift.errors import Note
from drift.measures.catalogue import VOLUME
from drift.model.change import Change, Window
from drift.model.comparing import compare_alone
from drift.wording.values import Share

if TYPE_CHECKING:
    import pandas as pd

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
COUNTS: Final = frozenset({"people", "pairs"})
WORSE_WHEN_HIGHER: Final = frozenset({"repeated", "time_to_restore"})


def explain_otherwise(operations: Operations, months: pd.PeriodIndex, base: pd.PeriodIndex) -> tuple[Explanation, ...]:
    """Return every reason of the catalogue, with its figure where base and last twelve months are known of it."""
    names = {name for reason in REASONS for name in (reason.moved, *reason.guards)}
    changes = {name: compare_alone(operations.seen_of(name), months, base) for name in sorted(names)}
    return tuple(_explain(reason, changes) for reason in REASONS)


def _explain(reason: Reason, changes: dict[str, Change | Note]) -> Explanation:
    moved = changes[reason.moved]
    if isinstance(moved, Note):
        return Explanation(reason.code, "unknown", Note(f"explanation.{reason.code}_unknown"))
    values = {name: _level(reason.moved, window) for name, window in (("before", moved.before), ("after", moved.after))}
    clearly = moved.sign == reason.direction
    worse = [_got_worse(name, changes[name]) for name in reason.guards]
    leaning: Leaning = "unknown"
    if clearly and any(worse):
        leaning = "harmful"
    elif clearly and None not in worse:
        leaning = "harmless"
    return Explanation(reason.code, leaning, Note(f"explanation.{reason.code}", values), clearly)


def _level(name: str, window: Window) -> object:
    """Return the level of a window as it is written: a count a calendar month, those without any included."""
    if name == VOLUME:
        return round(window.n / ((window.last - window.first).n + 1))
    return round(window.level) if name in COUNTS else Share(window.level)


def _got_worse(name: str, change: Change | Note) -> bool | None:
    if isinstance(change, Note):
        return None
    return change.sign == (1 if name in WORSE_WHEN_HIGHER else -1)
