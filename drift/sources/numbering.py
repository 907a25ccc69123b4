"""Clause numbers as Excel shows them: 4.1 in the format 0.00 is 4.10."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

import pandas as pd

from drift.sources.body import Body, to_ids
from drift.sources.child import NUMBER

_FORMAT = re.compile(r'(?:"([^"]*)")?(0+)(?:\.(0+))?(?:"([^"]*)")?(?:;.*)?', re.S)
MAX_DIGITS: Final = 15  # of a number in a cell


def to_clause_ids(body: Body) -> tuple[pd.Series, int]:
    """Return clause numbers as text, and how many of them nobody can tell.

    Returns
    -------
    ids : a number with a format of its own is written as shown
    n_unsure : numbers with a decimal part in the format General, of which 4.10 and 4.1 are one
    """
    column = body.column("clause_id")
    ids = to_ids(column)
    if body.cells.marks is None or not body.has("clause_id"):
        return ids, 0
    formats, i = body.cells.marks.formats, body.heading.columns["clause_id"]
    numbers = ids[column.kinds.eq(NUMBER) & ids.notna()]
    if numbers.empty:
        return ids, 0
    shown = [
        show_number(text, formats.get((int(row), i), "")) for row, text in zip(numbers.index, numbers, strict=True)
    ]
    n_unsure = sum(new is None and "." in text for new, text in zip(shown, numbers, strict=True))
    ids[numbers.index] = [text if new is None else new for new, text in zip(shown, numbers, strict=True)]
    return ids, n_unsure


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
