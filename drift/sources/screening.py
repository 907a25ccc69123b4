"""Which of many patterns can stand in a text at all: told by pieces of text that each of them needs, before a search.

Of a hundred patterns a clause holds a few. `\\bmust\\b|\\bmoet(?:en)?\\b` needs "must" or "moet": where neither stands,
it is not searched. Pieces are looked up by their first letters, all of a text at once. A pattern of which no piece is
known (a class of signs, two letters) is always searched, so that a screen leaves out nothing that would be found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LETTERS: Final = 3  # in a row, the least that a piece has if it is no mark: fewer stand in every text
TELLING: Final = 4  # letters; of pieces that have as many the fewer tell more
LONGEST: Final = 10  # letters of a piece; more tell hardly more
MANY: Final = 100  # texts that a part of a pattern can be; of more, each part of it counts on its own
_TOKEN: Final = re.compile(
    r"(?P<sign>\((?:\?(?:P<\w{1,40}>|<?[=!]|[a-z-]{0,9}:))?|\[\^?\]?(?:\\.|[^\]\\]){0,200}+\]|\\.|"
    r"[\w ]{1,99}(?![*+?{])|.)"
    r"(?P<repeat>(?:[*+?]|\{\d{0,9},?\d{0,9}\})[+?]?)?",
    re.DOTALL,
)
_LOOKS: Final = ("(?=", "(?!", "(?<=", "(?<!")
_NO_WIDTH: Final = ("^", "$", r"\b", r"\B", r"\A", r"\Z")
_FEW: Final = re.compile(r"\[((?:\w|\\?[^\w\\^\]-]){1,6}-?)\]")  # a class of a few signs, each by itself
_PIECE: Final = re.compile(r"[ -~]{3,}|[!-/:-@\[-`{-~]")
_ALIKE: Final = {0x130: "i", 0x131: "i", 0x17F: "s", 0x212A: "k"}  # what is a letter of a to z where case is ignored


@dataclass(frozen=True)
class Screen:
    """Patterns by name, and what tells which of them may be found."""

    patterns: Mapping[str, re.Pattern[str]]
    always: frozenset[str]  # names of those of which nothing is known
    # first letters -> pieces that begin with them, each with the names of the patterns that need it
    pieces: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]

    def list_possible(self, text: str) -> frozenset[str]:
        """Return the names of the patterns that may be found in a text; none of the others is."""
        lower = fold_letters(text)
        letters = {lower[i : i + LETTERS] for i in range(len(lower) - LETTERS + 1)} | {*lower}
        begun = (piece for first in self.pieces.keys() & letters for piece in self.pieces[first])
        return self.always.union(*(names for piece, names in begun if piece in lower))

    def list_found(self, text: str) -> list[str]:
        """Return the names of the patterns that are found in a text, in the order of the list."""
        possible = self.list_possible(text)
        return [name for name, pattern in self.patterns.items() if name in possible and pattern.search(text)]


def screen_patterns(patterns: Mapping[str, re.Pattern[str]]) -> Screen:
    """Return what tells which of some patterns may be found in a text; all are searched with case ignored, or not."""
    needs: dict[str, set[str]] = {}
    for name, pattern in patterns.items():
        for piece in find_needed(pattern.pattern) or {""}:
            needs.setdefault(piece, set()).add(name)
    always = frozenset(needs.pop("", ()))
    pieces: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for piece, names in needs.items():
        pieces.setdefault(piece[:LETTERS], []).append((piece, frozenset(names)))
    return Screen(patterns, always, {first: tuple(begun) for first, begun in pieces.items()})


def find_needed(pattern: str) -> frozenset[str]:
    """Return pieces, in lower case, of which one stands in every text that a pattern is found in; none: not known."""
    tokens = [*_TOKEN.finditer(pattern)]
    if any(token["sign"] == "[" for token in tokens):
        return frozenset()  # a class of more signs than a token holds
    part, _ = _read_choice(tokens, 0)
    pieces = {max(_PIECE.findall(text), key=len)[:LONGEST] for text in part.needed or ()}
    return frozenset(piece for piece in pieces if not any(other in piece for other in pieces - {piece}))


def fold_letters(text: str) -> str:
    """Return a text in lower case, every sign that counts as a letter of a to z as that letter."""
    return text.lower() if text.isascii() else text.translate(_ALIKE).lower()


@dataclass(frozen=True)
class _Part:
    """A part of a pattern."""

    every: frozenset[str] | None  # all texts that it can be; None: too many, or not known
    needed: frozenset[str] | None  # texts of which one stands in what it finds, all of LETTERS or more; None: not known


_NOTHING: Final = _Part(frozenset({""}), None)
_ANYTHING: Final = _Part(None, None)


def _read_choice(tokens: list[re.Match[str]], at: int) -> tuple[_Part, int]:
    """Return what stands from a token on until a group ends, and the place of the token that ends it."""
    options: list[list[_Part]] = [[]]
    while at < len(tokens) and tokens[at]["sign"] != ")":
        sign = tokens[at]["sign"]
        if sign == "|":
            options.append([])
        elif sign.startswith("("):
            part, at = _read_choice(tokens, at + 1)
            options[-1].append(_NOTHING if sign in _LOOKS else _repeat(part, tokens[at]["repeat"]))
        else:
            options[-1].append(_repeat(_read_sign(sign), tokens[at]["repeat"]))
        at += 1
    return _choose([_join(row) for row in options]), at


def _read_sign(sign: str) -> _Part:
    if sign in _NO_WIDTH:
        return _NOTHING
    if few := _FEW.fullmatch(sign):
        return _Part(frozenset(few[1].lower().replace("\\", "")), None)
    if sign in (".", r"\n") or sign.startswith("[") or (sign.startswith("\\") and sign[1].isalnum()):
        return _ANYTHING
    return _Part(frozenset({sign.removeprefix("\\").lower()}), None)


def _repeat(part: _Part, repeat: str | None) -> _Part:
    if repeat is None:
        return part
    if repeat.startswith("?") and part.every is not None:
        return _Part(part.every | {""}, None)
    return _ANYTHING if repeat.startswith(("?", "*", "{0", "{,")) else _Part(None, part.needed)


def _join(row: list[_Part]) -> _Part:
    """Return what parts are that stand behind each other."""
    every, whole = frozenset({""}), True
    known: list[frozenset[str] | None] = []
    for part in row:
        if part.every is not None and len(every) * len(part.every) <= MANY:
            every = frozenset(a + b for a in every for b in part.every)
        else:
            known += [every, part.needed]
            every, whole = part.every or frozenset({""}), False
    usable = [texts for texts in (*known, every) if texts and all(map(_PIECE.search, texts))]
    return _Part(every if whole else None, max(usable, key=_rate, default=None))


def _choose(options: list[_Part]) -> _Part:
    """Return what one of several parts is."""
    every = _unite([option.every for option in options])
    return _Part(every if every and len(every) <= MANY else None, _unite([option.needed for option in options]))


def _unite(sets: list[frozenset[str] | None]) -> frozenset[str] | None:
    known = [texts for texts in sets if texts is not None]
    return frozenset().union(*known) if len(known) == len(sets) else None


def _rate(texts: frozenset[str]) -> tuple[int, int]:
    """Return how well texts tell a pattern: letters in a row of the worst of them, and how few they are."""
    worst = min(max(map(len, _PIECE.findall(text))) for text in texts)
    return min(worst, TELLING), -len(texts)
