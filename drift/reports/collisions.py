"""Reports of two relations in one folder: names of files that would be the same, and the one record of a run."""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drift.project.plain import open_plain
from drift.wording.case import fold_spelling

if TYPE_CHECKING:
    from drift.wording import Wording

log = logging.getLogger("drift")

MOST_BYTES: Final = 1 << 26  # of a report.json that is looked into; one of ten years of a large log has some 2 MB


def tell_apart(folder: Path, name: str, relation: str, say: Wording) -> str:
    """Return a name for files that those of no other relation in a folder have: `Con.` does not replace `con`.

    A name for files leaves out what a system may not bear, so two relations may have the same one. Where the report in
    the folder is of another relation it stays as it is, this one is told apart by a hash of its name, and both is said.
    """
    former = read_relation(folder / f"{name}.json")
    if former is None or fold_spelling(former) == fold_spelling(relation):
        return name
    own = f"{name}-{hash_name(relation)}"
    log.warning(say("cli.note", note=say("writing.same_name", folder=str(folder), name=name, own=own)))
    return own


def tell_record(folder: Path, record: str, relation: str, say: Wording) -> None:
    """Tell that the record of a run here was of another relation: a folder has one."""
    former = read_relation(folder / record)
    if former is not None and fold_spelling(former) != fold_spelling(relation):
        log.warning(say("cli.note", note=say("writing.other_record", folder=str(folder), record=record)))


def hash_name(relation: str) -> str:
    """Return a few signs that tell a name from nearly all others: its spellings share them."""
    return hashlib.sha256(fold_spelling(relation).encode("utf-8", "surrogatepass")).hexdigest()[:6]


def read_relation(path: Path) -> str | None:
    """Return whose report or record a file is; None where it is none that can be read."""
    try:
        with open_plain(path) as stream:
            text = stream.read(MOST_BYTES + 1)
        content = json.loads(text.decode()) if len(text) <= MOST_BYTES else {}
        return str(content["relation"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
