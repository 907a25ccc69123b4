"""What to tell of an intake beside its counts: files left aside, cells that cannot be read, and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from drift.errors import Note, Problem
from drift.tables.intake import Intake
from drift.wording import Wording
from drift.wording.shorten import shorten_middle

FOUND_SHOWN: Final = 80  # characters of a cell; what stands in it may be a page
NAMED: Final = 3  # files that a line on many names; --all names every one
PROBLEMS_A_FILE: Final = 5  # lines; what is wrong in so many ways is looked at file by file


def tell_files_aside(intake: Intake, status: str, say: Wording, *, every: bool) -> list[str]:
    """Return why files were refused or skipped: a line each, or one for many with the same reason."""
    alike: dict[str, list[str]] = {}
    for file in intake.files:
        if file.status == status and file.reason:
            alike.setdefault(say.tell(file.reason), []).append(file.file)
    told: list[tuple[list[str], str]] = []
    for reason, files in alike.items():
        one_each = every or (status == "refused" and len(files) <= NAMED)
        told += [([name], reason) for name in files] if one_each else [(files, reason)]
    word = say(f"status.{status}")
    return [say("cli.aside", status=word, file=_name_some(files, say), reason=reason) for files, reason in told]


def _name_some(names: Sequence[str], say: Wording) -> str:
    if len(names) <= NAMED:
        return ", ".join(names)
    return say("cli.and_more", names=", ".join(names[:NAMED]), n=len(names) - NAMED)


def tell_problems(intake: Intake, say: Wording, *, every: bool) -> list[str]:
    """Return the cells that could not be read; those alike in other rows, or in other files, share a line."""
    lines: dict[str, list[str]] = {file.file: [] for file in intake.files}
    left = {file.file: file.more_problems for file in intake.files}
    for problem, n in _alike((problem for file in intake.files for problem in file.problems), apart=every):
        file = problem.at.file
        if every or len(lines[file]) < PROBLEMS_A_FILE:
            lines[file].append(_tell_problem(problem, n, say))
        else:
            left[file] += n
    for file, n in left.items():
        if n > 0:
            lines[file].append(say("cli.more_problems", file=file, n=n))
    return [line for told in lines.values() for line in told]


def _tell_problem(problem: Problem, n: int, say: Wording) -> str:
    found = shorten_middle(problem.found, FOUND_SHOWN)
    values = {"at": problem.at, "found": found, "expected": say(problem.expected, **problem.values)}
    line = say("cli.problem" if problem.found else "cli.problem_blank", **values)
    return line if n == 1 else say("cli.times", line=line, n=n)


def _alike(problems: Iterable[Problem], *, apart: bool) -> list[tuple[Problem, int]]:
    """Return the first problem of each kind a column has, and how many there are: a blank column needs one line.

    apart: the columns of each file by themselves.
    """
    counts: dict[tuple[str | None, ...], tuple[Problem, int]] = {}
    for problem in problems:
        column = (problem.at.cell or "").rstrip("0123456789")
        file = problem.at.file if apart else None
        told = (problem.expected, str(problem.values))
        key = (file, problem.at.sheet, column, problem.found, *told)
        first, n = counts.get(key, (problem, 0))
        counts[key] = (first, n + problem.n)
    return list(counts.values())


def tell_notes(intake: Intake, say: Wording, *, every: bool) -> list[str]:
    """Return the notes: those of one kind share a line, which tells the first."""
    if every:
        told = Counter(map(say.tell, intake.every_note))
        lines = [(say("cli.note", note=sentence), n) for sentence, n in told.items()]
        return [line if n == 1 else say("cli.times", line=line, n=n) for line, n in lines]
    kinds: dict[str, list[Note]] = {}
    for note in intake.every_note:
        kinds.setdefault(note.code, []).append(note)
    return [_tell_kind(notes, say) for notes in kinds.values()]


def _tell_kind(notes: Sequence[Note], say: Wording) -> str:
    line = say("cli.note", note=say.tell(notes[0]))
    n = len({say.tell(note) for note in notes}) - 1
    return say("cli.alike", line=line, n=n) if n else line
