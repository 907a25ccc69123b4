"""Names of WordprocessingML, and the walk through what only wraps."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF: Final = ("0", "false", "off", "none")
# content controls, smart tags, links, inserted and moved-in text: what they hold stands in the text
WRAPPERS: Final = frozenset(
    f"{W}{name}"
    for name in ("sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "ins", "moveTo", "fldSimple", "dir", "bdo")
)


def children(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield what stands in an element, through what only wraps; comments and instructions of XML are nothing."""
    waiting = [iter(parent)]  # a stack, as wrappers may be nested a thousand deep
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag in WRAPPERS:
            waiting.append(iter(child))
        elif isinstance(child.tag, str):
            yield child


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """Return an attribute of an element, w:val unless named; None where either is not there."""
    return None if element is None else element.get(W + name)


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as w:strike is there and not turned off."""
    return element is not None and (value(element) or "1").casefold() not in OFF


def whole(text: str | None, default: int | None = None) -> int | None:
    """Return a whole number as Word writes it; the default where it is none."""
    try:
        return default if text is None else int(text)
    except ValueError:
        return default
