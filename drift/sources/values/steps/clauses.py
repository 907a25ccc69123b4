"""A sentence of minutes -> its clauses, each with the words of the vocabulary `decisions` that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from drift.sources.values.steps.spelling import correct, spell_out
from drift.sources.vocabulary import merge_values
from drift.sources.words import normalise

FIELDS: Final = tuple(f"decision{part}" for part in ("", "_order", "_alone", "_way", "_table", "_sign"))
LONGEST: Final = 6  # words of a phrase of the vocabulary: "geen storing in de zin van"
NOUN_OF: Final = frozenset({"het", "een", "geen", "dit"})  # in front of a verb they make it a noun: "het besluit"
PARTS: Final = frozenset(
    {"aan", "af", "door", "in", "neer", "op", "terug", "uit", "voor"}
)  # of verbs, in front of "te"
LONG: Final = 40  # words of a clause; what goes on without a comma or "en" is cut there
_SENTENCES: Final = re.compile(r"(?<=[.!?;])\s|[\n\r|•]")
_CLAUSES: Final = re.compile(
    r"([,:()\[\]/–—]|\s-\s|\b(?:en|and|maar|but|dus|daarom|so|echter|however|waarna|daarna|then|dan|terwijl|while|omdat|"
    r"because|aangezien|hoewel|although|die|which|who)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mark:
    """A word of the vocabulary in a clause: what it tells, and which words of the clause it is."""

    field: str  # one of FIELDS
    kind: str
    start: int
    end: int  # behind its last word


@dataclass(frozen=True)
class Clause:
    """Words between two breaks of a sentence."""

    words: tuple[str, ...]
    marks: tuple[Mark, ...]
    joint: str  # the break in front of it: "", "," or a word

    def kinds(self, field: str) -> list[str]:
        """Return what its words of one field tell, in order."""
        return [mark.kind for mark in self.marks if mark.field == field]


def split_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text; a question tells nothing, so it is left out."""
    for sentence in _SENTENCES.split(spell_out(text.replace("->", " naar ").replace("→", " naar "))):
        if sentence.strip() and not sentence.rstrip().endswith("?"):
            yield sentence


def split_clauses(sentence: str) -> list[Clause]:
    """Return the clauses of a sentence that have words."""
    parts = ["", *_CLAUSES.split(sentence)]
    pairs = ((joint, join_parted(_words_of(part))) for joint, part in zip(parts[::2], parts[1::2], strict=True))
    cut = ((joint, words[at : at + LONG]) for joint, words in pairs for at in range(0, len(words), LONG))
    return [Clause(tuple(words), tuple(_mark(words)), joint.strip().casefold()) for joint, words in cut]


def _words_of(part: str) -> list[str]:
    return [correct(word, _known()) for word in normalise(part).split()]


def join_parted(words: list[str]) -> list[str]:
    """Return words with verbs that Dutch parts put together: "wijst de claim niet af" as "de claim niet wijst af"."""
    for at, word in enumerate(words[:LONG]):
        ends = [end for end in range(at + 2, min(len(words), LONG)) if words[end] in _parted().get(word, ())]
        ends = [
            end for end in ends if not (words[end] == "te" and words[end - 1] in PARTS)
        ]  # "besluit dit aan te houden"
        if ends and words[max(at - 1, 0)] not in NOUN_OF and words[at + 1] != "niet":  # "besluit niet te gaan"
            return [*words[:at], *words[at + 1 : ends[0]], word, *words[ends[0] :]]
    return words


def has_phrase(words: tuple[str, ...], phrases: frozenset[str]) -> bool:
    """Return whether one of some phrases stands in some words."""
    return any(" ".join(words[at : at + n]) in phrases for at in range(len(words)) for n in range(1, LONGEST + 1))


def _mark(words: list[str]) -> Iterator[Mark]:
    """Yield the words of the vocabulary in a clause, none within another: the longer of two that begin alike."""
    at = 0
    while at < len(words):
        longest = min(len(words), at + LONGEST)
        end = next((end for end in range(longest, at, -1) if " ".join(words[at:end]) in _meanings()), None)
        if end is not None:
            yield Mark(*_meanings()[" ".join(words[at:end])], at, end)
        elif (kind := _kind_by_ending(words[at])) is not None:
            yield Mark("decision_table", kind, at, at + 1)
        at = end or at + 1


def _kind_by_ending(word: str) -> str | None:
    """Return which table a word names by how it ends: "accountdirecteur", "regiocoordinatoren"."""
    endings = merge_values("decision_ending")
    return next((endings[word[at:]] for at in range(min(len(word), LONG) - 2) if word[at:] in endings), None)


@cache
def _known() -> frozenset[str]:
    """Return the words that tell something by themselves."""
    return frozenset(phrase for phrase in _meanings() if " " not in phrase)


@cache
def _meanings() -> dict[str, tuple[str, str]]:
    """Return word -> field and kind; the field that stands first in FIELDS goes first."""
    return {word: (field, kind) for field in reversed(FIELDS) for word, kind in merge_values(field).items()}


@cache
def _parted() -> dict[str, list[str]]:
    """Return verb -> the words that Dutch parts from it."""
    parted: dict[str, list[str]] = {}
    for verb, particle in (whole.split() for whole in merge_values("decision_parted")):
        parted.setdefault(verb, []).append(particle)
    return parted
