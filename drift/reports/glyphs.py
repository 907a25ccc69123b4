"""One cleaner for all text that goes into a layout: a stranger's emoji must not stop a report."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from drift.charts.typeface import list_folders

REPLACEMENT: Final = "\ufffd"
FONT_FILES: Final = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf")


@cache
def _glyphs() -> frozenset[int]:
    """Return the characters that every face of the last family has: what the first lacks is drawn with it."""
    from fontTools.ttLib import TTFont

    faces = []
    for name in FONT_FILES:
        with TTFont(list_folders()[-1] / name, lazy=True) as font:
            faces.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*faces)


def lacks_glyphs(text: str) -> bool:
    """Whether some sign of a text cannot be drawn: Chinese, Arabic, emoji."""
    clean = Cleaner()
    clean(text)
    return clean.replaced > 0


class Cleaner:
    """Cleans text for layout and counts what it had to replace."""

    def __init__(self) -> None:
        self.replaced = 0

    def __call__(self, text: str) -> str:
        """Return text without control characters, with � for every glyph the fonts lack."""
        glyphs = _glyphs()
        kept = []
        for sign in unicodedata.normalize("NFC", text):
            if ord(sign) in glyphs and unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn"):
                kept.append(sign)
            elif sign in "\n\t\r":
                kept.append(" ")
            elif unicodedata.category(sign) not in ("Cc", "Cf", "Mn"):
                kept.append(REPLACEMENT)
                self.replaced += 1
        return "".join(kept)
