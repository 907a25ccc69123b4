"""What is written like a person's name, though no column of persons holds it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from drift.sources import people
from drift.sources.people import MASK
from drift.sources.relations.words import names_of
from drift.sources.vocabulary import heading_words, merge_values
from drift.sources.words import normalise
from drift.terms import LANGUAGES
from drift.wording import load_texts

# two words with capitals, a particle between them or not: Gerda Zonderling, Piet de Vries
_LIKE_A_NAME: Final = re.compile(r"[A-Z][^\W\d_]+(?: (?:van|de|der|den|von))* [A-Z][^\W\d_]+")
_QUOTED: Final = re.compile(r"""(?<!\w)'[^']*'(?!\w)|"[^"]*"|`[^`]*`|‘[^’]*’|“[^”]*”""")
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


def looks_like_person(name: str) -> bool:
    """Whether the name of a relation is, or holds, the name of a person."""
    return bool(getattr(people, "is_person_name", _is_person)(name))


def _is_person(name: str) -> bool:
    """Tell a person by what organisations do not have: initials, a title, a particle, a surname before a comma."""
    words, plain = name.replace(",", " ").split(), normalise(name)
    if len(words) < 2 or any(f" {word} " in f" {plain} " for word in names_of("organisations")):
        return False
    marked = set(plain.split()) & (names_of("persons") | names_of("particles")) or "," in name
    return bool(marked) or any(re.fullmatch(r"(?:[A-Z]\.)+", word) for word in words)
