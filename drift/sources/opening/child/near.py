"""A workbook without the cells that stand far from all others: they are told by address, the table is read."""

import re
import zipfile
from array import array
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from drift.sources.opening.child.content import Content
from drift.sources.opening.child.encoding import Notes
from drift.sources.opening.child.far import AREA, WIDTH, find_box, name_cells
from drift.sources.opening.child.marks import column_of, parse_part, place_sheets
from drift.sources.opening.child.package import replace_parts
from drift.sources.opening.child.packed import BROKEN_ZIP, open_zip

_FOLDER: Final = "xl/worksheets/"
_OPEN: Final = "content.xml"
_NOTE: Final = "note.far_cells"
_TOKEN: Final = re.compile(rb"<(?:\w{1,9}:)?(row|c)(?=[\s/>])([^<>]{0,999})>")  # as bounded as in strings.py
_END: Final = re.compile(rb"</(?:\w{1,9}:)?c\s{0,9}>")
_ROW: Final = re.compile(rb"""\br=["'](\d{1,7})["']""")
_CELL: Final = re.compile(rb"""\br=["']([A-Z]{1,4})(\d{1,7})["']""")
_REPEATED: Final = 1_000  # times that a filled cell or row of an .ods may come again in a block that is too large


def bring_near(content: Content) -> tuple[Content, Notes]:
    """Return a workbook without its far cells, and a note of each sheet that has some."""
    with open_zip(content) as archive:
        try:
            parts, notes = _look(archive) if archive is not None else ({}, [])
        except (etree.LxmlError, KeyError, *BROKEN_ZIP):
            parts, notes = {}, []  # the reader says what is wrong with it
    righted = replace_parts(content, parts) if parts else content
    return replace(righted, near=True), notes


def _look(archive: zipfile.ZipFile) -> tuple[dict[str, bytes], Notes]:
    names = archive.namelist()
    if _OPEN in names:
        return _look_open(archive)
    sheets = {part: sheet for sheet, part in place_sheets(archive).items()} if "xl/workbook.xml" in names else {}
    found = [name for name in names if name.startswith(_FOLDER) and name.endswith(".xml")]
    parts, notes = {}, Notes()
    for name in found:
        data, places = _cut(archive.read(name), AREA // len(found))
        if places:
            parts[name] = data
            notes.append(_tell(sheets.get(name, name.removeprefix(_FOLDER)), places))
    return parts, notes


def _tell(sheet: str, places: list[tuple[int, int]]) -> tuple[str, dict[str, str | int]]:
    return _NOTE, {"sheet": sheet, "n": len(places), "cells": name_cells(places)}


def _cut(data: bytes, most: int) -> tuple[bytes, list[tuple[int, int]]]:
    """Return a sheet of an .xlsx without its far cells, and where these stand."""
    rows, columns, starts = array("l"), array("l"), array("q")
    for row, column, start in _list_filled(data):
        rows.append(row)
        columns.append(column)
        starts.append(start)
    box = find_box(rows, columns, most) or (range(0), range(0))
    kept, places, at = [], [], 0
    for row, column, start in zip(rows, columns, starts, strict=True):
        if row in box[0] and column in box[1]:
            continue
        places.append((row, column))
        kept.append(data[at:start])
        end = _END.search(data, start)
        at = end.end() if end else len(data)
    return b"".join([*kept, data[at:]]), places


def _list_filled(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield row, column (0 = first) and place of each cell with something in it; who names no place comes next."""
    row = column = -1
    for token in _TOKEN.finditer(data):
        if token[1] == b"row":
            named = _ROW.search(token[2])
            row, column = int(named[1]) - 1 if named else row + 1, -1
            continue
        place = _CELL.search(token[2])
        column = column_of(place[1].decode()) if place else column + 1
        if not token[2].endswith(b"/") and not data.startswith(b"</", token.end()):
            yield int(place[2]) - 1 if place else row, column, token.start()


def _look_open(archive: zipfile.ZipFile) -> tuple[dict[str, bytes], Notes]:
    """Look through an .ods: what is blank or far there is a number of repeats."""
    root = parse_part(archive, _OPEN)
    tables = [*root.iter("{*}table")]
    notes = Notes()
    for table in tables:
        places = _cut_table(table, AREA // len(tables))
        if places:
            name = next((value for key, value in table.attrib.items() if str(key).endswith("}name")), "")
            notes.append(_tell(str(name), places))
    return ({_OPEN: etree.tostring(root)} if notes else {}), notes


def _cut_table(table: etree._Element, most: int) -> list[tuple[int, int]]:
    """Empty the far cells of a table and those that are repeated without end; return where they stand."""
    cells = _list_cells(table)
    box = find_box([row for row, *_ in cells], [column for _, column, *_ in cells], most) or (range(0), range(0))
    total = sum(n for *_, n in cells)
    places = []
    for row, column, cell, n in cells:
        endless = _repeats(cell, "columns") > WIDTH or (n > _REPEATED and total > most)
        if row in box[0] and column in box[1] and not endless:
            continue
        places.append((row, column))
        for key in [key for key in cell.attrib if not str(key).endswith("}number-columns-repeated")]:
            del cell.attrib[key]
        for child in [*cell]:
            cell.remove(child)
    return places


def _list_cells(table: etree._Element) -> list[tuple[int, int, etree._Element, int]]:
    """Return row and column (0 = first) of each filled cell, the cell, and how often it comes again."""
    cells, row_number = [], 0
    for row in table.iter("{*}table-row"):
        times, column = _repeats(row, "rows"), 0
        for cell in row:
            n = _repeats(cell, "columns")
            if len(cell):
                cells.append((row_number, column, cell, times * n))
            column += n
        row_number += times
    return cells


def _repeats(element: etree._Element, what: str) -> int:
    named = next((value for key, value in element.attrib.items() if str(key).endswith(f"}}number-{what}-repeated")), "")
    return int(named) if str(named).isdecimal() and len(str(named)) < 9 else 1
