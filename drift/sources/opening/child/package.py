"""A workbook that the first reader does not open for one part of it: that part is put right, and nothing else."""

import codecs
import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from drift.sources.opening.child.content import Content
from drift.sources.opening.child.marks import parse_part
from drift.sources.opening.child.packed import BROKEN_ZIP, open_zip

_BOOKS: Final = ("xl/workbook.xml", "xl/workbook.bin")
_OPEN: Final = "content.xml"
_PLACES: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_KNOWN: Final = [f"{place}/{kind}" for place in _PLACES for kind in ("worksheet", "chartsheet", "dialogsheet")]
_MACRO: Final = "macrosheet"  # xlMacrosheet, xlIntlMacrosheet
_NO_CELLS: Final = f"{_PLACES[0]}/dialogsheet"  # a kind without cells, which the reader passes over


def set_sheets_aside(content: Content) -> Content | None:
    """Return the workbook with every sheet of an unknown kind as one without cells; None where there is none."""
    with open_zip(content) as archive:
        if archive is None:
            return None
        try:
            book = next(part for part in _BOOKS if part in archive.namelist())
            part = posixpath.join(posixpath.dirname(book), "_rels", posixpath.basename(book) + ".rels")
            relations = parse_part(archive, part)
            odd = _list_odd(archive, book, relations)
        except (etree.LxmlError, KeyError, StopIteration, *BROKEN_ZIP):
            return None
    if not odd:
        return None
    for relation in odd:
        relation.set("Type", _NO_CELLS)
        relation.set("Target", "dialogsheets/" + posixpath.basename(relation.get("Target", "")))
    return replace_parts(content, {part: etree.tostring(relations)})


def _list_odd(archive: zipfile.ZipFile, book: str, relations: etree._Element) -> list[etree._Element]:
    """Return the relations of sheets that are of no known kind; one that is missing is added."""
    by_id = {relation.get("Id", ""): relation for relation in relations.iterfind("{*}Relationship")}
    if book.endswith(".bin"):  # its sheets stand in records: macro sheets tell what they are
        return [relation for relation in by_id.values() if relation.get("Type", "").casefold().endswith(_MACRO)]
    odd = []
    for sheet in parse_part(archive, book).iterfind("{*}sheets/{*}sheet"):
        key = next((sheet.get(f"{{{place}}}id", "") for place in _PLACES if sheet.get(f"{{{place}}}id")), "")
        relation = by_id.get(key)
        if key and relation is None:
            attributes = {"Id": key, "Type": "", "Target": "gone.xml"}
            relation = etree.SubElement(relations, relations.tag.replace("Relationships", "Relationship"), attributes)
        if relation is not None and relation.get("Type") not in _KNOWN:
            odd.append(relation)
    return odd


def close_up(content: Content) -> Content | None:
    """Return an .ods without the blanks and ends of lines between its cells; None where it has none, or is no .ods."""
    with open_zip(content) as archive:
        if archive is None or _OPEN not in archive.namelist():
            return None
        try:
            root = parse_part(archive, _OPEN)
        except (etree.LxmlError, KeyError, *BROKEN_ZIP):
            return None
    gaps = 0
    for row in root.iter("{*}table-row"):
        gaps += bool(row.text) + sum(bool(cell.tail) for cell in row)
        row.text = None
        for cell in row:
            cell.tail = None
    return replace_parts(content, {_OPEN: etree.tostring(root)}) if gaps else None


def has_open_part(content: Content) -> bool:
    """Whether it is an .ods."""
    with open_zip(content) as archive:
        return archive is not None and _OPEN in archive.namelist()


def has_wide_parts(content: Content) -> bool:
    """Whether a part is written in UTF-16: a reader of one byte a sign sees nothing in it, and says nothing."""
    with open_zip(content) as archive:
        if archive is None:
            return False
        try:
            names = [name for name in archive.namelist() if name.endswith(".xml")]
            return any(_first_bytes(archive, name) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) for name in names)
        except BROKEN_ZIP:
            return False


def _first_bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(len(codecs.BOM_UTF16))


def replace_parts(content: Content, parts: Mapping[str, bytes]) -> Content:
    """Return the workbook with other bytes for some parts, by name; the others are not unpacked."""
    with content.open() as stream:
        whole = io.BytesIO(stream.read())
    with zipfile.ZipFile(whole, "a") as archive:
        for part, data in parts.items():
            archive.filelist.remove(archive.NameToInfo.pop(part))
            archive.writestr(part, data)
    return replace(content, path=None, descriptor=None, data=whole.getvalue())
