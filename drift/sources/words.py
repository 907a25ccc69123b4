"""How headings and names are compared: case, accents, punctuation and line breaks do not matter."""

import re
import unicodedata
from collections.abc import Iterable

_NOT_WORD = re.compile(r"[^\w%#]+|_+")
_BRACKETS = re.compile(r"(?<!\s)\s*+[(\[]([^()\[\]]*)[)\]]")

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def normalise(text: str) -> str:
    """Return text case-folded, without accents, with every run of other signs as one blank."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", plain.casefold()).strip()


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
