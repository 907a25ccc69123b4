"""What was read, what could not be, and what a reader must know before concluding."""

from __future__ import annotations

from typing import Any

import pandas as pd

from drift.analysed import Analysis
from drift.errors import Problem
from drift.reports.workbook.sheet import Sheet, write_place
from drift.tables.intake import COUNTS
from drift.wording import Wording
from drift.wording.case import capitalise


def tell_cautions(analysis: Analysis, say: Wording) -> Sheet:
    """Return what qualifies the findings: which months it touches and what it does to the conclusion."""
    rows = [
        (
            say(f"effect.{caution.effect}"),
            say.show(caution.periods) if caution.periods else say("effect.all"),
            capitalise(say.tell(caution.sentence)),
        )
        for caution in analysis.cautions
    ]
    return Sheet("cautions", pd.DataFrame(rows, columns=["effect", "months", "sentence"]))


def tell_intake(analysis: Analysis, say: Wording) -> Sheet:
    """Return the account of every sheet: read = accepted + rejected + repeated + blank + heading + note."""
    rows = []
    for file in analysis.intake.files:
        about: dict[str, Any] = {
            "file": file.file,
            "status": say(f"status.{file.status}"),
            "reason": file.reason and say.tell(file.reason),
        }
        if not file.sheets:
            rows.append({**about, "sha256": file.sha256})
        for sheet in file.sheets:
            counts = {count: int(getattr(sheet, count)) if sheet.told else None for count in COUNTS}
            kind = say(f"report.sources.kind_{sheet.table or 'other'}")
            named = {"sheet": sheet.sheet or None, "table": kind, "tool": sheet.tool}
            rows.append({**about, **named, **counts, "sha256": file.sha256})
    columns = ["file", "status", "reason", "sheet", "table", "tool", *COUNTS, "sha256"]
    frame = pd.DataFrame(rows, columns=columns)
    return Sheet("intake", frame.astype(dict.fromkeys(COUNTS, "Int64")), coded=("tool",))


def tell_problems(analysis: Analysis, say: Wording) -> Sheet:
    """Return the cells that could not be read, and so the rows that were rejected; the first ones of every file."""
    rows: list[tuple[str | None, ...]] = []
    for file in analysis.intake.files:
        rows += [
            (at.file, at.sheet, at.cell, problem.found, _tell_expected(problem, say), write_place(at))
            for problem in file.problems
            for at in [problem.at]
        ]
        if file.more_problems:
            more = say("cli.more_problems", file=file.file, n=file.more_problems)
            rows.append((file.file, None, None, None, more, None))
    return Sheet("problems", pd.DataFrame(rows, columns=["file", "sheet", "cell", "found", "expected", "place"]))


def _tell_expected(problem: Problem, say: Wording) -> str:
    expected = say(problem.expected, **problem.values)
    return expected if problem.n == 1 else say("cli.times", line=expected, n=problem.n)


def tell_notes(analysis: Analysis, say: Wording) -> Sheet:
    """Return what was chosen, left out or doubtful while reading."""
    notes = analysis.intake.every_note
    rows = [(note.at and note.at.file, note.at and note.at.sheet, say(note.code, **note.values)) for note in notes]
    return Sheet("notes", pd.DataFrame(rows, columns=["file", "sheet", "sentence"]))
