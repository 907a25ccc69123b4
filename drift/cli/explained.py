"""The answer of `drift explain` as a person likes to read it."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import pandas as pd
from rich import box
from rich.console import Console
from rich.table import Table

from drift.cli.console import plain_text
from drift.cli.facts import is_told, write_fact
from drift.cli.output import open_console
from drift.contract.lineage.changes import SAME
from drift.explain.explained import Explained
from drift.reports.codes import find_word, word_codes
from drift.wording import Wording
from drift.wording.shorten import shorten_end
from drift.wording.visible import show_line

ROWS_SHOWN: Final = 20
TEXT_SHOWN: Final = 120  # characters of a cell; --json has it whole
DIGITS: Final = 4
CODED: Final = ("measure", "side", "what", "held", "window", "chosen_as", "table", "kind", "party", "type", "unit")


def print_explained(explained: Explained, say: Wording) -> None:
    """Print what is known, then the sentences, then the first rows of every table."""
    console = open_console()
    console.print(plain_text(explained.what, style="bold"), soft_wrap=True)
    for name, value in explained.facts.items():
        if is_told(name, explained.facts):
            # the name of a measure stays that of the JSON: what it is called in words is the title
            worded = name in CODED and name != "measure"
            shown = find_word(str(value), name, say) if worded else write_fact(name, explained.facts, say)
            told = _show(value, say) if shown is None else shown
            console.print(plain_text(f"{_label(name, say)}: {told}"), soft_wrap=True)
    for sentence in explained.sentences:
        console.print(plain_text(sentence), soft_wrap=True)
    for name, rows in explained.tables.items():
        if explained.kind == "clause":
            rows = _changed(rows, console, say)
        if len(rows):
            console.print(_table(word_codes(rows.dropna(axis=1, how="all"), CODED, say), say))
        if len(rows) > ROWS_SHOWN:
            console.print(
                plain_text(say("explain.more", n=len(rows) - ROWS_SHOWN, table=_head(name, say))), soft_wrap=True
            )


def _changed(rows: pd.DataFrame, console: Console, say: Wording) -> pd.DataFrame:
    """Return the versions that changed a clause, and the last of each walk; say how many are left out."""
    last = ~rows.duplicated("trail", keep="last")
    kept: pd.DataFrame = rows[rows["change"].ne(SAME) | last]
    if len(kept) < len(rows):
        console.print(plain_text(say("explain.unchanged", n=len(rows) - len(kept))), soft_wrap=True)
    return kept.drop(columns=["row", "in_force", "section"])


def _table(rows: pd.DataFrame, say: Wording) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in map(str, rows.columns):
        number = pd.api.types.is_numeric_dtype(rows[name]) and rows[name].dtype != bool
        table.add_column(_head(name, say), overflow="fold", justify="right" if number else "left")
    for row in rows.head(ROWS_SHOWN).astype(object).itertuples(index=False, name=None):
        table.add_row(*(plain_text(shorten_end(_show(value, say), TEXT_SHOWN)) for value in row))
    return table


def _label(name: str, say: Wording) -> str:
    """Return what a figure is called: a change is no logarithm here."""
    return say.word(f"explain.fact.{name}", default="") or _head(name, say)


def _head(name: str, say: Wording) -> str:
    return say.word(f"explain.column.{name}", f"column.{name}", f"measure.{name}.name", default=name)


def _show(value: Any, say: Wording) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{say.number(n)} {_head(name, say)}" for name, n in value.items())
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
