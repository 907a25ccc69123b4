"""The pages of a rehearsal for a browser: the same words, nothing that runs and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from drift.reports.glyphs import Cleaner
from drift.reports.html.blocks import Place, write_blocks
from drift.reports.html.face import write_faces
from drift.reports.html.markup import Markup, tag
from drift.reports.pdf import CleanWording
from drift.reports.rehearsal.beside import ROOMS, build_comparison
from drift.reports.rehearsal.page import ROOM, build_page
from drift.terms import OWN_MARK
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
    style = write_faces() + files("drift.reports.html").joinpath("style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; base-uri 'none'; form-action 'none'"
    title = say("rehearse.document_title", relation=rehearsal.relation)
    head = (
        tag("meta", charset="utf-8"),
        tag("meta", name="generator", content=OWN_MARK),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Markup(style)),
    )
    body = (
        tag("header", tag("p", say("rehearse.kicker", relation=rehearsal.relation), class_="quiet")),
        tag("main", tag("h1", title), *(_write_page(page, say) for page in pages)),
        tag("footer", tag("p", say("rehearse.footer", version=__version__), class_="quiet")),
    )
    page = tag("html", tag("head", *head), tag("body", *body), lang=say.language)
    return f"<!doctype html>\n{page}\n"


def _write_page(page: Page, say: Wording) -> Markup:
    lead = [tag("p", page.lead, class_="lead")] if page.lead else []
    return tag("section", tag("h2", page.title), *lead, write_blocks(page.blocks, Place(say, {}, 3)))
