"""The figures of an answer as people read them: percentages and points, where the JSON has logarithms and fractions."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.contract.lineage.changes import SAME
from drift.explain.number import UNITS, name_of, unit_of
from drift.explain.what import INDEX_NAMES
from drift.model.evidence.summary import tell_odds
from drift.reports.codes import find_word, word_codes
from drift.wording.visible import show_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drift.wording import Wording

ENDS: Final = ("low", "high")
LEVELS: Final = ("value", "before", "after")
POINTS: Final = ("points", "points_low", "points_high")
CODED: Final = ("measure", "side", "what", "held", "window", "chosen_as", "table", "kind", "party", "type", "unit")
DIGITS: Final = 4
WRITTEN: Final = ("ln", "share")  # units that stand with each figure: it is written as a percentage
HOURS: Final = ("hours", "working hours")
HOURS_DIGITS: Final = 2  # of an hour: 36 seconds


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
    if name == "unit" and facts[name] in WRITTEN:
        return False
    return not empty and not ("points" in facts and name in ("log", *ENDS))


def write_fact(name: str, facts: Mapping[str, Any], say: Wording) -> str | None:
    """Write a figure of an answer, by the unit that the answer tells; None where it is written as it is.

    Parameters
    ----------
    facts : of `Explained`: `log` is there where it is a change, and then `low` and `high` are logarithms too
    """
    value, unit = facts[name], facts.get("unit")
    if not isinstance(value, float) or math.isnan(value):
        return None
    if name == "e_value":
        return say("print.to_one", n=tell_odds(value, say))
    if name in POINTS:
        return say.points(value)
    is_change = "log" in facts
    if name == "log" or (name in ENDS and (is_change or unit == "ln")) or (name == "value" and unit == "ln"):
        return say.change(value, 1)
    if name == "known" or (unit == "share" and name in (*LEVELS, *ENDS)) or (is_change and unit == "ln"):
        return say.percent(value, 1)
    if name.endswith("_h") or (unit in HOURS and name in (*LEVELS, *ENDS)):
        return say.number(value, HOURS_DIGITS)
    return None


def list_rows(rows: pd.DataFrame, say: Wording) -> list[list[str]]:
    """Return the cells of a table of an answer as people read them: each value in the unit of its measure."""
    worded = word_codes(rows, CODED, say).astype(object)
    measures = rows["measure"] if "measure" in rows else [None] * len(rows)
    listed = []
    for measure, row in zip(measures, worded.to_dict("records"), strict=True):
        cells = {str(name): value for name, value in row.items()}
        if measure in UNITS or measure in INDEX_NAMES:
            cells |= {"measure": name_measure(measure, say), "unit": unit_of(measure)}
        texts = {str(name): write_fact(str(name), cells, say) for name in row}
        listed.append([show_value(cells[name], say) if text is None else text for name, text in texts.items()])
    return listed


def name_measure(measure: str, say: Wording) -> str:
    """Return what a measure is called where its values stand as people read them: an index is no logarithm here."""
    return name_of(measure, say) if measure in INDEX_NAMES else find_word(measure, "measure", say)


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
