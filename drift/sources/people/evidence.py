"""What texts say of the words of names: how they write them, and whether they use them as words of the language."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from drift.sources.people.plain import WORD, read_plain
from drift.sources.people.words import is_doubted, is_noun_behind, names_of


@dataclass(frozen=True)
class Evidence:
    """How many texts write each word of a name small, with a capital, and small behind an article: het bos."""

    small: Counter[str] = field(default_factory=Counter)
    large: Counter[str] = field(default_factory=Counter)
    nouns: Counter[str] = field(default_factory=Counter)
    kinds: set[str] = field(default_factory=set)  # words of names with the noun behind them: groot onderhoud
    n_texts: int = 0


def read_evidence(
    texts: Iterable[str], own: Collection[str], cut: Collection[str], before: Mapping[str, Collection[str]]
) -> Evidence:
    """Read what texts say of the words of names.

    Parameters
    ----------
    own : plain words of names
    cut : those of them that are cut log-ins; in capitals within a word they are something else
    before : word of a family name -> its particles, which are no articles before it: de Boer
    """
    found, n_texts = Evidence(), 0
    for text in texts:
        n_texts += 1
        words = WORD.findall(text)
        for word in {*words}:
            plain = word.lower() if word.isascii() else read_plain(word)[0].plain
            if plain in own and (word.islower() or word.istitle() or plain not in cut):
                (found.small if word.islower() else found.large)[plain] += 1
                if word.islower():
                    _add_uses(found, plain, word, words, before.get(plain, ()))
    return Evidence(found.small, found.large, found.nouns, found.kinds, n_texts)


def _add_uses(found: Evidence, plain: str, word: str, words: list[str], particles: Collection[str]) -> None:
    """Add what stands before and behind a word that a text writes small."""
    pairs = [*pairwise(words)]
    befores = {one.lower() for one, other in pairs if other == word}
    found.nouns[plain] += not (befores & names_of("articles")).issubset(particles)
    if is_doubted(plain):
        behind = (other for one, other in pairs if one == word and other.islower() and is_noun_behind(other))
        found.kinds.update(f"{plain} {other}" for other in behind)


def read_kinds(values: Iterable[str], names: Collection[str]) -> set[str]:
    """Return what values of columns of things begin with that may be names: groot, groot onderhoud."""
    kinds = set()
    for value in values:
        first = WORD.search(value)
        if not first or (value.isascii() and first.group().lower() not in names):
            continue
        words = WORD.findall(read_plain(value)[0].plain)
        if len(words) == 1:
            kinds.add(words[0])
        elif words and is_noun_behind(words[1]):
            kinds.add(f"{words[0]} {words[1]}")
    return kinds
