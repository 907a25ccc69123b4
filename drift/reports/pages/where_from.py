"""The page that tells where the numbers come from: files, rows, hashes, gaps, method, version."""

from __future__ import annotations

import hashlib
from typing import Any, Final

import numpy as np

from drift.analysis import Analysis
from drift.errors import Note
from drift.measures.paper.reading_error import reading_error
from drift.reports.pages.sentences import has_paper, has_work, shorten
from drift.sources.accounts import FileAccount, SheetAccount
from drift.tables.intake import COUNTS
from drift.version import __version__
from drift.wording import Wording

NOTES_SHOWN = 9  # more do not fit the page; all of them stand in the workbook
REFUSALS_SHOWN = 4
KINDS: Final = ("incidents", "events", "clauses", "contacts", "attendees", "people", "governance")  # by weight
GROUPS_SHOWN = 12

Block = dict[str, Any]


def build_sources(analysis: Analysis, left_out: list[str], say: Wording) -> Block:
    """Build the page about the files and the method."""
    lists = [
        {"heading": say("report.sources.gaps"), "items": _gaps(analysis, left_out, say)},
        {"heading": say("report.sources.method"), "items": _method(analysis, say)},
    ]
    blocks: list[Block] = [_table(analysis, say), {"kind": "lists", "lists": lists}]
    return {"title": _title(analysis, say), "blocks": blocks}


def _title(analysis: Analysis, say: Wording) -> str:
    intake = analysis.intake
    read = sum(file.status == "read" for file in intake.files)
    refused = sum(file.status == "refused" for file in intake.files)
    values = {"rows": intake.total("read"), "files": count_files(read, say)}
    if refused:
        return say("report.sources.title_refused", refused=count_files(refused, say), **values)
    rejected = intake.total("rejected")
    code = "title_rejected" if rejected else "title_clean"
    return say(f"report.sources.{code}", rejected=rejected, **values)


def count_files(n: int, say: Wording) -> str:
    """Write a number of files."""
    return say("report.sources.files_one") if n == 1 else say("report.sources.files_many", n=n)


def _table(analysis: Analysis, say: Wording) -> Block:
    documents = dict(
        zip(
            analysis.measured.paper.stocks.versions["file"],
            analysis.measured.paper.stocks.versions["document"],
            strict=True,
        )
    )
    groups: dict[tuple[str, str], list[tuple[FileAccount, SheetAccount]]] = {}
    for file in analysis.intake.files:
        for sheet in file.sheets:
            name = documents.get(file.file, file.file) if sheet.table == "clauses" else file.file
            groups.setdefault((name, sheet.table or "other"), []).append((file, sheet))
    heads = [say(f"report.sources.{name}") for name in ("files", "table", *COUNTS, "hash")]
    rows = []
    for (name, table), members in groups.items():
        files = list({file.file: file for file, _ in members}.values())
        counts = [say.number(sum(int(getattr(sheet, count)) for _, sheet in members)) for count in COUNTS]
        label = name if len(files) == 1 else f"{name} ({count_files(len(files), say)})"
        rows.append([shorten(label), say(f"report.sources.kind_{table}"), *counts, _hash(files)[:12]])
    kinds = [say(f"report.sources.kind_{kind}") for kind in KINDS]
    rows.sort(key=lambda row: kinds.index(row[1]) if row[1] in kinds else len(kinds))
    if len(rows) > GROUPS_SHOWN:
        more = say("report.sources.more_groups", n=len(rows) - GROUPS_SHOWN + 1)
        rows = [*rows[: GROUPS_SHOWN - 1], [more, *[""] * (len(heads) - 1)]]
    return {
        "kind": "table",
        "caption": say("report.sources.hashes"),
        "heads": heads,
        "rows": rows,
        "text_columns": 2,
    }


def _hash(files: list[FileAccount]) -> str:
    hashes = sorted(file.sha256 or "" for file in files)
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _gaps(analysis: Analysis, left_out: list[str], say: Wording) -> list[str]:
    intake = analysis.intake
    refused = [file for file in intake.files if file.status == "refused" and file.reason]
    items = [say("report.sources.refused_file", file=file.file, why=file.reason) for file in refused[:REFUSALS_SHOWN]]
    if len(refused) > REFUSALS_SHOWN:
        items.append(say("report.sources.refused_more", n=len(refused) - REFUSALS_SHOWN))
    problems = sum(file.n_problems for file in intake.files)
    if problems:
        code = "problems_one" if problems == 1 else "problems"
        items.append(say(f"report.sources.{code}", n=problems, sheet=say("sheet.problems")))
    if left_out:
        items.append(say("report.left_out", pages=left_out))
    items += _gather_notes([*intake.notes, *(note for file in intake.files for note in file.notes)], say)
    if len(items) > NOTES_SHOWN:
        items = [*items[: NOTES_SHOWN - 1], say("report.sources.more_notes", n=len(items) - NOTES_SHOWN + 1)]
    return items or [say("report.sources.no_gaps")]


def _gather_notes(notes: list[Note], say: Wording) -> list[str]:
    """Tell each kind of note once, by its first place, with the number of places; the workbook has them all."""
    kinds: dict[str, list[Note]] = {}
    for note in notes:
        if note.code != "note.zone":  # the method tells it
            kinds.setdefault(note.code, []).append(note)
    return [
        say.tell(found[0]) if len(found) == 1 else say("report.sources.places", note=found[0], n=len(found))
        for found in kinds.values()
    ]


def _method(analysis: Analysis, say: Wording) -> list[str]:
    paper, work = analysis.measured.base.paper, analysis.measured.base.work
    items = []
    spans = [say.span(base[0], base[-1]) if len(base) else say("report.card.unknown") for base in (paper, work)]
    if has_paper(analysis) and has_work(analysis):
        code = {"named": "method_base_named", "first": "method_base"}.get(
            analysis.measured.base.why, "method_base_apart"
        )
        items.append(say(f"report.sources.{code}", base=spans[1], paper=spans[0], work=spans[1]))
    else:
        items.append(say("report.sources.method_base_one", base=spans[0] if has_paper(analysis) else spans[1]))
    if has_paper(analysis):
        items.append(say("report.sources.method_paper", **_counted_to_true(say)))
    if has_work(analysis):
        items.append(say("report.sources.method_work", days=analysis.project.settings.cut_days))
    items.append(say("report.sources.method_time", zone=analysis.project.settings.zone))
    items.append(say("report.sources.method_version", version=__version__))
    return items


def _counted_to_true(say: Wording) -> dict[str, str]:
    """Write for obligations and targets how many were counted for each that was there."""
    ratios = np.exp(reading_error()["log_ratio"])
    return {name: say.number(float(ratios[name]), 2) for name in ("obligations", "targets")}
