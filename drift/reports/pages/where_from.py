"""The page that tells where the numbers come from: files, rows, hashes, gaps, method, version."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Final

import numpy as np

from drift.analysed import Analysis
from drift.errors import Address, Note
from drift.measures.paper.reading_error import reading_error
from drift.reports.material import Material
from drift.reports.pages.blocks import Items, Lists, Page, Report, Table
from drift.reports.pages.figures import shorten
from drift.reports.pages.sentences import has_paper, has_work
from drift.sources.accounts import FileAccount, SheetAccount
from drift.tables.intake import COUNTS, Intake
from drift.tables.summary import count_files
from drift.version import __version__
from drift.wording import Wording

NAME: Final = "sources"
NOTES_SHOWN: Final = 9  # more do not fit the page; all of them stand in the workbook
REFUSALS_SHOWN: Final = 4
SHEETS_SHOWN: Final = 6  # that were not recognised, by name
KINDS: Final = (  # by weight
    *("incidents", "events", "clauses", "contacts", "attendees", "decisions", "actions", "people", "governance"),
)
GROUPS_SHOWN: Final = 12
METHOD_BASES: Final = {"named": "method_base_named", "first": "method_base"}  # of two sides, by how it was chosen


def build_sources(material: Material, left_out: tuple[str, ...]) -> Page:
    """Build the page about the files and the method; `left_out`: the names of pages that the data cannot fill."""
    analysis, say = material.analysis, material.say
    gaps = Items(say("report.sources.gaps"), _gaps(analysis, left_out, say))
    method = Items(say("report.sources.method"), _method(analysis, say))
    return Page(NAME, tell_rows(analysis.intake, say), (_table(analysis, say), Lists((gaps, method))), annex=True)


def add_gaps(report: Report, *sentences: str) -> Report:
    """Return a report whose last page tells more gaps; a report without that page as it is."""
    *pages, last = report.pages
    if last.name != NAME:
        return report
    table, lists = last.blocks
    if not isinstance(lists, Lists):
        raise TypeError(f"the page {NAME} ends in lists, not in {lists}")
    gaps, method = lists.lists
    more = Lists((replace(gaps, items=(*gaps.items, *sentences)), method))
    return replace(report, pages=(*pages, replace(last, blocks=(table, more))))


def tell_rows(intake: Intake, say: Wording) -> str:
    """Return in one line what became of all rows."""
    read = sum(file.status == "read" for file in intake.files)
    refused = sum(file.status == "refused" for file in intake.files)
    values = {"rows": intake.total("read"), "files": count_files(read, say)}
    if any(not sheet.told for sheet in intake.of()):
        code = "title_shared_refused" if refused else "title_shared"
        return say(f"report.sources.{code}", refused=count_files(refused, say), **values)
    if refused:
        return say("report.sources.title_refused", refused=count_files(refused, say), **values)
    rejected, lost = intake.total("rejected"), intake.unrecognised
    if lost:
        left = sum(sheet.read - sheet.blank for _, sheet in lost)
        return say("report.sources.title_lost", n=len(lost), left=left, rejected=rejected, **values)
    code = "title_rejected" if rejected else "title_clean"
    return say(f"report.sources.{code}", rejected=rejected, **values)


def _table(analysis: Analysis, say: Wording) -> Table:
    """Return a row a document or file and kind of table, the weightiest kinds first."""
    heads = [say(f"report.sources.{name}") for name in ("files", "table", *COUNTS, "hash")]
    groups = _group(analysis)
    order = sorted(groups, key=lambda group: KINDS.index(group[1]) if group[1] in KINDS else len(KINDS))
    rows = [_row(*group, groups[group], say) for group in order]
    if len(rows) > GROUPS_SHOWN:
        more = say("report.sources.more_groups", n=len(rows) - GROUPS_SHOWN + 1)
        rows = [*rows[: GROUPS_SHOWN - 1], [more, *[""] * (len(heads) - 1)]]
    return Table(say("report.sources.hashes"), heads, rows, text_columns=2)


Members = list[tuple[FileAccount, SheetAccount]]


def _group(analysis: Analysis) -> dict[tuple[str, str], Members]:
    """Return the sheets by name and kind of table: versions of a document together, other files each alone."""
    versions = analysis.measured.paper.stocks.versions
    documents = dict(zip(versions["file"], versions["document"], strict=True))
    groups: dict[tuple[str, str], Members] = {}
    for file in analysis.intake.files:
        for sheet in file.sheets:
            name = documents.get(file.file, file.file) if sheet.table == "clauses" else file.file
            groups.setdefault((name, sheet.table or "other"), []).append((file, sheet))
    return groups


def _row(name: str, table: str, members: Members, say: Wording) -> list[str]:
    hashes = {file.file: file.sha256 or "" for file, _ in members}
    told = all(sheet.told for _, sheet in members)
    counts = [say.number(sum(int(getattr(sheet, count)) for _, sheet in members)) if told else "–" for count in COUNTS]
    label = name if len(hashes) == 1 else f"{name} ({count_files(len(hashes), say)})"
    return [shorten(label), say(f"report.sources.kind_{table}"), *counts, _join_hashes([*hashes.values()])[:12]]


def _join_hashes(hashes: list[str]) -> str:
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(sorted(hashes)).encode()).hexdigest()


def _gaps(analysis: Analysis, left_out: tuple[str, ...], say: Wording) -> list[str]:
    intake = analysis.intake
    refused = [file for file in intake.files if file.status == "refused" and file.reason]
    items = [say("report.sources.refused_file", file=file.file, why=file.reason) for file in refused[:REFUSALS_SHOWN]]
    if len(refused) > REFUSALS_SHOWN:
        items.append(say("report.sources.refused_more", n=len(refused) - REFUSALS_SHOWN))
    items += tell_unread(intake, say)
    if left_out:
        items.append(say("report.left_out", pages=left_out))
    items += _gather_notes(intake.every_note, say)
    if len(items) > NOTES_SHOWN:
        items = [*items[: NOTES_SHOWN - 1], say("report.sources.more_notes", n=len(items) - NOTES_SHOWN + 1)]
    return items or [say("report.sources.no_gaps")]


def tell_unread(intake: Intake, say: Wording) -> list[str]:
    """Return which sheets were not recognised, and how many cells of the others could not be read."""
    items, lost = [], intake.unrecognised
    if lost:
        names = [str(Address(file, sheet.sheet)) for file, sheet in lost[:SHEETS_SHOWN]]
        sheets = ", ".join(names) + (", …" if len(lost) > SHEETS_SHOWN else "")
        items.append(say("report.sources.not_recognised", n=len(lost), sheets=sheets, sheet=say("sheet.problems")))
    problems = sum(file.n_problems for file in intake.files) - sum(sheet.n_problems for _, sheet in lost)
    if problems:
        code = "problems_one" if problems == 1 else "problems"
        items.append(say(f"report.sources.{code}", n=problems, sheet=say("sheet.problems")))
    return items


def _gather_notes(notes: list[Note], say: Wording) -> list[str]:
    """Tell each kind of note once, by its first place, with the number of places; the workbook has them all."""
    kinds: dict[str, list[Note]] = {}
    for note in notes:
        if note.code != "note.zone":  # the method tells it
            kinds.setdefault(note.code, []).append(note)
    return [
        say.tell(alike[0]) if len(alike) == 1 else say("report.sources.places", note=alike[0], n=len(alike))
        for alike in kinds.values()
    ]


def _method(analysis: Analysis, say: Wording) -> list[str]:
    base, settings = analysis.measured.base, analysis.project.settings
    paper, work = (
        say.span(months[0], months[-1]) if len(months) else say("report.card.unknown")
        for months in (base.paper, base.work)
    )
    code = METHOD_BASES.get(base.why, "method_base_apart")
    if not (has_paper(analysis) and has_work(analysis)):
        code = "method_base_one"
        work = paper if has_paper(analysis) else work
    items = [say(f"report.sources.{code}", base=work, paper=paper, work=work)]
    if has_paper(analysis):
        items.append(say("report.sources.method_paper", **_counted_to_true(say)))
    if has_work(analysis):
        items.append(say("report.sources.method_work", days=settings.cut_days))
    items.append(say("report.sources.method_time", zone=settings.zone))
    return [*items, say("report.sources.method_version", version=__version__)]


def _counted_to_true(say: Wording) -> dict[str, str]:
    """Write for obligations and targets how many were counted for each that was there."""
    ratios = np.exp(reading_error()["log_ratio"])
    return {name: say.number(float(ratios[name]), 2) for name in ("obligations", "targets")}
