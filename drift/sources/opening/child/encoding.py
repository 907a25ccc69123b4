"""Bytes -> text: byte order mark, else strict UTF-8, else what Windows calls ANSI; no guess beyond that."""

import codecs
from typing import Final

from drift.sources.opening.sniff import HEAD_BYTES, guess_wide

Notes = list[tuple[str, dict[str, str | int]]]

_NAMES: Final = {
    **{f"utf-{bits}-{order}": f"UTF-{bits}" for bits in (16, 32) for order in ("le", "be")},
    "cp1252": "Windows-1252",
}


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
    wide = guess_wide(data[:HEAD_BYTES])
    if wide:
        return data.decode(wide, errors="replace"), wide
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
