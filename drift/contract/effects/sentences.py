"""Which sentence of a text became which of the other, and which came or went whole."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Final

from drift.contract.effects.words import PATTERNS, Words, compare_words
from drift.contract.lineage.likeness import normalise_text

ALIKE: Final = 0.3  # of the words of both, from which two sentences are one reworded
KNOWN: Final = (
    0.6  # of the words of a sentence that stood in the other text already: it was cut off, and says nothing new
)
MOST: Final = 100  # sentences of a text that are compared with all of the other; of more, those near the same place
AROUND: Final = 20  # sentences before and after that place


def pair_sentences(words: Words) -> tuple[list[Words], list[str], list[str]]:
    """Return the sentences that belong together, compared; those only the old text has; those only the new has."""
    old, new = ([*dict.fromkeys(_split(text))] for text in (words.old, words.new))
    if len(old) == len(new) == 1:
        return [words], [], []
    bags = [[Counter(normalise_text(sentence).split()) for sentence in side] for side in (old, new)]
    ranked = sorted(
        ((_alike(a, bags[1][j]), -i, -j) for i, a in enumerate(bags[0]) for j in _near(i, len(old), len(new))),
        reverse=True,
    )
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for alike, i, j in ranked:
        if alike >= ALIKE and -i not in paired and -j not in taken:
            paired[-i] = -j
            taken.add(-j)
    pairs = [compare_words(old[i], new[j]) for i, j in sorted(paired.items())]
    gone = [old[i] for i in range(len(old)) if i not in paired and not _is_known(bags[0][i], _around(i, *bags))]
    added = [new[j] for j in range(len(new)) if j not in taken and not _is_known(bags[1][j], _around(j, *bags[::-1]))]
    return pairs, gone, added


def _near(i: int, n: int, of: int) -> range:
    """Return the places of the other text, of so many sentences, that one of this text is compared with."""
    if max(n, of) <= MOST:
        return range(of)
    at = i * of // n
    return range(max(0, at - AROUND), min(of, at + AROUND + 1))


def _around(i: int, own: list[Counter[str]], others: list[Counter[str]]) -> list[Counter[str]]:
    near = _near(i, len(own), len(others))
    return others[near.start : near.stop]


def _split(text: str) -> list[str]:
    return [part for part in PATTERNS["sentence_end"].split(text) if part.strip()]


def _alike(a: Counter[str], b: Counter[str]) -> float:
    return 2 * (a & b).total() / max(a.total() + b.total(), 1)


def stands_in(phrase: str, text: str) -> bool:
    """Return whether most words of a phrase stand in a text: it was cut off or joined, and says nothing new."""
    return _is_known(Counter(normalise_text(phrase).split()), _count_words(text))


@lru_cache(maxsize=4)  # a text is asked for with each phrase that came or went
def _count_words(text: str) -> list[Counter[str]]:
    return [Counter(normalise_text(sentence).split()) for sentence in _split(text)]


def _is_known(sentence: Counter[str], others: list[Counter[str]]) -> bool:
    return any((sentence & other).total() >= KNOWN * sentence.total() for other in others)
