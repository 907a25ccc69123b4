"""Who made a workbook and who saved it last, from docProps/core.xml; best effort."""

from typing import Final

from lxml import etree

from drift.sources.opening.child.content import Content
from drift.sources.opening.child.marks import parse_part
from drift.sources.opening.child.packed import BROKEN_ZIP, open_zip

CORE: Final = "docProps/core.xml"
NAMES: Final = ("creator", "created", "lastModifiedBy", "modified")
_PART_BYTES: Final = 1 << 20  # a thousand times what it usually holds
_TEXT_LENGTH: Final = 200


def read_properties(content: Content) -> dict[str, str]:
    """Return the properties that say who and when; empty where there are none or they cannot be read."""
    with open_zip(content) as archive:
        if archive is None or CORE not in archive.namelist() or archive.getinfo(CORE).file_size > _PART_BYTES:
            return {}
        try:
            root = parse_part(archive, CORE)
        except (etree.LxmlError, KeyError, *BROKEN_ZIP):
            return {}
    texts = {name: " ".join((root.findtext(f"{{*}}{name}") or "").split()) for name in NAMES}
    return {name: text[:_TEXT_LENGTH] for name, text in texts.items() if text}
