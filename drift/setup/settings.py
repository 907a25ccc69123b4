"""The settings of a folder as init leaves them: proposed, grown by what is new, or put into a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drift.errors import Address, Note, UsageError
from drift.project import BOOK, CONFIG, FORMER, Project, make_project
from drift.project.book import read_book
from drift.setup.book.edit import BookEdit
from drift.setup.book.evidence import read_evidence
from drift.setup.book.new import make_book
from drift.setup.guarded import Guarded
from drift.setup.proposal import propose, propose_new
from drift.sources.readings import Readings


@dataclass(frozen=True)
class Written:
    """What became of the settings."""

    names: tuple[str, ...] = ()  # of the files that are new or changed
    gone: Path | None = None  # a file whose settings stand elsewhere now, and which is kept under another name
    notes: tuple[Note, ...] = ()


def write_settings(project: Project, readings: Readings, beside: Path, say: Guarded, *, book: bool) -> Written:
    """Write what the settings of a folder become.

    Parameters
    ----------
    beside : where what is new or changed is written
    book : settings are to stand in a workbook; where they do already they stay there

    Raises
    ------
    UsageError : drift.toml says what no cell can hold
    """
    config = project.config
    if config is not None and config.name == BOOK:
        return _grow_book(project, readings, beside, say)
    text = _to_text(project, readings, say)
    if book:
        return _turn(project, text, beside, say)
    if text is None:
        return Written()
    (beside / CONFIG).write_text(text, encoding="utf-8", newline="\n")
    return Written((CONFIG,))


def _to_text(project: Project, readings: Readings, say: Guarded) -> str | None:
    """Return what drift.toml becomes; None: it stays."""
    if project.config is None:
        return propose(project, readings, say)
    written = project.config.read_text(encoding="utf-8")
    added = propose_new(project, readings, say, written)
    return written.rstrip("\n") + "\n" + added if added else None


def _turn(project: Project, text: str | None, beside: Path, say: Guarded) -> Written:
    """Write the settings as a workbook, and what drift.toml was under another name."""
    former = project.config
    written = former.read_text(encoding="utf-8-sig") if former else ""
    evidence = read_evidence(written if text is None else text.removeprefix("\ufeff"))
    (beside / BOOK).write_bytes(make_book(evidence, say))
    _refuse_unlike(make_project(dict(evidence.content), None), beside / BOOK)
    if former is None:
        return Written((BOOK,))
    kept = _name_former(project.folder)
    (beside / kept).write_bytes(former.read_bytes())
    return Written((BOOK, kept), former, (Note("book.turned", {"file": BOOK, "former": kept}),))


def _refuse_unlike(meant: Project, path: Path) -> None:
    """Refuse a workbook that says something else than it was to say: a sign that no cell holds, blanks alone."""
    after = make_project(read_book(path).content, None).settings
    for name in type(after).model_fields:
        if getattr(after, name) != getattr(meant.settings, name):
            raise UsageError("book.unlike", at=Address(CONFIG), key=name)


def _name_former(folder: Path) -> str:
    """Return what drift.toml is called from now on: nothing is written over."""
    n = 1
    while (folder / (name := FORMER if n == 1 else f"{FORMER}{n}")).exists():
        n += 1
    return name


def _grow_book(project: Project, readings: Readings, beside: Path, say: Guarded) -> Written:
    """Add to a workbook what it does not speak of yet; where that would lose something it stays, and that is told."""
    assert project.config is not None  # noqa: S101  who calls has looked
    try:
        edit = BookEdit(project.config)
        evidence = read_evidence(propose_new(project, readings, say, edit.list_written()))
        entries = [(name, i, entry) for name in evidence.content for i, entry in enumerate(evidence.content[name])]
        for name, i, entry in entries:
            edit.add(name, entry, evidence.remarks.get((name, i), ""))
        for entry, why in evidence.proposed:
            edit.propose(entry, why)
        if evidence.parties:
            edit.ask_parties(evidence.parties)
        changed = entries or evidence.proposed or evidence.parties
        return Written((edit.write(beside),)) if changed else Written()
    except UsageError as fault:
        return Written(notes=(Note("book.kept", {"file": BOOK, "why": fault.note}),))
