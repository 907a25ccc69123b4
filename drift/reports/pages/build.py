"""Material -> every page of the report that the data can fill, with what changed and the analyst's own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from drift.reports.edition.symmetric import NOT_SHARED
from drift.reports.front.page import build_front
from drift.reports.material import Material
from drift.reports.pages.asks import build_asks
from drift.reports.pages.blocks import Page, Report
from drift.reports.pages.documents import build_documents
from drift.reports.pages.levels.fates import is_turned
from drift.reports.pages.levels.page import build_levels
from drift.reports.pages.meet import build_meet
from drift.reports.pages.method import build_method
from drift.reports.pages.norms.page import build_norms
from drift.reports.pages.norms.told import is_moved
from drift.reports.pages.otherwise import build_otherwise
from drift.reports.pages.outcomes import build_outcomes
from drift.reports.pages.quiet import build_quiet, is_quiet
from drift.reports.pages.reported.page import build_reported, is_apart
from drift.reports.pages.roundtable.problems import build_problems
from drift.reports.pages.roundtable.table import build_table
from drift.reports.pages.scissors import build_scissors
from drift.reports.pages.slide import build_slide
from drift.reports.pages.where_from import add_gaps, build_sources
from drift.reports.since import ReportChanges
from drift.sources.rows.comments import Comment
from drift.wording import Wording

# in order; a builder returns None where the data cannot fill its page; the last page tells which those are
PAGES: Final[dict[str, Callable[[Material], Page | None]]] = {
    "front": build_front,
    "asks": build_asks,
    "meet": build_meet,
    "outcomes": build_outcomes,
    "otherwise": build_otherwise,
    "quiet": build_quiet,
    "table": build_table,
    "scissors": build_scissors,
    "slide": build_slide,
    "levels": build_levels,
    "norms": build_norms,
    "reported": build_reported,
    "documents": build_documents,
    "method": build_method,
}
STORY: Final = ("asks", "meet", "outcomes", "otherwise", "scissors", "slide", "documents", "method")
KEPT: Final = ("front", "table", "problem")  # what people talk about, also where nothing is new


def build_report(material: Material) -> Report:
    """Build every page that the data can fill; the others are named on the last one."""
    names = [name for name in PAGES if material.edition == "ours" or name not in NOT_SHARED]
    told = [name for name in names if name not in _list_untold(material)]
    pages = {name: PAGES[name](material) for name in told}
    left_out = tuple(material.say(f"report.{name}.name") for name, page in pages.items() if page is None)
    after = {"table": build_problems(material)}  # pages of their own, of which there may be several
    filled = [one for name, page in pages.items() if page for one in (page, *after.get(name, ()))]
    return Report((*filled, build_sources(material, left_out)), left_out)


def _list_untold(material: Material) -> tuple[str, ...]:
    """Return the pages that have nothing to tell; where all is quiet norms and reports may have something alone."""
    if not is_quiet(material):
        return ("quiet",)
    analysis = material.analysis
    still = {"levels": not is_turned(analysis), "norms": not is_moved(analysis), "reported": not is_apart(analysis)}
    return (*STORY, *(name for name, untold in still.items() if untold))


def add_changes(report: Report, changes: ReportChanges, say: Wording) -> Report:
    """Tell on every page what changed since the last report; with nothing new there is page 1 and the round table."""
    pages = tuple(
        replace(page, since=" ".join(say.tell(note) for note in changes.pages[page.name]))
        if page.name in changes.pages
        else page
        for page in report.pages
    )
    return replace(report, pages=pages if changes.news else tuple(page for page in pages if page.name in KEPT))


def add_remarks(report: Report, comments: tuple[Comment, ...], say: Wording) -> Report:
    """Put remark and quotes on their page; those of a page that is left out are counted on the last one."""
    names = {page.name for page in report.pages}
    n_left_out = sum(comment.page not in names for comment in comments)
    names_before = [{page.name for page in report.pages[:i]} for i in range(len(report.pages))]
    pages = tuple(  # of several pages of one name the first has the words
        page if page.name in before else _remark(page, comments, say)
        for page, before in zip(report.pages, names_before, strict=True)
    )
    remarked = replace(report, pages=pages)
    return add_gaps(remarked, say("report.remarks_left_out", n=n_left_out)) if n_left_out else remarked


def _remark(page: Page, comments: tuple[Comment, ...], say: Wording) -> Page:
    own = [comment for comment in comments if comment.page == page.name]
    quotes = sorted((comment for comment in own if comment.on), key=lambda comment: str(comment.on))
    remarks = [say("report.remark", text=comment.text) for comment in own if not comment.on]
    remarks += [say("report.quote", text=comment.text, on=comment.on) for comment in quotes]
    return replace(page, remarks=tuple(remarks))
