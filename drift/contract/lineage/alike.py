"""What two targets share: quantity, metric, condition, tier and period, by words as data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from drift.sources.patterns import load_rules
from drift.sources.values.quantities.units import MONEY
from drift.wording.case import fold_spelling

if TYPE_CHECKING:
    from collections.abc import Mapping

# clock time in hours; working hours and days only compare among themselves, for a working day is as long as agreed
CLOCK_HOURS: Final = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.5, "year": 8766.0}
WORKING: Final = ("working_hour", "working_day")
_RULES: Final[dict[str, dict[str, str]]] = load_rules(__package__, "tightening")
_METRICS: Final = {name: tuple(words.split()) for name, words in _RULES["metrics"].items()}
_PAYMENT: Final = tuple(_RULES["payment"]["words"].split())
_RECURRENCE: Final = frozenset(_RULES["recurrence"]["words"].split())
_TIMES_A_YEAR: Final = {word: float(times) for times, words in _RULES["times_a_year"].items() for word in words.split()}
_TIER: Final = re.compile(r"P(\d|[A-D])(?:;|$)")
_WORD: Final = re.compile(r"[^\W\d_][\w-]*")


def quantity_of(target: Mapping[str, Any]) -> str:
    """Return what is counted: clock time, working hours, per cent, a currency."""
    unit = str(target["unit"])
    return "clock" if unit in CLOCK_HOURS else unit


def dimension_of(target: Mapping[str, Any]) -> str:
    """Return what kind of thing is measured, whatever the unit."""
    unit = str(target["unit"])
    if unit in CLOCK_HOURS or unit in WORKING:
        return "time"
    return "money" if unit in MONEY else unit


def amount_of(target: Mapping[str, Any]) -> float:
    """Return the value; clock time in hours."""
    return float(target["value"]) * CLOCK_HOURS.get(str(target["unit"]), 1.0)


def condition_of(target: Mapping[str, Any]) -> str:
    """Return when a target holds, as it is compared."""
    said = target.get("condition")
    return fold_spelling(said) if isinstance(said, str) else ""


def metric_of(target: Mapping[str, Any]) -> str:
    """Return what is measured, all words for one thing as one; nothing where no known word tells."""
    said = target.get("metric")
    words = fold_spelling(said).split() if isinstance(said, str) else []
    return next((name for word in words for name, starts in _METRICS.items() if word.startswith(starts)), "")


def times_a_year(target: Mapping[str, Any]) -> float | None:
    """Return how many of the periods a number holds for a year has; None where it names no period."""
    said = target.get("per")
    return _TIMES_A_YEAR.get(fold_spelling(said)) if isinstance(said, str) else None


def are_other_bases(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Return whether one number holds for a period and the other for each of something: per year, per event."""
    named = [bool(target.get("per")) and isinstance(target.get("per"), str) for target in (old, new)]
    return all(named) and (times_a_year(old) is None) != (times_a_year(new) is None)


def are_other_tiers(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Return whether two targets are of other tiers of one scale: P1 and P2; A may have become 1."""
    one, other = tier_of(old), tier_of(new)
    return bool(one and other) and one != other and one.isdigit() == other.isdigit()


def tier_of(target: Mapping[str, Any]) -> str:
    """Return the tier of a target on its scale, a digit or a letter; nothing where it names none."""
    tier = _TIER.match(str(target.get("condition") or "").upper())
    return tier[1] if tier else ""


def is_paid(target: Mapping[str, Any]) -> bool:
    """Return whether an amount is one that somebody has to pay, by the words beside it."""
    words = _WORD.findall(fold_spelling(str(target.get("quote") or "")))
    return any(word.startswith(_PAYMENT) for word in words)


def is_recurring(target: Mapping[str, Any]) -> bool:
    """Return whether a time is that between one time and the next: every six months, om de 6 maanden."""
    *before, _, _ = ["", "", *fold_spelling(str(target.get("quote") or "")).split()]
    recurs = bool(before) and (before[-1] in _RECURRENCE or "-".join(before[-2:]) in _RECURRENCE)
    return recurs and target["comparator"] == "=" and dimension_of(target) == "time"
