"""What changed since the last report: what each page tells now and told then, compared as it is printed."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import pandas as pd

from drift.errors import Note, UsageError
from drift.measures.catalogue import MEASURES
from drift.measures.work.engagement import ENGAGEMENT
from drift.reports.earlier import ReportJson, read_earlier
from drift.reports.told import moved, tell_changes, tell_log, tell_table
from drift.wording.values import LogChange

SAME_WITHIN: Final = 1e-6  # of a number of the past; beyond it the files say something else than they did
NAMED: Final = 3  # documents or files told by name in one sentence


@dataclass(frozen=True)
class ReportChanges:
    """What changed since a report: sentences a page; `news` is false where nothing that is told changed."""

    last: pd.Period | None
    pages: dict[str, tuple[Note, ...]] = field(default_factory=dict)  # page -> sentences
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
    notes = {page: tuple(compare(last, now)) for page, compare in PAGES.items()}
    news = any(notes.values())
    pages = {page: told or (Note("since.same"),) for page, told in notes.items()}
    if not news:
        pages = {VERDICT_PAGE: (Note("since.nothing", {"last": last.last or "–"}),)}
    return ReportChanges(last.last, pages, news, path.name, digest)


def _verdict(last: ReportJson, now: ReportJson) -> Iterator[Note]:
    """Tell a changed verdict, its evidence, kinds of caution that came or went, and the figures of page 1."""
    before, after = last.verdict, now.verdict
    if before.state != after.state:
        yield Note("since.verdict.state", {"before": before.state or "–", "after": after.state or "–"})
    if (before.alarm, before.onset, before.shape) != (after.alarm, after.onset, after.shape):
        yield Note("since.verdict.onset", {"before": before.onset or "–", "after": after.onset or "–"})
    elif after.alarm is None and _odds(before.e_value) != _odds(after.e_value):
        yield Note("since.verdict.evidence", {"before": _odds(before.e_value), "after": _odds(after.e_value)})
    if last.rung != now.rung:
        yield Note("since.verdict.rung", {"before": last.rung, "after": now.rung})
    codes = [{caution.code for caution in report.cautions} for report in (last, now)]
    if codes[0] != codes[1]:
        yield Note("since.verdict.cautions", {"n": len(codes[1] - codes[0]), "gone": len(codes[0] - codes[1])})
    yield from tell_changes(last, now, (ENGAGEMENT,))
    yield from tell_log("control", last.known(last.control), now.known(now.control))


def _odds(e_value: float | None) -> int:
    return int(e_value or 0)


def _paper(last: ReportJson, now: ReportJson) -> Iterator[Note]:
    """Tell which documents are new or gone, and which have another size against the base than was told."""
    before, after = last.specification_by_document, now.specification_by_document
    new, gone = sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys())
    for code, names in (("new", new), ("gone", gone)):
        if names:
            yield _name_some(f"since.paper.{code}", "documents", names)
    sizes = {name: (last.known(before[name]), now.known(after[name])) for name in sorted(after.keys() & before.keys())}
    parts = [
        Note("since.paper.part", {"document": name, **{key: LogChange(log) for key, log in told.items()}})
        for name, (then, here) in sizes.items()
        if (told := moved(then, here))
    ]
    if parts:
        yield _name_some("since.paper.moved", "documents", parts)
    elif not new and not gone:
        yield from tell_log("specification", last.known(last.specification), now.known(now.specification))


def _slide(last: ReportJson, now: ReportJson) -> Iterator[Note]:
    """Tell a drift that reads otherwise than it was told."""
    yield from tell_log("drift", last.known(last.drift), now.known(now.drift))


def _measured(last: ReportJson, now: ReportJson, sides: tuple[str, ...]) -> Iterator[Note]:
    """Tell changes that are told otherwise, months of the past that read otherwise, and months that are new."""
    names = [measure.name for measure in MEASURES if measure.side in sides]
    yield from tell_changes(last, now, names)
    pairs = [(last.known_of(name), now.known_of(name)) for name in names]
    changed = {
        month
        for before, after in pairs
        for month in before
        if not math.isclose(before[month], after.get(month, math.nan), rel_tol=SAME_WITHIN, abs_tol=SAME_WITHIN)
    }
    if changed:
        yield Note("since.work.changed", {"months": _months(changed)})
    if new := {month for before, after in pairs for month in after if month not in before}:
        yield Note("since.work.new", {"months": _months(new)})


def _opened(last: ReportJson, now: ReportJson) -> Iterator[Note]:
    """Tell how many incidents there are in all, beside what is measured of them."""
    yield from _measured(last, now, sides=("context",))
    before, after = (sum(n or 0 for n in report.incidents) for report in (last, now))
    if last.incidents and before != after:
        yield Note("since.work.incidents", {"before": before, "after": after})


def _months(months: set[str]) -> tuple[pd.Period, ...]:
    return tuple(pd.Period(month, "M") for month in sorted(months))


def _sources(last: ReportJson, now: ReportJson) -> Iterator[Note]:
    """Tell files that can no longer be read, and files that are gone; those that are new."""
    before, after = last.status_of, now.status_of
    refused = [name for name, status in after.items() if status == "refused" != before.get(name)]
    gone, new = sorted(before.keys() - after.keys()), sorted(after.keys() - before.keys())
    for what, names in {"refused": refused, "gone": gone, "new": new}.items():
        if names:
            yield _name_some(f"since.sources.{what}", "files", names)


def _name_some(code: str, what: str, names: list[str] | list[Note]) -> Note:
    return Note(code, {"n": len(names), what: names[:NAMED]})


def _table(last: ReportJson, now: ReportJson) -> Iterator[Note]:
    """Tell a round table that was held since, what is told otherwise of one before, and problems that are others."""
    before, after = last.round_table, now.round_table
    if held := {one.on for one in after.held} - {one.on for one in before.held}:
        yield Note("since.table.held", {"on": dt.date.fromisoformat(max(held))})
    yield from tell_table(before, after)
    if other := {one.incident_id for one in after.problems} - {one.incident_id for one in before.problems}:
        yield Note("since.table.other", {"n": len(other)})


VERDICT_PAGE: Final = "front"
# by the name of the page; a page without an entry has no line
PAGES: Final[dict[str, Callable[[ReportJson, ReportJson], Iterator[Note]]]] = {
    VERDICT_PAGE: _verdict,
    "asks": _paper,
    "meet": partial(_measured, sides=("engagement",)),
    "outcomes": partial(_measured, sides=("outcome",)),
    "otherwise": _opened,
    "slide": _slide,
    "table": _table,
    "sources": _sources,
}
