"""In which language a clause is written, by its commonest words: drift reads the duties of two."""

from __future__ import annotations

import re
from typing import Final

from drift.contract.reading.patterns import load_words

READ: Final = ("nl", "en")
_COMMON: Final = load_words("language")  # words that are common in one of these languages and in no other of them
_WORD: Final = re.compile(r"[a-zà-ÿß]+")
_HOMES: Final[dict[str, tuple[str, ...]]] = {
    word: tuple(language for language, others in _COMMON.items() if word in others)
    for words in _COMMON.values()
    for word in words
}
COMMON_WORDS: Final = frozenset(word for language in READ for word in _COMMON[language])  # they name nothing
MIN_HITS: Final = 3  # common words of one language; a heading or table row has fewer and tells nothing
LEAD: Final = 2  # times as many as nl or en has: a name or a term in another language is no other language


def tell_language(text: str) -> str | None:
    """Return nl, en, de, fr, es or it; None where a text has too few common words to tell."""
    hits = dict.fromkeys(_COMMON, 0.0)
    for word in _WORD.findall(text.casefold()):
        homes = _HOMES.get(word, ())
        for language in homes:
            hits[language] += 1 / len(homes)
    best = max(hits, key=lambda language: hits[language])
    if hits[best] < MIN_HITS:
        return None
    readable = max(READ, key=lambda language: hits[language])
    return best if best in READ or hits[best] >= LEAD * hits[readable] else readable


def is_unreadable(text: str) -> bool:
    """Return whether a text is surely written in a language whose duties drift cannot read."""
    language = tell_language(text)
    return language is not None and language not in READ
