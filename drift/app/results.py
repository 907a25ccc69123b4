"""Where the files of a report lie, and which of them a page may hand out."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from pathlib import Path
from typing import Final

from flask import Response, abort, send_file

from drift.app.desk import Opened
from drift.app.headers import frame_report
from drift.errors import UsageError
from drift.project.plain import open_plain
from drift.sources.listing import RUN_RECORDS

FOLDER: Final = "report"  # in the project, as `drift demo` has it
KINDS: Final = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "form": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_OUR_NAME: Final = re.compile(r"[a-z0-9.-]+")  # as a report is called: no path, no sign that a header obeys
SHOWN: Final = "html"  # in a frame
_MOST_BYTES: Final = 1 << 24


def refuse_link(folder: Path) -> None:
    """Refuse to write where a link leads: a project may come from a stranger.

    Raises
    ------
    UsageError : a link stands in the place of the folder
    """
    if folder.is_symlink():
        raise UsageError("site.link", name=folder.name)


def hand_out(outputs: dict[str, Path], kind: str) -> Response:
    """Return one of some files as an answer: a page for a frame, all else to keep; another kind is not found."""
    path = outputs.get(kind)
    if path is None:
        abort(HTTPStatus.NOT_FOUND)
    stream = open_plain(path)  # no link, whatever took the place of the file
    answer = send_file(stream, KINDS[kind], as_attachment=kind != SHOWN, download_name=path.name, etag=False)
    return frame_report(answer) if kind == SHOWN else answer


def find_outputs(opened: Opened) -> dict[str, Path]:
    """Return the files of the last report by kind, as its record of the run tells; empty where there is none."""
    folder = opened.folder / FOLDER
    if folder.is_symlink():
        return {}
    try:
        with open_plain(folder / RUN_RECORDS["ours"]) as stream:
            outputs = json.loads(stream.read(_MOST_BYTES).decode())["outputs"]
        names = [str(one["file"]) for one in outputs]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return {}
    paths = {kind: folder / name for name in names if (kind := _kind_of(name))}
    return {kind: path for kind, path in paths.items() if path.is_file() and not path.is_symlink()}


def _kind_of(name: str) -> str | None:
    """Return the kind of a file that a record names: a record may be a stranger's, and so may be a path in it."""
    if not _OUR_NAME.fullmatch(name):
        return None
    stem, _, ending = name.rpartition(".")
    if ending == "xlsx" and "-roundtable" in stem:
        return "form"
    return ending if ending in KINDS else None
