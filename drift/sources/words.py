"""How headings and names are compared: case, accents, punctuation and line breaks do not matter."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_NOT_WORD = re.compile(r"[^\w%#]+|_+")
_BRACKETS = re.compile(r"(?<!\s)\s*+[(\[]([^()\[\]]*)[)\]]")

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHORT: Final = 200  # signs of a text that is kept: headings, names and clauses come back, a memo does not


def normalise(text: str) -> str:
    """Return text case-folded, without accents, with every run of other signs as one blank."""
    return _normalise_short(text) if len(text) <= _SHORT else _normalise(text)


def _normalise(text: str) -> str:
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", text.casefold()).strip()


_normalise_short = lru_cache(maxsize=1 << 15)(_normalise)


def split_camel(text: str) -> str:
    """Return `ShortDescription` as `Short Description`."""
    return _CAMEL.sub(" ", text)


def split_brackets(heading: str) -> tuple[str, tuple[str, ...]]:
    """Split `Started (UTC)` into `started` and what stood in brackets, (`utc`,)."""
    inside = tuple(normalise(part) for part in _BRACKETS.findall(heading))
    return normalise(_BRACKETS.sub(" ", heading)), inside


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of some words; of two that begin alike the longer one goes first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
