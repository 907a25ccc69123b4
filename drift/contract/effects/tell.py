"""What the change of a clause does: effects from the words that changed, beside what was read on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drift.contract.effects.base import tell_base
from drift.contract.effects.clock import tell_clock
from drift.contract.effects.codes import (
    DUTY_ADDED,
    DUTY_LIFTED,
    PROHIBITION_ADDED,
    PROHIBITION_LIFTED,
    RELAXED,
    STRICTER,
    Said,
    in_order,
)
from drift.contract.effects.force import list_changed_in_main, tell_force, tell_hands
from drift.contract.effects.frequency import tell_frequency
from drift.contract.effects.limits import tell_limits, tell_width
from drift.contract.effects.sentences import pair_sentences, stands_in
from drift.contract.effects.words import PATTERNS, Words, compare_words
from drift.contract.reading.classify import read_clause
from drift.sources.values.quantities.units import TIMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SECOND_WORDS: Final = 3  # from which words hung on a sentence are one more duty
_WHOLE: Final = {  # what a clause or sentence does that came or went whole
    "added": {"prohibition": PROHIBITION_ADDED, "obligation": DUTY_ADDED, "soft": DUTY_ADDED},
    "gone": {"prohibition": PROHIBITION_LIFTED, "obligation": DUTY_LIFTED, "soft": DUTY_LIFTED},
}


def tell_effects(old: Said, new: Said, targets: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return what the change of a clause does, by weight.

    Parameters
    ----------
    old, new : the clause before and after; of a split or a merge all parts together
    targets : those of both texts, each with unit and comparator

    Returns
    -------
    codes of `codes.EFFECTS`; nothing where no word that tells anything came or went. What the numbers of its targets
    did is told by `tightening`.
    """
    words = compare_words(old.text, new.text)
    if not words.runs:
        return ()
    pairs, gone, added = pair_sentences(words)
    binding = list_changed_in_main(words)
    limits = frozenset(str(target["comparator"]) for target in targets if target["unit"] in _CLOCKED)
    effects = tell_limits(words) | _tell_second(words, old, new)
    for pair in pairs:
        effects |= tell_force(pair, old, new, binding) | tell_hands(pair) | tell_base(pair)
        effects |= tell_width(pair) if new.obligation else set()
        effects |= tell_frequency(pair, new) | tell_clock(pair, limits)
    for sentence in added:
        effects |= _tell_sentence(sentence, "added")
    for sentence in gone:
        effects |= _tell_sentence(sentence, "gone")
    return in_order(_settle(effects))


_CLOCKED: Final = frozenset(TIMES)


def tell_whole(said: Said, way: str) -> tuple[str, ...]:
    """Return what a clause does that came or went whole: added or gone."""
    code = _WHOLE[way].get(said.modality) if said.obligation else None
    return (code,) if code else ()


def _tell_sentence(sentence: str, way: str) -> set[str]:
    if sum(word[:1].isalpha() for word in sentence.split()) <= SECOND_WORDS:  # Norm ≥ 98 %: a number is a target's
        return set()
    reading = read_clause(sentence)
    code = _WHOLE[way].get(reading.modality) if reading.obligation else None
    limited = any(PATTERNS[name].search(sentence) for name in ("exception",))
    return {code} if code and not limited else set()


def _tell_second(words: Words, old: Said, new: Said) -> set[str]:
    """Return whether one more duty was hung on a sentence, or taken off it: and discusses it with the client."""
    effects = set()
    for run in words.runs:
        gone, came = words.old[slice(*run.old)], words.new[slice(*run.new)]
        if not came and old.obligation and _is_duty(gone) and not stands_in(gone, words.new):
            effects.add(DUTY_LIFTED)
        if not gone and new.obligation and _is_duty(came) and not stands_in(came, words.old):
            effects.add(DUTY_ADDED)
    return effects


def _is_duty(words: str) -> bool:
    return len(words.split()) > SECOND_WORDS and PATTERNS["second_verb"].search(words) is not None


def _settle(effects: set[str]) -> set[str]:
    """Return effects without a direction where both were told: one word asks for more, another for less."""
    return effects - {STRICTER, RELAXED} if {STRICTER, RELAXED} <= effects else effects
