"""A chart as part of a page: SVG without styles that a Content-Security-Policy forbids, its names its own."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree

from drift.reports.html.markup import Markup, escape_text

SVG: Final = "{http://www.w3.org/2000/svg}"
LINK: Final = "{http://www.w3.org/1999/xlink}href"
LEFT_OUT: Final = ("metadata", "style")
POINTS: Final = 100  # of width, from class to class
_NUMBER: Final = re.compile(r"-?(?<!\d)\d+\.\d{3,}")
_TARGET: Final = re.compile(r"url\(#([^()]+)\)")


def embed(svg: bytes, name: str, alt: str) -> Markup:
    """Return a chart as an element of a page.

    Parameters
    ----------
    name : stands before every id, so that no two charts of a page share one
    alt : what it says in words
    """
    root = ElementTree.fromstring(svg)  # noqa: S314 - ours: matplotlib wrote it a moment ago
    names = _number(root, name)
    box = root.attrib["viewBox"]
    size = f"w{round(float(box.split()[2]) / POINTS)}"  # by its own width the sheet says how narrow it may become
    attributes = {"viewBox": box, "class": size, "role": "img", "aria-label": alt}
    # of the style sheet that matplotlib writes into it, for all below that say nothing else
    attributes |= {"stroke-linejoin": "round", "stroke-linecap": "butt"}
    inside = "".join(_write(one, names) for one in root if _kind(one) not in LEFT_OUT)
    return Markup(f"<svg{_list(attributes)}>{inside}</svg>")


def _kind(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(SVG)


def _number(root: ElementTree.Element, name: str) -> dict[str, str]:
    """Return for each id that is referred to one that is the same every time: matplotlib's may be of the memory."""
    names: dict[str, str] = {}
    for element in root.iter():
        for key, value in element.attrib.items():
            for found in [value.removeprefix("#")] if key == LINK else _TARGET.findall(value):
                names.setdefault(found, f"{name}-{len(names)}")
    return names


def _write(element: ElementTree.Element, names: dict[str, str]) -> str:
    """Return an element and what is in it; a group that says nothing is left out around what it holds."""
    kind = _kind(element)
    attributes = _attributes(element, names)
    inside = "".join(_write(one, names) for one in element if _kind(one) not in LEFT_OUT)
    text = escape_text(element.text.strip("\n")) if element.text and element.text.strip() else ""
    if kind in ("g", "defs") and (not inside or (kind == "g" and not attributes)):
        return inside
    return f"<{kind}{_list(attributes)}>{text}{inside}</{kind}>"


def _attributes(element: ElementTree.Element, names: dict[str, str]) -> dict[str, str]:
    """Return the attributes of an element, a style as attributes of its own; numbers to a hundredth of a point."""
    told: dict[str, str] = {}
    for key, value in element.attrib.items():
        if key == "style":
            told |= _split(value, names)
        elif key == "id":
            told |= {"id": names[value]} if value in names else {}
        elif key == LINK:
            told["href"] = f"#{names[value.removeprefix('#')]}"
        elif key == "transform" and value.startswith("rotate(-0 "):
            continue
        else:
            told[key] = _rename(_round(value), names)
    return told


def _split(style: str, names: dict[str, str]) -> dict[str, str]:
    """Return a style as presentation attributes; the typeface is that of the page."""
    pairs = (part.partition(":")[::2] for part in style.split(";"))
    return {
        key.strip(): _rename(value.strip(), names) for key, value in pairs if key.strip() not in ("", "font-family")
    }


def _rename(value: str, names: dict[str, str]) -> str:
    return _TARGET.sub(lambda found: f"url(#{names[found[1]]})", value)


def _round(value: str) -> str:
    return _NUMBER.sub(lambda number: f"{float(number.group()):.2f}".rstrip("0").rstrip("."), value)


def _list(attributes: dict[str, str]) -> str:
    return "".join(f' {key}="{escape_text(value)}"' for key, value in attributes.items())
