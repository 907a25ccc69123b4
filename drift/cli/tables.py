"""The intake on a screen of any width: what could not be read first, then what each group of files holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from drift.cli.groups import Group, group_files, list_sheets
from drift.cli.output import open_console, print_line
from drift.errors import Note, Problem
from drift.reports.pages.where_from import count_files
from drift.tables.intake import COUNTS, Intake
from drift.wording import Wording

NAMED: Final = 3  # files that a line on many names; --all names every one
PROBLEMS_A_FILE: Final = 5  # lines; what is wrong in so many ways is looked at file by file
LEAST_NAME: Final = 24  # columns of text for the name of a file; a table that leaves less tells its counts in words
BETWEEN: Final = 2  # blanks between two columns
CUT: Final = "…"


def print_intake(intake: Intake, say: Wording, *, every: bool = False) -> None:
    """Print what could not be read, what the files hold, what was left aside, the notes and the sum.

    every: each file, cell and note by itself, where otherwise those that are alike share a line.
    """
    console = open_console(narrow=True)
    problems = [*_tell_aside(intake, "refused", say, every=every), *_tell_problems(intake, say, every=every)]
    for line in problems:
        print_line(console, line)
    groups = list_sheets(intake.files) if every else group_files(intake.files)
    if groups:
        if problems:
            console.print()
        _print_groups(console, groups, intake, say, every=every)
        console.print()
    for line in [*_tell_aside(intake, "skipped", say, every=every), *_tell_notes(intake, say, every=every)]:
        print_line(console, line)
    print_line(console, _summary(intake, say))


@dataclass(frozen=True)
class _Grid:
    """A table of texts: the first column is as wide as the others leave it."""

    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    right: tuple[int, ...]  # columns of numbers

    def room(self, width: int) -> int:
        """Return how many columns of text are left for the names."""
        others = zip(*([self.heads, *self.rows]), strict=True)
        return width - sum(max(map(len, column)) + BETWEEN for column in [*others][1:])


def _print_groups(console: Console, groups: Sequence[Group], intake: Intake, say: Wording, *, every: bool) -> None:
    """Print a table as wide as there is room for: every count in a column, or in words; else a sentence each."""
    grids = ([_in_columns(groups, intake, say)] if every else []) + [_in_words(groups, say)]
    grid = next((grid for grid in grids if grid.room(console.width) >= LEAST_NAME), None)
    if grid:
        _print_grid(console, grid)
        return
    for sentence in _in_sentences(groups, say, every=every):
        print_line(console, sentence)


def _in_columns(sheets: Sequence[Group], intake: Intake, say: Wording) -> _Grid:
    """Return a row a sheet with every count that is not zero everywhere, and their sums."""
    counts = [name for name in COUNTS if intake.total(name)]
    heads = tuple(say(f"column.{name}") for name in ("file", "sheet", "table", "tool", *counts))
    rows = [
        (sheet.name, sheet.sheets[0].sheet, _kind(sheet, say), sheet.sheets[0].tool or "",
         *(say.number(sheet.total(name)) for name in counts))
        for sheet in sheets
    ]  # fmt: skip
    totals = ("", "", "", *(say.number(intake.total(name)) for name in counts))
    return _Grid(heads, [*_name_once(rows), (say("cli.total"), *totals)], tuple(range(4, len(heads))))


def _in_words(groups: Sequence[Group], say: Wording) -> _Grid:
    """Return a row a group: which files, how many rows of which table, and what of them was not accepted."""
    rows = [(group.name, _which(group, say), *_held(group, say)) for group in groups]
    heads = ("file", "which", "rows", "table", "state")
    titles = tuple(say(f"column.{name}") if name in ("file", "table") else say(f"cli.{name}") for name in heads)
    return _Grid(titles, _name_once(rows), (2,))


def _in_sentences(groups: Sequence[Group], say: Wording, *, every: bool) -> list[str]:
    """Return `SLA: 8 versions 2018-01 to 2023-10, 811 clauses, all read` for each group; every: with its sheet."""
    sentences = []
    for (name, files), same in groupby(groups, key=lambda group: (group.name, group.files)):
        members = [*same]
        for alike in [[member] for member in members] if every else [members]:
            which = _which(alike[0], say) if every or len(files) > 1 else ""
            held = [part for group in alike for part in _tell_held(group, say)]
            done = say("cli.all_read") if all(_held(group, say)[2] == say("cli.all_read") for group in alike) else ""
            sentences.append(f"{name}: {', '.join(filter(None, (which, *held, done)))}")
    return sentences


def _tell_held(group: Group, say: Wording) -> list[str]:
    n, kind, state = _held(group, say)
    if group.table is None:
        return [say("cli.no_table", n=group.total("read"), kind=kind), state]
    return [f"{n} {kind}", "" if state == say("cli.all_read") else state]


def _name_once(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return rows in which a name that the row above has too is left out."""
    named, above = [], ""
    for name, *others in rows:
        named.append(("" if name == above else name, *others))
        above = name
    return named


def _which(group: Group, say: Wording) -> str:
    """Return the versions or files of a group, `31 versions 2019-11 to 2025-05`; of one file its sheet."""
    if len(group.files) == 1:
        sheets = [sheet.sheet for sheet in group.sheets]
        return _cut(sheets[0]) if len(sheets) == 1 else say("cli.sheets", n=len(sheets))
    many = say("cli.versions" if group.table == "clauses" else "cli.files", n=len(group.files))
    if group.months is None:
        return many
    first, last = map(str, group.months)
    return f"{many} {first if first == last else say('cli.months', first=first, last=last)}"


def _held(group: Group, say: Wording) -> tuple[str, str, str]:
    """Return how many rows of which table a group holds, and what was not accepted."""
    kind = _kind(group, say)
    if group.table is None:
        return say.number(group.total("read")), kind, _left(group, say, ())
    state = _left(group, say, ("rejected", "repeated"))
    return say.number(group.total("accepted")), kind, state or say("cli.all_read")


def _left(group: Group, say: Wording, counts: Iterable[str]) -> str:
    parts = [say(f"cli.{name}", n=group.total(name)) for name in counts if group.total(name)]
    if group.n_problems and not group.total("rejected"):
        parts.append(say("cli.cells" if group.table else "cli.unknown", n=group.n_problems))
    return ", ".join(parts)


def _kind(group: Group, say: Wording) -> str:
    return say(f"report.sources.kind_{group.table or 'other'}")


def _cut(text: str) -> str:
    return text if len(text) <= LEAST_NAME else text[: LEAST_NAME - 1] + CUT


def _print_grid(console: Console, grid: _Grid) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, BETWEEN - 1, 0, 0), show_edge=False)
    for i, head in enumerate(grid.heads):
        table.add_column(Text(head), justify="right" if i in grid.right else "left", no_wrap=i == 0 or i in grid.right)
    room = max(LEAST_NAME, grid.room(console.width))
    for name, *others in grid.rows:
        table.add_row(*map(Text, (shorten_left(name, room), *others)))
    console.print(table)


def shorten_left(path: str, width: int) -> str:
    """Return the end of a path that fits, from a folder on where that loses little: `…/contract/SLA v1.xlsx`."""
    if len(path) <= width:
        return path
    end = path[-(width - 1) :]
    folder = end.find("/")
    return CUT + (end[folder:] if 0 <= folder <= width // 2 else end)


def _tell_aside(intake: Intake, status: str, say: Wording, *, every: bool) -> list[str]:
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


def _tell_problems(intake: Intake, say: Wording, *, every: bool) -> list[str]:
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
    values = {"at": problem.at, "found": problem.found, "expected": say(problem.expected, **problem.values)}
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


def _tell_notes(intake: Intake, say: Wording, *, every: bool) -> list[str]:
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


def _summary(intake: Intake, say: Wording) -> str:
    counts = Counter(file.status for file in intake.files)
    return say(
        "cli.summary",
        files=count_files(len(intake.files), say),
        read=counts["read"],
        refused=counts["refused"],
        skipped=counts["skipped"],
        rows=intake.total("read"),
        accepted=intake.total("accepted"),
        rejected=intake.total("rejected"),
    )
