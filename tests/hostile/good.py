"""A good file to lie beside a hostile one: whatever that does, these five tickets are read."""

from __future__ import annotations

from pathlib import Path

import drift
from drift.sources.accounts import FileAccount
from drift.sources.opening.child.answers import answer
from drift.sources.opening.frames import read_header, to_result

NAME = "goed.csv"
ROWS = 5
TEXT = "Incident ID;Titel;Aangemeld;Gereed\n" + "".join(
    f"G{i};kapot;2024-03-0{i} 10:00;2024-03-0{i} 12:00\n" for i in range(1, ROWS + 1)
)


def put_good(folder: Path) -> None:
    """Put the good file in a folder."""
    (folder / NAME).write_text(TEXT)


def check_beside(folder: Path) -> dict[str, FileAccount]:
    """Return the accounts of all files but the good one, by name; that one is read whole."""
    accounts = {file.file: file for file in drift.check(folder).files}
    good = accounts.pop(NAME)
    (sheet,) = good.sheets
    assert (good.status, sheet.table, sheet.accepted + sheet.repeated) == ("read", "incidents", ROWS)
    return accounts


def read_in_process(path: Path):
    """Return what the reader makes of one file, in this process."""
    frames = [bytes(frame) for frame in answer({"path": str(path), "member": None})]
    return to_result(read_header(frames[0]), frames[1:])
