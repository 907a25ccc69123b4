"""The clock of a norm: which moment of an incident ends it, told by the words beside its number."""

from __future__ import annotations

import re
from typing import Final, Literal

from drift.sources.patterns import load_patterns

PATTERNS: Final = load_patterns(__package__ or "", "clocks")
Clock = Literal["respond", "restore", "on_site", "close", "first_entry"]
WORDED: Final[tuple[Clock, ...]] = ("on_site", "restore", "respond", "close")  # by words; the last only by hand
_NEXT: Final = re.compile(  # another quantity, in figures or words
    r"\d|(?i:\b(?:one|two|three|four|five|ten|een|één|twee|drie|vier|vijf|tien|anderhalf|half)\s{1,3}"
    r"(?:working |business )?"
    r"(?:min\w{0,6}|h(?:ou)?rs?|days?|weeks?|u(?:ur|ren)|dag(?:en)?|werkda\w{1,3}|weken?)\b)"
)
_PAUSE: Final = re.compile(r"[,;/|.:]|\s(?:and|en|or|of)\s")
_QUANTITY: Final = re.compile(r"[<≤=]? ?\d[\d.,]{0,8} ?[^\W\d]{0,12}\.?$")  # a number with its unit
AVAILABILITY: Final = "availability"
TOUCHES: Final = 30  # signs behind a number that its own words stand in: "to be resolved"
NEAR: Final = 60  # signs behind a number in which its own word may stand: "within 4 hours to be restored"

OBSTACLES: Final = {  # pattern -> reason that a norm is not bound
    "repeated": "repeats",
    "of_papers": "of_papers",
    "hours": "hours",
    "mean": "mean",
    "not_within": "threshold",
    "of_so_many": "condition",
}
_NOT: Final = {"respond": "no_response", "restore": "no_restore"}  # clock -> what has its words and is none of it
_LEADS: Final = re.compile(  # what may stand between the word of a clock and its number
    r"(?:\s{0,2}(?:binnen|within|in|uiterlijk|max\w{0,6}\.?|at most|no later than|<=?|≤|:|is|bedraagt|of|van)){0,3}"
    r"\s{0,2}$"
)


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
    behind, *others = _NEXT.split(behind, maxsplit=1)
    touching = _ending(before) or pick_clock(_PAUSE.split(behind[:TOUCHES])[0], last=False)
    if touching:
        return touching
    if _places("on_site", behind[:NEAR]):
        return "on_site"
    # where another quantity follows, the words between are of that one
    for text, last in ((metric, True), ("" if others else behind, False), (before, True)):
        if clock := pick_clock(text, last=last):
            return clock
    return None


def _ending(before: str) -> Clock | None:
    """Return the clock whose word touches the quantity at the end of a text: "ter plaatse binnen 45 minuten"."""
    match = _QUANTITY.search(before)
    head = _LEADS.sub("", before[max(0, match.start() - NEAR) : match.start()]) if match else ""
    return next((clock for clock in WORDED if any(end == len(head) for _, end in _places(clock, head))), None)


def pick_clock(text: str, *, last: bool = True) -> Clock | None:
    """Return the clock whose word stands last (or first) in a text."""
    starts = [(start, clock) for clock in WORDED for start, _ in _places(clock, text)]
    return (max if last else min)(starts)[1] if starts else None


def _places(clock: str, text: str) -> list[tuple[int, int]]:
    """Return where the words of a clock stand in a text."""
    others = [match.span() for match in PATTERNS[_NOT[clock]].finditer(text)] if clock in _NOT else []
    spans = [match.span() for match in PATTERNS[clock].finditer(text)]
    return [span for span in spans if not any(start <= span[0] < end for start, end in others)]


def speaks_of_incidents(text: str) -> bool:
    """Return whether a clause is about incidents: one named as such, or a level of them."""
    return PATTERNS["incident"].search(text) is not None


def stops_clock(text: str) -> bool:
    """Return whether a clause lets the clock stand still while somebody waits."""
    return PATTERNS["stops"].search(text) is not None or PATTERNS["waits_out"].search(text) is not None


def find_obstacle(sentence: str) -> str | None:
    """Return what keeps a time from being one of tickets: a code of the reasons; None where nothing does."""
    named = next((reason for name, reason in OBSTACLES.items() if PATTERNS[name].search(sentence)), None)
    return named or ("other_start" if starts_elsewhere(sentence) else None)


def starts_elsewhere(sentence: str) -> bool:
    """Return whether the time of a norm begins at another moment than the report of the incident."""
    starts = PATTERNS["start_word"].finditer(sentence)
    return any(PATTERNS["from_report"].match(sentence, start.end()) is None for start in starts)
