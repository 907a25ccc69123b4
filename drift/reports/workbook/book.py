"""An open workbook in one language: formats, sheets, links within it; a formula in it is ours, over our cells."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Final

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from drift.analysed import Analysis
from drift.reports.pdf import document_date
from drift.reports.workbook.cells import Cells, to_values
from drift.reports.workbook.changes import SUFFIX
from drift.reports.workbook.page import Page
from drift.reports.workbook.sheet import Sheet, Target
from drift.reports.workbook.widths import ARROW, LETTERS, LINE_HEIGHT, count_lines, width_of
from drift.terms import DAY_FORMATS, OWN_MARK, WORKBOOK_OPTIONS
from drift.version import __version__
from drift.wording import Wording

MAX_ROWS: Final = 1_048_575  # below the heading, Excel's limit
MAX_LINKS: Final = 65_000  # of a sheet; Excel's limit is 65,530
_POINT: Final = ("", ".0", ".00")
# Excel's own codes: it writes the decimal sign and the thousands of whoever opens the file
NUMBERS: Final = {
    "ln": "0.000",
    "real": "0.0000",
    "hours": "#,##0.00",
    "share": "0.0%",
    "known": "0%",
    "count": "#,##0",
    "month": "yyyy-mm",
    "year": "0",
    "change": "+0.0%;-0.0%;0.0%",  # a change that is told in percent
    **{f"number{n}": f"#,##0{_POINT[n]}" for n in range(3)},  # with the digits that a page prints
    **{f"percent{n}": f"0{_POINT[n]}%" for n in range(3)},
    **{f"change{n}": f"+0{_POINT[n]}%;-0{_POINT[n]}%;0{_POINT[n]}%" for n in range(3)},
    "points1": "+0.0;-0.0;0.0",
}


class Book:
    """An open workbook with the formats of one language."""

    def __init__(self, path: Path, analysis: Analysis, say: Wording) -> None:
        self.say = say
        self._path, self._content = path, io.BytesIO()
        self.book = xlsxwriter.Workbook(self._content, WORKBOOK_OPTIONS)
        made = dt.datetime.combine(document_date(analysis), dt.time())
        title = say("report.title", relation=analysis.relation)
        self.book.set_properties({"title": title, "author": f"drift {__version__}", "created": made})
        self.book.set_custom_property(OWN_MARK, "report")
        day = DAY_FORMATS[say.language]
        # Excel says yes and no in its own language, whatever the format; LibreOffice follows it
        flag = '"{yes}";"{yes}";"{no}"'.format(yes=say("yes"), no=say("no"))
        codes = {**NUMBERS, "day": day, "moment": f"{day} hh:mm", "text": "@", "flag": flag}
        plain: dict[str, dict[str, object]] = {
            style: {"num_format": code, "valign": "top"} for style, code in codes.items()
        }
        plain["text"] |= {"align": "left", "indent": 1}  # else it touches a number to its left
        plain["few"] = {**plain["count"], "align": "right"}  # "<5" among numbers
        plain["told"] = {**plain["text"], "text_wrap": True}  # a clause is one row high, this is not
        look = {"font_color": "#1f3b63", "underline": 1}
        formats: dict[str, Format] = {style: self.book.add_format(code) for style, code in plain.items()}
        linked: dict[str, Format] = {style: self.book.add_format({**code, **look}) for style, code in plain.items()}
        self.cells = Cells(self.book.str_table, formats, linked)
        self.title_in_link = cache(lambda name, part: self.title(name, part).replace("'", "''"))
        head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        self.head = self.book.add_format({**head, "align": "left", "indent": 1})
        self.head_right = self.book.add_format({**head, "align": "right"})

    def close(self) -> None:
        """Write the file."""
        self.book.close()
        self._path.write_bytes(self._content.getvalue())

    def title(self, name: str, part: int = 0) -> str:
        """Return the title of a sheet."""
        return self.say(f"sheet.{name}") + (f" {part + 1}" if part else "")

    def heading(self, name: str) -> str:
        """Return the heading of a column: a column of a table, a measure, or what it is called itself."""
        if name.endswith(SUFFIX):
            return self.say("workbook.in_percent", name=self.heading(name.removesuffix(SUFFIX)).removesuffix(" (ln)"))
        codes = (f"column.{name}", f"measure.{name}.name", f"explain.column.{name}")
        return self.say.word(*codes, default=name)

    def add(self, sheet: Sheet, tab: str) -> None:
        """Write a sheet under a tab of some colour; more rows than a sheet can hold go on in a next one."""
        for part, first in enumerate(range(0, max(len(sheet.frame), 1), MAX_ROWS)):
            page = self.book.add_worksheet(self.title(sheet.name, part), worksheet_class=Page)
            page.set_tab_color(tab)
            self._write(page, sheet, first)

    def _write(self, page: Page, sheet: Sheet, first: int) -> None:
        frame = sheet.frame.iloc[first : first + MAX_ROWS]
        linked = sum(target is not None for targets in sheet.links.values() for target in targets) <= MAX_LINKS
        heights = [1] * (len(frame) + 1)  # lines of each row; programs differ in whether they fit them on opening
        columns: list[list[str]] = []
        links: dict[tuple[int, int], str] = {}
        for j, name in enumerate(map(str, frame.columns)):
            head, values = self.heading(name), to_values(frame[name])
            width = width_of(name, head, values)
            styles = sheet.styles.get(name, "") or ("told" if name == "sentence" else "")
            in_numbers = not isinstance(styles, str) or styles in (*NUMBERS, "few")
            on_right = pd.api.types.is_numeric_dtype(frame[name]) or in_numbers
            page.write_string(0, j, head, self.head_right if on_right else self.head)
            page.set_column(j, j, width)
            heights[0] = max(heights[0], count_lines(head, width - ARROW))
            if name == "sentence":
                heights[1:] = [count_lines(str(value), width * LETTERS) for value in values]
            looks = repeat(styles) if isinstance(styles, str) else styles[first:]
            targets = sheet.links.get(name, ())[first : first + MAX_ROWS] if linked else ()
            leads = [target is not None for target in targets] if targets else repeat(False)
            columns.append(self.cells.write(values, looks, leads))
            links |= self._places(targets, columns[j], j)
        if sheet.rest is not None:  # below a blank row: no filter and no pivot takes it for one of the table
            rest = self.cells.write([self.say.tell(sheet.rest)], ["text"], [False])
            columns = [[*cells, "", *(rest if j == 0 else [""])] for j, cells in enumerate(columns)]
            heights += [1, 1]
        if heights[0] > 1:
            page.set_row(0, LINE_HEIGHT * heights[0])
        page.fill(columns, [LINE_HEIGHT * lines if lines > 1 else 0 for lines in heights[1:]], links)
        _set_page(page, frame, sheet.frozen)

    def _places(self, targets: Sequence[Target | str | None], cells: list[str], j: int) -> dict[tuple[int, int], str]:
        """Return where the cells of a column lead to, by row and column; a cell without a value leads nowhere."""
        pairs = enumerate(zip(targets, cells, strict=False), start=1)
        return {
            (i, j): target if isinstance(target, str) else self._place(*target)
            for i, (target, cell) in pairs
            if target and cell
        }

    def _place(self, name: str, row: int) -> str:
        part, inside = divmod(max(row, 0), MAX_ROWS)  # -1 is the heading
        return f"'{self.title_in_link(name, part)}'!A{inside + 2 if row >= 0 else 1}"


def _set_page(page: Worksheet, frame: pd.DataFrame, frozen: int) -> None:
    """Set how a sheet scrolls, filters and prints."""
    page.freeze_panes(1, frozen)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # clause 4.10 is text and means it
    if len(frame):
        page.autofilter(0, 0, len(frame), max(len(frame.columns) - 1, 0))
