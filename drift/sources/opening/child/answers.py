"""One request -> the frames of its answer: read the file by what it is, or say why not."""

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from drift.sources.opening.child.content import Content
from drift.sources.opening.child.far import FarError
from drift.sources.opening.child.near import bring_near
from drift.sources.opening.child.own import pass_over_own, pass_over_own_workbook
from drift.sources.opening.child.packed import (
    check_sizes,
    list_members,
    open_zip,
    read_member,
    recognise_package,
    unpack_gzip,
)
from drift.sources.opening.child.refused import RefusedError
from drift.sources.opening.child.sheets import PackedFile
from drift.sources.opening.child.unlock import unlock_package
from drift.sources.opening.child.workbook import read_ole, read_workbook
from drift.sources.opening.sniff import HEAD_BYTES, REFUSED

Frames = list[bytes | pa.Buffer]
SHEET_HEAD: Final = ("name", "hidden", "marks", "titles", "text", "width", "uneven", "merged", "spanned")


def answer(request: dict[str, Any], descriptor: int | None = None) -> Frames:
    """Return header and sheets of a file or of a member (its place in the archive), members, or why it is refused."""
    path = Path(request["path"])  # of a file that is open already only its name
    name = os.fsencode(path.name).decode(errors="replace")
    try:
        content = Content(name, None if descriptor is not None else path, None, descriptor)
        return _read(content, request.get("member"), far=request.get("far", False))
    except FarError:
        return answer({**request, "far": True}, descriptor)
    except RefusedError as refused:
        return _frames({"refused": refused.code, "values": refused.values})
    except (MemoryError, pa.ArrowMemoryError):
        return _frames({"refused": "refused.memory", "values": {}})
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # a panic of the Rust reader is a BaseException
        detail = " ".join(str(fault).split()) or type(fault).__name__
        return _frames({"refused": "refused.broken", "values": {"detail": detail[:200]}})


def _read(content: Content, member: int | None, *, far: bool) -> Frames:
    unpacked = content.kind == "gzip"
    if unpacked:
        content = unpack_gzip(content)
    if member is not None:
        content = read_member(content, member)
    # of a file of its own the parent knows the digest
    digest = "" if member is None else hashlib.sha256(content.read()).hexdigest()
    if content.kind == "gzip":
        if unpacked:
            raise RefusedError("refused.nested")
        content = unpack_gzip(content)
    content = unlock_package(content)
    if content.kind == "zip":
        with open_zip(content) as archive:
            holds = recognise_package(archive) if archive is not None else _recognise_torn(content)
            if archive is not None and holds == "archive":
                if member is not None:
                    raise RefusedError("refused.nested")
                return _frames({"members": list_members(archive)})
            if archive is not None:
                check_sizes(archive)
                pass_over_own_workbook(archive)
        if holds == "document":
            from drift.sources.opening.child.document import read_document

            return _pack(read_document(content), digest)
    if far and content.kind == "parquet":  # no cell of it stands far from others: it is too large
        raise RefusedError("refused.memory")
    content, notes = bring_near(content) if far and content.kind == "zip" else (content, [])
    contents = _read_content(content)
    return _pack(replace(contents, notes=[*contents.notes, *notes]) if notes else contents, digest)


def _recognise_torn(content: Content) -> str:
    """Tell whether a zip without its directory was a Word document; any other may still be a workbook."""
    with content.open() as stream:
        return "document" if b"word/" in stream.read(HEAD_BYTES) else "workbook"


def _read_content(content: Content) -> PackedFile:
    kind = content.kind
    pass_over_own(content)
    if kind in REFUSED:
        raise RefusedError(REFUSED[kind])
    if kind == "ole":
        return read_ole(content)
    if kind == "parquet":
        from drift.sources.opening.child.parquet import read_parquet

        return read_parquet(content)
    if kind == "xes":
        from drift.sources.opening.child.eventlog import read_event_log

        return read_event_log(content)
    if kind == "ics":
        from drift.sources.opening.child.calendars import read_calendar

        return read_calendar(content)
    if kind == "text":
        from drift.sources.opening.child.delimited import read_delimited

        return read_delimited(content)
    return read_workbook(content)


def _pack(contents: PackedFile, digest: str) -> Frames:
    header = {
        "sha256": digest,
        "sheets": [{name: getattr(sheet, name) for name in SHEET_HEAD} for sheet in contents.sheets],
        **{name: getattr(contents, name) for name in ("notes", "unreadable", "no_marks", "properties", "unread")},
    }
    return _frames(header) + [sheet.stream for sheet in contents.sheets]


def _frames(header: dict[str, Any]) -> Frames:
    return [json.dumps(header).encode()]
