"""Rows that are finished, so that a run that was ended goes on where it stood: codes and counts, under a seal.

They lie in `.drift` of the portfolio, a file a relation, and go with `drift forget`. A row counts only under a seal
made with a key of this user, and while settings, files, drift and its libraries are those that it was made of.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drift.errors import DriftError, OutputError
from drift.kept import list_program, put_sealed, read_sealed, take_fingerprint
from drift.portfolio.answer import list_parts
from drift.portfolio.row import Row, from_plain, to_plain
from drift.project import choose_relation, find_config, open_project
from drift.project.home import HOME, ROW, find_home
from drift.project.plain import open_plain

if TYPE_CHECKING:
    from drift.portfolio.task import Task
    from drift.terms import Language

_MOST_BYTES: Final = 1 << 20  # of a row; one has some 2 kB


def fingerprint_of(task: Task, language: Language) -> bytes | None:
    """Return a digest of all that a row rests on; None where it cannot be told: then nothing is kept."""
    try:
        if task.kind == "partition":
            paths = [path for _, path in list_parts(task.place, task.name)]
            config = find_config(task.place)
            paths += [config] if config else []
            inputs: object = [(str(path), _digest_file(path)) for path in paths]
        else:
            inputs = take_fingerprint(choose_relation(open_project(task.place), _chosen(task)))
        return hashlib.sha256(repr((task, language, inputs, list_program())).encode("utf-8", "surrogatepass")).digest()
    except (DriftError, OSError):
        return None


def _chosen(task: Task) -> str | None:
    return task.name if task.kind == "column" else None


def _digest_file(path: Path) -> str:
    with open_plain(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _place(task: Task) -> Path:
    name = hashlib.sha256(repr((task.kind, task.name)).encode("utf-8", "surrogatepass")).hexdigest()
    return Path(task.home) / HOME / f"{ROW}{name[:24]}"


def save_row(row: Row, task: Task, fingerprint: bytes) -> None:
    """Keep a row; where folder or home cannot be written to, the next run makes it again."""
    place = _place(task)
    if find_home(place.parent.parent) is None:
        return
    content = json.dumps(to_plain(row)).encode()
    with suppress(OSError, OutputError):
        put_sealed(content, place, fingerprint)


def load_row(task: Task, fingerprint: bytes) -> Row | None:
    """Return the row that is kept; None where it is of other files, of somebody else, or damaged."""
    content = read_sealed(_place(task), fingerprint, _MOST_BYTES)
    return None if content is None else from_plain(json.loads(content))
