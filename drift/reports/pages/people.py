"""The people: the same hands, at which level both sides speak, experts gone silent. No names, no small numbers."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.analysed import Analysis
from drift.charts.meetings import draw_meetings
from drift.measures.catalogue import HANDS
from drift.reports.edition.folded import NO_LOG
from drift.reports.material import Material
from drift.reports.pages.blocks import Block, Card, Cards, Notes, Page, Table
from drift.reports.pages.figures import change_values, direction_of
from drift.terms import COUNTED_ROLES, LEVELS, MIN_PERSONS, SIDES
from drift.wording import Wording
from drift.wording.case import capitalise

COUNTS: Final = {"there": "experts", "lost": "lost"}


def build_people(material: Material) -> Page | None:
    """Build the page: the same hands, contact by level, and experts, as far as there is anything to tell of them."""
    analysis, say = material.analysis, material.say
    change, meetings = analysis.judgement.changes.get(HANDS), analysis.measured.meetings
    experts = _experts(analysis)
    if change is None and meetings is None and not len(experts):
        return None
    title = capitalise(_title(analysis, say))
    blocks: list[Block] = []
    notes = []
    if change is not None:
        values = change_values(change, say.percent, say)
        detail = say("report.people.hands_detail", **values)
        card = Card(str(values["change"]), say("report.people.hands_label"), detail, "engagement")
        blocks.append(Cards([card]))
    if meetings is not None:
        blocks.append(draw_meetings(meetings, say, title))
        notes.append(say("report.people.meetings_note"))
        if material.edition == "shared" and (meetings.isna().any(axis=None) or len(meetings.columns) < len(LEVELS)):
            notes.append(say("report.people.meetings_few", persons=MIN_PERSONS))
    notes += _agreed(analysis, say)
    if len(experts):
        blocks.append(_table(experts, say))
        notes.append(say("report.people.experts_note"))
    elif analysis.measured.experts is not None and len(analysis.measured.experts):
        notes.append(say("report.people.experts_few"))
    return Page("people", title, [*blocks, *([Notes(notes)] if notes else [])])


def _title(analysis: Analysis, say: Wording) -> str:
    change, meetings = analysis.judgement.changes.get(HANDS), analysis.measured.meetings
    if change is not None:
        levels = {"before": say.percent(change.before.level), "after": say.percent(change.after.level)}
        return say(f"report.people.title_hands_{direction_of(change)}", **levels)
    if meetings is None:
        return say("report.people.title_experts")
    floor = meetings[meetings.columns[0]].dropna()
    if meetings.columns[0] != LEVELS[0]:
        return say("report.people.title_above")
    first, last = int(floor.iloc[0]), int(floor.iloc[-1])
    return say("report.people.title_meetings", first=first, start=floor.index[0], last=last, end=floor.index[-1])


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
    return Table(say("report.people.experts"), heads, rows, text_columns=1)


def _write(count: object, say: Wording) -> str:
    return say("report.people.no_log") if count == NO_LOG else str(count)


def _agreed(analysis: Analysis, say: Wording) -> list[str]:
    """Tell how often the workbooks let each level meet, in the first version that tells it and in the last."""
    paper = analysis.measured.paper
    versions, meetings = paper.stocks.versions, paper.governance.meetings
    counted, drafts = versions["role"].isin(COUNTED_ROLES), versions["status"].eq("draft")
    files = {*versions.loc[counted, "file"]} - {*versions.loc[drafts, "file"]}
    agreed = meetings[meetings["file"].isin(files) & meetings["level"].isin(LEVELS)]
    agreed = agreed.dropna(subset=["times_a_year", "effective_on"])
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
