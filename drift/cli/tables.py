"""The intake on a screen of any width: what could not be read first, then what each group of files holds."""

from __future__ import annotations

from collections import Counter

from drift.cli.groups import group_files, list_sheets
from drift.cli.holdings import print_groups
from drift.cli.output import open_console, print_line
from drift.cli.remarks import tell_files_aside, tell_notes, tell_problems
from drift.tables.intake import Intake
from drift.tables.summary import count_files
from drift.wording import Wording


def print_intake(intake: Intake, say: Wording, *, every: bool = False) -> None:
    """Print what could not be read, what the files hold, what was left aside, the notes and the sum.

    every: each file, cell and note by itself, where otherwise those that are alike share a line.
    """
    console = open_console(narrow=True)
    problems = [*tell_files_aside(intake, "refused", say, every=every), *tell_problems(intake, say, every=every)]
    for line in problems:
        print_line(console, line)
    groups = list_sheets(intake.files) if every else group_files(intake.files)
    if groups:
        if problems:
            console.print()
        print_groups(console, groups, intake, say, every=every)
        console.print()
    for line in [*tell_files_aside(intake, "skipped", say, every=every), *tell_notes(intake, say, every=every)]:
        print_line(console, line)
    print_line(console, _summary(intake, say))


def _summary(intake: Intake, say: Wording) -> str:
    counts = Counter(file.status for file in intake.files)
    lost = [sheet for _, sheet in intake.unrecognised]
    rest = say("cli.not_recognised", n=len(lost), rows=sum(sheet.read - sheet.blank for sheet in lost)) if lost else ""
    line = say(
        "cli.summary",
        files=count_files(len(intake.files), say),
        read=counts["read"],
        refused=counts["refused"],
        skipped=counts["skipped"],
        rows=intake.total("read"),
        accepted=intake.total("accepted"),
        rejected=intake.total("rejected"),
    )
    return " ".join(filter(None, (line, rest)))
