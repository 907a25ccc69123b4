"""The PDF of a rehearsal, laid out as the report is: accessible, archivable, a page of paper a draft."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from drift.reports.glyphs import Cleaner
from drift.reports.layout import compile_layout, count_paper
from drift.reports.pdf import REGIONS, TEMPLATE
from drift.reports.rehearsal.beside import ROOMS, build_comparison
from drift.reports.rehearsal.page import ROOM, build_page
from drift.reports.template_data import to_data
from drift.version import __version__
from drift.writing.temporary import TemporaryFolder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drift.rehearse.rehearsal import Rehearsal
    from drift.reports.pages.blocks import Page
    from drift.wording import Wording


def build_pdf(rehearsal: Rehearsal, say: Wording) -> bytes:
    """Return the PDF; a draft that runs over its page tells less, the workbook has all.

    Raises
    ------
    OutputError : the layout fails
    """
    with TemporaryFolder() as folder:
        make = [partial(build_page, draft, say) for draft in rehearsal.drafts]
        pages = [_fit(rehearsal, one, (say, ROOM), folder) for one in make]
        several = partial(build_comparison, rehearsal, say)
        beside = [_fit(rehearsal, several, (say, ROOMS), folder)] if len(pages) > 1 else []
        return compile_layout(TEMPLATE, _content(rehearsal, [*beside, *pages], say), folder)


def _fit(
    rehearsal: Rehearsal, make: Callable[[int], Page], asked: tuple[Wording, tuple[int, ...]], folder: Path
) -> Page:
    """Return a page with as many rows as one side of paper holds: the first of some rooms that fits, else the last."""
    say, rooms = asked
    page = make(rooms[-1])
    for room in rooms:
        page = make(room)
        if count_paper(TEMPLATE, _content(rehearsal, [page], say), folder) == [1]:
            break
    return page


def _content(rehearsal: Rehearsal, pages: list[Page], say: Wording) -> str:
    """Return all that the template shows, cleaned."""
    last = max(pd.Period(draft.last, "M") for draft in rehearsal.drafts).end_time
    content: dict[str, Any] = {
        "title": say("rehearse.document_title", relation=rehearsal.relation),
        "description": pages[0].title,
        "date": [last.year, last.month, last.day],
        "lang": say.language,
        "region": REGIONS[say.language],
        "kicker": say("rehearse.kicker", relation=rehearsal.relation),
        "footer": say("rehearse.footer", version=__version__),
        "annex": say("report.annex"),
        "page": say("report.page", n="{n}", total="{total}"),
        "pages": pages,
        "attachments": [],
    }
    return json.dumps(to_data(content, Cleaner()), ensure_ascii=False)
