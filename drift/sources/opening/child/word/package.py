"""The parts of a Word document that hold words, as python-docx opens them.

Only these parts go to the library: no macro, picture or embedded file is ever loaded, nothing outside the file is
named, and a reference to a part that is not there, on which the library gives up, is gone.
"""

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.package import Package
from lxml import etree

from drift.sources.opening.child.content import Content
from drift.sources.opening.child.packed import BROKEN_ZIP, open_zip
from drift.sources.opening.child.refused import RefusedError
from drift.terms import DOCUMENT_BYTES

_TYPES: Final = "[Content_Types].xml"
_READ: Final = ("styles", "numbering", "comments", "footnotes", "endnotes", "header", "footer")
_MAIN: Final = CONTENT_TYPE.WML_DOCUMENT_MAIN.encode()
_AS_DOCUMENT: Final = (  # a template or a document with macros holds words in the same way
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_TRANSITIONAL: Final = (  # what Word calls Strict has the same elements under other names
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = posixpath.dirname(RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
_FAULTS: Final = (etree.LxmlError, KeyError, AttributeError, TypeError, *BROKEN_ZIP)


@dataclass(frozen=True)
class Parts:
    """The parts of a document; None or empty where it has none."""

    body: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    comments: etree._Element | None
    notes: tuple[etree._Element, ...]  # footnotes and endnotes
    margins: tuple[etree._Element, ...]  # headers and footers
    n_embedded: int  # files within the file, never opened


def open_document(content: Content) -> Parts:
    """Return the parts of a document that hold words; RefusedError: refused.broken_document, refused.long_document."""
    try:
        with open_zip(content) as archive:
            if archive is None:
                raise RefusedError("refused.broken_document", detail="zip")
            n_embedded = sum(name.startswith("word/embeddings/") for name in archive.namelist())
            return _take_apart(Package.open(_plain_package(archive)), n_embedded)
    except _FAULTS as fault:
        detail = " ".join(str(fault).split()) or type(fault).__name__
        raise RefusedError("refused.broken_document", detail=detail[:200]) from fault


def _take_apart(package: Package, n_embedded: int) -> Parts:
    main = package.main_document_part
    related: dict[str, list[etree._Element]] = {name: [] for name in _READ}
    for relation in main.rels.values():
        name = posixpath.basename(relation.reltype)
        if name in related:
            part = relation.target_part
            element = getattr(part, "element", None)  # the library takes some parts apart, others stay bytes
            related[name].append(_parse(part.blob) if element is None else element)
    one = {name: next(iter(parts), None) for name, parts in related.items()}
    body = main.element.body
    if body is None:
        raise RefusedError("refused.broken_document", detail="body")
    notes = (*related["footnotes"], *related["endnotes"])
    margins = (*related["header"], *related["footer"])
    return Parts(body, one["styles"], one["numbering"], one["comments"], notes, margins, n_embedded)


def _plain_package(archive: zipfile.ZipFile) -> io.BytesIO:
    """Return an archive of the parts that hold words, all of the kind that the library knows."""
    main = _main_part(archive)
    folder, name = posixpath.split(main)
    links = _links(archive, folder, f"{folder}/_rels/{name}.rels", _READ)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as plain:
        plain.writestr(_TYPES, _plain(_read(archive, _TYPES)))
        plain.writestr("_rels/.rels", _write_links([("officeDocument", main)]))
        plain.writestr(f"{folder}/_rels/{name}.rels".lstrip("/"), _write_links(links))
        for part in sorted({main, *(part for _, part in links)}):
            plain.writestr(part, _plain(_read(archive, part)))
    out.seek(0)
    return out


def _main_part(archive: zipfile.ZipFile) -> str:
    links = _links(archive, "", "_rels/.rels", ("officeDocument",))
    if not links:
        raise RefusedError("refused.broken_document", detail="word/document.xml")
    return links[0][1]


def _links(archive: zipfile.ZipFile, folder: str, path: str, kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return (kind, part) of what a part refers to: of these kinds, within the archive and there."""
    names = set(archive.namelist())
    if path.lstrip("/") not in names:
        return []
    links = []
    for entry in _parse(_read(archive, path.lstrip("/"))).iterfind("{*}Relationship"):
        kind = posixpath.basename(entry.get("Type", ""))
        part = posixpath.normpath(posixpath.join("/" + folder, entry.get("Target", ""))).lstrip("/")
        if kind in kinds and part in names and entry.get("TargetMode") != "External":
            links.append((kind, part))
    return links


def _write_links(links: list[tuple[str, str]]) -> bytes:
    root = etree.Element(f"{{{_PACKAGE}}}Relationships")
    for i, (kind, part) in enumerate(links):
        attributes = {"Id": f"r{i}", "Type": f"{_OFFICE}/{kind}", "Target": f"/{part}"}
        etree.SubElement(root, f"{{{_PACKAGE}}}Relationship", attributes)
    return etree.tostring(root)


def _plain(data: bytes) -> bytes:
    for strict, transitional in _TRANSITIONAL:
        data = data.replace(strict, transitional)
    for kind in _AS_DOCUMENT:
        data = data.replace(kind, _MAIN)
    return data


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    """Return a part; refused where it is longer than any document that people read, or defines entities."""
    if archive.getinfo(part).file_size > DOCUMENT_BYTES:
        raise RefusedError("refused.long_document", size=archive.getinfo(part).file_size // 2**20)
    data = archive.read(part)
    if b"<!DOCTYPE" in data:
        raise RefusedError("refused.broken_document", detail="DOCTYPE")
    return data


def _parse(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
