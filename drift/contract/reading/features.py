"""A clause as a set of named features: its cues, words, measured targets and the heading it stands under."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final

from drift.contract.reading.cues import find_cues
from drift.contract.reading.duties import Duties
from drift.contract.reading.patterns import load_patterns, load_words
from drift.contract.reading.points import find_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drift.contract.reading.targets import Target

PATTERNS: Final = load_patterns("features")
_WORDS: Final = {name: frozenset(words) for name, words in load_words("features").items()}
NEAR_VERB: Final = 10  # content words after the verb that tell what a clause is about
STEM: Final = 6  # letters of a word that stand for its inflections
LENGTHS: Final = (4, 8, 15, 30, 60)  # words; a heading has few, an explanation many


def describe(text: str, section: str, targets: Sequence[Target], duties: Duties) -> list[str]:
    """Return the features of a clause: names, each once, in a fixed order.

    Parameters
    ----------
    text, section : the clause and the heading it stands under, or nothing; plain, as of `to_plain`
    targets, duties : what `find_targets` and `read_duties` found in it
    """
    cues = find_cues(text)
    words = _split_words(text)
    features = [*_of_duties(duties), *(f"cue:{cue}" for cue in cues)]
    features += [f"both:{a}+{b}" for a, b in combinations([cue for cue in cues if cue in _WORDS["paired"]], 2)]
    features += _of_targets(targets)
    features += [f"word:{word[:STEM]}" for word in words]
    features += [f"pair:{a[:STEM]} {b[:STEM]}" for a, b in pairwise(words)]
    features += [f"first:{' '.join(words[:n])}" for n in (1, 2)]
    features += _of_main(duties.main, cues if duties.main == text else find_cues(duties.main))
    features += [f"point:{name}" for name in find_points(duties.main)]
    features += _of_heading(section)
    features += [f"longer:{n}" for n in LENGTHS if len(words) > n]
    return [*dict.fromkeys(features)]


def _of_duties(duties: Duties) -> list[str]:
    unclear = not duties.binding and "open" in duties.stances
    return [
        f"rule:{'bound ' if duties.binding else ''}{'unclear' if unclear else duties.modality}",
        f"leads:{duties.stances[0] if duties.stances else 'open'}",
        f"subject:{duties.subject}",
        *(f"says:{stance}" for stance in duties.stances),
    ]


def _of_main(sentence: str, cues: tuple[str, ...]) -> list[str]:
    """Return what the main sentence is about: a clause of many sentences is of the kind of the first that binds."""
    verb = PATTERNS["modal"].search(sentence)
    said = _content(sentence[verb.end() :] if verb else sentence)
    actor = _content(sentence[: verb.start()]) if verb else []
    features = [f"main:{cue}" for cue in cues]
    features += [f"near:{word}" for word in said[:NEAR_VERB]]
    features += [f"verb:{' '.join(said[:n])}" for n in (1, 2) if len(said) >= n]
    features += [f"last:{word}" for word in said[-1:]]  # in Dutch the verb
    return features + [f"actor:{word}" for word in actor]


def _content(text: str) -> list[str]:
    return [word[:STEM] for word in _split_words(text) if word not in _WORDS["function"]]


def _split_words(text: str) -> list[str]:
    """Return the words, every number as 0."""
    return PATTERNS["word"].findall(PATTERNS["digits"].sub("0", text))


@lru_cache(maxsize=4096)
def _of_heading(section: str) -> tuple[str, ...]:
    about = [f"head:{cue}" for cue in find_cues(section) if cue in _WORDS["heads"]]
    return (*(f"head:{word[:STEM]}" for word in _split_words(section) if len(word) > 2), *about)


def _of_targets(targets: Sequence[Target]) -> list[str]:
    features = ["target:some"] if targets else []
    features += [f"target:{name}" for name in (*(t.unit for t in targets), *(t.comparator for t in targets))]
    return features + (["target:several"] if len(targets) > 1 else [])
