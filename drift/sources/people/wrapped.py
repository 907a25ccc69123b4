"""Letters that were wrapped for a carrier, and a map back: &uuml;, %C3%BC, =FC of mails, \\u00fc, <U+00FC>."""

import binascii
import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

TWICE: Final = 2  # times that letters are unwrapped: &amp;uuml;, %25C3%25BC
_WRAPPED: Final = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});?"
    r"|(?P<bytes>(?:%[0-9A-Fa-f]{2}){1,40}|(?:=[0-9A-F]{2}){1,40}|(?:=[89a-f][0-9a-f]){1,40}"
    r"|(?:\\x[0-9A-Fa-f]{2}){1,40}|(?:\\[0-3][0-7]{2}){1,40}|(?:\\'[0-9A-Fa-f]{2}){1,40}|(?:<[89a-f][0-9a-f]>){1,40})"
    r"|\\u(?P<decimal>\d{2,5}) ?\?"  # of RTF
    r"|(?:\\{1,4}u|%u|_x|u(?=[01]))(?P<code>[0-9a-fA-F]{4})_?"
    r"|[Uu]\+(?P<point>[0-9a-fA-F]{4})"
    r"|\\{1,4}(?:[ux]\{|U)(?P<long>[0-9a-fA-F]{1,8})\}?|<U\+(?P<angled>[0-9a-fA-F]{4,8})>"
    r"|=\?(?P<charset>[\w-]{1,20})(?:\*[\w-]{1,9})?\?[Bb]\?(?P<coded>[A-Za-z0-9+/=]{4,200})\?=(?: (?==\?))?"  # of mails
    r"|\+(?P<seven>[ABH][A-Za-z0-9+/]{2,200})(?:-|(?![A-Za-z0-9+/]))"  # UTF-7
    r"|(?P<shifted>\x1b?\$[@B](?:[!-~]{2}){1,100}?\x1b?\([BJ]|~\{(?:[!-}]{2}){1,100}?~\})"  # of mails in Asia
    r"|=\r?\n"  # quoted-printable breaks a line within a word
)
_CARRIERS: Final = frozenset("&%=\\_")
# of JSON that lost its strokes, u00fc; of R, of mails in Asia, of UTF-7
BARE: Final = ("u0", "u1", "U+", "u+", "<", "$B", "$@", "~{", "+A", "+B", "+H")
_CHARSETS: Final = ("utf", "iso", "windows", "cp", "koi8", "gb", "big5", "shift", "sjis", "euc", "ks_c", "mac", "us-a")
MOST_BYTES: Final = 40  # in a row
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
    elif code := match["code"] or match["point"] or match["long"] or match["angled"]:
        yield start, chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else "\ufffd"
        if piece.endswith("_") and not piece.startswith("_"):
            yield match.end() - 1, "_"
    elif match["decimal"]:
        yield start, chr(int(match["decimal"]))
    elif match["coded"] or match["seven"] or match["shifted"]:
        yield start, _decode_run(match)
    elif piece[0] == "&":
        yield from _read_entity(piece, start)


def _decode_run(match: re.Match[str]) -> str:
    """Return the letters of a run whose signs stand for bytes together: they are masked together too."""
    try:
        if match["seven"]:
            return match.group().encode().decode("utf-7")
        if match["coded"]:
            charset = match["charset"].lower()
            raw = binascii.a2b_base64(match["coded"])
            return raw.decode(charset, "replace") if charset.startswith(_CHARSETS) else match.group()
        if match.group().startswith("~"):
            return match.group().encode().decode("hz")
        inside = match.group().strip("\x1b")[2:-2].rstrip("\x1b")
        return f"\x1b$B{inside}\x1b(B".encode().decode("iso2022_jp")
    except (ValueError, LookupError):
        return match.group()


def _read_bytes(piece: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield letters of bytes in UTF-8; where these are none they are of Windows."""
    lead = _lead(piece)
    size = len(lead) + (3 if _OCTAL.match(piece) or lead == "<" else 2)  # with the bracket behind
    raw = bytes(int(piece[i + len(lead) : i + size].rstrip(">"), 8 if size == 4 and lead == "\\" else 16)
                for i in range(0, len(piece), size))  # fmt: skip
    signs = raw.decode("utf-8", "surrogateescape")
    if len(raw) < MOST_BYTES and any("\udc80" <= sign <= "\udcff" for sign in signs):
        yield from ((start + size * i, decode_byte(byte, "cp1252")) for i, byte in enumerate(raw))
        return
    for sign in signs:  # the last letter of a long row may be cut
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
