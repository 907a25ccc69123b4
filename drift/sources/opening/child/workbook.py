"""Spreadsheets of any make: values by calamine, which no mark-up or formula can lead astray."""

import io
import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from drift.sources.opening.child.content import Content
from drift.sources.opening.child.encoding import Notes
from drift.sources.opening.child.far import FarError, is_too_blank
from drift.sources.opening.child.marks import read_marks
from drift.sources.opening.child.package import close_up, has_open_part, has_wide_parts, replace_parts, set_sheets_aside
from drift.sources.opening.child.packed import BROKEN_ZIP, open_zip
from drift.sources.opening.child.properties import read_properties
from drift.sources.opening.child.refused import RefusedError
from drift.sources.opening.child.second import read_again
from drift.sources.opening.child.sheets import PackedFile, PackedSheet, pack_rows
from drift.sources.opening.child.strings import show_lost
from drift.sources.opening.child.unlock import is_locked, unlock_old
from drift.terms import MARKS_CELLS, SHEETS

_SECOND: Final = "note.second_reader"
_NAMES: Final = 200  # signs of the names of sheets in a note
# what is no workbook in the container that Excel once used: names of streams, and of files that are cut off
_STREAMS: Final = {
    "WordDocument": "refused.old_document",
    "__substg1.0_": "refused.mail",
    "PowerPoint Document": "refused.document",
    "VisioDocument": "refused.document",
}
_ENDINGS: Final = {
    "doc": "refused.old_document",
    "dot": "refused.old_document",
    "msg": "refused.mail",
    "ppt": "refused.document",
    "pps": "refused.document",
    "vsd": "refused.document",
}


def read_workbook(content: Content) -> PackedFile:
    """Read every sheet of a workbook and name those that cannot be read; RefusedError where none can."""
    try:
        contents = _read_first(content)
    except RefusedError as refused:
        sheets = read_again(content) if refused.code == "refused.broken" else {}
        if not sheets:
            raise
        names = ", ".join(sheets)
        return PackedFile(
            [*sheets.values()], [(_SECOND, {"sheet": names[:_NAMES]})], properties=read_properties(content)
        )
    contents = _doubt_blank(content, _doubt_strings(content, contents))
    return _complete(content, contents) if contents.unreadable else contents


def _doubt_strings(content: Content, contents: PackedFile) -> PackedFile:
    """Return the contents read anew where cells name no text; a large log is not looked through, at half its time."""
    lost = show_lost(content) if content.kind == "zip" and contents.no_marks != "note.marks_large" else {}
    return _read_first(replace_parts(content, lost)) if lost else contents


def _doubt_blank(content: Content, contents: PackedFile) -> PackedFile:
    """Return the contents without sheets that are blank because the first reader cannot read their signs (UTF-16)."""
    blank = [sheet.name for sheet in contents.sheets if not sheet.n_cells]
    if not blank or content.kind != "zip" or not has_wide_parts(content):
        return contents
    sheets = [sheet for sheet in contents.sheets if sheet.n_cells]
    return replace(contents, sheets=sheets, unreadable=[*contents.unreadable, *((name, "UTF-16") for name in blank)])


def _complete(content: Content, contents: PackedFile) -> PackedFile:
    """Return the contents with the sheets that the second reader can read besides."""
    again = read_again(content)
    more = [again[name] for name, _ in contents.unreadable if name in again]
    told: Notes = [(_SECOND, {"sheet": sheet.name}) for sheet in more]
    unreadable = [(name, detail) for name, detail in contents.unreadable if name not in again]
    if unreadable and not contents.sheets and not more:
        raise RefusedError("refused.broken", detail=unreadable[0][1])
    order = {name: i for i, name in enumerate(again)}
    sheets = sorted([*contents.sheets, *more], key=lambda sheet: order.get(sheet.name, len(order)))
    return replace(contents, sheets=sheets, notes=[*contents.notes, *told], unreadable=unreadable)


def _read_first(content: Content) -> PackedFile:
    workbook = _open(content)
    if len(workbook.sheets_metadata) > SHEETS:
        raise RefusedError("refused.sheets", n=len(workbook.sheets_metadata), most=SHEETS)
    area, size = 0, _size_unpacked(content)
    sheets: list[PackedSheet] = []
    notes: Notes = []
    unreadable: list[tuple[str, str]] = []
    for i, meta in enumerate(workbook.sheets_metadata):
        if meta.typ != SheetTypeEnum.WorkSheet:
            notes.append(("note.no_cells", {"sheet": meta.name}))
            continue
        try:
            sheet = workbook.get_sheet_by_index(i)
            height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
            area += height * width
            if not content.near and is_too_blank(area, width, size):
                raise FarError
            sheets.append(_read_sheet(sheet, meta))
        except (FarError, KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as fault:  # a panic of the Rust reader is a BaseException
            unreadable.append((meta.name, f"{type(fault).__name__}: {' '.join(str(fault).split())[:200]}"))
    if not workbook.sheets_metadata:
        notes.append(("note.no_sheets", {}))
    return _mark(content, PackedFile(sheets, notes, unreadable))


def _size_unpacked(content: Content) -> float:
    """Return the bytes of a package, unpacked, as it declares them; without end where nothing is packed."""
    if content.kind != "zip":
        return math.inf
    with open_zip(content) as archive:
        return sum(entry.file_size for entry in archive.infolist()) if archive is not None else math.inf


def _open(content: Content) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content.read()))
    except PasswordError:
        raise RefusedError("refused.password") from None
    except CalamineError as fault:
        righted = set_sheets_aside(content) or close_up(content) if content.kind == "zip" else None
        if righted:
            return _open_righted(righted, str(fault))
        if content.kind == "zip" and not content.near and has_open_part(content):
            raise FarError from fault  # that is how the library says it; told anew where no cell is far
        if content.kind in ("unknown", "old"):
            raise RefusedError(f"refused.{content.kind}") from fault
        if _is_encrypted_ods(content):
            raise RefusedError("refused.password") from fault
        other = _name_other(content) if content.kind == "ole" else None
        if other:
            raise RefusedError(other) from fault
        raise RefusedError("refused.broken", detail=str(fault)) from fault


def _open_righted(content: Content, detail: str) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content.read()))
    except CalamineError as fault:
        raise RefusedError("refused.broken", detail=detail) from fault


def _name_other(content: Content) -> str | None:
    """Return the refusal of a container of Office that holds no workbook: by its streams, else by its ending."""
    head = content.read()
    by_stream = next((code for name, code in _STREAMS.items() if name.encode("utf-16-le") in head), None)
    return by_stream or _ENDINGS.get(content.name.casefold().rpartition(".")[2])


def _is_encrypted_ods(content: Content) -> bool:
    """Whether the parts of an .ods are encrypted; the library sees it in files of their own, not in members."""
    with open_zip(content) as archive:
        try:
            return archive is not None and b"encryption-data" in archive.read("META-INF/manifest.xml")
        except (KeyError, *BROKEN_ZIP):
            return False


def _read_sheet(sheet: CalamineSheet, meta: SheetMetadata) -> PackedSheet:
    rows: Iterable[list[Any]] = sheet.iter_rows()  # row by row: the whole sheet as lists needs twice the memory
    width = sheet.end[1] + 1 if sheet.end else 0
    if sheet.start and sheet.start[1]:
        left = [""] * sheet.start[1]  # the library begins at the first column in use, addresses begin at A
        rows = (left + row for row in rows)
    packed = pack_rows(meta.name, rows, width, hidden=meta.visible != SheetVisibleEnum.Visible)
    return replace(packed, merged=_list_merged(sheet), spanned=_list_spanned(sheet))


def _list_merged(sheet: CalamineSheet) -> list[tuple[int, int, int]]:
    """Return the cells that are merged over several rows: first and last row, 1 = first; column, 0 = A."""
    ranges = sheet.merged_cell_ranges or []
    return sorted((top + 1, bottom + 1, left) for (top, left), (bottom, _) in ranges if bottom > top)


def _mark(content: Content, contents: PackedFile) -> PackedFile:
    """Return the contents with what only the formatting tells, where they are small enough to be a specification."""
    if sum(sheet.n_cells for sheet in contents.sheets) > MARKS_CELLS:
        return replace(contents, no_marks="note.marks_large")
    if content.kind != "zip":
        return replace(contents, no_marks="note.marks_format")
    marks, no_marks = read_marks(content, [sheet.name for sheet in contents.sheets])
    sheets = [replace(sheet, marks=marks.get(sheet.name)) for sheet in contents.sheets]
    return replace(contents, sheets=sheets, no_marks=no_marks, properties=read_properties(content))


def read_ole(content: Content) -> PackedFile:
    """Read an old .xls; what its streams say is something else is refused as such: rights, password, document."""
    try:
        return read_workbook(content)
    except RefusedError as refused:
        if is_locked(content):
            plain = unlock_old(content)
            if plain is None:
                raise RefusedError("refused.password") from refused
            return read_workbook(plain)
        raise _explain_ole(content, refused) from refused


def _explain_ole(content: Content, refused: RefusedError) -> RefusedError:
    import olefile

    try:
        with content.open() as stream, olefile.OleFileIO(stream) as ole:
            names = {"/".join(parts).casefold() for parts in ole.listdir(storages=True)}
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError):
        return refused  # too damaged for its streams to be listed
    if any("drm" in name for name in names):
        return RefusedError("refused.rights")
    if names & {"encryptedpackage", "encryptioninfo"}:
        return RefusedError("refused.password")
    if "worddocument" in names:
        return RefusedError("refused.old_document")
    if names & {"powerpoint document", "__properties_version1.0"}:
        return RefusedError("refused.document")
    return refused


def _list_spanned(sheet: CalamineSheet) -> list[tuple[int, int, int]]:
    """Return the cells that are merged over several columns: row, 1 = first; first and last column, 0 = A."""
    ranges = sheet.merged_cell_ranges or []
    return sorted((top + 1, left, right) for (top, left), (_, right) in ranges if right > left)
