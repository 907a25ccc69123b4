"""The people: the same hands, at which level both sides speak, experts gone silent. No names, no small numbers."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.analysis import Analysis
from drift.charts.meetings import draw_meetings
from drift.measures.catalogue import HANDS
from drift.measures.work.meetings import LEVELS
from drift.reports.pages.blocks import Block, Report, change_values, to_notes
from drift.terms import COUNTED_ROLES
from drift.wording import Wording
from drift.wording.case import capitalise

SIDES: Final = ("customer", "supplier")
COUNTS: Final = {"there": "experts", "lost": "lost"}


def has_people(analysis: Analysis) -> bool:
    """Whether there is anything to tell of people: the same hands, contact by level, or experts."""
    return bool(
        analysis.judgement.changes.get(HANDS) or analysis.measured.meetings is not None or len(_experts(analysis))
    )


def build_people(analysis: Analysis, report: Report, say: Wording) -> Block:
    """Build the page."""
    title = capitalise(_title(analysis, say))
    blocks: list[Block] = []
    change = analysis.judgement.changes.get(HANDS)
    if change is not None:
        detail = say("report.people.hands_detail", **change_values(change, say.percent, say))
        card = {"value": say.change(change.log), "label": say("report.people.hands_label")}
        blocks.append({"kind": "cards", "cards": [{**card, "detail": detail, "role": "engagement"}]})
    notes = []
    if analysis.measured.meetings is not None:
        blocks.append(report.chart(draw_meetings(analysis.measured.meetings, say, title)))
        notes.append(say("report.people.meetings_note"))
    notes += _agreed(analysis, say)
    experts = _experts(analysis)
    if len(experts):
        blocks.append(_table(experts, say))
        notes.append(say("report.people.experts_note"))
    elif analysis.measured.experts is not None and len(analysis.measured.experts):
        notes.append(say("report.people.experts_few"))
    return {"title": title, "blocks": [*blocks, to_notes(notes)] if notes else blocks}


def _title(analysis: Analysis, say: Wording) -> str:
    change = analysis.judgement.changes.get(HANDS)
    if change is not None:
        code = "unclear" if not change.clear else "rose" if change.log > 0 else "fell"
        levels = {"before": say.percent(change.before.level), "after": say.percent(change.after.level)}
        return say(f"report.people.title_hands_{code}", **levels)
    if analysis.measured.meetings is not None:
        floor = analysis.measured.meetings[LEVELS[0]]
        ends = {
            "first": int(floor.iloc[0]),
            "start": floor.index[0],
            "last": int(floor.iloc[-1]),
            "end": floor.index[-1],
        }
        return say("report.people.title_meetings", **ends)
    return say("report.people.title_experts")


def _experts(analysis: Analysis) -> pd.DataFrame:
    """Return the years that the log covers to their end; no row where nobody may be shown."""
    found = analysis.measured.experts
    if found is None or not len(found) or analysis.measured.span is None or not len(analysis.measured.span.complete):
        return pd.DataFrame(columns=["side", "year", "experts", "lost"])
    last = analysis.measured.span.complete[-1]
    years = found[found["year"] <= last.year - (last.month < 12)]
    return years if years["experts"].str.isdigit().any() and years["experts"].ne("0").any() else years.iloc[:0]


def _table(experts: pd.DataFrame, say: Wording) -> Block:
    years = sorted(experts["year"].unique())
    rows = []
    for side in [side for side in SIDES if side in set(experts["side"])]:
        of_side = experts[experts["side"] == side].set_index("year")
        for code, column in COUNTS.items():
            name = f"{say(f'side.{side}')}, {say(f'report.people.{code}')}"
            rows.append([capitalise(name), *(str(of_side[column].get(year, "0")) for year in years)])
    return {
        "kind": "table",
        "caption": say("report.people.experts"),
        "heads": [say("report.people.side"), *map(str, years)],
        "rows": rows,
        "text_columns": 1,
    }


def _agreed(analysis: Analysis, say: Wording) -> list[str]:
    """Tell how often the workbooks let each level meet, in the first version that tells it and in the last."""
    agreed = analysis.measured.paper.governance.meetings
    roles = dict(
        zip(
            analysis.measured.paper.stocks.versions["file"],
            analysis.measured.paper.stocks.versions["role"],
            strict=True,
        )
    )
    drafts = set(
        analysis.measured.paper.stocks.versions.loc[
            analysis.measured.paper.stocks.versions["status"].eq("draft"), "file"
        ]
    )
    told = agreed[agreed["file"].map(roles).isin(COUNTED_ROLES) & ~agreed["file"].isin(drafts)]
    told = told[told["level"].isin(LEVELS) & told["times_a_year"].notna() & told["effective_on"].notna()]
    if told["file"].nunique() < 2 or told["document"].nunique() != 1:
        return []
    days = told["effective_on"]
    ends = {name: told[days == day] for name, day in (("then", days.min()), ("now", days.max()))}
    written = {name: _by_level(rows, say) for name, rows in ends.items()}
    return [say("report.people.agreed", **written, first=days.min(), last=days.max())]


def _by_level(meetings: pd.DataFrame, say: Wording) -> str:
    times = meetings.groupby("level")["times_a_year"].sum().reindex(LEVELS, fill_value=0)
    parts = [
        say("report.people.agreed_part", level=say(f"level.{level}"), n=say.number(n)) for level, n in times.items()
    ]
    return say.join(parts)
