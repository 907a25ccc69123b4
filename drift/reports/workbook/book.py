"""An open workbook in one language: formats, sheets, links within it; nothing in it is a live formula."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from drift.analysis import Analysis
from drift.reports.pdf import document_date
from drift.reports.workbook.codes import word_codes
from drift.reports.workbook.sheet import Sheet, Target
from drift.reports.workbook.widths import ARROW, LETTERS, LINE_HEIGHT, count_lines, width_of
from drift.terms import CELL_CHARACTERS, DAY_FORMATS, DECIMALS, OWN_MARK, WORKBOOK_OPTIONS
from drift.version import __version__
from drift.wording import Wording
from drift.wording.shorten import shorten_end

MAX_ROWS: Final = 1_048_575  # below the heading, Excel's limit
MAX_LINKS: Final = 65_000  # of a sheet; Excel's limit is 65,530
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
        self.formats: dict[str, Format] = {style: self.book.add_format(code) for style, code in plain.items()}
        look = {"font_color": "#1f3b63", "underline": 1}
        self.linked: dict[str, Format] = {
            style: self.book.add_format({**code, **look}) for style, code in plain.items()
        }
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
        codes = (f"column.{name}", f"measure.{name}.name", f"explain.column.{name}")
        return self.say.word(*codes, default=name)

    def add(self, sheet: Sheet) -> None:
        """Write a sheet; more rows than a sheet can hold go on in a next one."""
        sheet = replace(sheet, frame=word_codes(sheet.frame, sheet.coded, self.say))
        for part, first in enumerate(range(0, max(len(sheet.frame), 1), MAX_ROWS)):
            self._write(self.book.add_worksheet(self.title(sheet.name, part)), sheet, first)

    def _write(self, page: Worksheet, sheet: Sheet, first: int) -> None:
        frame = sheet.frame.iloc[first : first + MAX_ROWS]
        linked = sum(target is not None for targets in sheet.links.values() for target in targets) <= MAX_LINKS
        heights = [1] * (len(frame) + 1)  # lines of each row; programs differ in whether they fit them on opening
        for j, name in enumerate(map(str, frame.columns)):
            head, values = self.heading(name), frame[name].tolist()
            width = width_of(name, head, values)
            on_right = pd.api.types.is_numeric_dtype(frame[name]) or sheet.styles.get(name) in (*NUMBERS, "few")
            page.write_string(0, j, head, self.head_right if on_right else self.head)
            page.set_column(j, j, width)
            heights[0] = max(heights[0], count_lines(head, width - ARROW))
            if name == "sentence":
                heights[1:] = [count_lines(str(value), width * LETTERS) for value in values]
            styles = sheet.styles.get(name, "")
            targets = sheet.links.get(name, ()) if linked else ()
            for i, value in enumerate(values):
                style = styles if isinstance(styles, str) else styles[first + i]
                target = targets[first + i] if targets else None
                self._cell(page, (i + 1, j), value, style or ("told" if name == "sentence" else ""), target)
        for i, lines in enumerate(heights):
            if lines > 1:
                page.set_row(i, LINE_HEIGHT * lines)
        _set_page(page, frame, sheet.frozen)

    def _cell(self, page: Worksheet, at: tuple[int, int], value: Any, style: str, target: Target | None) -> None:
        if value is None or value is pd.NaT or value is pd.NA or value != value:
            return
        formats = self.formats
        if target is not None:
            page.write_url(*at, self._place(*target), self.linked["text"], " ")  # the value is written over the blank
            formats = self.linked
        if isinstance(value, float):  # before its kind is told: 1e-17 in one process is 0 in another
            value = round(value, DECIMALS) + 0.0
        if isinstance(value, bool):
            page.write_boolean(*at, value, formats["flag"])
        elif isinstance(value, int) or (isinstance(value, float) and value.is_integer() and not style):
            page.write_number(*at, int(value), formats[style or "count"])
        elif isinstance(value, float):
            page.write_number(*at, value, formats[style or "real"])
        elif isinstance(value, dt.datetime):
            self._date(page, at, value, formats[style or "moment"])
        elif isinstance(value, dt.date):
            self._date(page, at, dt.datetime.combine(value, dt.time()), formats[style or "day"])
        else:
            page.write_string(*at, shorten_end(str(value), CELL_CHARACTERS), formats[style or "text"])

    def _place(self, name: str, row: int) -> str:
        part, inside = divmod(max(row, 0), MAX_ROWS)  # -1 is the heading
        title = self.title(name, part).replace("'", "''")
        return f"internal:'{title}'!A{inside + 2 if row >= 0 else 1}"

    def _date(self, page: Worksheet, at: tuple[int, int], value: dt.datetime, style: Format) -> None:
        if value.year < 1900:  # a spreadsheet knows no earlier date
            page.write_string(*at, value.isoformat(" "), self.formats["text"])
        else:
            page.write_datetime(*at, value.replace(tzinfo=None), style)


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
