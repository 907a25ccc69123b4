"""What a reader process answers, taken with suspicion: a file may have made it say anything."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from drift.errors import Note
from drift.sources.opening.cells import Cells, Contents, Marks, Members
from drift.sources.opening.child.sheets import schema_of
from drift.sources.opening.garbled import GarbledError
from drift.wording import Wording

_PlacedText = tuple[int, int, str]
_Code = tuple[str, dict[str, str | int]]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Marks(_Answer):
    formats: list[_PlacedText]
    fills: list[tuple[int, int, Literal["green", "amber", "red"]]]
    struck: list[tuple[int, int]]
    errors: list[_PlacedText]
    unvalued: list[tuple[int, int]]
    comments: list[_PlacedText]
    hidden_rows: list[int]


class _SheetHead(_Answer):
    name: str
    hidden: bool
    marks: _Marks | None
    titles: list[str] = []
    text: Literal["clauses", "prose", "talk", "minutes"] | None = None
    width: int = 0
    uneven: list[tuple[int, int]] = []
    merged: list[tuple[int, int, int]] = []
    spanned: list[tuple[int, int, int]] = []


class Header(_Answer):
    """The first frame of an answer; the sheets follow in frames of their own."""

    refused: str | None = None
    values: dict[str, str | int] = {}
    members: list[tuple[int, str, int]] | None = None
    sheets: list[_SheetHead] = []
    notes: list[_Code] = []
    unreadable: list[tuple[str, str]] = []
    unread: list[tuple[int, str, str]] = []
    no_marks: str | None = None
    properties: dict[Literal["creator", "created", "lastModifiedBy", "modified"], str] = {}
    sha256: str = Field("", pattern=r"^([0-9a-f]{64})?$")


class _Greeting(_Answer):
    """What a reader says first."""

    alone: list[Annotated[str, Field(pattern=r"^(landlock [0-9]{1,3}|seccomp)$")]]


def read_greeting(frame: bytes | bytearray) -> tuple[str, ...]:
    """Return what keeps a reader that is ready from all but its file; GarbledError: it is none of ours."""
    try:
        return tuple(_Greeting.model_validate_json(frame).alone)
    except ValidationError as fault:
        raise GarbledError(str(fault)) from fault


def read_header(frame: bytes | bytearray) -> Header:
    """Return the header of an answer; GarbledError: no JSON, not UTF-8, other keys, values of another type."""
    try:
        return Header.model_validate_json(frame)
    except ValidationError as fault:
        raise GarbledError(str(fault)) from fault


def to_result(header: Header, streams: Sequence[bytes | bytearray]) -> Contents | Members | Note:
    """Return what a file holds, members, or why it is refused; GarbledError: codes or columns that are none of ours."""
    if header.refused is not None:
        code = header.refused
        return _to_note((code, header.values), "skipped.own" if code == "skipped.own" else "refused.")
    if header.members is not None:
        return Members(tuple(header.members))
    sheets = tuple(_to_cells(sheet, stream) for sheet, stream in zip(header.sheets, streams, strict=True))
    notes = tuple(_to_note(note, "note.") for note in header.notes)
    if header.no_marks is not None:
        _to_note((header.no_marks, {}), "note.")
    properties = {str(name): text for name, text in header.properties.items()}
    told = (tuple(header.unreadable), header.no_marks, properties, tuple(header.unread))
    return Contents(sheets, header.sha256, notes, *told)


def _to_note(code: _Code, prefix: str) -> Note:
    note = Note(*code)
    if not note.code.startswith(prefix):
        raise GarbledError(note.code)
    try:
        Wording("en")(note.code, **note.values)
    except (KeyError, ValueError, IndexError, AttributeError, TypeError) as fault:
        raise GarbledError(note.code) from fault
    return note


def _to_cells(sheet: _SheetHead, stream: bytes | bytearray) -> Cells:
    try:
        table = pa.ipc.open_stream(stream).read_all()
        table.validate(full=True)
    except (pa.ArrowException, OSError, ValueError) as fault:
        raise GarbledError(str(fault)) from fault
    if table.schema != schema_of(table.num_columns // 2) or any(kinds.null_count for kinds in table.columns[::2]):
        raise GarbledError("columns")
    marks = _to_marks(sheet.marks) if sheet.marks else None
    told = (tuple(sheet.titles), sheet.text, sheet.width, dict(sheet.uneven), tuple(sheet.merged), tuple(sheet.spanned))
    return Cells(sheet.name, sheet.hidden, table, marks, *told)


def _to_marks(marks: _Marks) -> Marks:
    def placed(entries: list[_PlacedText]) -> dict[tuple[int, int], Any]:
        return {(row, column): text for row, column, text in entries}

    return Marks(
        formats=placed(marks.formats),
        fills={(row, column): colour for row, column, colour in marks.fills},
        struck=frozenset(marks.struck),
        errors=placed(marks.errors),
        unvalued=frozenset(marks.unvalued),
        comments=placed(marks.comments),
        hidden_rows=frozenset(marks.hidden_rows),
    )
