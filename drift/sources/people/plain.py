"""Text as names are compared in it, with a map back: no case, accents, widths, hidden signs or look-alike letters."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from drift.sources.people.wrapped import Signs, is_wrapped, unwrap

Span = tuple[int, int]

WORD: Final = re.compile(r"[^\W\d_]+")
_HIDDEN_ASCII: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_HIDDEN: Final = frozenset({"Mn", "Me", "Cf", "Cc", "Co", "Cs"})
_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u0640")  # letters by their category that nobody sees or says
_LETTER: Final = re.compile(r"LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL |DOTLESS |LONG )?([A-Z])(?: WITH .+)?")
_SIGNS: Final = {
    **dict.fromkeys("’‘ʼʻʹ′`´‛＇ʾʿˈ\u055a\ua78c", "'"),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－⁃֊᠆", "-"),
    "…": "…",  # of the mask
    **dict.fromkeys("ÆæǼǽ", "ae"),
    **dict.fromkeys("Œœ", "oe"),
    **dict.fromkeys("Þþ", "th"),
    **dict.fromkeys("Ððđ", "d"),
    **dict.fromkeys("یىﯼﻯ", "ي"),  # as Persian and Egyptian keyboards write Arabic letters
    **dict.fromkeys("کﮎ", "ك"),
    **dict.fromkeys("ةﺓ", "ه"),
}
# the second way to write a letter without its accent: Mueller, Oedegard, Aase, Djordjevic; a mark by itself follows NFD
_TWO_LETTERS: Final = {
    **dict.fromkeys("ÄäÆæ", "ae"),
    **dict.fromkeys("ÖöØø", "oe"),
    **dict.fromkeys("Üü", "ue"),
    **dict.fromkeys("Åå", "aa"),
    **dict.fromkeys("Đđ", "dj"),
    "\u0308": "e",
    "\u030a": "a",
}
_RING: Final = "Åå\u030a"  # Ødegaard and Oedegard are written as well as Oedegaard
# letters of Greek and Cyrillic that are drawn like these: UTS 39, confusables
_LOOKALIKES: Final = {
    sign: letter
    for letter, signs in {
        "a": "АаΑα", "b": "ВвΒβ", "c": "СсϹϲ", "d": "Ԁԁ", "e": "ЕеЁёΕε", "h": "НнҺһΗ", "i": "ІіЇїΙι", "j": "ЈјͿϳ",
        "k": "КкΚκ", "m": "МмΜ", "n": "Νη", "o": "ОоΟο", "p": "РрΡρ", "q": "Ԛԛ", "s": "Ѕѕ", "t": "ТтΤτ", "u": "υ",
        "v": "ν", "w": "Ԝԝ", "x": "ХхΧχ", "y": "УуҮүΥ", "z": "Ζ",
    }.items()
    for sign in signs
}  # fmt: skip


class _Folds(dict[int, str]):
    """What each sign is compared as, worked out when it is first met; a table for str.translate."""

    def __init__(self, own: dict[str, str]) -> None:
        super().__init__({ord(sign): plain for sign, plain in own.items()})
        self.uneven = {sign for sign, plain in own.items() if len(plain) != 1}

    def __missing__(self, sign: int) -> str:
        self[sign] = plain = _fold(chr(sign))
        if len(plain) != 1:
            self.uneven.add(chr(sign))
        return plain


def _fold(sign: str) -> str:
    """Return the plain letters of one sign, a blank for blanks, nothing for what nobody sees."""
    if sign.isspace():
        return sign if sign in "\n\r" else " "
    if sign in _FILLERS or unicodedata.category(sign) in _HIDDEN:
        return ""
    letter = _LETTER.fullmatch(unicodedata.name(sign, ""))
    if letter:
        return letter[1].lower()
    apart = unicodedata.normalize("NFKD", sign).casefold()
    return "".join(_SIGNS.get(one, one) for one in apart if unicodedata.category(one) not in _HIDDEN)


_PLAIN: Final = _Folds(dict(_SIGNS))
_GERMAN: Final = _Folds({**_SIGNS, **_TWO_LETTERS})
_RINGS: Final = _Folds({**_SIGNS, **{sign: _TWO_LETTERS[sign] for sign in _RING}})
_NO_RINGS: Final = _Folds({**_SIGNS, **{sign: two for sign, two in _TWO_LETTERS.items() if sign not in _RING}})
_LATIN: Final = _Folds({**_SIGNS, **_LOOKALIKES})


class Reading(NamedTuple):
    """A text as compared, and where each of its signs stands in the text as written."""

    text: str
    plain: str
    starts: Sequence[int]  # index in text of each sign of plain, then the length of text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the part of the text that a part of the plain text stands for, with its marks and hidden signs."""
        while self.starts[end] == self.starts[end - 1]:  # half a ligature
            end += 1
        return self.starts[start], self.starts[end]

    def written(self, start: int, end: int) -> str:
        """Return that part as written."""
        return self.text[slice(*self.span(start, end))]


@lru_cache(maxsize=4)  # whoever knows names reads a text in turn
def read_plain(text: str) -> list[Reading]:
    """Return the ways to read a text: as it is; with ü as ue; look-alike letters as Latin ones; &uuml; as ü."""
    decoded = [fold(unwrap(text))] if is_wrapped(text) else []
    if text.isascii() and not _HIDDEN_ASCII.search(text):
        return [Reading(text, text.lower(), range(len(text) + 1)), *decoded]
    signs = set(text)
    folds = [_PLAIN]
    folds += [_GERMAN] if not signs.isdisjoint(_TWO_LETTERS) else []
    folds += [_RINGS, _NO_RINGS] if not signs.isdisjoint(_RING) else []
    folds += [_LATIN] if not signs.isdisjoint(_LOOKALIKES) else []
    return [*(fold(Signs.of(text), one) for one in folds), *decoded]


def fold(found: Signs, folds: _Folds = _PLAIN) -> Reading:
    """Return the signs that a text stands for as names are compared."""
    plain = found.signs.translate(folds)
    if folds.uneven.isdisjoint(found.signs):
        return Reading(found.text, plain, found.starts)
    starts = [start for start, sign in zip(found.starts, found.signs, strict=False) for _ in folds[ord(sign)]]
    return Reading(found.text, plain, [*starts, len(found.text)])
