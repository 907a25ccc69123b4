"""The analyst's logo: a picture of the project's folder, told by its content and small enough to be one."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import Final

from drift.errors import Address, UsageError
from drift.project import Project

MOST_BYTES: Final = 1_000_000  # a logo of print quality has some tens of thousands
MOST_PIXELS: Final = 16_000_000  # unpacked a picture takes four bytes a pixel
_SVG = re.compile(rb"\s*+(?:<\?xml[^>]*\?>\s*+)?(?><!--.*?-->\s*)*+<svg[\s>]", re.S)
# what makes an SVG more than lines: scripts, entities, foreign content, text in fonts that are not here, links outward
_LIVE = re.compile(
    rb"<!doctype|<!entity|<script|<foreignobject|<text[\s>]|@import|url\(\s*['\"]?(?!#)|<\?xml-style", re.I
)
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
    logo = project.settings.logo
    if logo is None:
        return None
    at = Address(project.config.name) if project.config else None
    folder = project.folder.resolve()
    path = (folder / logo).resolve()
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
        return "svg"
    return None


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
