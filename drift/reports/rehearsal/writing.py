"""The files of a rehearsal as one set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drift.reports.rehearsal.html import build_html
from drift.reports.rehearsal.pdf import build_pdf
from drift.reports.rehearsal.workbook import build_workbook
from drift.reports.writing import to_slug
from drift.wording.visible import to_json
from drift.writing.faults import tell_fault
from drift.writing.placing import put_in_place
from drift.writing.temporary import TemporaryFolder

if TYPE_CHECKING:
    from pathlib import Path

    from drift.rehearse.rehearsal import Rehearsal
    from drift.wording import Wording

KINDS: Final = ("pdf", "html", "xlsx", "json")
NAME: Final = "{relation}-rehearsal.{kind}"


def write_rehearsal(rehearsal: Rehearsal, record: dict[str, Any], folder: Path, say: Wording) -> list[Path]:
    """Write NAME-rehearsal.pdf, .html, .xlsx and .json; all files or none.

    Raises
    ------
    OutputError : the folder cannot be written, or a file in it is open elsewhere
    """
    names = [NAME.format(relation=to_slug(rehearsal.relation), kind=kind) for kind in KINDS]
    contents = (
        build_pdf(rehearsal, say),
        build_html(rehearsal, say).encode(),
        build_workbook(rehearsal, say),
        to_json(record).encode(),
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFolder(folder) as beside:
            for name, content in zip(names, contents, strict=True):
                (beside / name).write_bytes(content)
            put_in_place(beside, folder, names)
    except OSError as fault:
        raise tell_fault(fault, folder) from fault
    return [folder / name for name in names]
