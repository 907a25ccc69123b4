"""Zip and gzip: sizes checked before anything is unpacked, members read into memory, names never used as paths."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Literal

from drift.sources.opening.child.content import Content
from drift.sources.opening.child.refused import RefusedError
from drift.terms import DEFLATE_RATIO, UNPACKED_BYTES, UNPACKED_RATIO, UNPACKED_SMALL_BYTES, ZIP_ENTRIES

CHUNK: Final = 1 << 20
BROKEN: Final = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError)
# what zipfile raises besides: NotImplementedError is its word for a compression that it does not know
BROKEN_ZIP: Final = (*BROKEN, ValueError, NotImplementedError, RuntimeError, IndexError, OverflowError)
_LOCAL_HEADER: Final = struct.Struct("<4s5H3L2H")
_CONTENT_TYPES: Final = "[content_types].xml"
_SHOWN: Final = ("ppt/", "visio/")
_PARTS: Final = frozenset({_CONTENT_TYPES, "content.xml", "workbook.xml", "workbook.bin"})
_OPEN_TEXT: Final = b"application/vnd.oasis.opendocument.text"
_ENCRYPTED: Final = 0x1  # general purpose flag


@contextmanager
def open_zip(content: Content) -> Iterator[zipfile.ZipFile | None]:
    """Open an archive; None when its directory cannot be read (a more patient reader may try)."""
    with content.open() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except BROKEN_ZIP:
            archive = None
        yield archive


def recognise_package(archive: zipfile.ZipFile) -> Literal["workbook", "document", "archive"]:
    """Tell a workbook and a Word document from an archive of files; RefusedError for what drift has no reader for."""
    names = [entry.filename.replace("\\", "/").casefold() for entry in archive.infolist()]
    if any(name.startswith("xl/") for name in names):
        return "workbook"
    if _CONTENT_TYPES in names and any(name.startswith("word/") for name in names):
        return "document"
    if _CONTENT_TYPES in names and any(name.startswith(_SHOWN) for name in names):
        raise RefusedError("refused.document")
    if _is_open_text(archive):
        raise RefusedError("refused.old_document")
    known = any(name.startswith("_rels/") or name in _PARTS for name in names)
    return "workbook" if known else "archive"


def _is_open_text(archive: zipfile.ZipFile) -> bool:
    """Whether it is an OpenDocument text: the first entry of such a file says so."""
    try:
        first = archive.infolist()[0]
        if first.filename != "mimetype" or first.file_size > len(_OPEN_TEXT) + len("-template"):
            return False
        return archive.read(first).startswith(_OPEN_TEXT)
    except BROKEN_ZIP:
        return False


def check_sizes(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that unpacks to more than one file may hold; declared sizes lie, so real ones count too."""
    entries = _list_entries(archive)
    packed = sum(entry.compress_size for entry in entries)
    if packed * DEFLATE_RATIO > UNPACKED_SMALL_BYTES:  # else no deflate stream in it can become large
        chunks = (chunk for entry in entries for chunk in _inflate(archive, entry))
        deque(_check_within(chunks, packed), maxlen=0)


def _list_entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return what an archive holds; refused where that are too many entries, or too large ones by what they declare."""
    entries = archive.infolist()
    if len(entries) > ZIP_ENTRIES:
        raise RefusedError("refused.entries", n=len(entries), most=ZIP_ENTRIES)
    check_ratio(sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries))
    return entries


def check_ratio(unpacked: int, packed: int) -> None:
    """Refuse what unpacks to more bytes than one file may hold, or to absurdly many for its size."""
    if unpacked > UNPACKED_BYTES or (unpacked > UNPACKED_SMALL_BYTES and unpacked > UNPACKED_RATIO * packed):
        raise RefusedError("refused.bomb", size=unpacked // 2**20)


def _inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack an entry to its real end; zipfile itself stops at the declared one. A broken stream just ends."""
    if entry.compress_type != zipfile.ZIP_DEFLATED or archive.fp is None:
        return
    try:
        archive.fp.seek(entry.header_offset)
        header = _LOCAL_HEADER.unpack(archive.fp.read(_LOCAL_HEADER.size))
        archive.fp.seek(header[-2] + header[-1], 1)
        unpacker, n_bytes = zlib.decompressobj(-zlib.MAX_WBITS), entry.compress_size
        while n_bytes > 0 and not unpacker.eof and (packed := archive.fp.read(min(CHUNK, n_bytes))):
            n_bytes -= len(packed)
            yield from _drain(unpacker, packed)
    except (zlib.error, struct.error, OSError, ValueError):
        return


def list_members(archive: zipfile.ZipFile) -> list[tuple[int, str, int]]:
    """Return (place, name, size in bytes) of every file of an archive; the real size counts when a member is read."""
    entries = enumerate(_list_entries(archive))
    return [(i, entry.filename, entry.file_size) for i, entry in entries if not entry.is_dir()]


def read_member(content: Content, i: int) -> Content:
    """Return a member of an archive, unpacked; RefusedError: refused.password, refused.bomb, refused.broken."""
    try:
        with content.open() as file, zipfile.ZipFile(file) as archive:
            entry = archive.infolist()[i]
            if entry.flag_bits & _ENCRYPTED:
                raise RefusedError("refused.password")
            with archive.open(entry) as stream:
                data = b"".join(_check_within(iter(lambda: stream.read(CHUNK), b""), entry.compress_size))
    except BROKEN_ZIP as fault:
        raise RefusedError("refused.broken", detail=str(fault)) from fault
    return Content(entry.filename, data=data)


def unpack_gzip(content: Content) -> Content:
    """Return what a gzip file holds, unpacked in memory; RefusedError: refused.bomb, refused.broken."""
    packed = content.read()
    data = b""
    try:
        while packed.startswith(b"\x1f\x8b"):  # several streams may stand one after the other
            unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
            data += b"".join(_check_within(_drain(unpacker, packed), len(packed)))
            if not unpacker.eof:
                raise RefusedError("refused.broken", detail="gzip: unexpected end")
            packed = unpacker.unused_data
    except zlib.error as fault:
        raise RefusedError("refused.broken", detail=str(fault)) from fault
    return Content(content.name.removesuffix(".gz"), data=data)


def _drain(unpacker: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    """Unpack all that these bytes give, a CHUNK at a time; what zlib still holds when they are used up included."""
    while not unpacker.eof:
        chunk = unpacker.decompress(packed, CHUNK)
        if not chunk and not packed:
            return
        packed = unpacker.unconsumed_tail
        yield chunk


def _check_within(chunks: Iterator[bytes], packed: int) -> Iterator[bytes]:
    """Yield the chunks as long as they are not too much for the bytes they came from."""
    total = 0
    for chunk in chunks:
        total += len(chunk)
        check_ratio(total, packed)
        yield chunk
