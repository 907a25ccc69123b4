"""The clock of a norm: which moment of an incident ends it, told by the words beside its number."""

from __future__ import annotations

import re
from typing import Final, Literal, get_args

from drift.sources.patterns import load_patterns

PATTERNS: Final = load_patterns(__package__ or "", "clocks")
Clock = Literal["respond", "restore", "on_site", "close", "first_entry"]
CLOCKS: Final[tuple[Clock, ...]] = get_args(Clock)
WORDED: Final[tuple[Clock, ...]] = ("on_site", "restore", "respond", "close")  # by words; the last only by hand
_DIGITS: Final = re.compile(r"\d")
_PAUSE: Final = re.compile(r"[,;/|.:]")
_QUANTITY: Final = re.compile(r"[<≤=]? ?\d[\d.,]{0,8} ?[^\W\d]{0,12}\.?$")  # a number with its unit
AVAILABILITY: Final = "availability"
TOUCHES: Final = 14  # signs: a word and a sign
NEAR: Final = 60  # signs behind a number in which its own word may stand: "within 4 hours to be restored"

OBSTACLES: Final = {  # pattern -> reason that a norm is not bound
    "repeated": "repeats",
    "other_start": "other_start",
    "of_papers": "of_papers",
    "hours": "hours",
}


def find_clock(metric: str, behind: str, before: str) -> Clock | None:
    """Return the clock that a norm speaks of, None where its words name no moment that a ticket has.

    Parameters
    ----------
    metric : what is measured, as the reading of the clause has it
    behind, before : the rest of the sentence after the number, and what stands before it

    A word that touches the number goes before all ("4 hrs fix", "reactie < 30 min"), and so does a visit within the
    same breath ("60 minutes on site"); else the metric's own word counts, then the first behind the number, then the
    last before it. Behind a number its words end where another begins.
    """
    behind = _DIGITS.split(behind, maxsplit=1)[0]
    for touching, last in ((_PAUSE.split(behind[:TOUCHES])[0], False), (before_number(before), True)):
        if clock := pick_clock(touching, last=last):
            return clock
    if _search("on_site", behind[:NEAR]) is not None:
        return "on_site"
    for text, last in ((metric, True), (behind, False), (before, True)):
        if clock := pick_clock(text, last=last):
            return clock
    return None


def before_number(text: str) -> str:
    """Return the word and the signs that touch the quantity at the end of a text."""
    match = _QUANTITY.search(text)
    return text[max(0, match.start() - TOUCHES) : match.start()] if match else ""


def pick_clock(text: str, *, last: bool = True) -> Clock | None:
    """Return the clock whose word stands last (or first) in a text."""
    places = [(place, clock) for clock in WORDED if (place := _search(clock, text, last=last)) is not None]
    return (max if last else min)(places)[1] if places else None


def _search(clock: str, text: str, *, last: bool = False) -> int | None:
    others = [match.span() for match in PATTERNS["no_response"].finditer(text)] if clock == "respond" else []
    starts = [
        match.start()
        for match in PATTERNS[clock].finditer(text)
        if not any(start <= match.start() < end for start, end in others)
    ]
    return None if not starts else starts[-1] if last else starts[0]


def speaks_of_incidents(text: str) -> bool:
    """Return whether a clause is about incidents: one named as such, or a level of them."""
    return PATTERNS["incident"].search(text) is not None


def stops_clock(text: str) -> bool:
    """Return whether a clause lets the clock stand still while somebody waits."""
    return PATTERNS["stops"].search(text) is not None or PATTERNS["waits_out"].search(text) is not None


def find_obstacle(sentence: str) -> str | None:
    """Return what keeps a time from being one of tickets: a code of the reasons; None where nothing does."""
    return next((reason for name, reason in OBSTACLES.items() if PATTERNS[name].search(sentence)), None)
