"""What a cell of a column of persons may say where its letters were broken or lost before it came here."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain, pairwise, product
from typing import Final

from drift.sources.people.broken import OF_UTF8, PAIRS
from drift.sources.people.forms import MOST_SIGNS
from drift.sources.people.garbled import READ_AS
from drift.sources.people.lost import ANY_HOLE, HOLE, find_holes, is_asked, is_odd
from drift.sources.people.wrapped import Signs

# alphabets that PAIRS lack: nothing but a column of garbled names shows these
OTHERS: Final = (
    *product(
        ("iso8859-5", "mac_cyrillic", "iso8859-7", "cp737", "iso8859-6", "gb18030", "big5", "cp932", "euc_jp", "cp949"),
        ("cp1252", "latin-1", "cp437", "cp850", "mac_roman", "cp1250", "cp1251"),
    ),
    *product(("cp1251", "koi8-r", "cp866", "iso8859-5"), ("cp1251", "koi8-r", "cp866", "iso8859-5")),
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_RUN: Final = re.compile(r"[^\W\d_\x00-\x7f]+")  # letters that are no ASCII
_MULTIPLE: Final = re.compile(r"[^\x00-\x7f]{2}|[\u2e80-\uffff]")  # what two bytes or more become; one sign in gbk
_TURKISH: Final = frozenset("þðýÞÐÝ")  # ş ğ ı in Turkish, read as Windows; letters of Icelandic else
# a letter was lost: a mark, or a capital behind a small letter or of a sign with which no name begins
_MARK: Final = re.compile(r"[?\ufffd□▯■¿]|Ã(?=[a-z])|[a-z][À-Þ]")
TWICE: Final = 2  # times that UTF-8 was read as something else
LEAST: Final = 3  # letters of which none is of ASCII, and all are Latin: a word in another script


def mend_cell(cell: str) -> list[str]:
    """Return the names that a cell may have been meant to say, where some encoding was mistaken: Müller for MÃ¼ller."""
    if cell.isascii() or len(cell) > MOST_SIGNS:
        return []
    found = dict.fromkeys(_mend_utf8(cell, TWICE))
    if not found and _is_broken(cell):
        found = {mended: None for mended in _mend_bytes(cell) if _is_name(mended, cell)}
    return [*found]


def _mend_utf8(cell: str, times: int) -> Iterator[str]:
    for read in dict.fromkeys(chain(*OF_UTF8, READ_AS)) if times and _MULTIPLE.search(cell) else ():
        raw = _encode(cell, read)
        try:
            mended = raw.decode() if raw is not None else cell
        except UnicodeDecodeError:
            continue
        if mended != cell:
            yield mended
            yield from _mend_utf8(mended, times - 1)


def _encode(text: str, read: str) -> bytes | None:
    """Return the bytes that a lenient reader took for a text; None where it cannot have been one of these."""
    try:
        return text.encode(read)
    except UnicodeEncodeError as fault:
        if text[fault.start] >= "\u0100":
            return None
        parts = [_encode_sign(sign, read) for sign in text]
        return b"".join(parts) if all(parts) else None


def _encode_sign(sign: str, read: str) -> bytes:
    try:
        return sign.encode(read)
    except UnicodeEncodeError:
        return bytes([ord(sign)]) if sign < "\u0100" else b""


def _mend_bytes(cell: str) -> Iterator[str]:
    for written, read in (*PAIRS, *OTHERS):
        if _TURKISH.isdisjoint(cell) or (written, read) == ("cp1254", "cp1252") or not _LETTERS.fullmatch(cell):
            raw = _encode(cell, read)
            yield raw.decode(written, "replace") if raw is not None else cell


def _is_broken(cell: str) -> bool:
    """Whether a cell has signs that no name has, or letters of languages that were taken for those of another."""
    words = _LETTERS.findall(cell)
    foreign = any(len(word) >= LEAST and not any(map(str.isascii, word)) and _is_latin(word) for word in words)
    odd = any(unicodedata.category(sign)[0] not in "LMZ" for sign in cell if not sign.isascii())
    small_first = any(one.islower() and other.isupper() for word in words for one, other in pairwise(word))
    swapped = small_first and not any(map(_is_latin, words))  # йТБ: the capitals of KOI8 are the small ones of Windows
    return odd or foreign or swapped or not _TURKISH.isdisjoint(cell) or find_holes(Signs.of(cell)) is not None


def _is_latin(word: str) -> bool:
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in word)


def _is_name(mended: str, cell: str) -> bool:
    """Whether what a cell may be meant to say is made of letters of one script, and broken no more."""
    others = [sign for sign in mended if not sign.isascii()]
    if mended == cell or not others or not all(map(str.isalpha, others)):
        return False
    scripts = {unicodedata.name(sign, "").split()[0] for sign in mended if sign.isalpha()}
    small_first = any(one.islower() and other.isupper() for one, other in pairwise(mended))
    return len(scripts) == 1 and not small_first


def lose_letters(cell: str) -> Iterator[Signs]:
    """Yield a cell with holes for letters that texts may have lost, and for those that the cell lost itself."""
    composed = unicodedata.normalize("NFC", cell[:MOST_SIGNS])
    lost = _RUN.sub(HOLE, composed)
    if lost != composed and any(sign.isascii() and sign.isalpha() for sign in composed):
        yield Signs.of(lost)
    holed = find_holes(Signs.of(composed), asked=is_asked(composed, ()))
    if holed is not None and _shows_loss(composed):
        yield from (Signs.of(holed.signs.replace(HOLE, hole)) for hole in (HOLE, ANY_HOLE))


def _shows_loss(cell: str) -> bool:
    """Whether a cell itself lost letters; in a log-in _ stands between its parts, and Å begins names as they are."""
    marked = _MARK.search(cell) is not None or any(map(is_odd, cell))
    return marked or ("_" in cell and " " in cell)
