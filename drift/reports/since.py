"""What changed since the last report: a sentence a page, and whether there is anything to say at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

import pandas as pd
from pydantic import BaseModel, Field, ValidationError

from drift.errors import Note, UsageError
from drift.measures.catalogue import MEASURES
from drift.terms import HELD_WITHIN
from drift.wording.values import LogChange

SAME_WITHIN: Final = 1e-6  # of a number of the past; beyond it the files say something else than they did
MOST_BYTES: Final = 50_000_000  # of a report's JSON; one of ten years has half a million
NAMED: Final = 3  # documents or files told by name in one sentence
Numbers = list[float | None]


class _Verdict(BaseModel):
    state: str | None = None
    alarm: str | None = None
    onset: str | None = None
    shape: str | None = None


class _Caution(BaseModel):
    code: str


class _Problem(BaseModel):
    incident_id: str


class _Held(BaseModel):
    on: str


class _Table(BaseModel):
    problems: list[_Problem] = []
    held: list[_Held] = []


class _Edition(BaseModel):
    name: str = "ours"


class _File(BaseModel):
    file: str
    status: str
    tables: list[dict[str, Any]] = []


class Last(BaseModel):
    """What is needed of a report's JSON, schema 1."""

    schema_: Literal[1] = Field(alias="schema")
    relation: str
    rung: int | None
    periods: list[str]
    specification: Numbers
    engagement: Numbers
    drift: Numbers = []
    specification_by_document: dict[str, Numbers]
    measures: dict[str, Numbers]
    verdict: _Verdict
    cautions: list[_Caution]
    intake: list[_File]
    round_table: _Table = _Table()
    edition: _Edition = _Edition()

    @property
    def last(self) -> pd.Period | None:
        """The last month with data."""
        return pd.Period(self.periods[-1], "M") if self.periods else None

    def known(self, values: Numbers) -> dict[str, float]:
        """Return a list along the periods as month -> value, without the months that have none."""
        pairs = zip(self.periods, values, strict=True)
        return {month: value for month, value in pairs if value is not None and math.isfinite(value)}


@dataclass(frozen=True)
class Since:
    """What changed since a report: one sentence a page; `news` is false where nothing is worth a report."""

    last: pd.Period | None
    pages: dict[str, Note] = field(default_factory=dict)  # page -> sentence
    news: bool = True
    file: str = ""  # name and hash of the report compared with, for the record of the run
    sha256: str = ""


def read_last(path: Path, relation: str) -> tuple[Last, str]:
    """Read the JSON of an earlier report.

    Returns
    -------
    (report, sha-256 of the file)

    Raises
    ------
    UsageError : there is no such file, it is no report of drift, or one of another relation
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError("error.since_no_report", path=str(path))
        content = path.read_bytes()
        last = Last.model_validate(json.loads(content))
        if any(len(values) != len(last.periods) for values in _lists(last)):
            raise UsageError("error.since_no_report", path=str(path))
        pd.PeriodIndex(last.periods, freq="M")
    except OSError as fault:
        raise UsageError("error.since_unreadable", path=str(path), detail=fault.strerror or str(fault)) from fault
    except (ValidationError, ValueError, RecursionError) as fault:
        raise UsageError("error.since_no_report", path=str(path)) from fault
    if _plain(last.relation) != _plain(relation):
        raise UsageError("error.since_relation", path=str(path), found=last.relation, relation=relation)
    return last, hashlib.sha256(content).hexdigest()


def _lists(last: Last) -> list[Numbers]:
    own = [last.specification, last.engagement, *([last.drift] if last.drift else [])]
    return [*own, *last.specification_by_document.values(), *last.measures.values()]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def compare_reports(path: Path, record: dict[str, Any]) -> Since:
    """Compare an earlier report with the record of this one.

    Parameters
    ----------
    path : JSON of the earlier report
    record : the report's JSON as `build_record` returns it

    Raises
    ------
    UsageError : as `read_last`; the earlier report goes on longer than this one
    """
    last, digest = read_last(path, str(record["relation"]))
    now = Last.model_validate(record)
    if last.edition.name != now.edition.name:
        raise UsageError("error.since_edition", path=str(path), found=last.edition.name, edition=now.edition.name)
    if last.last and (now.last is None or now.last < last.last):
        raise UsageError("error.since_later", path=str(path), last=last.last)
    told = {page: compare(last, now) for page, compare in PAGES.items()}
    news = any(note is not None and note.code not in QUIET for note in told.values())
    pages = {page: note or Note("since.same") for page, note in told.items()}
    if not news:
        pages = {VERDICT_PAGE: Note("since.nothing", {"last": last.last or "–"})}
    return Since(last.last, pages, news, path.name, digest)


def _verdict(last: Last, now: Last) -> Note | None:
    """Tell a changed verdict; without one in either report the size of the paper speaks."""
    before, after = last.verdict, now.verdict
    if before.state != after.state:
        states = {"before": before.state or "–", "after": after.state or "–"}
        return Note("since.verdict.state", states)
    if (before.alarm, before.onset, before.shape) != (after.alarm, after.onset, after.shape):
        return Note("since.verdict.onset", {"before": before.onset or "–", "after": after.onset or "–"})
    if last.rung != now.rung:
        return Note("since.verdict.rung", {"before": last.rung, "after": now.rung})
    new = sorted({caution.code for caution in now.cautions} - {caution.code for caution in last.cautions})
    if new:
        return Note("since.verdict.cautions", {"n": len(new)})
    return None


def _paper(last: Last, now: Last) -> Note | None:
    """Tell which documents are new or gone, which changed in size, and a past that reads otherwise."""
    before, after = last.specification_by_document, now.specification_by_document
    new, gone = sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys())
    if new:
        return Note("since.paper.new", {"n": len(new), "documents": new[:NAMED]})
    if gone:
        return Note("since.paper.gone", {"n": len(gone), "documents": gone[:NAMED]})
    moved = {name: _moved(last.known(before[name]), now.known(after[name])) for name in sorted(after)}
    told = [
        Note("since.paper.part", {"document": name, "change": LogChange(log)})
        for name, log in moved.items()
        if abs(log) >= HELD_WITHIN
    ]
    if told:
        return Note("since.paper.moved", {"n": len(told), "documents": told[:NAMED]})
    whole = _moved(last.known(last.specification), now.known(now.specification))
    return Note("since.paper.whole", {"change": LogChange(whole)}) if abs(whole) >= HELD_WITHIN else None


def _moved(before: dict[str, float], after: dict[str, float]) -> float:
    """Return by how much a log series moved after the last month of the earlier report, as this one reads it."""
    if not before or not after:
        return 0.0
    then = max(before)
    reread = max((month for month in after if month <= then), default=None)
    return after[max(after)] - after[reread] if reread else 0.0


def _slide(last: Last, now: Last) -> Note | None:
    """Tell how far the drift moved after the last month of the earlier report."""
    moved = _moved(last.known(last.drift), now.known(now.drift)) if last.drift else 0.0
    return Note("since.drift", {"change": LogChange(moved)}) if abs(moved) >= HELD_WITHIN else None


def _work(last: Last, now: Last) -> Note | None:
    return _compare_months(last, now, ("engagement", "context"))


def _outcomes(last: Last, now: Last) -> Note | None:
    return _compare_months(last, now, ("outcome",))


def _compare_months(last: Last, now: Last, sides: tuple[str, ...]) -> Note | None:
    """Tell months of the past that read otherwise, and, where no verdict weighs them, months that are new."""
    names = [measure.name for measure in MEASURES if measure.side in sides]
    pairs = [
        (last.known(last.measures.get(name, _none(last))), now.known(now.measures.get(name, _none(now))))
        for name in names
    ]
    changed = {month for before, after in pairs for month in before if not _same(before[month], after.get(month))}
    if changed:
        return Note("since.work.changed", {"months": _months(changed)})
    new = {month for before, after in pairs for month in after if month not in before}
    weighed = last.verdict.state is not None and now.verdict.state is not None
    return Note("since.work.weighed" if weighed else "since.work.new", {"months": _months(new)}) if new else None


def _none(report: Last) -> Numbers:
    return [None] * len(report.periods)


def _same(before: float, after: float | None) -> bool:
    return after is not None and math.isclose(before, after, rel_tol=SAME_WITHIN, abs_tol=SAME_WITHIN)


def _months(months: set[str]) -> tuple[pd.Period, ...]:
    return tuple(pd.Period(month, "M") for month in sorted(months))


def _sources(last: Last, now: Last) -> Note | None:
    """Tell files that can no longer be read, and files that are gone; those that are new."""
    before = {file.file: file for file in last.intake if file.status != "skipped"}
    after = {file.file: file for file in now.intake if file.status != "skipped"}
    refused = [name for name, file in after.items() if file.status == "refused" and _status(before, name) != "refused"]
    if refused:
        return Note("since.sources.refused", {"n": len(refused), "files": refused[:NAMED]})
    gone = sorted(before.keys() - after.keys())
    if gone:
        return Note("since.sources.gone", {"n": len(gone), "files": gone[:NAMED]})
    new = sorted(after.keys() - before.keys())
    return Note("since.sources.new", {"n": len(new), "files": new[:NAMED]}) if new else None


def _table(last: Last, now: Last) -> Note | None:
    """Tell a round table that was held since; else problems that are other ones, which every month brings."""
    before, after = last.round_table, now.round_table
    held = sorted({one.on for one in after.held} - {one.on for one in before.held})
    if held:
        return Note("since.table.held", {"on": dt.date.fromisoformat(held[-1])})
    other = {one.incident_id for one in after.problems} - {one.incident_id for one in before.problems}
    return Note("since.table.other", {"n": len(other)}) if other else None


def _status(files: dict[str, _File], name: str) -> str:
    return files[name].status if name in files else ""


VERDICT_PAGE: Final = "scissors"
QUIET: Final = (
    "since.work.weighed",
    "since.sources.new",
    "since.drift",
    "since.table.other",
)  # told beside other news, no reason for a report by themselves
# by the name of the page; a page without an entry has no line
PAGES: Final[dict[str, Callable[[Last, Last], Note | None]]] = {
    VERDICT_PAGE: _verdict,
    "documents": _paper,
    "slide": _slide,
    "course": _work,
    "outcomes": _outcomes,
    "table": _table,
    "sources": _sources,
}
