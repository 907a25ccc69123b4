"""A workbook of one sheet, the same bytes every time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

NO_CLOCK = dt.datetime(2018, 1, 1)


def write_sheet(path: Path, name: str, rows: Sequence[Sequence[str]]) -> None:
    """Write rows of text."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": NO_CLOCK})
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
