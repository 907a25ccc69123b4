"""What one number of a clause speaks of: the words around it, and by them its clock or why it has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drift.contract.norms.clocks import PATTERNS, Clock, find_clock, find_obstacle, speaks_of_incidents
from drift.contract.reading.sentences import find_end, find_row_start


@dataclass(frozen=True)
class Spoken:
    """The words around a number."""

    metric: str
    before: str
    behind: str
    in_table: bool  # a cell of a table of norms: its row and column say all

    @property
    def sentence(self) -> str:
        """The sentence that it stands in."""
        return self.metric if self.in_table else f"{self.before} {self.behind}"


def read_around(target: Mapping[str, Any], text: str) -> Spoken:
    """Return the words around the number of a target in the text of its clause."""
    metric = _text(target.get("metric"))
    if _text(target.get("cell")):
        return Spoken(metric, "", "", in_table=True)
    even = " ".join(text.split())
    at = even.find(_text(target.get("quote")))
    end = at + len(_text(target.get("quote"))) if at >= 0 else 0
    return Spoken(metric, even[find_row_start(even, end) : end], even[end : find_end(even, end)], in_table=False)


def find_time(spoken: Spoken, *, level: bool) -> tuple[Clock | None, str | None]:
    """Return the clock of a limit of time, or why it has none that a ticket shows: (clock, None) or (None, reason).

    Parameters
    ----------
    level : whether it names a level of priority, which only incidents have
    """
    clock = find_clock(spoken.metric, spoken.behind, spoken.before)
    obstacle = find_obstacle(spoken.sentence)
    if obstacle:
        return None, obstacle
    if clock is None:
        return None, "no_clock"
    named = PATTERNS["clock_name"].search(spoken.sentence) is not None
    if not (spoken.in_table or level or named or speaks_of_incidents(spoken.sentence)):
        return None, "not_incidents"
    return clock, None


def is_office_time(spoken: Spoken, window: object) -> bool:
    """Return whether a limit runs in office hours, by its window or its sentence; a window round the clock is none."""
    said = _text(window)
    if said:
        return not _is_round_the_clock(said)
    return PATTERNS["office"].search(spoken.sentence) is not None


def find_object(spoken: Spoken) -> str | None:
    """Return what the incidents must be of, where the sentence says: "storingen aan de lift"."""
    match = PATTERNS["of_something"].search(spoken.sentence)
    return match["what"] if match else None


def _is_round_the_clock(window: str) -> bool:
    return PATTERNS["round_the_clock"].search(window) is not None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
