"""A row -> a line in words: what can be said, since when, and what cannot. No figure, and no column, to order by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from drift.portfolio.flow import Portfolio
from drift.terms import MIN_PERSONS
from drift.wording.case import capitalise, fold_spelling

if TYPE_CHECKING:
    from drift.portfolio.row import Row
    from drift.wording import Wording

MENDED = ("mending", "mended")
FELL = ("falls", *MENDED)


@dataclass(frozen=True)
class Line:
    """One relation, in words."""

    relation: str
    said: str  # with since when: a column of months beside dashes would be a list of who has one
    cannot: str


def list_lines(portfolio: Portfolio, say: Wording) -> list[Line]:
    """Return a line a relation, by name."""
    return [
        Line(_name(row, returns=returns, say=say), _tell(row, say), _cannot(row, holds=holds, say=say))
        for row, holds, returns in zip(portfolio.rows, portfolio.holds, portfolio.returns, strict=True)
    ]


def _name(row: Row, *, returns: bool, say: Wording) -> str:
    if row.folder is not None and fold_spelling(row.folder) != fold_spelling(row.relation):
        return say("portfolio.returns", name=row.relation, folder=row.folder)
    return say("portfolio.returns_same", name=row.relation) if returns else row.relation


def _tell(row: Row, say: Wording) -> str:
    """Return what can be said: of the paper, of the work, of the outcomes."""
    told = []
    if row.paper is not None and row.n_versions:
        if row.n_versions > 1:
            told.append(say(f"portfolio.paper.{row.paper}"))
        told += [say("portfolio.paper.tightened")] if row.tightened else []
    if not row.withheld:
        told += [_tell_work(row, say)] if row.work not in (None, "unknown") else []
        told += [say("portfolio.outcomes.worse")] if row.outcomes == "worse" else []
        told += [say("portfolio.outcomes.left")] if row.callers_left else []
    return capitalise("; ".join(told) or say("portfolio.said_nothing"))


def _tell_work(row: Row, say: Wording) -> str:
    """Return how people work together, and where that became less, since when."""
    told = say(f"portfolio.work.{row.work}")
    if row.work not in FELL or not (row.onset and row.onset_from and row.onset_to):
        return told
    onset, first, last = (pd.Period(month, "M") for month in (row.onset, row.onset_from, row.onset_to))
    return say("portfolio.since", told=told, onset=onset, first=first, last=last)


def _cannot(row: Row, *, holds: bool, say: Wording) -> str:
    """Return what cannot be said, what weighs most first."""
    if row.reason is not None:
        return capitalise(say("portfolio.cannot.not_analysed", reason=row.reason))
    codes: list[str] = []
    if row.withheld:
        codes.append("withheld")
    if not row.n_versions:
        codes.append("contract")
    elif row.n_versions == 1:
        codes.append("one_version")
    codes += _of_work(row, holds=holds)
    # a blank would read as a clean bill
    return capitalise("; ".join(say(f"portfolio.cannot.{code}", persons=MIN_PERSONS) for code in codes or ["size"]))


def _is_told_fall(row: Row) -> bool:
    """Whether the line tells of the fall that alarmed; of what it does not tell nothing is to be doubted."""
    return row.alarm is not None and row.work in FELL and not row.withheld


def _of_work(row: Row, *, holds: bool) -> list[str]:
    if row.few_persons:
        return ["few_persons"]
    if not row.n_incidents:
        return ["work"]
    codes = ["work_unknown"] if row.work == "unknown" else []
    codes += ["chance"] if _is_told_fall(row) and not holds else []
    codes += {2: ["levels"], 3: ["meetings"]}.get(row.rung or 0, [])
    return codes + (["cautions"] if row.cautions and not row.withheld else [])
