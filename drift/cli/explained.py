"""The answer of `drift explain` as a person likes to read it."""

from __future__ import annotations

from typing import Final

import pandas as pd
from rich import box
from rich.console import Console
from rich.table import Table

from drift.cli.console import plain_text
from drift.cli.output import open_console
from drift.explain.explained import Explained
from drift.reports.facts import list_facts, list_rows, name_column, pick_changed
from drift.wording import Wording
from drift.wording.shorten import shorten_end

ROWS_SHOWN: Final = 20
TEXT_SHOWN: Final = 120  # characters of a cell; --json has it whole


def print_explained(explained: Explained, say: Wording) -> None:
    """Print what is known, then the sentences, then the first rows of every table."""
    console = open_console()
    console.print(plain_text(explained.what, style="bold"), soft_wrap=True)
    for label, told in list_facts(explained.facts, say):
        console.print(plain_text(f"{label}: {told}"), soft_wrap=True)
    for sentence in explained.sentences:
        console.print(plain_text(sentence), soft_wrap=True)
    for name, rows in explained.tables.items():
        if explained.kind == "clause":
            rows = _changed(rows, console, say)
        if len(rows):
            console.print(_table(rows.dropna(axis=1, how="all"), say))
        if len(rows) > ROWS_SHOWN:
            console.print(
                plain_text(say("explain.more", n=len(rows) - ROWS_SHOWN, table=name_column(name, say))), soft_wrap=True
            )


def _changed(rows: pd.DataFrame, console: Console, say: Wording) -> pd.DataFrame:
    """Return the versions that changed a clause, and the last of each walk; say how many are left out."""
    kept = pick_changed(rows)
    if len(kept) < len(rows):
        console.print(plain_text(say("explain.unchanged", n=len(rows) - len(kept))), soft_wrap=True)
    return kept


def _table(rows: pd.DataFrame, say: Wording) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in map(str, rows.columns):
        number = pd.api.types.is_numeric_dtype(rows[name]) and rows[name].dtype != bool
        table.add_column(name_column(name, say), overflow="fold", justify="right" if number else "left")
    for cells in list_rows(rows.head(ROWS_SHOWN), say):
        table.add_row(*(plain_text(shorten_end(cell, TEXT_SHOWN)) for cell in cells))
    return table
