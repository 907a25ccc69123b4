"""Analysis -> what its charts draw."""

from __future__ import annotations

from drift.analysed import Analysis
from drift.charts.course import Course
from drift.charts.marks import Marks, Milestone
from drift.charts.shown import Shown
from drift.errors import Note


def take_course(analysis: Analysis, shown: Shown, measure: str) -> Course:
    """Return the course of a component of engagement or of an outcome."""
    span = analysis.measured.span
    return Course(
        measure,
        shown.points(measure),
        analysis.measured.base.work,
        analysis.judgement.changes[measure],
        None if span is None else span.months,
    )


def take_marks(analysis: Analysis) -> Marks:
    """Return what the scissors mark; a round table that was held is called by drift's own word."""
    base, verdict = analysis.measured.base, analysis.verdict
    tables = {(one.held.held_on, one.held.what) for one in analysis.remarks.tables_held}
    return Marks(
        base=base.work if len(base.work) else base.paper,
        versions=analysis.measured.paper.stocks.versions["effective_on"],
        milestones=tuple(
            Milestone(one.on, Note("form.milestone") if (one.on, one.what) in tables else one.what)
            for one in analysis.project.settings.milestone
        ),
        onset=verdict.onset,
        onset_interval=verdict.onset_interval,
    )
