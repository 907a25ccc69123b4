"""One figure of an answer as people read it: percentages and points, where the JSON has logarithms and fractions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drift.wording import Wording

ENDS: Final = ("low", "high")
LEVELS: Final = ("value", "before", "after")
POINTS: Final = ("points", "points_low", "points_high")


def is_told(name: str, facts: Mapping[str, Any]) -> bool:
    """Whether a figure is printed: of a share the difference is, and no percentage of a percentage."""
    empty = facts[name] is None or facts[name] == []
    return not empty and not ("points" in facts and name in ("log", *ENDS))


def write_fact(name: str, facts: Mapping[str, Any], say: Wording) -> str | None:
    """Write a figure of an answer, by the unit that the answer tells; None where it is written as it is.

    Parameters
    ----------
    facts : of `Explained`: `log` is there where it is a change, and then `low` and `high` are logarithms too
    """
    value, unit = facts[name], facts.get("unit")
    if not isinstance(value, float):
        return None
    if name in POINTS:
        return say.points(value)
    is_change = "log" in facts
    if name == "log" or (name in ENDS and (is_change or unit == "ln")) or (name == "value" and unit == "ln"):
        return say.change(value, 1)
    if name == "known" or (unit == "share" and name in (*LEVELS, *ENDS)) or (is_change and unit == "ln"):
        return say.percent(value, 1)
    return None
