"""What is written like a person's name, though no column of persons holds it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from drift.sources.people import MASK
from drift.sources.people.words import names_of
from drift.sources.vocabulary import heading_words, merge_values
from drift.sources.words import normalise
from drift.terms import LANGUAGES
from drift.wording import load_texts

# two words with capitals, a particle between them or not: Gerda Zonderling, Piet de Vries
_LIKE_A_NAME: Final = re.compile(r"[A-Z][^\W\d_]{1,60}(?: (?:van|de|der|den|von)){0,4} [A-Z][^\W\d_]{1,60}")
_QUOTED: Final = re.compile(r"""(?<!\w)'[^']{0,200}'(?!\w)|"[^"]{0,200}"|`[^`]{0,200}`|‘[^’]{0,200}’|“[^”]{0,200}”""")
_WORD: Final = re.compile(r"[^\W\d_]+")
_OF_FORMATS: Final = frozenset({"vcalendar", "vevent", "dtstart", "dtend", "rrule", "exdate", "duration", "summary"})


def hide_unlisted(text: str, *, headings: bool) -> str:
    """Mask what is written like a name, unless all its words are common ones; of a heading one that headings have."""

    def judge(like: re.Match[str]) -> str:
        words = set(normalise(like[0]).split()) - _particles()
        plain = words <= _common_words() or (headings and bool(words & heading_words()))
        return like[0] if plain else MASK

    return _LIKE_A_NAME.sub(judge, text)


def hide_quoted(text: str) -> str:
    """Mask what a library quotes of a file in telling what is wrong with it; signs without a letter stay."""
    return _QUOTED.sub(lambda part: MASK if any(map(str.isalpha, part[0])) else part[0], text)


@cache
def _particles() -> frozenset[str]:
    return names_of("particles") | merge_values("small_word").keys()


@cache
def _common_words() -> frozenset[str]:
    """Return words of headings, of our own sentences in both languages, and of file formats."""
    texts = (text for language in LANGUAGES for text in load_texts(language).values())
    ours = {normalise(word) for text in texts for word in _WORD.findall(text) if word.islower()}
    return (heading_words() | ours | _OF_FORMATS) - _particles()
