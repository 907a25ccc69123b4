"""Who is bound, sentence by sentence: what the words themselves say, where they are clear, in English and Dutch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal

from drift.contract.reading.leaders import find_leader
from drift.contract.reading.patterns import load_patterns
from drift.contract.reading.plain import SIDES
from drift.sources.screening import Screen, screen_patterns

Stance = Literal["obligation", "prohibition", "effort", "wish", "permission", "none", "open"]

PATTERNS: Final = load_patterns("duties", **SIDES)
_MODALITY: Final = {"obligation": "obligation", "prohibition": "prohibition", "effort": "soft"}
_WEAKER: Final = {"permission": "permission", "wish": "soft"}
_BOUND_BY: Final = ("binds", "will", "prohibits", "effort", "owed")


def split_sentences(text: str) -> list[str]:
    """Return the sentences and cells of a clause."""
    return [part for part in PATTERNS["sentence"].split(text) if part.strip()]


def list_binding_words(text: str) -> list[str]:
    """Return the words of a plain text on which it hangs who is bound: of duty, leave and negation, and the parties."""
    return PATTERNS["binding_word"].findall(text)


@lru_cache(maxsize=4096)  # a sentence stands in several clauses, and in most versions of one
def read_sentence(sentence: str) -> Stance:
    """Return what the words of one sentence say; open where no word tells, as in the present tense."""
    whole = _look(sentence)
    if _search("defines", whole) or _search("expected", whole):
        return "none"
    plain = _replace("no_duty", " ", _replace("aside", " ", whole))
    prohibits, binds = _search("prohibits", plain), _search("binds", plain)
    if _search("level_not", plain):
        return "obligation"
    if prohibits and (binds is None or prohibits.start() <= binds.start()):
        return "prohibition"
    if _search("effort", plain):
        return "effort"
    if _search("owed", plain) or _binds(plain):
        return "obligation"
    if _search("allows", plain):
        return "permission"
    if _search("wishes", plain):
        return "wish"
    return "none" if _search("nothing_owed", whole) else "open"


@dataclass(frozen=True)
class _Sentence:
    """A sentence, and which of the patterns may be found in it."""

    text: str
    possible: frozenset[str]


@cache
def _screen() -> Screen:
    return screen_patterns(PATTERNS)


def _look(text: str) -> _Sentence:
    return _Sentence(text, _screen().list_possible(text))


def _search(name: str, sentence: _Sentence) -> re.Match[str] | None:
    return PATTERNS[name].search(sentence.text) if name in sentence.possible else None


def _replace(name: str, by: str, sentence: _Sentence) -> _Sentence:
    text = PATTERNS[name].sub(by, sentence.text) if name in sentence.possible else sentence.text
    return sentence if text == sentence.text else _look(text)


def _binds(sentence: _Sentence) -> bool:
    """Return whether a sentence binds: a permission that comes first leaves what follows to its condition."""
    sentence = _replace("be_required", r"\1\2", _replace("be_entitled", "be entitled to", sentence))
    starts = [match.start() for name in ("binds", "will") if (match := _search(name, sentence))]
    allowed = _search("allows", sentence)
    if not starts or allowed is None or min(starts) < allowed.start():
        return bool(starts)
    return PATTERNS["on_condition"].search(sentence.text[allowed.end() : min(starts)]) is None


def _find_subject(sentence: _Sentence) -> str:
    """Return who stands before the verb that binds: supplier, customer, both or nobody."""
    verbs = [match.start() for name in _BOUND_BY if (match := _search(name, sentence))]
    verb = min(verbs, default=0)
    parties = [
        (match.start(), side)
        for side in ("both", "customer", "supplier")
        if side in sentence.possible
        for match in PATTERNS[side].finditer(sentence.text, 0, verb + 12)
        if match.start() <= verb + 6
    ]
    return max(parties)[1] if parties else "nobody"


@dataclass(frozen=True)
class Duties:
    """What the words of a clause say, sentence by sentence and together."""

    stances: tuple[Stance, ...]
    binding: bool
    modality: str  # of the first binding sentence, else the first telling one
    subject: str  # who stands before the binding verb
    leader: str  # who the main sentence begins with, doing: supplier, customer, both or nobody
    main: str  # the first binding sentence, else the first
    clear: bool  # the words themselves tell: one sentence binds, or none is open


def read_duties(text: str) -> Duties:
    """Return what the words of a clause say about who is bound, by rules alone; text: plain, as of `to_plain`."""
    sentences = split_sentences(text)
    stances = tuple(read_sentence(sentence) for sentence in sentences)
    bound = [i for i, stance in enumerate(stances) if stance in _MODALITY]
    telling = [stance for stance in stances if stance in ("permission", "wish")]
    modality = _MODALITY[stances[bound[0]]] if bound else _WEAKER[telling[0]] if telling else "none"
    subject = _find_subject(_look(sentences[bound[0]])) if bound else "unclear"
    main = sentences[bound[0] if bound else 0] if sentences else ""
    clear = bool(bound) or (bool(stances) and "open" not in stances)
    return Duties(stances, bool(bound), modality, subject, find_leader(main), main, clear)
