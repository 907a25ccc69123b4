"""Bytes -> text: byte order mark, else strict UTF-8, else what Windows calls ANSI; no guess beyond that."""

import codecs
from typing import Final

from drift.sources.opening.sniff import HEAD_BYTES, guess_utf16

Notes = list[tuple[str, dict[str, str | int]]]

_NAMES: Final = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1252": "Windows-1252"}


def decode(data: bytes) -> tuple[str, Notes]:
    """Return the text of a file without byte order mark and NUL, and notes on what it took."""
    text, encoding = _decode(data)
    notes: Notes = [("note.encoding", {"encoding": _NAMES[encoding]})] if encoding in _NAMES else []
    n_nul = text.count("\x00")
    if n_nul:
        notes.append(("note.nul", {"n": n_nul}))
        text = text.replace("\x00", "")
    return text.removeprefix("\ufeff"), notes


def _decode(data: bytes) -> tuple[str, str]:
    utf16 = guess_utf16(data[:HEAD_BYTES])
    if utf16:
        return data.decode(utf16, errors="replace"), utf16
    data = data.removeprefix(codecs.BOM_UTF8)  # or a stray byte further on would make it part of the first heading
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        # of these tables charset guessers make mac_latin2; the five bytes that 1252 leaves open keep their number
        return data.decode("cp1252", errors="drift.keep"), "cp1252"


def _keep(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return fault.object[fault.start : fault.end].decode("latin-1"), fault.end


codecs.register_error("drift.keep", _keep)
