"""What colour a cell is filled with, as far as it says something of a norm: green, amber or red."""

from __future__ import annotations

import colorsys
import re
from typing import Final

from lxml import etree

_RGB: Final = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
_HUES: Final = (("red", 0, 15), ("amber", 15, 70), ("green", 70, 170), ("red", 335, 361))  # degrees
PALE: Final = 0.12  # saturation; Excel's own "Good" (C6EFCE) has .17, greys have none
DARK: Final = 0.25  # value
_INDEXED: Final = {  # of the old palette (ECMA-376 part 1, 18.8.27), those of these hues
    10: "FF0000", 11: "00FF00", 13: "FFFF00", 16: "800000", 17: "008000", 42: "CCFFCC", 43: "FFFF99", 47: "FFCC99",
    50: "339966", 51: "FFCC00", 52: "FF9900", 53: "FF6600",
}  # fmt: skip


def read_fills(styles: etree._Element) -> list[str]:
    """Return the colour of each fill of a workbook by its number; blank: none, or none that says something.

    Colours of a theme, and those that a rule of Excel gives while it shows the sheet, do not stand in a cell's style.
    """
    return [_name_fill(fill.find("{*}patternFill")) for fill in styles.iterfind("{*}fills/{*}fill")]


def _name_fill(pattern: etree._Element | None) -> str:
    colour = None if pattern is None or pattern.get("patternType") != "solid" else pattern.find("{*}fgColor")
    if colour is None:
        return ""
    indexed = colour.get("indexed", "")
    number = int(indexed) if indexed.isdigit() and len(indexed) <= len("64") else None
    return tell_colour(number, colour.get("rgb", ""))


def tell_colour(indexed: int | None, rgb: str) -> str:
    """Return what a colour of a fill says, by its number in the old palette (None: it has none), else by its digits."""
    match = _RGB.fullmatch(rgb if indexed is None else _INDEXED.get(indexed, ""))
    return name_colour(match[1]) if match else ""


def name_colour(rgb: str) -> str:
    """Return green, amber or red for six hexadecimal digits; blank for greys, blues, and what is white or black."""
    red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < PALE or value < DARK:
        return ""
    return next((name for name, low, high in _HUES if low <= 360 * hue < high), "")
