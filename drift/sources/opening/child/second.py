"""A second reader (openpyxl), asked before a workbook is called damaged: it forgives other faults than the first."""

import datetime as dt
import io
import warnings
from collections.abc import Iterable, Iterator
from typing import Any, Final

from drift.sources.opening.child.content import Content
from drift.sources.opening.child.fills import tell_colour
from drift.sources.opening.child.packed import BROKEN_ZIP, open_zip
from drift.sources.opening.child.sheets import Marks, PackedSheet, pack_rows, pad_rows
from drift.terms import MARKS_CELLS

_DOCTYPE: Final = b"<!DOCTYPE"
_XML: Final = (".xml", ".rels")
_TYPES: Final = ("n", "s", "str", "inlineStr", "b", "e", "d")
_KINDS: Final = (str, bool, int, float, dt.datetime, dt.date, dt.time, dt.timedelta, type(None))


def read_again(content: Content) -> dict[str, PackedSheet]:
    """Return the sheets that the second reader can read, by name; none where it cannot open the workbook."""
    if content.kind != "zip" or _has_document_type(content):
        return {}
    import openpyxl

    sheets: dict[str, PackedSheet] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions it does not know; they hold no cells
        try:
            with content.open() as stream:
                book = openpyxl.load_workbook(
                    io.BytesIO(stream.read()), read_only=True, data_only=True, keep_links=False
                )
        except MemoryError:
            raise
        except Exception:  # it raises whatever its parts raise
            return {}
        for sheet in book.worksheets:
            try:
                sheets[sheet.title] = _read_sheet(sheet)
            except MemoryError:
                raise
            except Exception:  # noqa: S112  this sheet stays unreadable
                continue
        book.close()
    return sheets


def _has_document_type(content: Content) -> bool:
    """Whether a part declares entities, as no honest workbook does: its parser would take them up."""
    with open_zip(content) as archive:
        if archive is None:
            return True
        try:
            return any(_DOCTYPE in archive.read(name) for name in archive.namelist() if name.endswith(_XML))
        except BROKEN_ZIP:
            return True


def _read_sheet(sheet: Any) -> PackedSheet:
    sheet.reset_dimensions()  # what a file says of them is not to be trusted
    marks: Marks = {
        name: [] for name in ("formats", "fills", "struck", "hidden_rows", "errors", "unvalued", "comments")
    }
    rows, width = pad_rows([*_rows(sheet.iter_rows(), marks)])
    few = sum(cell not in ("", None) for row in rows for cell in row) <= MARKS_CELLS
    packed = pack_rows(sheet.title, rows, width, hidden=sheet.sheet_state != "visible")
    return packed.told(marks) if few else packed


def _rows(rows: Iterable[Iterable[Any]], marks: Marks) -> Iterator[list[Any]]:
    for number, row in enumerate(rows, start=1):
        yield [_value(cell, (number, i), marks) for i, cell in enumerate(row)]


def _value(cell: Any, at: tuple[int, int], marks: Marks) -> Any:
    """Return a value as the first reader gives it, and mark what only its format tells."""
    value = cell.value
    if colour := _colour(getattr(cell, "fill", None)):  # a cell that is not there has none
        marks["fills"].append((*at, colour))
    if value is None:
        return ""
    if cell.data_type not in _TYPES:  # what it does not know it gives as it stands: the place of a text for the text
        raise ValueError(cell.data_type)
    if cell.data_type == "e":
        marks["errors"].append((*at, str(value)))
        return ""
    if cell.data_type in ("n", "d") and cell.number_format != "General":
        marks["formats"].append((*at, cell.number_format))
    if cell.font is not None and cell.font.strike:
        marks["struck"].append(at)
    return value if type(value) in _KINDS else str(value)


def _colour(fill: Any) -> str:
    """Return what the fill of a cell says, as the first reader has it."""
    if fill is None or fill.patternType != "solid":
        return ""
    colour = fill.fgColor
    return tell_colour(colour.indexed if colour.type == "indexed" else None, colour.rgb if colour.type == "rgb" else "")
