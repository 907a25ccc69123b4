"""The intake as a table that a person likes to read."""

from __future__ import annotations

from collections import Counter

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from drift.cli.output import open_console, tell_aside
from drift.errors import Problem
from drift.reports.pages.where_from import count_files
from drift.sources.accounts import FileAccount, SheetAccount
from drift.tables.intake import COUNTS, Intake
from drift.wording import Wording


def print_intake(intake: Intake, say: Wording) -> None:
    """Print what each sheet holds and what became of its rows, then what could not be read, then the notes."""
    console = open_console()
    console.print(_rows(intake, say))
    for status in ("refused", "skipped"):
        for file in intake.files:
            if file.status == status and file.reason:
                console.print(Text(tell_aside(file, say)), soft_wrap=True)
    _print_problems(intake, console, say)
    for sentence, n in Counter(map(say.tell, intake.every_note)).items():
        line = say("cli.note", note=sentence)
        console.print(Text(line if n == 1 else say("cli.times", line=line, n=n)), soft_wrap=True)
    console.print(Text(_summary(intake, say)), soft_wrap=True)


def _rows(intake: Intake, say: Wording) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("file", "sheet", "table", "tool"):
        table.add_column(say(f"column.{name}"), overflow="fold")
    for name in COUNTS:
        table.add_column(say(f"column.{name}"), justify="right", no_wrap=True)
    for file in intake.files:
        for sheet in file.sheets:
            table.add_row(*_row(file, sheet, say))
    table.add_section()
    totals = [say.number(intake.total(count)) for count in COUNTS]
    table.add_row(Text(say("cli.total")), "", "", "", *map(Text, totals), style="bold")
    return table


def _row(file: FileAccount, sheet: SheetAccount, say: Wording) -> list[Text]:
    kind = say(f"report.sources.kind_{sheet.table or 'other'}")
    counts = [say.number(int(getattr(sheet, count))) for count in COUNTS]
    return [Text(part) for part in (file.file, sheet.sheet, kind, sheet.tool or "", *counts)]


def _print_problems(intake: Intake, console: Console, say: Wording) -> None:
    for file in intake.files:
        for problem, n in _alike(file.problems):
            values = {"at": problem.at, "found": problem.found, "expected": say(problem.expected, **problem.values)}
            line = say("cli.problem" if problem.found else "cli.problem_blank", **values)
            console.print(Text(line if n == 1 else say("cli.times", line=line, n=n)), soft_wrap=True)
        if file.n_problems > len(file.problems):
            console.print(Text(say("cli.more_problems", file=file.file, n=file.n_problems - len(file.problems))))


def _alike(problems: tuple[Problem, ...]) -> list[tuple[Problem, int]]:
    """Return the first problem of each kind a column has, and how many there are: a blank column needs one line."""
    counts: dict[tuple[object, ...], tuple[Problem, int]] = {}
    for problem in problems:
        column = (problem.at.cell or "").rstrip("0123456789")
        told = (problem.expected, str(problem.values))
        key = (problem.at.file, problem.at.sheet, column, problem.found, *told)
        first, n = counts.get(key, (problem, 0))
        counts[key] = (first, n + 1)
    return list(counts.values())


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
