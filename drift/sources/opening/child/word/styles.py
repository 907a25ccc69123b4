"""What the styles of a document say of its paragraphs: headings, tables of contents, numbering, struck text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from drift.sources.opening.child.word.names import W, is_on, value, whole

_HEADING = re.compile(r"(?:heading|kop|title|titel)\s*\d*", re.I)
_CONTENTS = re.compile(r"(?:toc|inhopg|contents)\s*\d+|table of figures", re.I)
_DEEPEST: Final = 20  # styles that stand on styles; more is a circle
BODY_LEVEL: Final = 9  # outline level of body text


@dataclass(frozen=True)
class Style:
    """A style of paragraphs or of characters, with what it takes from the one that it is based on."""

    heading: bool = False
    contents: bool = False  # a line of a table of contents
    struck: bool = False
    num_id: str | None = None
    level: int | None = None


PLAIN: Final = Style()


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """Return the styles of a document by their id."""
    if root is None:
        return {}
    entries = {value(entry, "styleId") or "": entry for entry in root.iterfind(f"{W}style")}
    return {name: _resolve(name, entries) for name in entries}


def _resolve(name: str, entries: dict[str, etree._Element]) -> Style:
    chain: list[etree._Element] = []
    step: str | None = name
    while step in entries and len(chain) < _DEEPEST:
        chain.append(entries[step])
        step = value(entries[step].find(f"{W}basedOn"))
    style = PLAIN
    for entry in reversed(chain):
        style = _add(style, entry)
    return style


def _add(style: Style, entry: etree._Element) -> Style:
    name = value(entry.find(f"{W}name")) or ""
    outline = whole(value(entry.find(f"{W}pPr/{W}outlineLvl")))
    strikes = [mark for tag in ("strike", "dstrike") if (mark := entry.find(f"{W}rPr/{W}{tag}")) is not None]
    numbering = entry.find(f"{W}pPr/{W}numPr")
    if numbering is not None:
        num_id, level = value(numbering.find(f"{W}numId")), whole(value(numbering.find(f"{W}ilvl")))
        style = replace(style, num_id=num_id or style.num_id, level=style.level if level is None else level)
    return replace(
        style,
        heading=bool(_HEADING.fullmatch(name)) or (style.heading if outline is None else outline < BODY_LEVEL),
        contents=style.contents or bool(_CONTENTS.fullmatch(name)),
        struck=any(map(is_on, strikes)) if strikes else style.struck,
    )
