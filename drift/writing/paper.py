"""How a sheet of a workbook lies on paper, and how high its rows are: programs differ in whether they fit them."""

from __future__ import annotations

from typing import Any, Final

LINE_POINTS: Final = 15.0  # height of a line
MAX_POINTS: Final = 409.0  # of a row, Excel's limit
A4: Final = 9


def height_of(lines: int) -> float:
    """Return the height of a row of so many lines, points."""
    return min(lines * LINE_POINTS, MAX_POINTS)


def lay_on_paper(sheet: Any) -> None:
    """Let a worksheet of xlsxwriter print on A4 across, one page wide."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
