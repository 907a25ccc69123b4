"""The report as JSON for programs."""

from __future__ import annotations

from typing import Any

import pandas as pd

from drift.analysed import Analysis
from drift.model.change import Change
from drift.reports.level_record import build_handovers, build_levels, build_problems
from drift.reports.norm_record import build_norms
from drift.reports.since import ReportChanges
from drift.sources.accounts import FileAccount
from drift.tables.intake import COUNTS, Intake
from drift.tables.plain import to_plain
from drift.wording import Wording


def build_record(analysis: Analysis, say: Wording) -> dict[str, Any]:
    """Return the report's JSON, schema 1; lists run along `periods`."""
    indices, sizes = analysis.indices, analysis.measured.paper.specification.by_document
    return {
        "schema": 1,
        "relation": analysis.relation,
        "rung": analysis.rung,
        "periods": [str(period) for period in indices.index],
        **{str(name): _numbers(indices[name]) for name in indices.columns if name != "n_incidents"},
        "incidents": [None if pd.isna(n) else int(n) for n in indices["n_incidents"]],
        "specification_by_document": {name: _numbers(size.reindex(indices.index)) for name, size in sizes.items()},
        "measures": {
            str(name): _numbers(rows.set_index("period")["value"].reindex(indices.index))
            for name, rows in analysis.measures.groupby("measure", sort=False)
        },
        "changes": {name: _change(change) for name, change in analysis.judgement.changes.items()},
        "verdict": _verdict(analysis, say),
        "drivers": [
            to_plain({"measure": driver.measure, "share": driver.since_base, "since_onset": driver.since_onset})
            for driver in analysis.drivers
        ],
        "cautions": [
            {
                "code": caution.code,
                "effect": caution.effect,
                "periods": [str(period) for period in caution.periods],
                "sentence": say.tell(caution.sentence),
            }
            for caution in analysis.cautions
        ],
        "round_table": _round_table(analysis),
        "norms": build_norms(analysis.measured.norms),
        "levels": build_levels(analysis),
        "problems": build_problems(analysis),
        "handovers": build_handovers(analysis),
        "reasons": _reasons(analysis, say),
        "intake": [file_record(file, say) for file in analysis.intake.files],
    }


def _reasons(analysis: Analysis, say: Wording) -> dict[str, str]:
    """Return why what is null is null."""
    norms, levels = analysis.measured.norms, analysis.measured.levels
    reasons = {"norms": norms.reason, "levels": levels.no_levels, "problems": levels.no_problems}
    reasons |= {"handovers": levels.no_handovers, "lines": levels.no_lines}
    return {name: say.tell(why) for name, why in reasons.items() if why}


def _round_table(analysis: Analysis) -> dict[str, Any]:
    """Return the problems for the table, and what happened since each table that was held."""
    table = analysis.judgement.problems
    problems = [
        {
            "incident_id": problem.incident_id,
            "kind": problem.choice.kind,
            "kinds": [*problem.choice.kinds],
            "opened_on": str(problem.opened_on),
            "clauses": [
                {"document": clause.document, "clause_id": clause.clause_id, "by": clause.by, "words": [*clause.words]}
                for clause in problem.clauses
            ],
        }
        for problem in (table.problems if table else ())
    ]
    counts = ("n_recent", "n_troubled", "n_known", "n_open")
    return {
        "problems": problems,
        "rule": {name: getattr(table, name) for name in counts} if table and table.n_recent is not None else None,
        "held": [
            {
                "on": str(since.held.held_on),
                "months_after": since.n_after,
                "changes": {name: _change(change) for name, change in since.changes.items()},
            }
            for since in analysis.remarks.tables_held
        ],
    }


def _change(change: Change | None) -> dict[str, float | None] | None:
    """Return a change in natural logs with its 95 % interval and both levels; of a share its difference too."""
    if change is None:
        return None
    points = change.points
    told = {"points": points.value, "points_low": points.low, "points_high": points.high} if points else {}
    logs = {name: getattr(change, name) for name in ("log", "low", "high")}
    levels = {"before": change.before.level, "after": change.after.level}
    return {name: to_plain(value) for name, value in {**logs, **told, **levels}.items()}


def _verdict(analysis: Analysis, say: Wording) -> dict[str, Any]:
    verdict = analysis.verdict
    interval = verdict.onset_interval
    return {
        "state": verdict.state,
        "sentence": say.tell(verdict.sentence),
        "alarm": verdict.alarm and str(verdict.alarm),
        "onset": verdict.onset and str(verdict.onset),
        "onset_interval": interval and [str(period) for period in interval],
        "shape": verdict.shape,
        "e_value": to_plain(verdict.e_value),
        "reasons": [say.tell(reason) for reason in verdict.reasons],
    }


def _numbers(values: pd.Series) -> list[float | None]:
    return [to_plain(value) for value in values.astype(float)]


def build_check(intake: Intake, say: Wording) -> dict[str, Any]:
    """Return the account of every file as JSON, schema 1."""
    return {
        "schema": 1,
        "files": [file_record(file, say) for file in intake.files],
    }


def file_record(file: FileAccount, say: Wording) -> dict[str, Any]:
    """Return the account of one file."""
    return {
        "file": file.file,
        "status": file.status,
        "reason": say.tell(file.reason) if file.reason else None,
        "tables": [
            {
                "sheet": sheet.sheet,
                "table": sheet.table,
                "tool": sheet.tool,
                "rows": {count: int(getattr(sheet, count)) for count in COUNTS} if sheet.told else None,
            }
            for sheet in file.sheets
        ],
        "problems": [
            {
                "sheet": problem.at.sheet,
                "cell": problem.at.cell,
                "found": problem.found,
                "expected": say(problem.expected, **problem.values),
                "n": problem.n,
            }
            for problem in file.problems
        ],
        "more_problems": file.more_problems,
        "notes": [say.tell(note) for note in file.notes],
    }


def list_changes(changes: ReportChanges, say: Wording) -> list[dict[str, str]]:
    """Return what changed since the last report, a sentence a page."""
    return [
        {"page": page, "code": note.code, "sentence": say.tell(note)}
        for page, notes in changes.pages.items()
        for note in notes
    ]
