"""The engagement, component by component, each with its interval; raw volume below."""

from __future__ import annotations

from typing import Final

from drift.analysis import Analysis
from drift.charts.course import Frame, draw_course
from drift.charts.volume import draw_volume
from drift.measures.shown import show_measures
from drift.reports.pages.blocks import Block, Report, change_values, to_notes
from drift.reports.pages.sentences import say_work
from drift.wording import Wording
from drift.wording.case import capitalise

WIDTH, ALONE, HEIGHT = 3.35, 10.2, 2.7  # inches: one of several charts, a chart by itself
WHOLE_SCALE: Final = 1.03  # shares of one page have one scale


def has_course(analysis: Analysis) -> bool:
    """Whether a component of engagement has anything to show."""
    return any(
        len(show_measures(analysis.measured).frames[measure].dropna()) for measure in analysis.measured.components
    )


def build_course(analysis: Analysis, report: Report, say: Wording) -> Block:
    """Build the page: a chart a component, raw volume, and what each of them counts."""
    title = capitalise(say_work(analysis, say))
    names = [
        name for name in analysis.measured.components if len(show_measures(analysis.measured).frames[name].dropna())
    ]
    several = len(names) > 1
    frames = {name: Frame(WIDTH, HEIGHT, WHOLE_SCALE, _say_change(analysis, name, say)) for name in names}
    charts = [
        report.chart(draw_course(analysis, name, say, title, frames[name] if several else Frame(ALONE, HEIGHT)))
        for name in names
    ]
    volume = report.chart(draw_volume(analysis, say))
    row = {"kind": "row", "columns": len(charts) if several else 1, "blocks": charts}
    return {"title": title, "blocks": [row, volume, to_notes(_notes(analysis, say))]}


def _say_change(analysis: Analysis, name: str, say: Wording) -> str:
    change = analysis.judgement.changes[name]
    if change is None:
        return say("report.card.unknown")
    values = change_values(change, say.percent, say)
    return say("report.course.change", **values)


def _notes(analysis: Analysis, say: Wording) -> list[str]:
    n, known = analysis.measured.counted
    left_out = _left_out(analysis, say)
    return [
        *(say(f"report.course.{measure}_note") for measure in analysis.measured.components),
        *([say("report.course.known", known=known, n=n)] if known < n else []),
        *([say("report.course.not_counted", parts=say.join(left_out))] if left_out else []),
        say("report.course.quarters" if show_measures(analysis.measured).quarterly else "report.course.months"),
        *([say("report.course.adjusted")] if analysis.measured.components else []),
    ]


def _left_out(analysis: Analysis, say: Wording) -> list[str]:
    """Write how many rows of each other kind the log holds."""
    kinds = (
        analysis.tables["incidents"]["type"].astype("str").where(analysis.tables["incidents"]["type"].notna(), "untold")
    )
    counts = kinds[kinds != "corrective"].value_counts().sort_index()
    return [say(f"report.course.not_counted_{kind}", n=int(n)) for kind, n in counts.items()]
