"""A workbook of settings opened to write in it: only where nothing in it would be lost."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

from drift.errors import Address, UsageError
from drift.project.plain import open_plain
from drift.setup.keepable import MOST_BYTES, find_lost


def open_book(path: Path) -> Any:
    """Open a workbook to write in it.

    Raises
    ------
    UsageError : it is open in Excel, or something in it would be lost: a picture, a formula whose value drift reads
    """
    import openpyxl

    if path.with_name(f"~${path.name}").exists():
        raise UsageError("book.opened", file=path.name)
    with open_plain(path) as stream:
        content = stream.read(MOST_BYTES + 1)
    lost = find_lost(content)
    if lost:
        raise UsageError("book.lost", file=path.name, what=lost)
    try:
        with warnings.catch_warnings(action="error"):  # what openpyxl cannot read it tells, and writes otherwise
            book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    except Exception as fault:  # openpyxl fails in as many ways as files can be odd
        raise UsageError("book.lost", file=path.name, what=type(fault).__name__) from fault
    if book.defined_names or any(sheet.print_area for sheet in book.worksheets):
        raise UsageError("book.lost", file=path.name, what="definedName")  # it may speak of rows that move
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    raise UsageError("book.formula", at=Address(path.name, sheet.title, cell.coordinate))
    return book
