"""How and when is measured: the base of a level or an amount, the clock of a limit, how often something is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.contract.effects.codes import BASE_CHANGED, CLOCK_CHANGED, RELAXED, STRICTER, Said
from drift.contract.effects.words import PATTERNS, Words, came, find, load_effects, went

if TYPE_CHECKING:
    import re

_TIMES_A_YEAR: Final[dict[str, float]] = load_effects()["times_a_year"]
_NUMBERS: Final[dict[str, float]] = load_effects()["numbers"]
ALONE: Final = 4  # words that go with a frequency that is taken out; more of them are another change
SAME_RATE: Final = 0.02  # 12 months and 52 weeks are not the same number of days


def tell_base(words: Words) -> set[str]:
    """Return whether a level or an amount is measured on another base: average, period, place, part of what."""
    if came(words, "average") or went(words, "average"):
        return {BASE_CHANGED}
    phrases = (("measured", "how"), ("share_of", "what"))
    if any(_phrase_changed(words, name, group) for name, group in phrases):
        return {BASE_CHANGED}
    return {BASE_CHANGED} if _per_changed(words) or _period_changed(words) else set()


def _sets_level(words: Words) -> bool:
    return any(find("level", text) for text in (words.old, words.new))


def _period_changed(words: Words) -> bool:
    """Return whether a level holds for another period: monthly uptime, yearly uptime."""
    sides = [find("often", text) for text in (words.old, words.new)]
    if len(sides[0]) != 1 or len(sides[1]) != 1 or not _sets_level(words):
        return False
    changed = words.is_changed("old", *sides[0][0].span()) and words.is_changed("new", *sides[1][0].span())
    return changed and abs(_rate(sides[1][0]) - _rate(sides[0][0])) > SAME_RATE * _rate(sides[0][0])


def _phrase_changed(words: Words, name: str, group: str) -> bool:
    """Return whether what stands behind a word of measuring has other words, in as many places as before."""
    sides = [find(name, text) for text in (words.old, words.new)]
    if len(sides[0]) != len(sides[1]):
        return False
    return any(_differs(words, a.span(group), b.span(group)) for a, b in zip(*sides, strict=True))


def _differs(words: Words, old: tuple[int, int], new: tuple[int, int]) -> bool:
    """Return whether two phrases differ before an exception or a number that the targets tell of begins."""
    ends = [_cut(words.text(side), *span) for side, span in (("old", old), ("new", new))]
    return words.is_changed("old", *ends[0]) and words.is_changed("new", *ends[1])


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    begun = start + len(text[start:end].split(" ", 1)[0])  # a phrase may itself begin as one: after approval
    stop = PATTERNS["exception"].search(text, begun, end) or PATTERNS["condition"].search(text, begun, end)
    return start, stop.start() if stop else end


def _per_changed(words: Words) -> bool:
    """Return whether an amount or a level holds per something else now: per month, per year, per fault."""
    if came(words, "often") and went(words, "often") and _rates(words.old) and _rates(words.new):
        return False
    sides = [[_per_what(match) for match in find("per", text)] for text in (words.old, words.new)]
    if len(sides[0]) != len(sides[1]):
        return False
    changed = any(words.is_changed("new", *match.span()) for match in find("per", words.new))
    return sorted(sides[0]) != sorted(sides[1]) and changed and _changed_rates(words) is None


def _per_what(match: re.Match[str]) -> str:
    periods = (name for name, hit in match.groupdict().items() if hit and name in _TIMES_A_YEAR)
    return next(periods, str(match["thing"]).casefold())


def tell_frequency(words: Words, new: Said) -> set[str]:
    """Return whether something is done more often or less; what the customer may do more often binds the supplier."""
    rates = _changed_rates(words)
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


def _changed_rates(words: Words) -> tuple[float, float | None] | None:
    """Return how often a year something was and is done, where one frequency changed or the only one went.

    Nothing in a sentence that sets a level: there a period is one of measuring.
    """
    if _sets_level(words):
        return None
    old, new = _frequencies(words.old), _frequencies(words.new)
    if len(old) == 1 and not new:
        return (_rate(old[0]), None) if words.is_changed("old", *old[0].span()) else None
    if len(old) != len(new):
        return None
    changed = [
        (_rate(a), _rate(b))
        for a, b in zip(old, new, strict=True)
        if abs(_rate(b) - _rate(a)) > SAME_RATE * _rate(a)
        and (words.is_changed("old", *a.span()) or words.is_changed("new", *b.span()))
    ]
    return changed[0] if len(changed) == 1 else None


def _frequencies(text: str) -> list[re.Match[str]]:
    """Return the phrases that tell how often; an amount or a time a period is a rate of another kind."""
    return [match for match in find("often", text) if match["n"] or not _follows_amount(text, match.start())]


def _follows_amount(text: str, at: int) -> bool:
    before = text[:at].rstrip()
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


def _rates(text: str) -> list[float]:
    return [_rate(match) for match in _frequencies(text)]


def _rate(match: re.Match[str]) -> float:
    """Return how many times a year: twice a quarter 8, every two months 6."""
    groups = {name: hit for name, hit in match.groupdict().items() if hit}
    a_year = next(_TIMES_A_YEAR[name] for name in groups if name in _TIMES_A_YEAR)
    return _number(groups.get("n")) * a_year / _number(groups.get("fraction"))


def _number(word: str | None) -> float:
    if word is None:
        return 1.0
    return float(word) if word.isdigit() else float(_NUMBERS[word.casefold()])


def tell_clock(words: Words, comparators: frozenset[str]) -> set[str]:
    """Return whether a limit runs by another clock: working hours, or from another moment.

    Parameters
    ----------
    comparators : of the times of the sentence, old and new; a minimum that runs in working time is longer
    """
    shorter = bool(comparators) and comparators <= {">=", ">"}
    for name, here in (("came", came(words, "working")), ("went", went(words, "working"))):
        if here and (came(words, "always") or went(words, "always")):
            return {CLOCK_CHANGED, RELAXED if name == "came" else STRICTER}
        if here and comparators:
            if _has_other_number(words):  # 8 hours became 4 working hours: which lasts longer is not said
                return {CLOCK_CHANGED}
            looser = (name == "came") != shorter
            return {CLOCK_CHANGED, RELAXED if looser else STRICTER}
    starts = _starts_changed(words)
    if starts is None:
        return set()
    later = _lateness(starts[1]) - _lateness(starts[0])
    if not later:
        return {CLOCK_CHANGED}
    return {CLOCK_CHANGED, RELAXED if (later > 0) != shorter else STRICTER}


def _has_other_number(words: Words) -> bool:
    phrases = [words.old[slice(*run.old)] for run in words.runs], [words.new[slice(*run.new)] for run in words.runs]
    numbers = [
        sorted(word for phrase in side for word in phrase.casefold().split() if word in _NUMBERS or word[:1].isdigit())
        for side in phrases
    ]
    return numbers[0] != numbers[1]


def _starts_changed(words: Words) -> tuple[str, str] | None:
    """Return from when a limit ran and runs, where that changed; nothing for the call where the old text says none."""
    sides = [find("clock", text) for text in (words.old, words.new)]
    if len(sides[0]) != len(sides[1]):
        added = [match["from"] for match in sides[1] if words.is_changed("new", *match.span("from"))]
        late = [phrase for phrase in added if _lateness(phrase)]
        return ("", late[0]) if late and len(sides[1]) > len(sides[0]) else None
    for a, b in zip(*sides, strict=True):
        old, new = (_cut(words.text(side), *match.span("from")) for side, match in (("old", a), ("new", b)))
        phrases = words.old[slice(*old)], words.new[slice(*new)]
        changed = words.is_changed("old", *old) or words.is_changed("new", *new)
        if changed and _moment_of(phrases[0]) != _moment_of(phrases[1]):
            return phrases
    return None


def _moment_of(phrase: str) -> tuple[str, ...]:
    """Return the nouns that name a moment; what follows it in a sentence, such as a verb at its end, is no part."""
    match = PATTERNS["moment"].search(phrase)
    return tuple((word or "").casefold() for word in match.group("what", "whose")) if match else (phrase,)


def _lateness(phrase: str) -> int:
    """Return 1 for a moment after the call itself, -1 for one before it, 0 for the call."""
    if find("later", phrase):
        return 1
    return -1 if find("earlier", phrase) else 0
