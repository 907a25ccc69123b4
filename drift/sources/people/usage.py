"""Whether a word of a name is used as a word of the language where it stands: Groot onderhoud, Mark the ticket."""

import re
from typing import Final

from drift.sources.people.book import LONG, NameBook
from drift.sources.people.line import Line
from drift.sources.people.words import is_doubted, is_noun_behind, is_of_language, names_of

_SENTENCE_ENDS: Final = frozenset(".!?:;\n")
_PARTED: Final = re.compile(r"(?:[(|>/›»\"“]| -) ?\Z")  # what stands behind is a heading of its own
_NUMBERED: Final = re.compile(r"[\W_]{0,3}\d{1,2}(?:\.\d{1,3}){0,3}[.)]? {1,3}\Z")  # 4.2 Groot onderhoud; no date
_NEXT: Final = re.compile(r"[-/]?[^\S\r\n]{1,3}|[-/]")
_NUMBER: Final = re.compile(r"[ -][1-9]\d{0,2}(?![\d/:-])")
_BEFORE: Final = 20  # signs in which these stand
_NOTHING: Final[frozenset[str]] = frozenset()


def is_used_as_word(book: NameBook, line: Line, i: int, base: str) -> bool:
    """Whether a word of a name is written as a word of the language: desk will call, Mark the ticket, de bas is."""
    small = line.written(i).islower()
    if is_doubted(base) and (small or (begins_sentence(line, i) and line.word_at(i + 1) in names_of("followers"))):
        return True
    if small and len(base) < LONG and line.word_at(i - 1) in names_of("articles") - book.before.get(base, _NOTHING):
        return True
    if base in names_of("things") and _NUMBER.match(line.reading.plain, line.ends[i]):
        return True  # Kamer 3.12
    return not small and line.words[i] == base and (_is_of_kind(book, line, i) or _is_before_noun(book, line, i))


def _is_of_kind(book: NameBook, line: Line, i: int) -> bool:
    """Whether a word stands as in a kind of things, or as in another text in small letters: SLA Groot Onderhoud."""
    if not _may_be_word(book, line.words[i]) or book.kinds.isdisjoint((line.words[i], _pair(line, i))):
        return False
    return _pair(line, i) in book.kinds or (len(line.words) == 1 and line.words[i] not in book.given)


def _pair(line: Line, i: int) -> str:
    return f"{line.words[i]} {line.word_at(i + 1)}" if _is_followed(line, i) else ""


def _is_before_noun(book: NameBook, line: Line, i: int) -> bool:
    """Whether a family name that is a word too stands at the head of a text before one in small letters that is a noun.

    That is one of which no list says what a person does, Groot belde, or that it joins words, Groot met spoed.
    """
    word = line.words[i]
    if not _may_be_word(book, word) or word in book.given or not _heads(line, i) or not _is_followed(line, i):
        return False
    following = i + 1
    if line.words[following] in names_of("joining") and _is_followed(line, following):
        following += 1  # Groot en klein onderhoud
    behind, is_small = line.words[following], line.written(following).islower()
    if following > i + 1 or line.gap(following).strip() not in ("", "-"):
        return is_small and is_doubted(behind)
    is_inflected = behind in names_of("frequent_nl") and behind.endswith("e") and not word.endswith("e")
    return is_small and is_noun_behind(behind) and not is_inflected and not book.is_certain(behind)


def _may_be_word(book: NameBook, word: str) -> bool:
    return is_of_language(word) or word in book.nouns


def _is_followed(line: Line, i: int) -> bool:
    """Whether nothing but a blank, a hyphen or a stroke stands between a word and the next one: Klein/groot."""
    return i + 1 < len(line.words) and _NEXT.fullmatch(line.gap(i + 1)) is not None


def _heads(line: Line, i: int) -> bool:
    """Whether a word begins a text, a sentence or a part of a heading."""
    start, plain = line.starts[i], line.reading.plain
    before = plain[max(0, start - _BEFORE) : start]
    own = before.rpartition("\n")[2]
    is_first = start <= _BEFORE or len(own) < len(before)
    return begins_sentence(line, i) or bool(_PARTED.search(own)) or (is_first and bool(_NUMBERED.fullmatch(own)))


def begins_sentence(line: Line, i: int) -> bool:
    """Whether a word is the first one of a sentence, or of a text."""
    plain = line.reading.plain
    for k in range(line.starts[i] - 1, -1, -1):
        if plain[k] in _SENTENCE_ENDS:
            return True
        if plain[k].isalnum():
            return False
    return True
