"""Every byte that leaves, as texts: archives unpacked, streams of a PDF decompressed, its attachments opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pypdf import PdfReader


@dataclass(frozen=True)
class Output:
    """One text that left, and the name of where it stands: `report ours nl › x.pdf › page 3`."""

    name: str
    text: str


def open_folder(origin: str, folder: Path) -> Iterator[Output]:
    """Return the names of all files below a folder, and what they hold."""
    for path in sorted(folder.rglob("*")):
        yield Output(f"{origin} › name of an output", path.relative_to(folder).as_posix())
        if path.is_file():
            yield from open_bytes(f"{origin} › {kind_of(path.name)}", path.read_bytes())


def kind_of(name: str) -> str:
    """Return the kind of an output: its name without that of the relation."""
    name = "roundtable.xlsx" if "-roundtable" in name else name
    return name if name in ("run.json", "drift.toml", "roundtable.xlsx") else f"*{Path(name).suffix}"


def open_bytes(name: str, content: bytes) -> Iterator[Output]:
    """Return the texts of a file, told by its content."""
    if content[:5] == b"%PDF-":
        yield from _open_pdf(name, content)
    elif content[:2] == b"PK":
        yield from _open_zip(name, content)
    else:
        yield Output(name, content.decode("utf-8", "ignore"))


def _open_zip(name: str, content: bytes) -> Iterator[Output]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield Output(f"{name} › comment", archive.comment.decode("utf-8", "ignore"))
        for member in archive.infolist():
            yield Output(f"{name} › names", member.filename + member.comment.decode("utf-8", "ignore"))
            yield from open_bytes(f"{name} › {member.filename}", archive.read(member))


def _open_pdf(name: str, content: bytes) -> Iterator[Output]:
    for page in PdfReader(io.BytesIO(content)).pages:
        yield Output(f"{name} › page", page.extract_text())
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for held in pdf.objects:
            yield Output(f"{name} › strings", "\n".join(_strings_of(held)))
            if isinstance(held, pikepdf.Stream):
                yield Output(f"{name} › stream", _decompressed(held).decode("utf-8", "ignore"))
        for attached, spec in pdf.attachments.items():
            yield Output(f"{name} › attachment", f"{attached} {spec.filename} {spec.description}")
            yield from open_bytes(f"{name} › attachment", spec.get_file().read_bytes())


def _decompressed(stream: pikepdf.Stream) -> bytes:
    """Return a stream as it is meant; a picture that has no such form as it stands."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def _strings_of(held: pikepdf.Object) -> list[str]:
    """Return the strings of an object itself; what it refers to is an object of its own."""
    if isinstance(held, pikepdf.String | pikepdf.Name):
        return [str(held)]
    if isinstance(held, pikepdf.Array):
        parts = list(held)
    elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        parts = [part for pair in held.items() for part in pair]
    else:
        return []
    return [text for part in parts for text in _direct(part)]


def _direct(part: object) -> list[str]:
    if isinstance(part, str):
        return [part]
    return _strings_of(part) if isinstance(part, pikepdf.Object) and not part.is_indirect else []
