"""Clause numbers as Excel shows them: 4.1 in the format 0.00 is 4.10; numbers missing, twice, or without their zero."""

import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

import pandas as pd

from drift.errors import Note
from drift.sources.layout.table import Table, to_ids
from drift.sources.opening.child import NUMBER

_FORMAT = re.compile(r'(?:"([^"]*)")?(0+)(?:\.(0+))?(?:"([^"]*)")?(?:;.*)?', re.S)
MAX_DIGITS: Final = 15  # of a number in a cell
_AGAIN = re.compile(r"(.+)#\d+")
_MADE_UP = re.compile(r"(\d+(?:\.\d+)*)-\d+")
NOTHING_ABOVE: Final = "0"  # 0-1: a row before the first number


def to_clause_ids(table: Table) -> tuple[pd.Series, list[Note]]:
    """Return clause numbers as text, those with a format of their own as shown, and what to tell of the others.

    In the format General 4.10 and 4.1 are one: a note says how many numbers have a decimal part there.
    """
    column = table.column("clause_id")
    ids = to_ids(column)
    if table.cells.marks is None or not table.has("clause_id"):
        return ids, []
    formats, i = table.cells.marks.formats, table.heading.columns["clause_id"]
    numbers = ids[column.kinds.eq(NUMBER) & ids.notna()]
    if numbers.empty:
        return ids, []
    pairs = zip(numbers.index, numbers, strict=True)
    shown = [show_number(text, formats.get((int(row), i), "")) for row, text in pairs]
    n_unsure = sum(new is None and "." in text for new, text in zip(shown, numbers, strict=True))
    ids[numbers.index] = [text if new is None else new for new, text in zip(shown, numbers, strict=True)]
    return ids, [Note("note.clause_numbers", {"n": n_unsure}, table.at)] if n_unsure else []


def show_number(text: str, number_format: str) -> str | None:
    """Return a number as a plain format shows it (0.00, 000, "W-"00); None for any other format."""
    match = _FORMAT.fullmatch(number_format.replace("\\", ""))
    if match is None:
        return None
    before, whole, decimals, after = (part or "" for part in match.groups())
    if len(whole) + len(decimals) > MAX_DIGITS:
        return None
    try:
        rounded = Decimal(text).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    except InvalidOperation:
        return None
    sign = "-" if rounded < 0 else ""
    integer, _, rest = f"{abs(rounded):f}".partition(".")
    return f"{sign}{before}{integer.zfill(len(whole))}{'.' + rest if rest else ''}{after}"


def check_numbers(table: Table, ids: pd.Series) -> list[Note]:
    """Return what to tell of the numbers of clauses: none, the same twice, 1.9 followed by 1.1."""
    # plain lists: a specification has few rows, and pandas costs more than the work
    rows, numbers = ids.index.tolist(), [None if text != text else text for text in ids.tolist()]
    others = {NOTHING_ABOVE, *numbers}
    missing = [row for row, text in zip(rows, numbers, strict=True) if text is None or _is_made_up(text, others)]
    counts = Counter(_whole_number(text, others) for text in numbers if text is not None)
    twice = [number for number, n in counts.items() if n > 1]
    steps = zip(rows[1:], numbers, numbers[1:], strict=False)
    zeroless = [row for row, above, text in steps if _lost_zero(above, text)]
    notes = []
    if missing and counts:
        cells = table.name_cells(pd.Index(missing), "clause_id")
        notes.append(Note("note.ids_missing", {"n": len(missing), "cells": cells}, table.at))
    if twice:
        shown = ", ".join(twice[:3]) + (", …" if len(twice) > 3 else "")
        values = {"n": len(twice), "rows": sum(counts[number] for number in twice), "ids": shown}
        notes.append(Note("note.ids_twice", values, table.at))
    if zeroless:
        cells = table.name_cells(pd.Index(zeroless), "clause_id")
        notes.append(Note("note.ids_zero", {"n": len(zeroless), "cells": cells}, table.at))
    return notes


def _is_made_up(text: str, others: set[str | None]) -> bool:
    """Whether a number says that the row has none: 2.9-1, 2.9-2 below 2.9."""
    match = _MADE_UP.fullmatch(text)
    return match is not None and match[1] in others


def _whole_number(text: str, others: set[str | None]) -> str:
    """Return the number without what tells its second row apart: 17#2 is 17 again."""
    match = _AGAIN.fullmatch(text)
    return match[1] if match is not None and match[1] in others else text


def _lost_zero(above: str | None, text: str | None) -> bool:
    """Whether a number is 1.1 right below 1.9: it was 1.10 before a spreadsheet took it."""
    before, _, last = (above or "").rpartition(".")
    return bool(before) and last == "9" and text == f"{before}.1"
