"""Page 3: what happened to the engagement and the outcome."""

from __future__ import annotations

from drift.analysis import Analysis
from drift.charts.course import draw_course
from drift.charts.volume import draw_volume
from drift.measures.outcomes import RESTORE
from drift.reports.blocks import Block, Report, to_notes
from drift.reports.sentences import capitalise, say_outcome, say_work
from drift.wording import Wording


def build_course(analysis: Analysis, report: Report, say: Wording) -> Block:
    """Build the page: attention, time to restore, raw volume."""
    title = capitalise(say("report.course.title", work=say_work(analysis, say), outcome=say_outcome(analysis, say)))
    charts = [
        report.chart(draw_course(analysis, measure, say, title))
        for measure in (*analysis.components, RESTORE)
        if len(analysis.shown[measure].dropna())
    ]
    incidents = analysis.tables["incidents"]
    planned = int((incidents["type"] != "corrective").sum())
    n, known = analysis.counted
    notes = [say(f"report.course.{measure}_note") for measure in analysis.components]
    notes += [
        say("report.course.restore_note", days=analysis.project.settings.cut_days),
        say("report.course.known", known=known, n=n),
        *([say("report.course.planned", n=planned)] if planned else []),
        say("report.course.quarters" if analysis.quarterly else "report.course.months"),
        *([say("report.course.adjusted")] if analysis.components else []),
        say("report.course.unadjusted"),
    ]
    rows = [{"kind": "row", "blocks": charts[i : i + 2]} for i in range(0, len(charts), 2)]
    volume = report.chart(draw_volume(analysis, say))
    return {"title": title, "blocks": [*rows, volume, to_notes(notes)]}
