"""A page in which nothing runs: its style told by its hash, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from importlib.resources import files
from typing import TYPE_CHECKING

from drift.reports.html.face import write_faces
from drift.reports.html.markup import Markup, tag
from drift.terms import OWN_MARK

if TYPE_CHECKING:
    from drift.terms import Language


def write_still(title: str, body: Iterable[Markup], language: Language) -> str:
    """Return a document in one language."""
    style = write_faces() + files(__package__).joinpath("style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; base-uri 'none'; form-action 'none'"
    head = (
        tag("meta", charset="utf-8"),
        tag("meta", name="generator", content=OWN_MARK),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Markup(style)),
    )
    page = tag("html", tag("head", *head), tag("body", *body), lang=language)
    return f"<!doctype html>\n{page}\n"
