"""Letters of names as they look where a program read their bytes in a wrong encoding: Ã¼, ├╝, ³ and “ for ü and ö.

No text is repaired: what the letters of known names turn into is looked for in it.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

from drift.sources.people.wrapped import Signs, decode_byte

READ_AS: Final = ("cp1252", "latin-1", "cp850", "cp437", "mac_roman", "cp1250")
# encodings as which UTF-8 is read; those of the second group make of other letters what the first ones do
OF_UTF8: Final = ((*READ_AS, "gbk"), ("cp1251", "cp1254", "iso8859-15", "cp1253"))
AGAIN: Final = ("cp1252", "latin-1", "mac_roman")  # and once more
OF_BYTES: Final = ("cp1252", "cp850", "cp437", "mac_roman", "cp1250", "iso8859-2", "cp852", "cp1254", "cp1257",
                   "cp1251", "koi8-r", "cp866", "cp1253", "cp1255", "cp1256")  # fmt: skip
PAIRS: Final = tuple(
    (written, read) for written in OF_BYTES for read in (*READ_AS, "cp1251", "cp1253") if written != read
)
LONGEST: Final = 12  # signs that one letter becomes
KEPT: Final = 4096  # letters whose forms are worked out once
# letters of languages that write Latin ones, and signs between words and parts of names: a text may have an accent more
_LATIN: Final = "".join(map(chr, (*range(0xC0, 0x180), *range(0x218, 0x21C), 0x1E9E, 0x300, 0x301, 0x302, 0x303, 0x308,
                                  0x30A, 0x30C, 0x327)))  # fmt: skip
_WORD: Final = re.compile(r"[A-Za-z\x80-\U0010ffff]+\.?")  # with the point of an initial
_BETWEEN: Final = "\xa0\xad‘’‐‑–\u3000"


def misread(text: str, written: str, read: str) -> str | None:
    """Return a text written in one encoding and read in another; None where the first has no such sign."""
    try:
        raw = text.encode(written)
    except UnicodeEncodeError:
        return None
    if read == "gbk":
        return raw.decode(read, "replace")
    return "".join(decode_byte(byte, read) for byte in raw)


class Broken:
    """What letters look like in wrong encodings, for letters that become known one by one."""

    def __init__(self) -> None:
        self._letters: set[str] = set()  # of names, but those of ASCII
        # signs -> the letter whose bytes in UTF-8 they are, for each group of encodings; those of all Latin letters too
        self._own: list[dict[str, str]] = [{} for _ in OF_UTF8]
        self._of_utf8: list[dict[str, str]] = _read_latin()
        self._heads = _read_heads()  # with which these signs begin
        self._of_bytes: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)  # sign -> letter by pair of encodings
        self._tables: dict[frozenset[str], list[dict[int, str]]] = {}  # what list_tables has found

    def add(self, letters: Iterable[str]) -> None:
        """Remember what letters turn into, in capitals and small."""
        new = {form for sign in letters if not sign.isascii() for form in (sign, sign.lower(), sign.upper())}
        new = {sign for sign in new - self._letters if len(sign) == 1 and not sign.isascii()}
        if not new:
            return
        self._letters |= new
        self._tables.clear()
        for sign in new:
            for group, found in enumerate(self._own):
                _add_forms(found, sign, group)
            for pair, other in _spell_bytes(sign):
                self._of_bytes[other][pair] = sign
        self._of_utf8 = []

    def _put_together(self) -> None:
        """Join what was added to the Latin letters, once for all that was added until a text is read."""
        self._of_utf8 = [latin | own for latin, own in zip(_read_latin(), self._own, strict=True)]
        self._heads = [{signs[0] for signs in found} for found in self._of_utf8]

    def read(self, found: Signs, knows: Callable[[str], bool]) -> Iterator[Signs]:
        """Yield the ways to read a text, or what it stands for, in which letters of names were broken.

        knows: whether a part of the text, with its letters, may name somebody
        """
        if not self._of_utf8:
            self._put_together()
        used = set(found.signs)
        for letters, heads in zip(self._of_utf8, self._heads, strict=True):
            own = heads & used
            if own and (mended := _mend(found, letters, own)):
                yield mended
        odd = frozenset(self._of_bytes.keys() & used)
        if not odd:
            return
        words = {word for word in _WORD.findall(found.signs) if not odd.isdisjoint(word)}
        for table in self._list_tables(odd):
            if any(knows(word.translate(table)) for word in words):
                yield Signs(found.text, found.signs.translate(table), found.starts)

    def _list_tables(self, odd: frozenset[str]) -> list[dict[int, str]]:
        """Return what signs may stand for, each way once."""
        if odd not in self._tables:
            ways = ({ord(sign): self._of_bytes[sign].get(pair, sign) for sign in odd} for pair in PAIRS)
            own = {ord(sign): sign for sign in odd}
            self._tables[odd] = [way for way in {tuple(way.items()): way for way in ways}.values() if way != own]
        return self._tables[odd]


def _mend(found: Signs, letters: dict[str, str], heads: Iterable[str]) -> Signs | None:
    """Return a text with the letters for the signs that their bytes became; None where there are none.

    heads : signs of the text with which the bytes of a letter may begin
    """
    signs, starts, last = [], [], 0
    for place in sorted(i for head in heads for i in _find_all(found.signs, head)):
        n = _measure(found.signs, place, letters) if place >= last else 0
        if n:
            signs += [found.signs[last:place], letters[found.signs[place : place + n]]]
            starts += [*found.starts[last:place], found.starts[place]]
            last = place + n
    if not signs:
        return None
    return Signs(found.text, "".join(signs) + found.signs[last:], [*starts, *found.starts[last:]])


def _find_all(text: str, sign: str) -> Iterator[int]:
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)


def _measure(text: str, i: int, letters: dict[str, str]) -> int:
    """Return how many signs at a place are one letter; 0: none are."""
    if text[i + 1 : i + 2].isascii():  # bytes behind the first one are none of ASCII
        return int(text[i] in letters)
    return next((n for n in range(min(LONGEST, len(text) - i), 0, -1) if text[i : i + n] in letters), 0)


@cache
def _read_latin() -> list[dict[str, str]]:
    """Return the signs that Latin letters become -> the letter, for each group of encodings."""
    tables: list[dict[str, str]] = [{} for _ in OF_UTF8]
    for group, found in enumerate(tables):
        for letter in _LATIN + _BETWEEN:
            _add_forms(found, letter, group)
    return tables


@cache
def _read_heads() -> list[set[str]]:
    return [{signs[0] for signs in found} for found in _read_latin()]


def _add_forms(found: dict[str, str], letter: str, group: int) -> None:
    """Add what a letter becomes; in other cases it may be what another one is."""
    exact, cased = _spell_utf8(letter, group)
    found.update(dict.fromkeys(exact, letter))
    for form in cased:
        found.setdefault(form, letter)


@lru_cache(KEPT)
def _spell_utf8(letter: str, group: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return what a letter in UTF-8 becomes, once or twice, and what that looks like in capitals, small or composed."""
    exact = set()
    for read in OF_UTF8[group]:
        once = misread(letter, "utf-8", read) or ""
        twice = [misread(once, "utf-8", other) or "" for other in (AGAIN if read in AGAIN else ())]
        exact |= {
            form for form in (once, *twice) if "\ufffd" not in form and (len(form) > 1 or (form and read == "gbk"))
        }
    cased = {one for form in exact for one in (form.lower(), form.upper(), unicodedata.normalize("NFC", form))}
    return frozenset(exact), frozenset(one for one in cased - exact if not any(map(str.isascii, one)))


@lru_cache(KEPT)
def _spell_bytes(letter: str) -> tuple[tuple[tuple[str, str], str], ...]:
    """Return which other sign a letter of one byte becomes, by pair of encodings."""
    pairs = ((pair, misread(letter, *pair)) for pair in PAIRS)
    return tuple((pair, other) for pair, other in pairs if other and other != letter and not other.isascii())
