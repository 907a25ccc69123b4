"""Analysis -> the pages of the report as plain content: titles, charts, cards, lists, tables. No layout here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from drift.analysis import Analysis
from drift.reports.edition import NOT_SHARED
from drift.reports.pages.blocks import Block, Report
from drift.reports.pages.course import build_course, has_course
from drift.reports.pages.documents import build_documents
from drift.reports.pages.method import build_method
from drift.reports.pages.outcomes import build_outcomes, list_outcomes
from drift.reports.pages.people import build_people, has_people
from drift.reports.pages.roundtable import add_round_table
from drift.reports.pages.scissors import build_scissors
from drift.reports.pages.sentences import has_paper
from drift.reports.pages.slide import build_slide, has_path
from drift.reports.pages.what_works import build_works
from drift.reports.pages.where_from import build_sources
from drift.reports.since import Since
from drift.terms import Edition
from drift.wording import Wording


def build_report(analysis: Analysis, say: Wording, edition: Edition = "ours") -> Report:
    """Build every page that the data can fill; the others are named on the last one."""
    report = Report()
    for name, (can_fill, build) in PAGES.items():
        if edition == "shared" and name in NOT_SHARED:
            continue
        if can_fill(analysis):
            report.pages.append({"name": name, **build(analysis, report, say)})
        else:
            report.left_out.append(say(f"report.{name}.name"))
    add_round_table(report, analysis, edition, say)
    report.pages.append({"name": "method", **build_method(analysis, say)})
    report.pages.append({"name": "sources", **build_sources(analysis, report.left_out, say)})
    return report


def _always(_: Analysis) -> bool:
    return True


Page = tuple[Callable[[Analysis], bool], Callable[[Analysis, Report, Wording], Block]]
# in order; the appendix follows
PAGES: Final[dict[str, Page]] = {
    "scissors": (_always, build_scissors),
    "slide": (has_path, build_slide),
    "documents": (has_paper, build_documents),
    "course": (has_course, build_course),
    "outcomes": (lambda analysis: bool(list_outcomes(analysis)), build_outcomes),
    "people": (has_people, build_people),
    "works": (lambda analysis: bool(len(analysis.measured.held)), build_works),
}


def add_since(report: Report, since: Since, say: Wording) -> None:
    """Tell on every page what changed since the last report; with nothing new the first page is all there is."""
    for page in report.pages:
        if page["name"] in since.pages:
            page["since"] = say.tell(since.pages[page["name"]])
    if not since.news:
        report.pages = report.pages[:1]
        named = {block["name"] for block in report.pages[0]["blocks"] if block["kind"] == "chart"}
        report.charts = [chart for chart in report.charts if chart.name in named]
