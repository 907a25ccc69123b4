"""Who is bound, sentence by sentence: what the words themselves say, where they are clear, in English and Dutch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from drift.contract.reading.leaders import find_leader
from drift.contract.reading.patterns import load_patterns
from drift.contract.reading.plain import SIDES

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


def read_sentence(sentence: str) -> Stance:
    """Return what the words of one sentence say; open where no word tells, as in the present tense."""
    if _has("defines", sentence) or _has("expected", sentence):
        return "none"
    plain = PATTERNS["no_duty"].sub(" ", PATTERNS["aside"].sub(" ", sentence))
    prohibits, binds = PATTERNS["prohibits"].search(plain), PATTERNS["binds"].search(plain)
    if _has("level_not", plain):
        return "obligation"
    if prohibits and (binds is None or prohibits.start() <= binds.start()):
        return "prohibition"
    if _has("effort", plain):
        return "effort"
    if _has("owed", plain) or _binds(plain):
        return "obligation"
    if _has("allows", plain):
        return "permission"
    if _has("wishes", plain):
        return "wish"
    return "none" if _has("nothing_owed", sentence) else "open"


def _has(name: str, sentence: str) -> bool:
    return PATTERNS[name].search(sentence) is not None


def _binds(sentence: str) -> bool:
    """Return whether a sentence binds: a permission that comes first leaves what follows to its condition."""
    sentence = PATTERNS["be_entitled"].sub("be entitled to", sentence)
    sentence = PATTERNS["be_required"].sub(r"\1\2", sentence)
    starts = [match.start() for name in ("binds", "will") if (match := PATTERNS[name].search(sentence))]
    allowed = PATTERNS["allows"].search(sentence)
    if not starts or allowed is None or min(starts) < allowed.start():
        return bool(starts)
    return not _has("on_condition", sentence[allowed.end() : min(starts)])


def _find_subject(sentence: str) -> str:
    """Return who stands before the verb that binds: supplier, customer, both or nobody."""
    verbs = [match.start() for name in _BOUND_BY if (match := PATTERNS[name].search(sentence))]
    verb = min(verbs, default=0)
    parties = [
        (match.start(), side)
        for side in ("both", "customer", "supplier")
        for match in PATTERNS[side].finditer(sentence, 0, verb + 12)
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
    subject = _find_subject(sentences[bound[0]]) if bound else "unclear"
    main = sentences[bound[0] if bound else 0] if sentences else ""
    clear = bool(bound) or (bool(stances) and "open" not in stances)
    return Duties(stances, bool(bound), modality, subject, find_leader(main), main, clear)
