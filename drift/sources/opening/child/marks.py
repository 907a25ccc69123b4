"""What only the formatting of a workbook tells: formats, fills, struck-through text, hidden rows, comments, errors.

Read from the parts of an .xlsx with lxml, in one pass of 3 ms for a specification of 100 clauses. openpyxl needs two
loads of 10 ms for it (an error and a formula without value look alike in either alone), does not see text struck
through within a cell, and gives up on a whole file over a filter it does not know.
"""

import posixpath
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from drift.sources.opening.child.content import Content
from drift.sources.opening.child.fills import read_fills
from drift.sources.opening.child.packed import BROKEN_ZIP, open_zip
from drift.sources.opening.child.sheets import Marks

_BUILT_IN: Final = {  # ECMA-376 part 1, 18.8.30; those left out are dates of other alphabets
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_PART_BYTES: Final = 50 << 20  # of one sheet; formatting dragged down to the last row has more
_OFF: Final = ("0", "false", "off")


@dataclass(frozen=True)
class _Style:
    number_format: str | None  # None: General
    struck: bool
    fill: str = ""  # green, amber, red


def read_marks(content: Content, sheets: Sequence[str]) -> tuple[dict[str, Marks], str | None]:
    """Return the marks of a workbook by the name of the sheet, best effort, and the code of why there are none."""
    marks: dict[str, Marks] = {}
    with open_zip(content) as archive:
        if archive is None or "xl/workbook.xml" not in archive.namelist():
            return marks, "note.marks_format"
        try:
            parts = {sheet: part for sheet, part in place_sheets(archive).items() if sheet in sheets}
            if any(archive.getinfo(part).file_size > _PART_BYTES for part in parts.values()):
                return marks, "note.marks_large"
            styles, struck_texts = _read_styles(archive), _struck_texts(archive)
            for sheet, part in parts.items():
                marks[sheet] = _mark(archive, part, styles, struck_texts)
        except (etree.LxmlError, KeyError, *BROKEN_ZIP):
            return marks, "note.marks_failed"
    return marks, None


def parse_part(archive: zipfile.ZipFile, part: str) -> etree._Element:
    """Return the root of a part; nothing in it is followed or resolved."""
    data = archive.read(part)
    if b"<!DOCTYPE" in data:
        raise ValueError("a workbook has no document type")
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return id -> (kind, part) of what a part refers to within the archive."""
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in archive.namelist():
        return {}
    return {
        entry.get("Id", ""): (
            entry.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/" + folder, entry.get("Target", ""))).lstrip("/"),
        )
        for entry in parse_part(archive, path).iterfind("{*}Relationship")
        if entry.get("TargetMode") != "External"
    }


def place_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet, by its name."""
    targets = _relations(archive, "xl/workbook.xml")
    parts = {}
    for sheet in parse_part(archive, "xl/workbook.xml").iterfind("{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "")
        if target:
            parts[sheet.get("name", "")] = target[1]
    return parts


def _read_styles(archive: zipfile.ZipFile) -> list[_Style]:
    if "xl/styles.xml" not in archive.namelist():
        return []
    root = parse_part(archive, "xl/styles.xml")
    formats: dict[int, str] = dict(_BUILT_IN)
    formats |= {int(f.get("numFmtId", 0)): f.get("formatCode", "") for f in root.iterfind("{*}numFmts/{*}numFmt")}
    struck = [_is_struck(font) for font in root.iterfind("{*}fonts/{*}font")]
    fills = read_fills(root)
    styles = []
    for entry in root.iterfind("{*}cellXfs/{*}xf"):
        code, font = formats.get(int(entry.get("numFmtId", 0))), int(entry.get("fontId", 0))
        fill = int(entry.get("fillId", 0))
        number_format = None if code in (None, "General") else code
        is_struck = font < len(struck) and struck[font]
        styles.append(_Style(number_format, is_struck, fills[fill] if 0 <= fill < len(fills) else ""))
    return styles


def _is_struck(font: etree._Element | None) -> bool:
    strike = None if font is None else font.find("{*}strike")
    return strike is not None and strike.get("val", "1").casefold() not in _OFF


def _struck_texts(archive: zipfile.ZipFile) -> set[int]:
    """Return the shared strings of which every word is struck through within the cell."""
    if "xl/sharedStrings.xml" not in archive.namelist() or b"strike" not in archive.read("xl/sharedStrings.xml"):
        return set()
    entries = parse_part(archive, "xl/sharedStrings.xml").iterfind("{*}si")
    return {i for i, entry in enumerate(entries) if _all_struck(entry)}


def _all_struck(entry: etree._Element) -> bool:
    runs = [run for run in entry.iterfind("{*}r") if (run.findtext("{*}t") or "").strip()]
    return bool(runs) and all(_is_struck(run.find("{*}rPr")) for run in runs)


def _mark(archive: zipfile.ZipFile, part: str, styles: list[_Style], struck_texts: set[int]) -> Marks:
    marks: Marks = {name: [] for name in ("formats", "fills", "struck", "hidden_rows", "errors", "unvalued")}
    row = 0
    for entry in parse_part(archive, part).iterfind("{*}sheetData/{*}row"):
        row = int(entry.get("r", row + 1))
        if entry.get("hidden", "0").casefold() not in _OFF:
            marks["hidden_rows"].append(row)
        column = -1
        for cell in entry.iterfind("{*}c"):
            place = _PLACE.fullmatch(cell.get("r") or "")
            column = column_of(place.group(1)) if place else column + 1
            _mark_cell(marks, cell, (row, column), styles, struck_texts)
    marks["comments"] = _comments(archive, part)
    return marks


def column_of(letters: str) -> int:
    """Return the number of a column, 0 = A."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _mark_cell(
    marks: Marks, cell: etree._Element, at: tuple[int, int], styles: list[_Style], struck_texts: set[int]
) -> None:
    kind, value = cell.get("t", "n"), cell.findtext("{*}v")
    inline = cell.find("{*}is")
    i = int(cell.get("s", 0))
    style = styles[i] if 0 <= i < len(styles) else _Style(None, struck=False)
    if style.fill:
        marks["fills"].append((*at, style.fill))
    if not value and inline is None:
        if kind != "str" and cell.find("{*}f") is not None:
            marks["unvalued"].append(at)
        return
    if kind == "e":
        marks["errors"].append((*at, value))
    elif kind == "n" and style.number_format:
        marks["formats"].append((*at, style.number_format))
    struck = _all_struck(inline) if inline is not None else kind == "s" and int(value or 0) in struck_texts
    if struck or style.struck:
        marks["struck"].append(at)


def _comments(archive: zipfile.ZipFile, part: str) -> list[tuple[int, int, str]]:
    comments = []
    relations = _relations(archive, part).values()
    for target in (target for kind, target in relations if kind == "comments" and target in archive.namelist()):
        for comment in parse_part(archive, target).iterfind("{*}commentList/{*}comment"):
            place = _PLACE.fullmatch(comment.get("ref") or "")
            if place:
                text = "".join(text.text or "" for text in comment.iter("{*}t"))
                comments.append((int(place.group(2)), column_of(place.group(1)), text))
    return comments
