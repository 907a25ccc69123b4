"""The analyst's own words on the pages they belong to, told as his."""

from __future__ import annotations

from dataclasses import replace

from drift.reports.pages.blocks import Page, Report
from drift.reports.pages.where_from import add_gaps
from drift.sources.rows.comments import Comment
from drift.wording import Wording


def add_remarks(report: Report, comments: tuple[Comment, ...], say: Wording) -> Report:
    """Put remark and quotes on their page; those of a page that is left out are counted on the last one."""
    names = {page.name for page in report.pages}
    n_left_out = sum(comment.page not in names for comment in comments)
    remarked = replace(report, pages=tuple(_remark(page, comments, say) for page in report.pages))
    return add_gaps(remarked, say("report.remarks_left_out", n=n_left_out)) if n_left_out else remarked


def _remark(page: Page, comments: tuple[Comment, ...], say: Wording) -> Page:
    own = [comment for comment in comments if comment.page == page.name]
    quotes = sorted((comment for comment in own if comment.on), key=lambda comment: str(comment.on))
    remarks = [say("report.remark", text=comment.text) for comment in own if not comment.on]
    remarks += [say("report.quote", text=comment.text, on=comment.on) for comment in quotes]
    return replace(page, remarks=tuple(remarks))
