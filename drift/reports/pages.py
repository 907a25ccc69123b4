"""Analysis -> the pages of the report as plain content: titles, charts, cards, lists, tables. No layout here."""

from __future__ import annotations

from drift.analysis import Analysis
from drift.measures.outcomes import RESTORE
from drift.reports.blocks import Report
from drift.reports.course_page import build_course
from drift.reports.documents_page import build_documents
from drift.reports.roundtable_pages import add_round_table
from drift.reports.scissors_page import build_scissors
from drift.reports.sentences import has_paper
from drift.reports.since import Since
from drift.reports.sources_page import build_sources
from drift.terms import Edition
from drift.wording import Wording


def build_report(analysis: Analysis, say: Wording, edition: Edition = "ours") -> Report:
    """Build every page that the data can fill; the others are named on the last one."""
    report = Report()
    report.pages.append({"name": "scissors", **build_scissors(analysis, report, say)})
    if has_paper(analysis):
        report.pages.append({"name": "documents", **build_documents(analysis, report, say)})
    else:
        report.left_out.append(say("report.documents.name"))
    if any(len(analysis.shown[measure].dropna()) for measure in (*analysis.components, RESTORE)):
        report.pages.append({"name": "course", **build_course(analysis, report, say)})
    else:
        report.left_out.append(say("report.course.name"))
    add_round_table(report, analysis, edition, say)
    report.pages.append({"name": "sources", **build_sources(analysis, report.left_out, say)})
    return report


def add_since(report: Report, since: Since, say: Wording) -> None:
    """Tell on every page what changed since the last report; with nothing new the first page is all there is."""
    for page in report.pages:
        if page["name"] in since.pages:
            page["since"] = say.tell(since.pages[page["name"]])
    if not since.news:
        report.pages = report.pages[:1]
        named = {block["name"] for block in report.pages[0]["blocks"] if block["kind"] == "chart"}
        report.charts = [chart for chart in report.charts if chart.name in named]
