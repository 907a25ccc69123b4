"""The cells of a sheet that are no part of a clause, as people see them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from drift.sources.opening.child import MOMENT, NUMBER

if TYPE_CHECKING:
    from drift.compare.version import Sheets
    from drift.sources.opening.cells import Cells

WIDEST: Final = 60  # columns; what stands further to the right is no table that people read
MOST_ROWS: Final = 20_000  # of one sheet beside its clauses; the first of them
_MONEY: Final = re.compile(r"\[\$(?P<in>[^\-\]]{1,20})[^\]]{0,40}\]|(?P<sign>[€$£])")
_MIDNIGHT: Final = re.compile(r"[T ]00:00(?::00)?(?:\.0+)?$")


@dataclass(frozen=True)
class Line:
    """One row of a sheet: its number, 1 = first, and its cells from column A on; blank ones are empty."""

    row: int
    cells: tuple[str, ...]

    @property
    def label(self) -> str:
        """What the row is called: its first words, or its first cell where all are numbers."""
        words = (cell for cell in self.cells if re.search(r"[^\W\d_]", cell))
        return next(words, next(filter(None, self.cells), "")).casefold()


def read_lines(sheet: Cells, sheets: Sheets) -> list[Line]:
    """Return the rows of a sheet that hold something and no clause, heading of clauses, or row of a log."""
    free = [k for k in range(sheet.n_rows) if (sheet.sheet, k + 1) not in sheets.taken][:MOST_ROWS]
    if not free:
        return []
    columns = [
        (sheet.kinds(i).take(free).to_pylist(), sheet.texts(i).take(free).to_pylist())
        for i in range(min(sheet.n_columns, WIDEST))
    ]
    lines = []
    for at, k in enumerate(free):
        cells = tuple(_show(sheet, (k + 1, i), kinds[at], texts[at]) for i, (kinds, texts) in enumerate(columns))
        if any(cells):
            lines.append(Line(k + 1, cells))
    return lines


def show_row(sheet: Cells, row: int) -> tuple[str, ...]:
    """Return the cells of one row, 1 = first."""
    return tuple(
        _show(sheet, (row, i), sheet.kinds(i)[row - 1].as_py(), sheet.texts(i)[row - 1].as_py())
        for i in range(min(sheet.n_columns, WIDEST))
    )


def _show(sheet: Cells, at: tuple[int, int], kind: int, text: str | None) -> str:
    """Return a cell as people see it: a share in a percent format as percent, a day without its midnight."""
    if text is None:
        return ""
    if kind == NUMBER:
        return _show_number(text, sheet.marks.formats.get(at, "") if sheet.marks else "")
    plain = " ".join(text.split())
    return _MIDNIGHT.sub("", plain) if kind == MOMENT else plain


def _show_number(text: str, style: str) -> str:
    try:
        value = Decimal(text)
        plain = f"{(value * 100 if '%' in style else value).normalize():f}"
    except (InvalidOperation, ValueError):
        return text
    money = _MONEY.search(style)
    sign = f"{(money['in'] or money['sign']).strip()} " if money else ""
    return f"{sign}{plain} %" if "%" in style else f"{sign}{plain}"
