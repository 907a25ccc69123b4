"""The sheets of a workbook of settings as tables: where their headings stand, and cells written in their looks."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any, Final

from drift.errors import Address, UsageError
from drift.project.sheets import REMARK, Row, list_headings
from drift.terms import HEADING_ROWS
from drift.wording.shorten import fit_cell

_DAY: Final = "yyyy-mm-dd"
_TEXT: Final = "@"


class Tables:
    """The sheets of a workbook of openpyxl.

    Parameters
    ----------
    file : how the workbook is called, to be told
    """

    def __init__(self, book: Any, file: str) -> None:
        self._book, self._file = book, file

    def find(self, title: str, name: str) -> tuple[Any, int, dict[str, int]]:
        """Return a sheet, the row of its headings and their columns, 1 = first; made where it is not there."""
        headings = list_headings(name)
        if title not in self._book.sheetnames:
            made = self._book.create_sheet(title)
            for j, heading in enumerate(headings, start=1):
                made.cell(1, j).value = heading
        sheet = self._book[title]
        for row in range(1, HEADING_ROWS + 1):
            columns = {
                str(cell.value).strip(): cell.column
                for cell in sheet[row]
                if str(cell.value).strip() in (*headings, REMARK)
            }
            if headings[0] in columns:
                return sheet, row, columns
        raise UsageError("error.book_heading", at=Address(self._file, title), headings=", ".join(headings))

    def fill(self, title: str, name: str, first: int, rows: list[Row], model: int) -> None:
        """Write rows; a column that is not there yet is added behind the others."""
        sheet, top, columns = self.find(title, name)
        for row, values in enumerate(rows, start=first):
            for heading, value in values.items():
                if heading not in columns and value is None:
                    continue
                if heading not in columns:
                    columns[heading] = sheet.max_column + 1
                    sheet.cell(top, columns[heading]).value = heading
                self._write(sheet.cell(row, columns[heading]), value, sheet.cell(model, columns[heading]))

    @staticmethod
    def _write(cell: Any, value: Any, model: Any) -> None:
        """Write a value as what it is; in the looks of the cell beside it where it has none of its own."""
        if not cell.has_style and model.has_style:
            cell._style = copy.copy(model._style)
        cell.value = fit_cell(value) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type, cell.number_format = "s", _TEXT  # a text is a text, whatever it begins with
        elif isinstance(value, dt.date):
            cell.number_format = _DAY

    def list_cells(self, title: str, name: str, heading: str) -> list[str]:
        """Return what stands in a column of a sheet."""
        if title not in self._book.sheetnames:
            return []
        sheet, top, columns = self.find(title, name)
        rows = range(top + 1, sheet.max_row + 1) if heading in columns else ()
        return [str(cell.value) for row in rows if (cell := sheet.cell(row, columns[heading])).value is not None]
