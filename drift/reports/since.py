"""What changed since the last report: a sentence a page, and whether there is anything to say at all."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import pandas as pd

from drift.errors import Note, UsageError
from drift.measures.catalogue import MEASURES
from drift.reports.earlier import ReportJson, read_earlier
from drift.terms import HELD_WITHIN
from drift.wording.values import LogChange

SAME_WITHIN: Final = 1e-6  # of a number of the past; beyond it the files say something else than they did
NAMED: Final = 3  # documents or files told by name in one sentence


@dataclass(frozen=True)
class ReportChanges:
    """What changed since a report: one sentence a page; `news` is false where nothing is worth a report."""

    last: pd.Period | None
    pages: dict[str, Note] = field(default_factory=dict)  # page -> sentence
    news: bool = True
    file: str = ""  # name and hash of the report compared with, for the record of the run
    sha256: str = ""


def compare_reports(path: Path, record: dict[str, Any]) -> ReportChanges:
    """Compare an earlier report with the record of this one.

    Parameters
    ----------
    path : JSON of the earlier report
    record : the report's JSON as `build_record` returns it

    Raises
    ------
    UsageError : as `read_earlier`; it is of another edition, or goes on longer than this one
    """
    last, digest = read_earlier(path, str(record["relation"]))
    now = ReportJson.model_validate(record)
    if last.edition.name != now.edition.name:
        raise UsageError("error.since_edition", path=str(path), found=last.edition.name, edition=now.edition.name)
    if last.last and (now.last is None or now.last < last.last):
        raise UsageError("error.since_later", path=str(path), last=last.last)
    notes = {page: compare(last, now) for page, compare in PAGES.items()}
    news = any(note is not None and note.code not in QUIET for note in notes.values())
    pages = {page: note or Note("since.same") for page, note in notes.items()}
    if not news:
        pages = {VERDICT_PAGE: Note("since.nothing", {"last": last.last or "–"})}
    return ReportChanges(last.last, pages, news, path.name, digest)


def _verdict(last: ReportJson, now: ReportJson) -> Note | None:
    """Tell a changed verdict; without one in either report the size of the paper speaks."""
    before, after = last.verdict, now.verdict
    if before.state != after.state:
        return Note("since.verdict.state", {"before": before.state or "–", "after": after.state or "–"})
    if (before.alarm, before.onset, before.shape) != (after.alarm, after.onset, after.shape):
        return Note("since.verdict.onset", {"before": before.onset or "–", "after": after.onset or "–"})
    if last.rung != now.rung:
        return Note("since.verdict.rung", {"before": last.rung, "after": now.rung})
    new = {caution.code for caution in now.cautions} - {caution.code for caution in last.cautions}
    return Note("since.verdict.cautions", {"n": len(new)}) if new else None


def _paper(last: ReportJson, now: ReportJson) -> Note | None:
    """Tell which documents are new or gone, which changed in size, and a past that reads otherwise."""
    before, after = last.specification_by_document, now.specification_by_document
    new, gone = sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys())
    if new or gone:
        return _name_some("since.paper.new" if new else "since.paper.gone", "documents", new or gone)
    logs = {name: _log_moved(last.known(before[name]), now.known(after[name])) for name in sorted(after)}
    moved = [
        Note("since.paper.part", {"document": name, "change": LogChange(log)})
        for name, log in logs.items()
        if abs(log) >= HELD_WITHIN
    ]
    if moved:
        return _name_some("since.paper.moved", "documents", moved)
    return _tell_moved("since.paper.whole", last.known(last.specification), now.known(now.specification))


def _slide(last: ReportJson, now: ReportJson) -> Note | None:
    """Tell how far the drift moved after the last month of the earlier report."""
    return _tell_moved("since.drift", last.known(last.drift), now.known(now.drift)) if last.drift else None


def _tell_moved(code: str, before: dict[str, float], after: dict[str, float]) -> Note | None:
    log = _log_moved(before, after)
    return Note(code, {"change": LogChange(log)}) if abs(log) >= HELD_WITHIN else None


def _log_moved(before: dict[str, float], after: dict[str, float]) -> float:
    """Return by how much a log series moved after the last month of the earlier report, as this one reads it."""
    if not before or not after:
        return 0.0
    then = max(before)
    reread = max((month for month in after if month <= then), default=None)
    return after[max(after)] - after[reread] if reread else 0.0


def _compare_months(last: ReportJson, now: ReportJson, sides: tuple[str, ...]) -> Note | None:
    """Tell months of the past that read otherwise, and, where no verdict weighs them, months that are new."""
    names = [measure.name for measure in MEASURES if measure.side in sides]
    pairs = [(last.known_of(name), now.known_of(name)) for name in names]
    changed = {
        month
        for before, after in pairs
        for month in before
        if not math.isclose(before[month], after.get(month, math.nan), rel_tol=SAME_WITHIN, abs_tol=SAME_WITHIN)
    }
    if changed:
        return Note("since.work.changed", {"months": _months(changed)})
    new = {month for before, after in pairs for month in after if month not in before}
    weighed = last.verdict.state is not None and now.verdict.state is not None
    return Note("since.work.weighed" if weighed else "since.work.new", {"months": _months(new)}) if new else None


def _months(months: set[str]) -> tuple[pd.Period, ...]:
    return tuple(pd.Period(month, "M") for month in sorted(months))


def _sources(last: ReportJson, now: ReportJson) -> Note | None:
    """Tell files that can no longer be read, and files that are gone; those that are new."""
    before, after = last.status_of, now.status_of
    refused = [name for name, status in after.items() if status == "refused" != before.get(name)]
    gone, new = sorted(before.keys() - after.keys()), sorted(after.keys() - before.keys())
    files = {"refused": refused, "gone": gone, "new": new}
    return next((_name_some(f"since.sources.{what}", "files", names) for what, names in files.items() if names), None)


def _name_some(code: str, what: str, names: list[str] | list[Note]) -> Note:
    return Note(code, {"n": len(names), what: names[:NAMED]})


def _table(last: ReportJson, now: ReportJson) -> Note | None:
    """Tell a round table that was held since; else problems that are other ones, which every month brings."""
    before, after = last.round_table, now.round_table
    held = {one.on for one in after.held} - {one.on for one in before.held}
    if held:
        return Note("since.table.held", {"on": dt.date.fromisoformat(max(held))})
    other = {one.incident_id for one in after.problems} - {one.incident_id for one in before.problems}
    return Note("since.table.other", {"n": len(other)}) if other else None


VERDICT_PAGE: Final = "scissors"
# told beside other news, no reason for a report by themselves
QUIET: Final = ("since.work.weighed", "since.sources.new", "since.drift", "since.table.other")
# by the name of the page; a page without an entry has no line
PAGES: Final[dict[str, Callable[[ReportJson, ReportJson], Note | None]]] = {
    VERDICT_PAGE: _verdict,
    "documents": _paper,
    "slide": _slide,
    "course": partial(_compare_months, sides=("engagement", "context")),
    "outcomes": partial(_compare_months, sides=("outcome",)),
    "table": _table,
    "sources": _sources,
}
