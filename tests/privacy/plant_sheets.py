"""What a workbook holds beside its rows: sheet names, headings, comments, hidden parts, page headers, properties."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import xlsxwriter
from places import plants_at

DAY = dt.datetime(2022, 3, 1, 9)
SIGNS = set("[]:*?/\\\n\r\t")
PROPERTIES = {
    "author": "properties: creator",
    "company": "properties: company",
    "manager": "properties: manager",
    "title": "properties: title",
    "subject": "properties: subject",
    "keywords": "properties: keywords",
    "comments": "properties: comments",
}


def names_a_sheet(text: str) -> bool:
    """Tell whether Excel takes a text as the name of a sheet."""
    return len(text.encode("utf-16-le")) <= 62 and not SIGNS & set(text) and text[-1] != "'"


def names_a_range(text: str) -> bool:
    """Tell whether Excel takes a text as the name of a range."""
    return text.isidentifier()


def write_sheets(folder: Path) -> None:
    """Write a workbook of sheets that nothing knows, and one of logs called by persons."""
    _write(folder / "overig.xlsx", plants_at("name of an unknown sheet", fits=names_a_sheet)[::8], _unknown)
    _write(folder / "logs.xlsx", plants_at("name of a log's sheet", fits=names_a_sheet)[::10], _small_log)


def _write(path: Path, names: list[str], fill: Any) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for i, name in enumerate(names):
            fill(book, book.add_worksheet(name), i, moment)
        _add_properties(book)
        _add_names(book)
        hidden = book.add_worksheet("Verborgen")
        hidden.hide()
        for i, text in enumerate(plants_at("hidden sheet")):
            hidden.write_string(i, 0, text)


def _unknown(_: Any, sheet: Any, i: int, moment: Any) -> None:
    """A heading, ten rows, dates and texts: a table that nothing knows; each sheet takes its own spellings."""
    heads, cells = plants_at("heading of an unknown sheet"), plants_at("cell of an unknown sheet")
    for column in range(10):
        sheet.write_string(0, column, heads[(10 * i + column) % len(heads)])
    for row in range(1, 14):
        sheet.write_datetime(row, 0, DAY + dt.timedelta(days=row), moment)
        sheet.write_string(row, 1, cells[(13 * i + row) % len(cells)] + " en nog veel meer tekst, een hele zin lang")
        sheet.write_datetime(row, 2, DAY + dt.timedelta(days=row, hours=2), moment)
        for column in range(3, 10):
            sheet.write_number(row, column, row * column)
    _dress(sheet, i)


def _dress(sheet: Any, i: int) -> None:
    """Add a comment, a header, a footer and a hidden row."""
    for place, write in (("header of the page", sheet.set_header), ("footer of the page", sheet.set_footer)):
        texts = plants_at(place, fits=lambda text: "&" not in text)
        write("&L" + texts[i % len(texts)])
    comments, rows = plants_at("comment of a cell"), plants_at("hidden row")
    for row in range(2, 11):
        sheet.write_comment(row, 1, comments[(9 * i + row) % len(comments)])
        sheet.write_string(20 + row, 1, rows[(9 * i + row) % len(rows)])
        sheet.set_row(20 + row, None, None, {"hidden": True})


def _small_log(_: Any, sheet: Any, i: int, moment: Any) -> None:
    """A log that is read: titles above it, headings nobody knows, a total below it."""
    titles, totals = plants_at("title above the log"), plants_at("total below the log")
    heads = plants_at("heading of the log")
    for line in range(3):
        sheet.write_string(line, 0, f"Meldingen van {titles[(3 * i + line) % len(titles)]}")
    own = [heads[(11 * i + column) % len(heads)] for column in range(11)]
    for column, head in enumerate(["Meldingnummer", "Korte omschrijving", "Aanmelddatum", "Gereed", *own]):
        sheet.write_string(4, column, head)
    for row in range(12):
        sheet.write_string(5 + row, 0, f"L{i:02}{row:02}")
        sheet.write_string(5 + row, 1, f"Storing {row}")
        opened = DAY + dt.timedelta(days=20 * i + row)
        sheet.write_datetime(5 + row, 2, opened, moment)
        sheet.write_datetime(5 + row, 3, opened + dt.timedelta(hours=5), moment)
        for column in range(len(own)):
            sheet.write_string(5 + row, 4 + column, f"waarde {row}")
    sheet.write_string(18, 0, f"Totaal van {totals[i % len(totals)]}: 12")


def _add_properties(book: Any) -> None:
    book.set_properties({key: "; ".join(plants_at(place)) for key, place in PROPERTIES.items()})
    for text in plants_at("properties: custom", fits=lambda text: len(text) < 250)[:40]:
        book.set_custom_property(text[:7], text)


def _add_names(book: Any) -> None:
    for text in plants_at("defined name"):
        tag, name = text.split(" ", 1)
        whole = f"{tag}_{name}"
        if names_a_range(whole) and whole.isascii():
            book.define_name(whole, "=Verborgen!$A$1")
