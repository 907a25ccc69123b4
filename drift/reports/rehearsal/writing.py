"""The files of a rehearsal as one set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drift.reports.writing import to_slug
from drift.wording.visible import to_json
from drift.writing.faults import tell_fault
from drift.writing.placing import put_in_place
from drift.writing.temporary import TemporaryFolder

if TYPE_CHECKING:
    from pathlib import Path

    from drift.rehearse.rehearsal import Rehearsal

KINDS: Final = ("json",)
NAME: Final = "{relation}-rehearsal.{kind}"


def write_rehearsal(rehearsal: Rehearsal, record: dict[str, Any], folder: Path) -> list[Path]:
    """Write NAME-rehearsal.json; all files or none.

    Raises
    ------
    OutputError : the folder cannot be written, or a file in it is open elsewhere
    """
    names = [NAME.format(relation=to_slug(rehearsal.relation), kind=kind) for kind in KINDS]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFolder(folder) as beside:
            (beside / names[0]).write_text(to_json(record), encoding="utf-8", newline="\n")
            put_in_place(beside, folder, names)
    except OSError as fault:
        raise tell_fault(fault, folder) from fault
    return [folder / name for name in names]
