"""Names in scripts that write no blank between words: 王小明 within a sentence, 王 小明, 太郎 山田, 김철수님."""

import re
from collections.abc import Iterator
from typing import Final

from drift.sources.people.forms import BRACKET, MOST_SIGNS
from drift.sources.people.plain import Reading, Span

# Han, kana, and Hangul as plain text has it: in letters
_RUN: Final = re.compile(
    "[\u1100-\u11ff\u2e80-\u2fd5\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_VOWELS: Final = re.compile("[\u1160-\u11ff]")  # of Hangul, and what follows them in a syllable
_GAP: Final = re.compile("[ ,·・·]{0,2}")  # within a name
FEWEST: Final = 2  # signs or syllables of a name


class Wide:
    """Names in such scripts, whole in either order, and the parts of those that a column parts."""

    def __init__(self) -> None:
        self._wholes: set[str] = set()
        self._parts: set[str] = set()
        self._heads: set[str] = set()  # with which they begin
        self._sizes: list[int] = []  # of all, the longest first

    def add(self, reading: Reading) -> set[str]:
        """Remember the name in a cell, and return what it is found by: the whole in both orders, and its parts."""
        plain = BRACKET.sub(" ", reading.plain[:MOST_SIGNS])
        words = _RUN.findall(plain)
        if not words or len(words) > 2:
            return set()
        wholes = {one for one in ("".join(words), "".join(words[::-1])) if _is_long(one)}
        self._wholes |= wholes
        self._parts |= {word for word in words if _is_long(word)} - self._wholes
        names = wholes | {word for word in words if _is_long(word)}
        self._heads |= {name[0] for name in names}
        self._sizes = sorted({*self._sizes, *map(len, names)}, reverse=True)
        return names

    def find(self, reading: Reading) -> Iterator[Span]:
        """Yield where names stand in the plain text, with or without blanks between their signs."""
        if not self.begins(reading.plain):
            return
        for start, end in _find_lines(reading.plain):
            places = [i for i in range(start, end) if _RUN.match(reading.plain, i)]
            signs, i = "".join(reading.plain[i] for i in places), 0
            while i < len(signs):
                n = self._measure(signs, places, i)
                if n:
                    yield places[i], places[i + n - 1] + 1
                i += n or 1

    def begins(self, plain: str) -> bool:
        """Whether a plain text has a sign with which names begin."""
        return not self._heads.isdisjoint(plain)

    def _measure(self, signs: str, places: list[int], i: int) -> int:
        """Return how many signs at a place are a name; of a part of one only without blanks."""
        if signs[i] not in self._heads:
            return 0
        for n in self._sizes:
            name = signs[i : i + n]
            if len(name) == n and (
                name in self._wholes or (name in self._parts and places[i + n - 1] - places[i] == n - 1)
            ):
                return n
        return 0


def _is_long(word: str) -> bool:
    return len(_VOWELS.sub("", word)) >= FEWEST


def _find_lines(plain: str) -> Iterator[Span]:
    """Yield where signs of these scripts stand with no more than a gap of a name between them."""
    start = end = None
    for run in _RUN.finditer(plain):
        if start is None or end is None or not _GAP.fullmatch(plain, end, run.start()):
            if start is not None and end is not None:
                yield start, end
            start = run.start()
        end = run.end()
    if start is not None and end is not None:
        yield start, end
