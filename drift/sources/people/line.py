"""The words of a text, and what stands between them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from drift.sources.people.book import NameBook
from drift.sources.people.plain import WORD, Reading, Span
from drift.sources.people.words import MIN_PART
from drift.wording.months import MONTH_NUMBERS

_BETWEEN: Final = re.compile(r"[ .,'_\-\t\r\n]{1,4}")  # words of one name
_CAMEL: Final = re.compile(r"[^\W\d_A-Z][A-Z]")  # a capital behind another letter: telKwakkelstein
_LONG: Final = 4  # letters of a word that headings in capitals write with one


@lru_cache(maxsize=1024)
def _is_between(gap: str) -> bool:
    return _BETWEEN.fullmatch(gap) is not None


def has_humps(text: str) -> bool:
    """Whether a capital stands behind another letter."""
    return _CAMEL.search(text) is not None


def cut_words(reading: Reading, book: NameBook, spans: list[Span]) -> Iterator[Span]:
    """Yield the parts of words of which one is a name: tel and Kwakkelstein; other words as they are."""
    humps = [match.end() - 1 for match in _CAMEL.finditer(reading.text)]
    for start, end in spans:
        word, (first, last) = reading.plain[start:end], reading.span(start, end)
        cuts = () if word in book.heads else book.find_cuts(word)
        if not cuts and bisect_right(humps, first) == bisect_left(humps, last):  # nearly all words
            yield start, end
            continue
        for i, j in pairwise([start, *(start + i for i in cuts), end]):
            yield from cut_humps(reading, book, i, j)


def cut_humps(reading: Reading, book: NameBook, start: int, end: int) -> Iterator[Span]:
    """Yield the parts of a word that begin with a capital, where one of them is a name: Jan and Jan, or all of it."""
    places = [start, end]
    if reading.plain[start:end] not in book.heads and has_humps(written := reading.written(start, end)):
        humps = [start, *(i for i in range(start + 1, end) if _is_hump(reading, i)), end]
        known = any(j - i >= MIN_PART and book.is_certain(reading.plain[i:j]) for i, j in pairwise(humps))
        places = humps if known and len(written) == end - start else places
    yield from ((i, j) for i, j in pairwise(places) if i < j)


def _is_hump(reading: Reading, i: int) -> bool:
    return reading.written(i - 1, i).islower() and reading.written(i, i + 1).isupper()


class Line:
    """The words of a text as read; cuts: names may be glued to other letters in it."""

    def __init__(self, reading: Reading, book: NameBook, *, cuts: bool = False) -> None:
        self.reading, self.heads = reading, book.heads
        spans = [match.span() for match in WORD.finditer(reading.plain)]
        if cuts:
            spans = [*cut_words(reading, book, spans)]
        self.words = [reading.plain[start:end] for start, end in spans]
        self.starts, self.ends = [start for start, _ in spans], [end for _, end in spans]

    def word_at(self, i: int) -> str:
        """Return a word; nothing before the first and behind the last one."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def gap(self, i: int) -> str:
        """Return what stands before a word, since the last one."""
        start = self.ends[i - 1] if i else 0
        return self.reading.plain[start : self.starts[i]]

    def joins(self, i: int) -> bool:
        """Whether a word and the one before it may be of one name."""
        return 0 < i < len(self.words) and _is_between(self.gap(i))

    def written(self, i: int) -> str:
        """Return a word as written."""
        return self.reading.written(self.starts[i], self.ends[i])

    def sign_at(self, i: int, step: int) -> str:
        """Return the sign right before (-1) or right behind (1) a word; a blank at the ends of the text."""
        place = self.ends[i] if step > 0 else self.starts[i] - 1
        return self.reading.plain[place : place + 1] or " " if place >= 0 else " "

    def is_in_date(self, i: int) -> bool:
        """Whether a word is a month beside a number: 12 jan 2024, Mei-2024."""
        if self.words[i] not in MONTH_NUMBERS:
            return False
        plain, start, end = self.reading.plain, self.starts[i], self.ends[i]
        return bool(re.search(r"\d[ .'/-]{0,2}$", plain[max(start - 4, 0) : start])) or bool(
            re.match(r"[ .'/-]{0,2}\d", plain[end : end + 4])
        )

    @cached_property
    def is_title(self) -> bool:
        """Whether most long words of the text that are no names have a capital, which then tells nothing."""
        long = [i for i, word in enumerate(self.words) if len(word) >= _LONG and word not in self.heads]
        large = sum(self.written(i)[0].isupper() for i in long)
        return large > 1 and 2 * large > len(long)
