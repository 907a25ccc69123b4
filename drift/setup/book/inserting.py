"""Rows put between those of a sheet: what stands below moves down whole, and what reaches over them reaches on."""

from __future__ import annotations

import re
from typing import Any, Final

_RANGE: Final = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d{1,7})(?::(\$?[A-Z]{1,3}\$?)(\d{1,7}))?")
_LAST: Final = 1_048_576  # row of a sheet


def insert_rows(sheet: Any, at: int, n: int) -> None:
    """Put n blank rows before row `at` (1 = first) of a sheet of openpyxl, which itself moves nothing but cells."""
    from openpyxl.formatting.formatting import ConditionalFormattingList

    sheet.insert_rows(at, n)
    for row in sheet.iter_rows(min_row=at + n):
        for cell in row:
            if cell.hyperlink is not None:
                cell.hyperlink.ref = cell.coordinate
    _move_looks(sheet, at, n)
    for merged in sheet.merged_cells.ranges:
        if merged.min_row >= at:
            merged.shift(row_shift=n)
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = type(rule.sqref)(" ".join(_move(str(part), at, n) for part in rule.sqref.ranges))
    moved = ConditionalFormattingList()
    for part in sheet.conditional_formatting:
        for coloured in part.rules:
            moved.add(" ".join(_move(str(one), at, n) for one in part.sqref.ranges), coloured)
    sheet.conditional_formatting = moved
    for table in sheet.tables.values():
        table.ref = _move(table.ref, at, n)
        if table.autoFilter is not None and table.autoFilter.ref:
            table.autoFilter.ref = _move(table.autoFilter.ref, at, n)
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _move(sheet.auto_filter.ref, at, n)


def _move_looks(sheet: Any, at: int, n: int) -> None:
    """Move the heights of rows, and which are hidden."""
    for row in sorted((row for row in sheet.row_dimensions if row >= at), reverse=True):
        dimension = sheet.row_dimensions.pop(row)
        dimension.index = row + n
        sheet.row_dimensions[row + n] = dimension


def _move(ref: str, at: int, n: int) -> str:
    """Return a range that begins above row `at`, or there, with its end moved; one below it moved whole."""
    found = _RANGE.fullmatch(ref)
    if not found:
        return ref
    left, top, right, bottom = found[1], int(found[2]), found[3] or found[1], int(found[4] or found[2])
    top = top + n if top > at else top
    bottom = min(bottom + n, _LAST) if bottom >= at else bottom
    return f"{left}{top}:{right}{bottom}"
