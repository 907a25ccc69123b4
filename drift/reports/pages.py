"""Analysis -> the pages of the report as plain content: titles, charts, cards, lists, tables. No layout here."""

from __future__ import annotations

from drift.analysis import Analysis
from drift.measures.outcomes import RESTORE
from drift.reports.blocks import Report
from drift.reports.course_page import build_course
from drift.reports.documents_page import build_documents
from drift.reports.scissors_page import build_scissors
from drift.reports.sentences import has_paper
from drift.reports.sources_page import build_sources
from drift.wording import Wording


def build_report(analysis: Analysis, say: Wording) -> Report:
    """Build every page that the data can fill; the others are named on the last one."""
    report = Report()
    report.pages.append(build_scissors(analysis, report, say))
    if has_paper(analysis):
        report.pages.append(build_documents(analysis, report, say))
    else:
        report.left_out.append(say("report.documents.name"))
    if any(len(analysis.shown[measure].dropna()) for measure in (*analysis.components, RESTORE)):
        report.pages.append(build_course(analysis, report, say))
    else:
        report.left_out.append(say("report.course.name"))
    report.pages.append(build_sources(analysis, report.left_out, say))
    return report
