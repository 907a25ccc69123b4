"""A clause as a set of named features: its cues, words, measured targets and the heading it stands under."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from drift.contract.reading.cues import find_cues
from drift.contract.reading.duties import Duties

if TYPE_CHECKING:
    from drift.contract.reading.targets import Target

_MARKUP: Final = re.compile(
    r"\[/?(?:sub)?measure-title\]|</?\w+>|https?://\S+"
    # what a template tells who fills it in
    r"|\[(?:the )?buyer (?:is )?to define[^\[\]]*\]",
    re.I,
)
_A_UNIT: Final = (
    r"(?!\s*(?:%|‰|per ?cent|procent|hours?|uur|uren|minut|min\b|days?|da(?:g|gen)\b|werk|week"
    r"|weeks|maand|months?|jaar|years?|x\b|keer|times))"
)
_NUMBER_IN_FRONT: Final = re.compile(
    rf"(?:\d+(?:\.\d+)+\.?(?:\s+{_A_UNIT}|(?<=\.)(?=[A-Z]))|\(?(?:[a-z]|[ivx]{{1,4}}|\d{{1,2}})\)\s+|\d+\.\s+"
    rf"|[A-Z]{{1,3}}\d*(?:[.-]\d+)+\s+)"
)
_WORD: Final = re.compile(r"[a-zà-ÿ]+(?:[’'-][a-zà-ÿ]+)*|0|[|✔%€£$:]", re.I)
_DIGITS: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_MODAL: Final = re.compile(
    r"\b(?:shall|must|will|may|can|agrees? to|responsible for|moet(?:en)?|dien(?:t|en)|zal|zullen|mag|mogen|kan|kunnen"
    r"|verantwoordelijk voor)\b",
    re.I,
)
_FUNCTION: Final = frozenset(
    (
        *("the", "a", "an", "of", "to", "and", "or", "in", "for", "be", "is", "are", "all", "any", "with", "by", "on"),
        *("that", "as", "at", "their", "its", "this", "which", "de", "het", "een", "van", "en", "op", "te", "voor"),
        *("wordt", "worden", "zijn", "door", "met", "bij", "die", "dat", "aan"),
    )
)
NEAR_VERB: Final = 10  # content words after the verb that tell what a clause is about
STEM: Final = 6  # letters of a word that stand for its inflections
LENGTHS: Final = (4, 8, 15, 30, 60)  # words; a heading has few, an explanation many


def read_bare(text: str) -> str:
    """Return a clause as its duties are read: without number in front and source markup."""
    return _MARKUP.sub(" ", strip_number(text))


def strip_number(text: str) -> str:
    """Return a clause without blanks round it, source markup left in, and without the number in front of it."""
    joined = " ".join(text.split())
    number = _NUMBER_IN_FRONT.match(joined)
    return joined[number.end() :] or joined if number else joined


def find_number(text: str) -> str:
    """Return the number in front of a clause (4., 4.2, (b)), tidied, or nothing."""
    joined = " ".join(text.split())
    number = _NUMBER_IN_FRONT.match(joined)
    return number[0].strip(" .()") if number and joined[number.end() :] else ""


def describe(text: str, section: str, targets: list[Target], duties: Duties) -> list[str]:
    """Return the features of a clause: names, each once, in a fixed order.

    Parameters
    ----------
    text : the clause; blanks and a number in front of it change nothing
    section : the heading it stands under, or nothing
    targets, duties : what `find_targets` and `read_duties` found in it
    """
    bare = strip_number(text)
    cues = find_cues(bare)
    words = [word.casefold() for word in _WORD.findall(_DIGITS.sub("0", _MARKUP.sub(" ", bare)))]
    features = [*_of_duties(duties), *(f"cue:{cue}" for cue in cues)]
    features += [f"both:{a}+{b}" for i, a in enumerate(cues) for b in cues[i + 1 :] if a in _PAIRED and b in _PAIRED]
    features += _of_targets(targets)
    features += [f"word:{word[:STEM]}" for word in words]
    features += [f"pair:{a[:STEM]} {b[:STEM]}" for a, b in pairwise(words)]
    features += [f"first:{' '.join(words[:n])}" for n in (1, 2)]
    features += _of_main(duties.main, cues if duties.main == bare else find_cues(duties.main))
    features += _of_heading(section)
    features += [f"longer:{n}" for n in LENGTHS if len(words) > n]
    return [*dict.fromkeys(features)]


_PAIRED: Final = frozenset(
    (
        "may",
        "can",
        "mag",
        "shall",
        "must",
        "party_will",
        "zal",
        "dient_te",
        "conditional",
        "defines",
        "excluded",
        "applies",
        "pays",
    )
)
_HEADS: Final = frozenset(
    (
        "report",
        "record",
        "audit",
        "meeting",
        "mandate",
        "credit",
        "fine",
        "liable",
        "ends",
        "claim",
        "plan",
        "trains",
        "reports",
        "meets",
        "pays",
        "plans",
        "delivers",
        "levels",
        "invoices",
        "defines",
        "excluded",
        "not_liable",
    )
)


def _of_duties(duties: Duties) -> list[str]:
    unclear = not duties.binding and "open" in duties.stances
    return [
        f"rule:{'bound ' if duties.binding else ''}{'unclear' if unclear else duties.modality}",
        f"leads:{duties.stances[0] if duties.stances else 'open'}",
        f"subject:{duties.subject}",
        *(f"says:{stance}" for stance in duties.stances),
    ]


def _of_main(sentence: str, cues: list[str]) -> list[str]:
    """Return what the main sentence is about: a clause of many sentences is of the kind of the first that binds."""
    verb = _MODAL.search(sentence)
    said = _content(sentence[verb.end() :] if verb else sentence)
    actor = _content(sentence[: verb.start()]) if verb else []
    features = [f"main:{cue}" for cue in cues]
    features += [f"near:{word}" for word in said[:NEAR_VERB]]
    features += [f"verb:{' '.join(said[:n])}" for n in (1, 2) if len(said) >= n]
    features += [f"last:{word}" for word in said[-1:]]  # in Dutch the verb
    return features + [f"actor:{word}" for word in actor]


def _content(text: str) -> list[str]:
    words = [word.casefold() for word in _WORD.findall(_DIGITS.sub("0", text))]
    return [word[:STEM] for word in words if word not in _FUNCTION]


@lru_cache(maxsize=4096)
def _of_heading(section: str) -> tuple[str, ...]:
    words = [word.casefold() for word in _WORD.findall(_DIGITS.sub("0", section))]
    about = [f"head:{cue}" for cue in find_cues(section) if cue in _HEADS]
    return (*(f"head:{word[:STEM]}" for word in words if len(word) > 2), *about)


def _of_targets(targets: list[Target]) -> list[str]:
    found = ["target:some"] if targets else []
    found += [f"target:{target.unit}" for target in targets] + [f"target:{target.comparator}" for target in targets]
    return found + (["target:several"] if len(targets) > 1 else [])
