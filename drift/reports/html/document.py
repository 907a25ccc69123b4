"""The file itself: both languages in one page, what runs in it told by its hash, nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drift.reports.glyphs import Cleaner
from drift.reports.html.blocks import Place, draw_alone, write_blocks
from drift.reports.html.explore import write_explorer
from drift.reports.html.face import write_faces
from drift.reports.html.markup import Markup, join, tag
from drift.reports.html.steps import VersionStep, list_steps
from drift.reports.material import translate
from drift.reports.pages.blocks import Front
from drift.reports.pdf import CleanWording, Drawn, draw_report
from drift.terms import LANGUAGES, OWN_MARK

if TYPE_CHECKING:
    from drift.reports.logo import Logo
    from drift.reports.material import Material
    from drift.reports.pages.blocks import Page
    from drift.reports.since import ReportChanges

TABLE: Final = "table"  # the page of the round table
KINDS: Final = {"png": "png", "jpg": "jpeg", "svg": "svg+xml"}  # of a logo
Telling = tuple["Material", Drawn]  # the report in one language


def write_html(material: Material, path: Path, drawn: Drawn, changes: ReportChanges | None = None) -> None:
    """Write the report as one page, in the language of the material; the other one is a button away.

    Parameters
    ----------
    drawn : the pages in the language of the material, as the PDF has them
    changes : since the last report
    """
    others = [translate(material, one) for one in LANGUAGES if one != material.say.language]
    tellings = [(material, drawn), *((one, draw_report(one, changes)) for one in others)]
    path.write_text(build_document(tellings), encoding="utf-8", newline="\n")


def build_document(tellings: list[Telling]) -> str:
    """Return the page; the first language is the one that shows where no script runs."""
    style, script = write_faces() + _read("style.css"), _read("script.js")
    material, drawn = tellings[0]
    head = (
        tag("meta", charset="utf-8"),
        tag("meta", name="generator", content=OWN_MARK),  # sources.opening.sniff.OWN_HTML
        tag("meta", http_equiv="Content-Security-Policy", content=_write_policy(style, script)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", drawn.data["title"]),
        tag("style", Markup(style)),
    )
    steps = list_steps(material.analysis)  # alike in every language
    written = (_write_telling(one, i == 0, steps) for i, one in enumerate(tellings))
    body = tag("body", *written, tag("script", Markup(script)))
    page = tag("html", tag("head", *head), body, lang=material.say.language)
    return f"<!doctype html>\n{page}\n"


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _write_policy(style: str, script: str) -> str:
    """Return what a browser may do with the page: run and obey what has these hashes, and fetch nothing."""
    hashes = {name: _hash(text) for name, text in (("style", style), ("script", script))}
    rules = [f"{name}-src '{told}'" for name, told in hashes.items()]
    shut = ["base-uri 'none'", "form-action 'none'"]
    return "; ".join(["default-src 'none'", *rules, "font-src data:", "img-src data:", *shut])


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def name_pages(pages: Sequence[Page], language: str) -> list[str]:
    """Return an id for each page; of several that bear one name the later ones have a number."""
    taken: Counter[str] = Counter()
    names = []
    for page in pages:
        taken[page.name] += 1
        names.append(f"{language}-{page.name}" + (f"-{taken[page.name]}" if taken[page.name] > 1 else ""))
    return names


def _write_telling(telling: Telling, shown: bool, steps: list[VersionStep]) -> Markup:
    """Return the report in one language, with its landmarks."""
    material, drawn = telling
    say, data, pages = material.say, drawn.data, drawn.report.pages
    names = name_pages(pages, say.language)
    table = next((name for name, page in zip(names, pages, strict=True) if page.name == TABLE), "")
    places = [_find_place(page, telling, steps, table) for page in pages]
    parts = [
        tag("a", say("html.skip"), href=f"#{names[0]}", class_="skip"),
        _write_header(telling, names),
        tag("main", *(_write_page(page, name, place) for page, name, place in zip(pages, names, places, strict=True))),
        tag("footer", tag("p", data["footer"], class_="quiet")),
    ]
    named = {"id": say.language, "lang": say.language, "data_title": data["title"]}
    return tag("div", *parts, class_="telling", hidden=not shown, **named)


def _write_header(telling: Telling, names: list[str]) -> Markup:
    """Return what the report is about, a button for the other language, and the way to each page."""
    material, drawn = telling
    say = material.say
    alt = say("report.logo", relation=material.analysis.relation)
    logo = [_write_logo(drawn.logo, alt)] if drawn.logo else []
    others = (one for one in LANGUAGES if one != say.language)
    buttons = (
        tag("button", say(f"html.to.{one}"), type="button", hidden=True, lang=one, data_to=one) for one in others
    )
    links = (
        tag("li", tag("a", page.title, href=f"#{name}")) for name, page in zip(names, drawn.report.pages, strict=True)
    )
    contents = tag("details", tag("summary", say("html.contents")), tag("ol", *links))
    return tag(
        "header",
        tag("div", tag("p", drawn.data["kicker"], class_="quiet"), *logo, *buttons, class_="top"),
        tag("nav", contents, aria_label=say("html.contents")),
    )


def _write_logo(logo: Logo, alt: str) -> Markup:
    kind = KINDS[logo.name.rpartition(".")[2]]
    source = f"data:image/{kind};base64,{base64.b64encode(logo.content).decode()}"
    return tag("img", src=source, alt=alt, class_="logo")


def _find_place(page: Page, telling: Telling, steps: list[VersionStep], table: str) -> Place:
    """Return where the blocks of a page stand: below its heading, which is the first one of the first page alone."""
    material, drawn = telling
    level = 2 if page is drawn.report.pages[0] else 3
    place = Place(material.say, drawn.pictures, level, table=table)
    chart = next((one.chart for one in page.blocks if isinstance(one, Front)), None)
    if chart is None:
        return place
    cleaned = replace(material, say=CleanWording(material.say.language, Cleaner()))  # what the script shows, too
    return replace(place, explore=write_explorer(cleaned, chart, draw_alone(chart, place), steps))


def _write_page(page: Page, name: str, place: Place) -> Markup:
    """Return a page as a section under its title; what changed since, and the analyst's words, as the PDF has them."""
    parts = [
        tag(f"h{place.level - 1}", page.title, id=f"{name}-title"),
        *([tag("p", page.lead, class_="lead")] if page.lead else []),
        *([tag("p", page.since, class_="since")] if page.since else []),
        write_blocks(page.blocks, place),
        *([tag("blockquote", *(tag("p", told) for told in page.remarks))] if page.remarks else []),
    ]
    return tag("section", join(*parts), id=name, tabindex="-1", aria_labelledby=f"{name}-title")
