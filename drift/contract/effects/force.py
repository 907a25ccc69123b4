"""Who must, must not or may: what changed in the words that bind, sentence by sentence."""

from __future__ import annotations

from typing import Final, Literal

from drift.contract.effects.codes import (
    DUTY_ADDED,
    DUTY_HARDENED,
    DUTY_LIFTED,
    DUTY_SOFTENED,
    PARTY_CHANGED,
    PROHIBITION_ADDED,
    PROHIBITION_LIFTED,
    Said,
)
from drift.contract.effects.words import PATTERNS, Words, blank, blank_group, came, find, went
from drift.contract.lineage.likeness import normalise_text

Force = Literal["free", "right", "wish", "duty", "prohibition"]
PARTIES: Final = ("supplier", "customer", "both")
LEAD: Final = 300  # signs before a party that tell whether it acts; the longest such phrase seen has 160


def tell_force(words: Words, old: Said, new: Said, changed: set[str]) -> set[str]:
    """Return what became of the duty, the right or the prohibition of a sentence.

    Parameters
    ----------
    words : the sentence before and after
    old, new : what was read in the clauses they stand in
    changed : as of `list_changed` for the whole clauses: a word that went to another sentence did not go
    """
    if came(words, "uncapped") or went(words, "uncapped"):  # is limited to, shall not be limited: nobody must
        return set()
    main = words.alter(_cut_asides)
    before, after = _force_of(main.old, old), _force_of(main.new, new)
    here = list_changed(main) & changed
    if before == after or not here or ("prohibition" in (before, after) and "negation" not in here):
        return set()
    return _STEPS.get((before, after), set())


_STEPS: Final[dict[tuple[str, str], set[str]]] = {
    ("duty", "prohibition"): {DUTY_LIFTED, PROHIBITION_ADDED},
    ("wish", "prohibition"): {DUTY_LIFTED, PROHIBITION_ADDED},
    ("right", "prohibition"): {PROHIBITION_ADDED},
    ("free", "prohibition"): {PROHIBITION_ADDED},
    ("prohibition", "duty"): {PROHIBITION_LIFTED, DUTY_ADDED},
    ("prohibition", "wish"): {PROHIBITION_LIFTED, DUTY_ADDED},
    ("prohibition", "right"): {PROHIBITION_LIFTED},
    ("prohibition", "free"): {PROHIBITION_LIFTED},
    ("duty", "wish"): {DUTY_SOFTENED},
    ("duty", "right"): {DUTY_LIFTED},
    ("duty", "free"): {DUTY_LIFTED},
    ("wish", "duty"): {DUTY_HARDENED},
    ("wish", "right"): {DUTY_LIFTED},
    ("wish", "free"): {DUTY_LIFTED},
    ("right", "duty"): {DUTY_ADDED},
    ("free", "duty"): {DUTY_ADDED},
    ("right", "wish"): {DUTY_ADDED},
    ("free", "wish"): {DUTY_ADDED},
}


def _cut_asides(text: str) -> str:
    """Return a sentence with what only says when or which as blanks, and with its soft words kept."""
    kept = PATTERNS["aside"].sub(lambda match: _keep_soft(match[0]), text)
    return blank("exception", kept if kept.strip(" ,;:.") else text)


def _keep_soft(aside: str) -> str:
    soft = PATTERNS["softly"].match(aside)
    return soft[0] + " " * (len(aside) - len(soft[0])) if soft else " " * len(aside)


def _force_of(text: str, said: Said) -> Force:
    """Return what the words of a sentence do; where no word tells, a sentence of a clause that binds is a duty."""
    need_not = find("need_not", text)
    rest = blank("need_not", text)
    if not need_not and find("negation", rest) and (said.obligation or _has_modal(rest)):
        return "prohibition"
    if need_not:
        return "free"
    if find("softly", rest):
        return "wish"
    if find("must", rest):
        return "duty"
    if find("may", rest):
        return "right"
    return "duty" if said.obligation else "free"


def _has_modal(text: str) -> bool:
    return any(PATTERNS[name].search(text) for name in ("must", "softly", "may"))


def list_changed(words: Words) -> set[str]:
    """Return which kinds of words that bind, free or deny came or went among the words that changed."""
    names = ("must", "softly", "may", "need_not", "negation")
    return {name for name in names if came(words, name) or went(words, name)}


def list_changed_in_main(words: Words) -> set[str]:
    """Return the same of whole clauses, without what only says when or which."""
    return list_changed(words.alter(_cut_asides))


def changes_hands(words: Words) -> bool:
    """Return whether another party than before is the one who acts, by words that changed."""
    actors = [find_actor(text) for text in (words.old, words.new)]
    if _names_swapped(words):
        return True
    return (
        None not in actors
        and actors[0] != actors[1]
        and any(
            words.is_changed(side, *match.span())
            for side in ("old", "new")
            for name in PARTIES
            for match in find(name, words.text(side))
        )
    )


def tell_hands(words: Words) -> set[str]:
    """Return whether the duty changed hands."""
    return {PARTY_CHANGED} if changes_hands(words) else set()


def find_actor(text: str) -> str | None:
    """Return the party that acts in a sentence: by whom, else the first that is no other end of the act."""
    main = blank("aside", text)
    main = blank_group("clock", "from", main)  # hours after approval by the client: he does not act
    named = sorted((match.start(), name) for name in PARTIES for match in find(name, main))
    for at, name in named:
        if PATTERNS["agent"].search(main, max(0, at - LEAD), at):
            return name
    free = [name for at, name in named if not PATTERNS["other_end"].search(main, max(0, at - LEAD), at)]
    owners = [name for at, name in named if at < LEAD and PATTERNS["staff_of"].fullmatch(main, 0, at)]
    return next(iter([*free, *owners]), None)


def _names_swapped(words: Words) -> bool:
    """Return whether two nouns changed places, the first with one behind its verb: A grants B became B grants A.

    Parties that no list of roles knows; the sentences have the same words, and no list is turned round (A and B).
    """
    old, new = (
        [word for word in normalise_text(blank("article", text)).split() if word] for text in (words.old, words.new)
    )
    if sorted(old) != sorted(new) or not old or old[0] == new[0]:
        return False
    at, back = old.index(new[0]), new.index(old[0])
    return min(at, back) > 1 and not any(PATTERNS["joined"].search(side[k - 1]) for side, k in ((old, at), (new, back)))
