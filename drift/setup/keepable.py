"""Whether a workbook of the analyst can be edited in place: only where all that is in it is written again.

openpyxl reads what it knows and writes that; of shapes, pictures, slicers, buttons, pivot tables, charts, macros and
whatever an extension holds nothing or half would be left. So it is asked before, by the parts of the file: what is not
named here as kept is taken for lost.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from drift.sources.opening.child.packed import BROKEN_ZIP

MOST_BYTES: Final = 1 << 23  # of all parts, unpacked: a list of 10,000 persons has one; openpyxl takes fifty times it
# of a range that is linked, and of the box around all cells: openpyxl makes a cell of each
MOST_CELLS: Final = 500_000
Place = tuple[int, int]  # column and row, 1 = first
_KEPT: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core|custom)\.xml"
    r"|xl/(?:workbook|styles|sharedStrings|calcChain)\.xml|xl/_rels/workbook\.xml\.rels|xl/theme/theme\d+\.xml"
    r"|xl/worksheets/(?:_rels/)?sheet\d+\.xml(?:\.rels)?|xl/tables/table\d+\.xml|xl/printerSettings/\w+\.bin"
    r"|xl/comments\d*\.xml|xl/comments/comment\d+\.xml|xl/drawings/(?:vmlDrawing|commentsDrawing)\d+\.vml",
    re.IGNORECASE,
)
_LOST: Final = re.compile(  # elements of a sheet that are not written again, or a declaration that no workbook needs
    rb"<(?:\w+:)?(?:extLst|AlternateContent|controls|oleObjects|picture|drawing|customSheetViews|protectedRanges"
    rb"|webPublishItems|dataConsolidate|smartTags|cellWatches|sortState|ignoredErrors|rPh)\b"
    rb"|<!(?:DOCTYPE|ENTITY)"
)
_LOST_OF_BOOK: Final = re.compile(rb"<(?:\w+:)?(?:extLst|customWorkbookViews|fileSharing|rPh)\b|<!(?:DOCTYPE|ENTITY)")
# LibreOffice puts it into each workbook that it saves: how INDIRECT reads an address that is text, as Excel does;
# nothing of the analyst is in it
_OF_LIBREOFFICE: Final = re.compile(
    rb"<extLst><ext [^<>]*\{7626C862-2A13-11E5-B345-FEFF819CDC9F\}[^<>]*><loext:extCalcPr [^<>]*/></ext></extLst>"
)
_CELL: Final = re.compile(rb"<(?:\w+:)?c [^<>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_FILLED: Final = re.compile(rb"<(?:\w+:)?c [^<>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^<>]*>\s*<(?:\w+:)?(?:f|v|is)\b")
_ODD_SHAPE: Final = re.compile(rb"ObjectType=[\"'](?!Note[\"'])", re.IGNORECASE)  # in a drawing of notes: a button
_RANGE: Final = re.compile(
    rb"<(?:\w+:)?(mergeCell|hyperlink)\b[^<>]*?\bref=[\"']\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)"
)


def find_lost(content: bytes) -> str | None:
    """Return what of a workbook would be lost, the name of a part or an element; None where all of it is kept."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
                return "size"
            names = [part.filename for part in archive.infolist() if not part.is_dir()]
            odd = next((name for name in names if not _KEPT.fullmatch(name)), None)
            return odd or next((lost for name in names if (lost := _find_in(name, archive.read(name)))), None)
    except BROKEN_ZIP:
        return "zip"


def _find_in(name: str, part: bytes) -> str | None:
    if name.endswith(".vml"):
        return name if _ODD_SHAPE.search(part) else None
    if b"\x00" in part:  # UTF-16, in which nothing below would be found
        return name if name.endswith((".xml", ".rels")) else None
    of_sheet = name.lower().startswith("xl/worksheets/") and not name.endswith(".rels")
    lost = _LOST.search(part) if of_sheet else _LOST_OF_BOOK.search(_OF_LIBREOFFICE.sub(b"", part))
    if lost:
        return lost[0].decode().lstrip("<!").rpartition(":")[2]
    if not of_sheet:
        return None
    ends = [(_column(letters), int(row)) for letters, row in _CELL.findall(part)]
    if ends and max(column for column, _ in ends) * max(row for _, row in ends) > MOST_CELLS:
        return "cells"
    ranges = [
        (kind, _place(left, top), _place(right, bottom)) for kind, left, top, right, bottom in _RANGE.findall(part)
    ]
    if any(_count_cells(first, last) > MOST_CELLS for _, first, last in ranges):
        return "ref"
    filled = [_place(*found) for found in _FILLED.findall(part)]
    merged = [(first, last) for kind, first, last in ranges if kind == b"mergeCell"]
    return "mergeCell" if any(_hides(*one, filled) for one in merged) else None


def _place(letters: bytes, row: bytes) -> Place:
    return _column(letters), int(row)


def _count_cells(first: Place, last: Place) -> int:
    """Return how many cells a range has."""
    return (abs(last[0] - first[0]) + 1) * (abs(last[1] - first[1]) + 1)


def _hides(first: Place, last: Place, filled: list[Place]) -> bool:
    """Whether something stands in a merged range beside its first cell: openpyxl drops it."""
    return any(first[0] <= x <= last[0] and first[1] <= y <= last[1] and (x, y) != first for x, y in filled)


def _column(letters: bytes) -> int:
    """Return the number of a column: 1 for A, 27 for AA."""
    return int(sum((sign - 64) * 26**i for i, sign in enumerate(reversed(letters))))
