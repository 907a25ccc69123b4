"""The figures of an answer as people read them: percentages and points, where the JSON has logarithms and fractions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.contract.lineage.changes import SAME
from drift.reports.codes import find_word
from drift.wording.visible import show_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drift.wording import Wording

ENDS: Final = ("low", "high")
LEVELS: Final = ("value", "before", "after")
POINTS: Final = ("points", "points_low", "points_high")
CODED: Final = ("measure", "side", "what", "held", "window", "chosen_as", "table", "kind", "party", "type", "unit")
DIGITS: Final = 4


def list_facts(facts: Mapping[str, Any], say: Wording) -> list[tuple[str, str]]:
    """Return what each figure of an answer is called, and the figure, written out."""
    listed = []
    for name, value in facts.items():
        if is_told(name, facts):
            # the name of a measure stays that of the JSON: what it is called in words is the title
            worded = name in CODED and name != "measure"
            shown = find_word(str(value), name, say) if worded else write_fact(name, facts, say)
            told = show_value(value, say) if shown is None else shown
            listed.append((_label(name, say), told))
    return listed


def pick_changed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return of the walks of a clause the versions that changed it, and the last of each."""
    last = ~rows.duplicated("trail", keep="last")
    kept: pd.DataFrame = rows[rows["change"].ne(SAME) | last]
    return kept.drop(columns=["row", "in_force", "section"])


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


def _label(name: str, say: Wording) -> str:
    """Return what a figure is called: a change is no logarithm here."""
    return say.word(f"explain.fact.{name}", default="") or name_column(name, say)


def name_column(name: str, say: Wording) -> str:
    """Return what a column of an answer is called."""
    return say.word(f"explain.column.{name}", f"column.{name}", f"measure.{name}.name", default=name)


def show_value(value: Any, say: Wording) -> str:
    """Write a value of an answer on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{say.number(n)} {name_column(name, say)}" for name, n in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(show_line(str(part)) for part in value)
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return ""
    if isinstance(value, bool):
        return say("yes" if value else "no")
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
        return say.number(value)
    if isinstance(value, float):
        return say.number(value, DIGITS)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes")
    text = show_line(str(value))
    return say.word(f"explain.change.{text}", default=text)
