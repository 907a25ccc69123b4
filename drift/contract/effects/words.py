"""The words of two texts that belong together: which changed, and what patterns find in them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from drift.contract.lineage.redline import align_words
from drift.sources.patterns import load_patterns, load_rules

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+|[%€$£<>=≤≥±/]")
MOST_RUNS: Final = 200  # places that changed in one clause, the first of them; each is read in the whole text
_QUOTES: Final = str.maketrans("’‘“”\u00a0", "''\"\" ")


def load_effects() -> dict[str, Any]:
    """Return the word lists of this room."""
    return load_rules(__package__, "effects")


PATTERNS: Final = load_patterns(__package__, "effects")


@dataclass(frozen=True)
class Run:
    """Words in a row that were deleted, added, or replaced by others: places in the two plain texts."""

    old: tuple[int, int]
    new: tuple[int, int]


@dataclass(frozen=True)
class Words:
    """Two texts on one line each, and where they differ in words; case, blanks and punctuation are no words."""

    old: str
    new: str
    runs: tuple[Run, ...]

    def text(self, side: str) -> str:
        """Return one of the texts: old or new."""
        return self.old if side == "old" else self.new

    def is_changed(self, side: str, start: int, end: int) -> bool:
        """Return whether a place of one of the texts holds words that the other has not."""
        first = bisect_right(self.runs, start, key=lambda run: run.old[1] if side == "old" else run.new[1])
        return first < len(self.runs) and getattr(self.runs[first], side)[0] < end

    def alter(self, change: Callable[[str], str]) -> Words:
        """Return both texts changed in a way that moves no word."""
        return Words(change(self.old), change(self.new), self.runs)

    def swap(self) -> Words:
        """Return the way back: what was added as deleted."""
        return Words(self.new, self.old, tuple(Run(run.new, run.old) for run in self.runs))


def compare_words(old: str, new: str) -> Words:
    """Compare two texts word by word."""
    old, new = _tidy(old), _tidy(new)
    a, b = ([*_WORD.finditer(text)] for text in (old, new))
    plain = [[_plain(match[0]) for match in matches] for matches in (a, b)]
    runs = (Run(_span(a, i, j), _span(b, k, m)) for kind, i, j, k, m in align_words(*plain) if kind != "equal")
    return Words(old, new, tuple(islice(runs, MOST_RUNS)))


def _span(matches: list[re.Match[str]], first: int, last: int) -> tuple[int, int]:
    if last > first:
        return matches[first].start(), matches[last - 1].end()
    at = matches[first].start() if first < len(matches) else matches[-1].end() if matches else 0
    return at, at


def _tidy(text: str) -> str:
    """Return a text without its number, with plain quotes and blanks; line breaks stay, as ends of sentences."""
    plain = PATTERNS["number_in_front"].sub("", unicodedata.normalize("NFKC", text).translate(_QUOTES))
    return "\n".join(" ".join(line.split()) for line in plain.splitlines() if line.strip())


def _plain(word: str) -> str:
    """Return a word as it is compared: 99,50 and 99.5 are one number."""
    word = word.casefold().replace(",", ".")
    return word.rstrip("0").rstrip(".") if re.fullmatch(r"\d+\.\d+", word) else word


def find(name: str, text: str) -> list[re.Match[str]]:
    """Return what a pattern finds in a text."""
    return [*PATTERNS[name].finditer(text)]


def came(words: Words, name: str) -> bool:
    """Return whether the new text has more of what a pattern finds, and has it among the words that changed."""
    matches = find(name, words.new)
    more = len(matches) > len(find(name, words.old))
    return more and any(words.is_changed("new", *match.span()) for match in matches)


def went(words: Words, name: str) -> bool:
    """Return whether the old text had more of it, among the words that changed."""
    return came(words.swap(), name)


def blank(name: str, text: str) -> str:
    """Return a text with what a pattern finds as blanks, so that places stay."""
    return PATTERNS[name].sub(lambda match: " " * len(match[0]), text)


def blank_group(name: str, group: str, text: str) -> str:
    """Return a text with what a group of a pattern finds as blanks."""
    parts, end = [], 0
    for match in PATTERNS[name].finditer(text):
        start, stop = match.span(group)
        parts += [text[end:start], " " * (stop - start)]
        end = stop
    return "".join([*parts, text[end:]])


def cut_limits(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a phrase ends before an exception or a condition begins."""
    begun = start + len(text[start:end].split(" ", 1)[0])  # a phrase may itself begin as one: after approval
    stop = PATTERNS["exception"].search(text, begun, end) or PATTERNS["condition"].search(text, begun, end)
    return start, stop.start() if stop else end
