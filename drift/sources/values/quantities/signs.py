"""One sign for all that look alike: blanks, minus signs, quotes, marks of footnotes."""

from __future__ import annotations

from typing import Final

from drift.sources.patterns import load_patterns, load_rules

PATTERNS: Final = load_patterns(__package__, "signs")
_SPELLINGS: Final = load_rules(__package__, "signs")["same"].items()
_SAME: Final = str.maketrans({sign: to for to, signs in _SPELLINGS for sign in signs})


def even_out(text: str) -> str:
    """Return a text of the same length in which equal signs are one; brackets round what was filled in are blanks."""
    plain = text.translate(_SAME)
    if plain.isascii():
        return plain
    plain = PATTERNS["footnote"].sub(lambda mark: " " * len(mark[0]), plain)
    return PATTERNS["raised_point"].sub(".", plain)
