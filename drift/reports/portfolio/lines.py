"""A row -> a line in words: what can be said, since when, and what cannot. No figure that lines could be ordered by."""

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
    said: str
    since: str
    cannot: str


def list_lines(portfolio: Portfolio, say: Wording) -> list[Line]:
    """Return a line a relation, by name."""
    return [
        Line(
            _name(row, returns=returns, say=say), _tell(row, say), _since(row, say), _cannot(row, holds=holds, say=say)
        )
        for row, holds, returns in zip(portfolio.rows, portfolio.holds, portfolio.returns, strict=True)
    ]


def _name(row: Row, *, returns: bool, say: Wording) -> str:
    if row.folder is not None and fold_spelling(row.folder) != fold_spelling(row.relation):
        return say("portfolio.returns", name=row.relation, folder=row.folder)
    return say("portfolio.returns_same", name=row.relation) if returns else row.relation


def _tell(row: Row, say: Wording) -> str:
    """Return what can be said: of the paper, of the work, of the outcomes."""
    codes = []
    if row.paper is not None and row.n_versions:
        if row.n_versions > 1:
            codes.append(f"paper.{row.paper}")
        codes += ["paper.tightened"] if row.tightened else []
    if not row.withheld:
        codes += [f"work.{row.work}"] if row.work not in (None, "unknown") else []
        codes += ["outcomes.worse"] if row.outcomes == "worse" else []
        codes += ["outcomes.left"] if row.callers_left else []
    told = "; ".join(say(f"portfolio.{code}") for code in codes) or say("portfolio.said_nothing")
    return capitalise(told)


def _since(row: Row, say: Wording) -> str:
    """Return from when the people of both operations work together less; a dash where nothing says so."""
    if row.withheld or row.work not in FELL or row.onset is None:
        return say.show(None)
    onset, first, last = (pd.Period(month, "M") for month in (row.onset, row.onset_from, row.onset_to) if month)
    return say("portfolio.since_span", onset=onset, first=first, last=last)


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
    values = {"n": len(row.cautions), "persons": MIN_PERSONS}
    # a blank would read as a clean bill
    return capitalise("; ".join(say(f"portfolio.cannot.{code}", **values) for code in codes or ["size"]))


def _of_work(row: Row, *, holds: bool) -> list[str]:
    if row.few_persons:
        return ["few_persons"]
    if not row.n_incidents:
        return ["work"]
    codes = ["work_unknown"] if row.work == "unknown" else []
    codes += ["chance"] if row.alarm is not None and not holds else []
    codes += {2: ["levels"], 3: ["meetings"]}.get(row.rung or 0, [])
    return codes + (["cautions"] if row.cautions and not row.withheld else [])
