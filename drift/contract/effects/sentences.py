"""Which sentence of a text became which of the other, and which came or went whole."""

from __future__ import annotations

from collections import Counter
from typing import Final

from drift.contract.effects.words import PATTERNS, Words, compare_words
from drift.contract.lineage.likeness import normalise_text

ALIKE: Final = 0.3  # of the words of both, from which two sentences are one reworded
KNOWN: Final = (
    0.6  # of the words of a sentence that stood in the other text already: it was cut off, and says nothing new
)


def pair_sentences(words: Words) -> tuple[list[Words], list[str], list[str]]:
    """Return the sentences that belong together, compared; those only the old text has; those only the new has."""
    old, new = ([*dict.fromkeys(_split(text))] for text in (words.old, words.new))
    if len(old) == len(new) == 1:
        return [words], [], []
    bags = [[Counter(normalise_text(sentence).split()) for sentence in side] for side in (old, new)]
    ranked = sorted(
        ((_alike(a, b), -i, -j) for i, a in enumerate(bags[0]) for j, b in enumerate(bags[1])), reverse=True
    )
    paired: dict[int, int] = {}
    for alike, i, j in ranked:
        if alike >= ALIKE and -i not in paired and -j not in paired.values():
            paired[-i] = -j
    pairs = [compare_words(old[i], new[j]) for i, j in sorted(paired.items())]
    gone = [old[i] for i in range(len(old)) if i not in paired and not _is_known(bags[0][i], bags[1])]
    added = [new[j] for j in range(len(new)) if j not in paired.values() and not _is_known(bags[1][j], bags[0])]
    return pairs, gone, added


def _split(text: str) -> list[str]:
    return [part for part in PATTERNS["sentence_end"].split(text) if part.strip()]


def _alike(a: Counter[str], b: Counter[str]) -> float:
    return 2 * (a & b).total() / max(a.total() + b.total(), 1)


def stands_in(phrase: str, text: str) -> bool:
    """Return whether most words of a phrase stand in a text: it was cut off or joined, and says nothing new."""
    sentences = [Counter(normalise_text(sentence).split()) for sentence in _split(text)]
    return _is_known(Counter(normalise_text(phrase).split()), sentences)


def _is_known(sentence: Counter[str], others: list[Counter[str]]) -> bool:
    return any((sentence & other).total() >= KNOWN * sentence.total() for other in others)
