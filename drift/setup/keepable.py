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

MOST_BYTES: Final = 1 << 23  # of all parts, unpacked: a list of 10,000 persons has one; openpyxl takes fifty times it
MOST_CELLS: Final = 100_000  # of a range that is merged or linked: openpyxl makes a cell of each
_KEPT: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core|custom)\.xml"
    r"|xl/(?:workbook|styles|sharedStrings|calcChain)\.xml|xl/_rels/workbook\.xml\.rels|xl/theme/theme\d+\.xml"
    r"|xl/worksheets/(?:_rels/)?sheet\d+\.xml(?:\.rels)?|xl/tables/table\d+\.xml|xl/printerSettings/\w+\.bin"
    r"|xl/comments\d*\.xml|xl/comments/comment\d+\.xml|xl/drawings/(?:vmlDrawing|commentsDrawing)\d+\.vml",
    re.IGNORECASE,
)
_LOST: Final = re.compile(  # elements of a sheet that are not written again, or a declaration that no workbook needs
    rb"<(?:\w+:)?(?:extLst|AlternateContent|controls|oleObjects|picture|drawing|customSheetViews|protectedRanges"
    rb"|webPublishItems|dataConsolidate|smartTags|cellWatches)\b|<!(?:DOCTYPE|ENTITY)"
)
_ODD_SHAPE: Final = re.compile(rb"ObjectType=[\"'](?!Note[\"'])", re.IGNORECASE)  # in a drawing of notes: a button
_RANGE: Final = re.compile(
    rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^<>]*?\bref=[\"']\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)"
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
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        return "zip"


def _find_in(name: str, part: bytes) -> str | None:
    if name.endswith(".vml"):
        return name if _ODD_SHAPE.search(part) else None
    if not name.lower().startswith("xl/worksheets/") or name.endswith(".rels"):
        return "DOCTYPE" if b"<!DOCTYPE" in part or b"<!ENTITY" in part else None
    lost = _LOST.search(part)
    if lost:
        return lost[0].decode().lstrip("<!").rpartition(":")[2]
    return "ref" if any(_count_cells(*found.groups()) > MOST_CELLS for found in _RANGE.finditer(part)) else None


def _count_cells(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    """Return how many cells a range has."""
    first, last = (sum((sign - 64) * 26**i for i, sign in enumerate(reversed(letters))) for letters in (left, right))
    return int((abs(last - first) + 1) * (abs(int(bottom) - int(top)) + 1))
