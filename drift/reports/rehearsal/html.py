"""The pages of a rehearsal for a browser: the same words, nothing that runs and nothing from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.reports.glyphs import Cleaner
from drift.reports.html.blocks import Place, write_blocks
from drift.reports.html.markup import Markup, tag
from drift.reports.html.still import write_still
from drift.reports.pdf import CleanWording
from drift.reports.rehearsal.beside import ROOMS, build_comparison
from drift.reports.rehearsal.page import ROOM, build_page
from drift.version import __version__

if TYPE_CHECKING:
    from drift.rehearse.rehearsal import Rehearsal
    from drift.reports.pages.blocks import Page
    from drift.wording import Wording


def build_html(rehearsal: Rehearsal, say: Wording) -> str:
    """Return the pages as one document in one language."""
    say = CleanWording(say.language, Cleaner())
    pages = [build_page(draft, say, ROOM[0]) for draft in rehearsal.drafts]
    pages = [build_comparison(rehearsal, say, ROOMS[0]), *pages] if len(pages) > 1 else pages
    title = say("rehearse.document_title", relation=rehearsal.relation)
    body = (
        tag("header", tag("p", say("rehearse.kicker", relation=rehearsal.relation), class_="quiet")),
        tag("main", tag("h1", title), *(_write_page(page, say) for page in pages)),
        tag("footer", tag("p", say("rehearse.footer", version=__version__), class_="quiet")),
    )
    return write_still(title, body, say.language)


def _write_page(page: Page, say: Wording) -> Markup:
    lead = [tag("p", page.lead, class_="lead")] if page.lead else []
    return tag("section", tag("h2", page.title), *lead, write_blocks(page.blocks, Place(say, {}, 3)))
