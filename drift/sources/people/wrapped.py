"""Letters that were wrapped for a carrier, and a map back: &uuml;, %C3%BC of addresses, =FC of mails, \\u00fc."""

import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

TWICE: Final = 2  # times that letters are unwrapped: &amp;uuml;, %25C3%25BC
_WRAPPED: Final = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});?"
    r"|(?P<bytes>(?:%[0-9A-Fa-f]{2}){1,40}|(?:=[0-9A-F]{2}){1,40}|(?:=[89a-f][0-9a-f]){1,40}"
    r"|(?:\\x[0-9A-Fa-f]{2}){1,40}|(?:\\[0-3][0-7]{2}){1,40}|(?:\\'[0-9A-Fa-f]{2}){1,40})"
    r"|(?:\\{1,4}u|%u|_x|u(?=[01]))(?P<code>[0-9a-fA-F]{4})_?|\\{1,4}(?:u\{|U)(?P<long>[0-9a-fA-F]{1,8})\}?"
    r"|=\r?\n"  # quoted-printable breaks a line within a word
)
_CARRIERS: Final = frozenset("&%=\\_")
BARE: Final = ("u0", "u1")  # u00fc, of JSON that lost its strokes
_OCTAL: Final = re.compile(r"\\(?=[0-7])")


class Signs(NamedTuple):
    """The signs that a text stands for, and where each of them begins in it as written."""

    text: str
    signs: str
    starts: Sequence[int]  # index in text of each sign, then the length of text

    @classmethod
    def of(cls, text: str) -> "Signs":
        """Return a text as it is."""
        return cls(text, text, range(len(text) + 1))


def is_wrapped(text: str) -> bool:
    """Whether letters of a text were wrapped for a carrier: Zo=C3=AB."""
    carried = not _CARRIERS.isdisjoint(text) or any(bare in text for bare in BARE)
    return carried and _WRAPPED.search(text) is not None


def unwrap(text: str) -> Signs:
    """Return the letters of a text in which some were wrapped, once or twice."""
    found = Signs.of(text)
    for _ in range(TWICE):
        if is_wrapped(found.signs):
            found = _unwrap(found)
    return found


def _unwrap(outer: Signs) -> Signs:
    signs: list[str] = []
    starts: list[int] = []
    last = 0
    for match in _WRAPPED.finditer(outer.signs):
        signs.append(outer.signs[last : match.start()])
        starts += outer.starts[last : match.start()]
        for place, sign in _read_match(match):
            signs.append(sign)
            starts += [outer.starts[place]] * len(sign)
        last = match.end()
    signs.append(outer.signs[last:])
    return Signs(outer.text, "".join(signs), [*starts, *outer.starts[last:]])


def _read_match(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    """Yield where each letter of a wrapped part begins, and the letter."""
    piece, start = match.group(), match.start()
    if match["bytes"]:
        yield from _read_bytes(piece, start)
    elif code := match["code"] or match["long"]:
        yield start, chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else "\ufffd"
        if piece.endswith("_") and not piece.startswith("_"):
            yield match.end() - 1, "_"
    elif piece[0] == "&":
        yield from _read_entity(piece, start)


def _read_bytes(piece: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield letters of bytes in UTF-8; a byte that is none of these is one of Windows."""
    lead = _lead(piece)
    size = len(lead) + (3 if _OCTAL.match(piece) else 2)
    raw = bytes(int(piece[i + len(lead) : i + size], 8 if size == 4 and lead == "\\" else 16)
                for i in range(0, len(piece), size))  # fmt: skip
    for sign in raw.decode("utf-8", "surrogateescape"):
        is_single = "\udc80" <= sign <= "\udcff"
        yield start, decode_byte(ord(sign) - 0xDC00, "cp1252") if is_single else sign
        start += size * (1 if is_single else len(sign.encode()))


def _lead(piece: str) -> str:
    return piece[:2] if piece[:2] in ("\\x", "\\'") else piece[:1]


@lru_cache(4096)
def decode_byte(byte: int, encoding: str) -> str:
    """Return the sign of one byte; that of Latin-1 where the encoding has none, as lenient readers do."""
    return bytes([byte]).decode(encoding, "ignore") or chr(byte)


def _read_entity(piece: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield an entity, and one by one the letters behind it that only seemed to be of it: &uumlller."""
    signs = html.unescape(piece)
    n = next((n for n in range(min(len(signs), len(piece))) if signs[-1 - n] != piece[-1 - n]), len(signs))
    yield start, signs[: len(signs) - n]
    yield from ((start + len(piece) - i, piece[-i]) for i in range(n, 0, -1))
