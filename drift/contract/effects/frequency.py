"""How often something is done: phrases and adverbs as times a year, and whether that became more or less."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.contract.effects.codes import RELAXED, STRICTER, Said
from drift.contract.effects.words import Words, find, load_effects
from drift.sources.values.quantities.spelled import SMALL

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

TIMES_A_YEAR: Final[dict[str, float]] = load_effects()["times_a_year"]
NUMBERS: Final[dict[str, float]] = load_effects()["numbers"]
ALONE: Final = 4  # words that go with a frequency that is taken out; more of them are another change
LAST_WORD: Final = 60  # signs before a frequency in which the word before it stands
QUOTED_WORDS: Final = 3  # at the end of a quote: every six months
SAME_RATE: Final = 0.02  # 12 months and 52 weeks are not the same number of days


def tell_frequency(words: Words, new: Said) -> set[str]:
    """Return whether something is done more often or less; what the customer may do more often binds the supplier."""
    rates = changed_rates(words)
    if rates is None:
        return set()
    before, after = rates
    if after is None:
        alone = all(len(words.old[slice(*run.old)].split()) <= ALONE for run in words.runs)
        return {RELAXED} if new.obligation and alone else set()
    more = after > before
    if new.modality == "permission" and not _customer_acts(words.new):
        more = not more
    return {STRICTER if more else RELAXED}


def _customer_acts(text: str) -> bool:
    customer, supplier = (find(name, text) for name in ("customer", "supplier"))
    return bool(customer) and (not supplier or customer[0].start() < supplier[0].start())


def changed_rates(words: Words) -> tuple[float, float | None] | None:
    """Return how often a year something was and is done, where one frequency changed or the only one went.

    Nothing in a sentence that sets a level: there a period is one of measuring.
    """
    if sets_level(words):
        return None
    old, new = list_frequencies(words.old), list_frequencies(words.new)
    if len(old) == 1 and not new:
        return (rate_of(old[0]), None) if words.is_changed("old", *old[0].span()) else None
    if len(old) != len(new):
        return None
    changed = [
        (rate_of(a), rate_of(b))
        for a, b in zip(old, new, strict=True)
        if are_other_rates(rate_of(a), rate_of(b))
        and (words.is_changed("old", *a.span()) or words.is_changed("new", *b.span()))
    ]
    return changed[0] if len(changed) == 1 else None


def keeps_count(pairs: Sequence[Words], side: str, quote: str) -> bool:
    """Return whether the sentence of a quote tells as many frequencies as before: that one of them is no new target."""
    tail = " ".join(quote.split()[-QUOTED_WORDS:])
    for words in (pair for pair in pairs if tail in pair.text(side)):
        counts = [len(list_frequencies(text)) for text in (words.old, words.new)]
        if counts[0] == counts[1] > 0:
            return True
    return False


def list_frequencies(text: str) -> list[re.Match[str]]:
    """Return the phrases that tell how often; an amount or a time a period is a rate of another kind."""
    return [match for match in find("often", text) if match["n"] or not _follows_amount(text, match.start())]


def _follows_amount(text: str, at: int) -> bool:
    before = text[max(0, at - LAST_WORD) : at].rstrip()
    last = before.rsplit(" ", 1)[-1].strip("(),.-–").casefold()
    return any(sign.isdigit() for sign in last) or last in (
        "%",
        "eur",
        "euro",
        "gbp",
        "usd",
        "procent",
        "percent",
        "for",
        "voor",
    )


def list_rates(text: str) -> list[float]:
    """Return every frequency of a text, in times a year."""
    return [rate_of(match) for match in list_frequencies(text)]


def rate_of(match: re.Match[str]) -> float:
    """Return how many times a year: twice a quarter 8, every two months 6."""
    groups = {name: hit for name, hit in match.groupdict().items() if hit}
    a_year = next(TIMES_A_YEAR[name] for name in groups if name in TIMES_A_YEAR)
    return _number(groups.get("n")) * a_year / _number(groups.get("fraction"))


def _number(word: str | None) -> float:
    """Return the value of a number or a word for one; 1 for none, and for a word that is none."""
    plain = (word or "").casefold()
    known = NUMBERS.get(plain, SMALL.get(plain, 1.0))
    return max(float(plain), 1.0) if plain.isdecimal() else float(known)


def sets_level(words: Words) -> bool:
    """Return whether a sentence sets a level: there a period is one of measuring."""
    return any(find("level", text) for text in (words.old, words.new))


def are_other_rates(old: float, new: float) -> bool:
    """Return whether two frequencies differ by more than ways to count a year."""
    return abs(new - old) > SAME_RATE * old
