"""Workbooks as people make them, with equal bytes every time; each says that it is made up."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from drift.samples.scenes.scene import Scene
from drift.terms import WORKBOOK_OPTIONS

STYLES: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 14},
    "head": {"bold": True, "bg_color": "#D9E2EC", "border": 1, "text_wrap": True, "valign": "vcenter"},
    "group": {"bold": True, "bg_color": "#B8C7D6", "border": 1, "align": "center"},
    "section": {"bold": True, "bg_color": "#EEF2F6"},
    "text": {"text_wrap": True, "valign": "top"},
    "changed": {"text_wrap": True, "valign": "top", "bg_color": "#FFF3B0"},
    "gone": {"text_wrap": True, "valign": "top", "font_strikeout": True, "font_color": "#777777"},
    "note": {"italic": True, "font_color": "#777777"},
    "one": {"num_format": "0.0", "align": "left", "valign": "top"},
    "two": {"num_format": "0.00", "align": "left", "valign": "top"},
    "money": {"num_format": "€ #,##0.00"},
    "percent": {"num_format": "0.0%", "align": "right"},
    "met": {"num_format": "0.0%", "align": "right", "bg_color": "#C6EFCE"},
    "missed": {"num_format": "0.0%", "align": "right", "bg_color": "#FFC7CE"},
}


def _list_styles(days: str) -> dict[str, dict[str, Any]]:
    """Return the looks of cells, days as the firm writes them; the order in a workbook is that of its bytes."""
    moments = {
        "day": {"num_format": days, "align": "left", "valign": "top"},
        "moment": {"num_format": f"{days} hh:mm", "align": "left"},
    }
    before = [*STYLES].index("note") + 1
    named = [*STYLES.items()]
    return {**dict(named[:before]), **moments, **dict(named[before:])}


class Book:
    """A workbook in the making."""

    def __init__(self, book: xlsxwriter.Workbook, scene: Scene) -> None:
        self.book, self.scene = book, scene
        self.styles: dict[str, Format] = {
            name: book.add_format(style) for name, style in _list_styles(scene.facts["days"]).items()
        }

    def add(self, name: str, title: str | None, widths: Sequence[float] = ()) -> Sheet:
        """Add a sheet; its title, and the line that says it is made up, stand above the table."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        for i, width in enumerate(widths):
            sheet.set_column(i, i, width)
        made = Sheet(sheet, self.styles)
        sheet.set_header(f"&L{self.scene.relation}&R{self.scene.facts['said_made_up'].capitalize()}")
        if title:
            made.row([title], "title")
        made.row([self.scene.made_up], "note")
        return made


class Sheet:
    """A sheet that is written from top to bottom."""

    def __init__(self, sheet: Worksheet, styles: dict[str, Format]) -> None:
        self.sheet, self.styles, self.at = sheet, styles, 0

    def skip(self) -> None:
        """Leave a row blank."""
        self.at += 1

    def row(self, values: Sequence[object], style: str = "text", styles: dict[int, str] | None = None) -> int:
        """Write a row and return its number, 0 = first; None stays blank, a date is a date."""
        for i, value in enumerate(values):
            self._put(self.at, i, value, (styles or {}).get(i, style))
        self.at += 1
        return self.at - 1

    def _put(self, row: int, column: int, value: object, style: str) -> None:
        if value is None or value == "":
            return
        if isinstance(value, dt.datetime):
            self.sheet.write_datetime(row, column, value, self.styles["moment"])
        elif isinstance(value, dt.date):
            self.sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), self.styles["day"])
        elif isinstance(value, int | float):
            self.sheet.write_number(row, column, value, self.styles[style])
        else:
            self.sheet.write_string(row, column, str(value), self.styles[style])


class _Content(io.BytesIO):
    """Stays open: a workbook that could not be finished writes its end when it is let go; that does no harm here."""

    def close(self) -> None:
        """Do nothing."""


@contextmanager
def open_book(path: Path, title: str, scene: Scene) -> Iterator[Book]:
    """Make a workbook whose properties say that it is made up."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # the parts of the sample lie beside it while they are made: in memory they would carry another date than so far
    options = {**WORKBOOK_OPTIONS, "in_memory": False, "tmpdir": str(path.parent)}
    content = _Content()
    try:
        with xlsxwriter.Workbook(content, options) as book:
            # the same relation gives the same bytes
            made = dt.datetime.combine(scene.facts["made_on"], dt.time())
            book.set_properties({"title": title, "subject": scene.relation, "author": "drift",
                                 "comments": scene.made_up, "created": made})  # fmt: skip
            yield Book(book, scene)
    except xlsxwriter.exceptions.FileCreateError as fault:
        raise fault.args[0] from fault  # of the disk, as any other
    path.write_bytes(content.getvalue())
