"""Workbooks of three sheets A, M and B, of which M or its package is not as the readers expect."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable

import xlsxwriter

Parts = dict[str, bytes]
SHEET = "xl/worksheets/sheet2.xml"
BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MACRO = f"""<xm:macrosheet xmlns="{MAIN}" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><sheetData>
<row r="1"><c r="A1"><f>EXEC("calc")</f><v>0</v></c></row></sheetData></xm:macrosheet>""".encode()


def make_book() -> bytes:
    """Return a workbook with cells of every kind in each of its three sheets."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        formats = {code: book.add_format({"num_format": code}) for code in ("yyyy-mm-dd hh:mm", "0.00", "[h]:mm")}
        struck = book.add_format({"font_strikeout": True})
        for name in "AMB":
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Nr", "Eis", "Datum", "Ja", "Duur", "Fout"])
            sheet.write_number(1, 0, 1.1, formats["0.00"])
            sheet.write_string(1, 1, name, struck)
            sheet.write_datetime(1, 2, dt.datetime(2024, 3, 1, 10, 30), formats["yyyy-mm-dd hh:mm"])
            sheet.write_boolean(1, 3, True)
            sheet.write_number(1, 4, 1.25, formats["[h]:mm"])
            sheet.write_formula(1, 5, "=1/0", None, "#DIV/0!")
            sheet.write_number(2, 0, 12)
    return out.getvalue()


def repack(change: Callable[[Parts], Parts], book: bytes | None = None) -> bytes:
    """Return the workbook with changed parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book or make_book())) as old, zipfile.ZipFile(out, "w") as new:
        for name, data in change({name: old.read(name) for name in old.namelist()}).items():
            new.writestr(name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def of_kind(folder: str, kind: str, content: bytes) -> Callable[[Parts], Parts]:
    """Make M a sheet of another kind: a macro sheet, a dialog, a chart."""

    def change(parts: Parts) -> Parts:
        del parts[SHEET]
        parts[f"xl/{folder}/sheet1.xml"] = content
        old = f'{OFFICE}/worksheet" Target="worksheets/sheet2.xml"'.encode()
        assert old in parts[RELATIONS]
        parts[RELATIONS] = parts[RELATIONS].replace(old, f'{kind}" Target="{folder}/sheet1.xml"'.encode())
        return parts

    return change


def edit(part: str, old: bytes | str, new: bytes | str) -> Callable[[Parts], Parts]:
    """Replace text in one part; it must stand there."""
    before, after = (text if isinstance(text, bytes) else text.encode() for text in (old, new))

    def change(parts: Parts) -> Parts:
        assert before in parts[part]
        return {**parts, part: parts[part].replace(before, after)}

    return change


def drop(*parts: str) -> Callable[[Parts], Parts]:
    """Leave parts out."""
    return lambda all_parts: {name: data for name, data in all_parts.items() if name not in parts}


def move_book(parts: Parts) -> Parts:
    """Give the workbook's part another name, told where a package tells it."""
    names = {BOOK: "xl/book.xml", RELATIONS: "xl/_rels/book.xml.rels"}
    return {names.get(name, name): data.replace(b"xl/workbook.xml", b"xl/book.xml") for name, data in parts.items()}


def widen(parts: Parts) -> Parts:
    """Write M in UTF-16, as XML may."""
    text = parts[SHEET].decode().replace("UTF-8", "UTF-16")
    return {**parts, SHEET: text.encode("utf-16")}


def lose_relation(parts: Parts) -> Parts:
    """Leave out where M is."""
    return {**parts, RELATIONS: re.sub(rb'<Relationship Id="rId2"[^>]*/>', b"", parts[RELATIONS])}
