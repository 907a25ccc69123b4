"""Elements of HTML: a text becomes mark-up by nothing but `tag`, so what a stranger wrote stays text."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Final

from drift.reports.glyphs import Cleaner

EMPTY: Final = ("meta", "input", "img", "br")  # elements that hold nothing


class Markup(str):
    """HTML that we made; any other text is escaped before it stands in it."""

    __slots__ = ()


@lru_cache(maxsize=1 << 14)  # numbers come back
def escape_text(text: str) -> str:
    """Return a text as it stands in HTML, in an attribute too; cleaned as that of the PDF."""
    return escape(text if text.isascii() and text.isprintable() else Cleaner()(text))


def tag(name: str, /, *inside: str, **attributes: str | bool) -> Markup:
    """Return an element: `tag("p", text, class_="note", aria_hidden="true")`.

    Parameters
    ----------
    inside : mark-up stays as it is, text is escaped
    attributes : True stands without a value, False is left out; class_ is class, aria_label is aria-label
    """
    told = "".join(_attribute(one, value) for one, value in attributes.items() if value is not False)
    if name in EMPTY:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{join(*inside)}</{name}>")


def _attribute(name: str, value: str | bool) -> str:
    plain = name.rstrip("_").replace("_", "-")
    return f" {plain}" if value is True else f' {plain}="{escape_text(str(value))}"'


def join(*parts: str) -> Markup:
    """Return parts after each other; text among them is escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape_text(part) for part in parts))
