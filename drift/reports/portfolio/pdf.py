"""The PDF of a portfolio, laid out as the report is: accessible, archivable; its lines run over pages."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pandas as pd

from drift.reports.glyphs import Cleaner
from drift.reports.layout import compile_layout
from drift.reports.pdf import REGIONS, TEMPLATE, UNDATED
from drift.reports.portfolio.pages import build_pages
from drift.reports.template_data import to_data
from drift.version import __version__
from drift.writing.temporary import TemporaryFolder

if TYPE_CHECKING:
    from drift.portfolio.flow import Portfolio
    from drift.wording import Wording


def build_pdf(portfolio: Portfolio, say: Wording) -> bytes:
    """Return the PDF; OutputError where the layout fails."""
    pages = build_pages(portfolio, say)
    content: dict[str, Any] = {
        "title": pages[0].title,
        "description": pages[0].title,
        "date": [*date_of(portfolio).timetuple()[:3]],
        "lang": say.language,
        "region": REGIONS[say.language],
        "kicker": say("portfolio.kicker", n=len(portfolio.rows)),
        "footer": say("portfolio.footer", version=__version__),
        "annex": say("report.annex"),
        "page": say("report.page", n="{n}", total="{total}"),
        "pages": pages,
        "attachments": [],
    }
    with TemporaryFolder() as folder:
        return compile_layout(TEMPLATE, json.dumps(to_data(content, Cleaner()), ensure_ascii=False), folder)


def date_of(portfolio: Portfolio) -> dt.date:
    """Return the last day of the last month of all relations: no clock."""
    months = [row.last for row in portfolio.rows if row.last is not None]
    if not months:
        return UNDATED
    last: dt.date = pd.Period(max(months), "M").end_time.date()
    return last
