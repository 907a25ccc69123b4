"""Whether drift wrote a file itself: told by a mark in that file, never by what another file says of it.

A mark can be copied: then that file alone is passed over, and named.
"""

import json
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from drift.sources.opening.child.content import Content
from drift.sources.opening.child.encoding import decode
from drift.sources.opening.child.marks import parse_part
from drift.sources.opening.child.packed import BROKEN_ZIP
from drift.sources.opening.child.properties import CORE
from drift.sources.opening.child.refused import RefusedError
from drift.sources.opening.sniff import HEAD_BYTES, OWN_HTML
from drift.terms import OWN_MARK

if TYPE_CHECKING:
    import pyarrow.parquet as pq

_CUSTOM: Final = "docProps/custom.xml"
_AUTHOR: Final = re.compile(r"drift \d+\.\d+\.\d+")  # of workbooks written before they had a mark
_MOST_BYTES: Final = 64 << 20  # more than any of ours
_PART_BYTES: Final = 1 << 20
_PDF_MARK: Final = f"<pdf:Keywords>{OWN_MARK}</pdf:Keywords>".encode()
_KEYS: Final = (  # of a run's record, a report, a comparison, the truth of a simulation
    {"schema", "relation", "versions", "options", "inputs", "outputs"},
    {"schema", "relation", "rung", "periods", "verdict", "intake"},
    {"schema", "old", "new", "clauses", "targets", "changes"},
    {"made_up", "relation", "scenario", "seed", "by_month", "lineage"},
)
_HISTORY: Final = {"tool", "incident_id", "month", "closed", "fingerprint"}  # columns of what .drift keeps
_ALL_KEYS: Final = {"schema", "files"}  # of what check tells


def pass_over_own(content: Content) -> None:
    """Raise RefusedError (skipped.own) for a PDF, a page or a JSON that drift wrote."""
    if content.kind == "html":
        with content.open() as stream:
            if OWN_HTML in stream.read(HEAD_BYTES):
                raise RefusedError("skipped.own")
    if content.kind in ("pdf", "text"):
        with content.open() as stream:
            start = stream.read(_MOST_BYTES)
        if _PDF_MARK in start if content.kind == "pdf" else _is_own_json(start):
            raise RefusedError("skipped.own")


def _is_own_json(text: bytes) -> bool:
    if not text.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"{"):
        return False
    try:
        content: Any = json.loads(decode(text)[0])
    except (ValueError, RecursionError):
        return False
    keys = content.keys() if isinstance(content, dict) else set()
    return keys == _ALL_KEYS or any(keys >= own for own in _KEYS)


def is_own_parquet(file: "pq.ParquetFile") -> bool:
    """Whether drift wrote a Parquet file: by its mark, or by its columns where it was written before there was one."""
    return OWN_MARK.encode() in (file.metadata.metadata or {}) or {*file.schema_arrow.names} == _HISTORY


def pass_over_own_workbook(archive: zipfile.ZipFile) -> None:
    """Raise RefusedError (skipped.own) for a workbook that drift wrote; a form that people fill in has no mark."""
    marked = any(entry.get("name") == OWN_MARK for entry in _entries(archive, _CUSTOM))
    if marked or any(
        etree.QName(entry).localname == "creator" and _AUTHOR.fullmatch(entry.text or "")
        for entry in _entries(archive, CORE)
    ):
        raise RefusedError("skipped.own")


def _entries(archive: zipfile.ZipFile, part: str) -> Iterator[etree._Element]:
    """Yield the elements below the root of a small part; nothing where it cannot be read."""
    try:
        if archive.getinfo(part).file_size <= _PART_BYTES:
            yield from (entry for entry in parse_part(archive, part) if isinstance(entry.tag, str))
    except (etree.LxmlError, KeyError, *BROKEN_ZIP):
        return
