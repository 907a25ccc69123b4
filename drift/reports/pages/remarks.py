"""The analyst's own words on the pages they belong to, told as his."""

from __future__ import annotations

from drift.reports.pages.blocks import Report
from drift.sources.rows.comments import Comment
from drift.wording import Wording


def add_remarks(report: Report, comments: tuple[Comment, ...], say: Wording) -> None:
    """Put remark and quotes on their page; those of a page that is left out are counted on the last one."""
    shown = 0
    for page in report.pages:
        own = [comment for comment in comments if comment.page == page["name"]]
        shown += len(own)
        quotes = sorted((comment for comment in own if comment.on), key=lambda comment: str(comment.on))
        told = [say("report.remark", text=comment.text) for comment in own if not comment.on]
        told += [say("report.quote", text=comment.text, on=comment.on) for comment in quotes]
        if told:
            page["remarks"] = told
    if shown < len(comments) and report.pages[-1]["name"] == "sources":
        report.tell_last(report.pages, say("report.remarks_left_out", n=len(comments) - shown))
