"""What was read, in a few lines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from drift.wording import Wording
from drift.wording.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drift.errors import Note
    from drift.sources.accounts import FileAccount

REFUSED_TOLD: Final = 3  # files; the others are counted


def summarise_intake(files: Sequence[FileAccount], notes: Sequence[Note]) -> Summary:
    """Return what was read of some files, in English: an intake knows no language.

    Parameters
    ----------
    notes : about the whole
    """
    say = Wording("en")
    refused = [file for file in files if file.status == "refused" and file.reason]
    reasons = [f"{file.file}: {say.tell(file.reason)}" for file in refused if file.reason][:REFUSED_TOLD]
    rows = [(say("print.refused"), text) for text in reasons]
    n_notes = len(notes) + sum(len(file.notes) for file in files)
    faults = say("print.faults", cells=sum(file.n_problems for file in files), notes=n_notes)
    return Summary(say("print.intake"), (*tell_read(files, say), *rows, (say("print.remarks"), faults)))


def tell_read(files: Iterable[FileAccount], say: Wording) -> tuple[tuple[str, str], ...]:
    """Return how many files were read, and the rows that were accepted of each table."""
    counts = Counter(file.status for file in files)
    n = {status: counts[status] for status in ("read", "refused", "skipped")}
    rows: Counter[str] = Counter()
    for sheet in (sheet for file in files for sheet in file.sheets):
        rows[sheet.table or ""] += sheet.accepted
    kinds = [f"{say.number(count)} {say(f'report.sources.kind_{table}')}" for table, count in rows.items() if count]
    return (
        (say("print.files"), say("print.counted", **n)),
        (say("print.rows"), say.join(kinds) or say.number(0)),
    )


def count_files(n: int, say: Wording) -> str:
    """Write a number of files."""
    return say("report.sources.files_one") if n == 1 else say("report.sources.files_many", n=n)
