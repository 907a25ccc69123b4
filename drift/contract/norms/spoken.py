"""What one number of a clause speaks of: the words around it, and by them its clock or why it has none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from drift.contract.norms.clocks import PATTERNS, Clock, find_clock, find_obstacle, pick_clock, speaks_of_incidents
from drift.contract.reading.sentences import find_end, find_row_start

_QUANTITY: Final = re.compile(r"\S{1,20}(?: (?:business|working|office))? \S{1,20}$")
FEW_WORDS: Final = 10  # of a line that names a level and no incident: "Sev 1: solved within 4 hours"
BESIDE: Final = 45  # signs behind a number in which it is said that it runs in office hours


@dataclass(frozen=True)
class Spoken:
    """The words around a number."""

    metric: str
    before: str
    behind: str
    in_table: bool  # a cell of a table of norms: its row and column say all
    given: str = ""  # the condition that the sentence begins with

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
    before, behind = even[find_row_start(even, end) : end], even[end : find_end(even, end)]
    given = ""
    if PATTERNS["conditional"].match(before) and "," in before:  # the duty stands behind the condition
        given, _, before = before.rpartition(",")
    return Spoken(metric, before, behind, in_table=False, given=given)


def find_time(spoken: Spoken, *, level: bool) -> tuple[Clock | None, str | None]:
    """Return the clock of a limit of time, or why it has none that a ticket shows: (clock, None) or (None, reason).

    Parameters
    ----------
    level : whether it names a level of priority, which only incidents have
    """
    if PATTERNS["after_so_long"].search(spoken.before):
        return None, "no_limit"
    if PATTERNS["conditional"].match(spoken.before) and "," in spoken.behind:
        return None, "threshold"
    obstacle = find_obstacle(spoken.sentence)
    if obstacle:
        return None, obstacle
    if spoken.given and not speaks_of_incidents(spoken.given):
        return None, "condition"
    clock = find_clock(spoken.metric, spoken.behind, spoken.before)
    if clock is None:
        return None, "no_clock"
    named = PATTERNS["clock_name"].search(spoken.sentence) is not None
    in_a_row = len(PATTERNS["level_mark"].findall(spoken.sentence)) > 1
    short = level and (in_a_row or len(spoken.sentence.split()) <= FEW_WORDS)
    if not (spoken.in_table or short or named or speaks_of_incidents(spoken.sentence)):
        return None, "not_incidents"
    return clock, None


def is_office_time(spoken: Spoken, window: object) -> bool:
    """Return whether a limit runs in office hours, by its window or the words beside it; round the clock is none."""
    said = _text(window)
    if said:
        return not _is_round_the_clock(said)
    return any(PATTERNS["office"].search(text) for text in (spoken.behind[:BESIDE], _head(spoken)[-BESIDE // 2 :]))


def holds_in_office_hours(spoken: Spoken) -> bool:
    """Return whether office hours are the time in which incidents must occur, and not how their time is counted."""
    early = _head(spoken)[: -BESIDE // 2]
    return PATTERNS["office"].search(early) is not None and PATTERNS["also"].search(early) is None


def _head(spoken: Spoken) -> str:
    """Return what stands before the number, without its unit: "8 business hours" ends in office hours itself."""
    return _QUANTITY.sub("", spoken.before)


def find_objects(spoken: Spoken) -> list[str]:
    """Return what the incidents must be of, where the sentence says: "storingen aan de lift", "network incidents"."""
    sentence = spoken.sentence
    things = [match["what"] for match in PATTERNS["of_something"].finditer(sentence)]
    named = [match["what"] for match in PATTERNS["before_incident"].finditer(sentence)]
    return things + [name for name in named if not (PATTERNS["neutral"].match(name) or pick_clock(name))]


def _is_round_the_clock(window: str) -> bool:
    return PATTERNS["round_the_clock"].search(window) is not None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
