"""The people: experts gone silent, and how often each level was to meet. No names, no small numbers."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.analysed import Analysis
from drift.measures.levels.balance import pick_agreed
from drift.measures.work.experts import UNTOLD
from drift.reports.edition.folded import NO_LOG
from drift.reports.pages.blocks import Table
from drift.terms import LEVELS, SIDES
from drift.wording import Wording
from drift.wording.case import capitalise

COUNTS: Final = {"there": "experts", "lost": "lost"}


def tabulate_experts(analysis: Analysis, say: Wording) -> Table | None:
    """Return experts and those gone silent by side and year; None where nobody may be shown."""
    experts = _experts(analysis)
    return _table(experts, say) if len(experts) else None


def _experts(analysis: Analysis) -> pd.DataFrame:
    """Return the years that the log covers to their end; no row where nobody may be shown."""
    experts, span = analysis.measured.experts, analysis.measured.span
    if experts is None or not len(experts) or span is None or not len(span.complete):
        return pd.DataFrame(columns=["side", "year", "experts", "lost"])
    last = span.complete[-1]
    years = experts[experts["year"] <= last.year - (last.month < 12)]
    told = ~years["experts"].str.startswith(("<", "0")) & years["experts"].ne(NO_LOG)
    return years if told.any() else years.iloc[:0]


def _table(experts: pd.DataFrame, say: Wording) -> Table:
    years = sorted(experts["year"].unique())
    rows = []
    for side in [side for side in SIDES if side in set(experts["side"])]:
        of_side = experts[experts["side"] == side].set_index("year")
        for code, column in COUNTS.items():
            name = say(f"report.people.{code}", side=say(f"side.{side}"))
            rows.append([capitalise(name), *(_write(of_side[column].get(year, "0"), say) for year in years)])
    heads = [say("report.people.side"), *map(str, years)]
    title = "experts_renamed" if experts["lost"].eq(UNTOLD).any() else "experts"
    return Table(say(f"report.people.{title}"), heads, rows, text_columns=1)


def _write(count: object, say: Wording) -> str:
    return say("report.people.no_log") if count == NO_LOG else str(count)


def say_agreed(analysis: Analysis, say: Wording) -> list[str]:
    """Tell how often the workbooks let each level meet, in the first version that tells it and in the last."""
    paper = analysis.measured.paper
    agreed = pick_agreed(paper.governance.meetings, paper.stocks.versions)
    if agreed["file"].nunique() < 2 or agreed["document"].nunique() != 1:
        return []
    days = agreed["effective_on"]
    first, last = days.min(), days.max()
    then, now = (_by_level(agreed[days == day], say) for day in (first, last))
    return [say("report.people.agreed", then=then, now=now, first=first, last=last)]


def _by_level(meetings: pd.DataFrame, say: Wording) -> str:
    times = meetings.groupby("level")["times_a_year"].sum().reindex(LEVELS, fill_value=0)
    parts = [
        say("report.people.agreed_part", level=say(f"level.{level}"), n=say.number(n)) for level, n in times.items()
    ]
    return say.join(parts)
