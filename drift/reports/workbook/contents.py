"""What is in a workbook under which names: how one sheet speaks of the cells of another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from drift.reports.workbook.sheet import Sheet


@dataclass(frozen=True)
class Contents:
    """The sheets of a workbook, and how it names them."""

    sheets: Mapping[str, Sheet]
    titles: Mapping[str, str]

    def refer(self, sheet: str, column: str, first: int, last: int) -> str:
        """Return a reference to some rows of a column: 'Months'!$C$2:$C$25."""
        letter = xl_col_to_name(list(map(str, self.sheets[sheet].frame)).index(column))
        ends = f":${letter}${last + 2}" if last > first else ""
        return f"{self.quote(sheet)}!${letter}${first + 2}{ends}"

    def quote(self, sheet: str) -> str:
        """Return the title of a sheet as a reference has it."""
        return "'" + self.titles[sheet].replace("'", "''") + "'"


def name_contents(sheets: Sequence[Sheet], title: Callable[[str], str]) -> Contents:
    """Return sheets with their titles."""
    return Contents({sheet.name: sheet for sheet in sheets}, {sheet.name: title(sheet.name) for sheet in sheets})
