"""The pages of a portfolio for a browser: the same words, nothing that sorts and nothing that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.reports.glyphs import Cleaner
from drift.reports.html.blocks import Place, write_blocks
from drift.reports.html.markup import Markup, tag
from drift.reports.html.still import write_still
from drift.reports.pdf import CleanWording
from drift.reports.portfolio.pages import build_pages
from drift.version import __version__

if TYPE_CHECKING:
    from drift.portfolio.flow import Portfolio
    from drift.reports.pages.blocks import Page
    from drift.wording import Wording


def build_html(portfolio: Portfolio, say: Wording) -> str:
    """Return the pages as one document in one language."""
    say = CleanWording(say.language, Cleaner())
    first, *others = build_pages(portfolio, say)
    body = (
        tag("header", tag("p", say("portfolio.kicker", n=len(portfolio.rows)), class_="quiet")),
        tag("main", tag("h1", first.title), _write_page(first, say), *(_write_titled(page, say) for page in others)),
        tag("footer", tag("p", say("portfolio.footer", version=__version__), class_="quiet")),
    )
    return write_still(first.title, body, say.language)


def _write_page(page: Page, say: Wording) -> Markup:
    lead = [tag("p", page.lead, class_="lead")] if page.lead else []
    return tag("section", *lead, write_blocks(page.blocks, Place(say, {}, 3)))


def _write_titled(page: Page, say: Wording) -> Markup:
    return tag("section", tag("h2", page.title), write_blocks(page.blocks, Place(say, {}, 3)))
