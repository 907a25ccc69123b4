"""The analyst's logo: a picture of the project's folder, told by its content and small enough to be one."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from drift.errors import UsageError
from drift.project import Project, find_place

MOST_BYTES: Final = 1_000_000  # a logo of print quality has some tens of thousands
MOST_PIXELS: Final = 16_000_000  # unpacked a picture takes four bytes a pixel
_SVG = re.compile(rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?>.*?-->)\s*+)*+<svg[\s>]", re.S)
MOST_DEPTH: Final = 100  # shapes within each other; who draws them goes as deep on the stack
# what makes an SVG more than lines: scripts, entities, foreign content, text in fonts that are not here, links outward,
# and what draws a shape over and over: ten uses of ten uses of ten
_LIVE = re.compile(rb"<!doctype|<!entity|@import|url\(\s*['\"]?(?!#)|<\?xml-style", re.I)
_NO_SHAPES: Final = {"script", "foreignobject", "text", "use", "image", "filter", "pattern"}
_LINK = re.compile(rb"href\s*=\s*['\"]\s*(?!#)", re.I)
_FRAMES: Final = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # markers of a JPEG that tell its size


@dataclass(frozen=True)
class Logo:
    """A picture and its file name in the layout."""

    name: str
    content: bytes


def read_logo(project: Project) -> Logo | None:
    """Return the logo that drift.toml names; None where it names none.

    Raises
    ------
    UsageError : it lies outside the folder, is too large, or is no png, jpg or plain svg
    """
    if project.logo is None:
        return None
    logo = project.settings.logo
    at = find_place(project, "logo")
    folder = project.folder.resolve()
    path = (folder / project.logo).resolve()
    if not path.is_relative_to(folder) or not path.is_file():
        raise UsageError("error.logo_place", at=at, logo=logo)
    if path.stat().st_size > MOST_BYTES:
        raise UsageError("error.logo_size", at=at, logo=logo)
    content = path.read_bytes()
    kind = _recognise(content)
    if kind is None:
        raise UsageError("error.logo_kind", at=at, logo=logo)
    return Logo(f"logo.{kind}", content)


def _recognise(content: bytes) -> str | None:
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) > 24:
        return "png" if _fits(*struct.unpack(">II", content[16:24])) else None
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg" if _fits(*_size_of_jpeg(content)) else None
    if _SVG.match(content.removeprefix(b"\xef\xbb\xbf")) and not _LIVE.search(content) and not _LINK.search(content):
        return "svg" if _has_shapes_alone(content) else None
    return None


def _has_shapes_alone(content: bytes) -> bool:
    """Whether an SVG is well formed, holds nothing but shapes, and not too deep within each other."""
    parser, depth = expat.ParserCreate(), 0

    def start(name: str, _: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH or name.rpartition(":")[2].casefold() in _NO_SHAPES:
            raise ValueError(name)

    def end(_: object) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError):
        return False
    return True


def _fits(width: int, height: int) -> bool:
    return 0 < width * height <= MOST_PIXELS


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return 0, 0
