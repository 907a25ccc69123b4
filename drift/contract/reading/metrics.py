"""What a number measures, per what, and when it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.contract.reading.patterns import load_patterns
from drift.contract.reading.sentences import REACH, find_end, find_row_start
from drift.wording.case import fold_spelling

if TYPE_CHECKING:
    from drift.sources.values.quantities.quantity import Quantity

PATTERNS: Final = load_patterns("metrics")
METRIC_WORDS: Final = 8  # of a subject that stands for a metric


def name_metric(text: str, start: int) -> str:
    """Return what is measured: the word nearest before the number, else after it, else the row's name or subject."""
    row = find_row_start(text, start)
    before = [*PATTERNS["metric"].finditer(text, row, start)]
    if before:
        return before[-1][0].casefold()
    if behind := PATTERNS["metric"].search(text, start, find_end(text, start)):
        return behind[0].casefold()
    named = PATTERNS["named"].match(text[row : row + REACH])
    if named and not PATTERNS["priority"].search(named["name"]):
        return named["name"].strip().casefold()
    return "" if named else " ".join(text[row:start].split()[:METRIC_WORDS]).casefold()


def name_period(text: str, quantity: Quantity, until: int) -> str:
    """Return the period or thing a number holds for: behind it, or before `until`, the next number of its unit."""
    own = PATTERNS["per"].match(text, quantity.end)
    if own:
        return str(own["per"] or own["adverb"]).casefold()
    spread = PATTERNS["per_later"].search(text, quantity.end, min(until, find_end(text, quantity.end)))
    return fold_spelling(spread["per"]) if spread else ""


def name_condition(text: str, quantity: Quantity, until: int) -> str:
    """Return when a number holds: its priority, else the condition behind it, before `until`, the next number."""
    if priority := name_priority(text, quantity.start):
        return priority
    match = PATTERNS["condition"].search(text, quantity.end, min(until, find_end(text, quantity.end)))
    return fold_spelling(match[0]) if match else ""


def name_priority(text: str, start: int) -> str:
    """Return the priority that the row names before a place."""
    marks = [*PATTERNS["priority"].finditer(text, find_row_start(text, start), start)]
    if not marks:
        return ""
    number = marks[-1]["p"] or marks[-1]["n"]
    return f"P{number}".upper() if number else str(marks[-1]["w"] or marks[-1]["x"]).casefold()
