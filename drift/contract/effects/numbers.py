"""What the numbers of a clause do to it: targets made stricter or relaxed, and those that came or went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drift.contract.effects.codes import RELAXED, STRICTER, Said
from drift.contract.effects.words import came, find, went
from drift.contract.lineage import tightening
from drift.contract.lineage.alike import metric_of
from drift.sources.values.quantities.units import MONEY, TIMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drift.contract.effects.words import Words
    from drift.contract.lineage.tightening import Step

NORMS: Final = (">=", "<=")  # a limit or a minimum; other numbers say too little of what they ask
QUOTED_WORDS: Final = 2  # at the end of a quote: the number and its unit


def tell_numbers(steps: Sequence[Step]) -> set[str]:
    """Return whether targets that are in both versions became stricter or relaxed."""
    codes = {tightening.TIGHTENED: STRICTER, tightening.RELAXED: RELAXED}
    return {codes[step.change] for step in steps if step.change in codes}


def tell_came_and_went(
    words: Words, steps: Sequence[Step], old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], said: Said
) -> set[str]:
    """Return whether a limit or minimum that came or went asks for more or less; a cap on what is paid asks for less.

    Parameters
    ----------
    words : the clause before and after; only a number that is among the words that changed tells
    steps : of `compare_targets`, with the targets old and new
    said : the clause, which binds someone
    """
    caps = _tell_caps(words, steps, old, new)
    if caps or not said.obligation:
        return caps
    effects = _tell_share(words, steps, old, new)
    if effects:
        return effects
    for step in steps:
        if step.change == tightening.NEW and step.new is not None and _is_norm(words, "new", new[step.new]):
            effects.add(RELAXED if _is_cap(new[step.new], said) else STRICTER)
        if step.change == tightening.GONE and step.old is not None and _is_norm(words, "old", old[step.old]):
            effects.add(STRICTER if _is_cap(old[step.old], said) else RELAXED)
    return effects


def _tell_caps(
    words: Words, steps: Sequence[Step], old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]
) -> set[str]:
    """Return what a cap on what is owed does that came or went: without one the supplier owes more, so it is stricter.

    It is relaxed where the customer is who owes. A cap is one of liability, or one whose place says unlimited.
    """
    effects = set()
    for step in steps:
        if step.old is None and step.new is not None and _is_cap_of_debt(words, "new", new[step.new]):
            effects.add(STRICTER if _customer_owes(words.new) else RELAXED)
        if step.new is None and step.old is not None and _is_cap_of_debt(words, "old", old[step.old]):
            effects.add(RELAXED if _customer_owes(words.old) else STRICTER)
    return effects


def _is_cap_of_debt(words: Words, side: str, target: Mapping[str, Any]) -> bool:
    if target["comparator"] != "<=" or target["unit"] not in (*MONEY, "%"):
        return False
    freed = went(words, "uncapped") if side == "new" else came(words, "uncapped")
    among = _is_among_changed(words, side, str(target.get("quote") or ""))
    return among and (freed or metric_of(target) == "liability")


def _customer_owes(text: str) -> bool:
    """Return whether the customer is the party of a sentence, or its first."""
    named = sorted((match.start(), name) for name in ("customer", "supplier", "both") for match in find(name, text))
    return bool(named) and named[0][1] == "customer"


def _tell_share(
    words: Words, steps: Sequence[Step], old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]
) -> set[str]:
    """Return relaxed where a limit in time that stays holds for a share of the cases now, stricter for all of them."""
    kept = any(step.old is not None and step.new is not None and str(new[step.new]["unit"]) in TIMES for step in steps)
    shares = [
        [target for target in side if target["unit"] == "%" and target["comparator"] == ">="] for side in (old, new)
    ]
    if not kept or bool(shares[0]) == bool(shares[1]):
        return set()
    side, (share, *_) = ("new", shares[1]) if shares[1] else ("old", shares[0])
    if not _is_among_changed(words, side, str(share.get("quote") or "")):
        return set()
    return {RELAXED if shares[1] else STRICTER}


def _is_norm(words: Words, side: str, target: Mapping[str, Any]) -> bool:
    return target["comparator"] in NORMS and _is_among_changed(words, side, str(target.get("quote") or ""))


def _is_cap(target: Mapping[str, Any], said: Said) -> bool:
    return said.kind == "penalty" and target["comparator"] == "<="


def _is_among_changed(words: Words, side: str, quote: str) -> bool:
    at = words.text(side).find(quote)
    if at < 0 or not quote:
        return False
    tail = " ".join(quote.split()[-QUOTED_WORDS:])
    return words.is_changed(side, at + len(quote) - len(tail), at + len(quote))
