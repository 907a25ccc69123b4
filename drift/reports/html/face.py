"""The typeface of the page, of the same package as that of the PDF: the signs of Dutch and English, inside the file."""

from __future__ import annotations

import base64
import io
from functools import cache
from typing import Final

from drift.charts.typeface import FAMILY, list_folders

FACES: Final = (("Regular", 400), ("Bold", 700))  # and how heavy each is
# letters of the languages of Europe that Latin writes, and the signs that our sentences and numbers need
SIGNS: Final = (*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’“”…·•→−×≤≥€<>"))
KEPT_NAMES: Final = (0, 13)  # of what a face tells of itself: who made it, and that it is free (OFL)
# of how signs stand beside each other: figures have one width without them, and to cut them takes most of the time
RULES: Final = ("GSUB", "GPOS", "GDEF")


@cache
def write_faces() -> str:
    """Return the faces as CSS, some 25 kB each; equal bytes every time.

    Under a name of our own, and without its own inside: of a face under the OFL a part may not bear its name.
    """
    return "".join(_write_face(face, weight) for face, weight in FACES)


def _write_face(face: str, weight: int) -> str:
    from fontTools import subset

    options = subset.Options(hinting=False, flavor="woff", name_IDs=[*KEPT_NAMES])
    options.drop_tables = [*options.drop_tables, *RULES]
    path = list_folders()[0] / f"{FAMILY.replace(' ', '')}-{face}.ttf"
    part, buffer = subset.Subsetter(options), io.BytesIO()
    part.populate(unicodes=SIGNS)
    with subset.load_font(str(path), options) as font:
        part.subset(font)
        subset.save_font(font, buffer, options)
    written = base64.b64encode(buffer.getvalue()).decode("ascii")
    return (
        f"@font-face{{font-family:report;font-weight:{weight};font-display:block;"
        f"src:url(data:font/woff;base64,{written})format('woff')}}\n"
    )
