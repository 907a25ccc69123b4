"""Page 3: what happened to the engagement and the outcome."""

from __future__ import annotations

from drift.analysis import Analysis
from drift.charts.course import draw_course
from drift.charts.volume import draw_volume
from drift.measures.attention import ATTENTION
from drift.measures.outcomes import RESTORE
from drift.reports.blocks import Block, Report, to_notes
from drift.reports.sentences import capitalise, say_outcome, say_work
from drift.wording import Wording


def build_course(analysis: Analysis, report: Report, say: Wording) -> Block:
    """Build the page: attention, time to restore, raw volume."""
    title = capitalise(say("report.course.title", work=say_work(analysis, say), outcome=say_outcome(analysis, say)))
    charts = [
        report.chart(draw_course(analysis, measure, say, title))
        for measure in (ATTENTION, RESTORE)
        if len(analysis.shown[measure].dropna())
    ]
    incidents = analysis.tables["incidents"]
    planned = int((incidents["type"] != "corrective").sum())
    n, known = analysis.counted
    codes = ["attention_note"] if len(analysis.shown[ATTENTION].dropna()) else []
    notes = [say(f"report.course.{code}") for code in codes]
    notes += [
        say("report.course.restore_note", days=analysis.project.settings.cut_days),
        say("report.course.known", known=known, n=n),
        *([say("report.course.planned", n=planned)] if planned else []),
        say("report.course.quarters" if analysis.quarterly else "report.course.months"),
        say("report.course.unadjusted"),
    ]
    volume = report.chart(draw_volume(analysis, say))
    return {"title": title, "blocks": [{"kind": "row", "blocks": charts}, volume, to_notes(notes)]}
