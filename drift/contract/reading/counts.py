"""Norms in numbers without a unit: things counted, so many of a hundred, scores."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from drift.contract.reading.patterns import load_patterns
from drift.sources.values.quantities.comparators import is_loose, point_before
from drift.sources.values.quantities.measured import is_label
from drift.sources.values.quantities.numerals import Number
from drift.sources.values.quantities.quantity import Quantity

PATTERNS: Final = load_patterns("counts")
BEFORE: Final = 140  # signs before a number that tell what it counts
OF_FEW: Final = 4  # of fewer things a share says less than the number: 2 of the 3 lifts
THOUSAND: Final = 1000
MARKS: Final = 10  # the highest mark
YEARS: Final = (1990, 2100)  # "3 in 2024" is no share


def find_counts(text: str, numbers: list[Number], quantities: list[Quantity]) -> list[Quantity]:
    """Return numbers without a unit that set a norm: things counted (count), shares (%) and scores (other).

    Parameters
    ----------
    text : evened out
    numbers, quantities : those of the text, and those of them that carry a unit, both in order
    """
    free = _leave_out(numbers, quantities)
    scored = bool(free) and PATTERNS["scale_near"].search(text) is not None
    found: list[Quantity] = []
    every: Number | None = None  # of every 100 calls
    for i, number in enumerate(free):
        if found and number.start < found[-1].end:
            continue
        behind = free[i + 1] if i + 1 < len(free) else None
        every = number if _is_every(text, number) else every
        one = (_score(text, number) if scored else _mark(text, number)) or _share(text, number, behind)
        one = one or _of_every(text, _thing(text, number, behind), every)
        found += [one] if one else []
    return found


def _leave_out(numbers: list[Number], quantities: list[Quantity]) -> list[Number]:
    """Return the numbers that stand in none of the quantities."""
    free, rest = [], iter([*quantities])
    quantity = next(rest, None)
    for number in numbers:
        while quantity and quantity.end <= number.start:
            quantity = next(rest, None)
        if quantity is None or number.end <= quantity.start:
            free.append(number)
    return free


def _score(text: str, number: Number) -> Quantity | None:
    """Return a score: norm 8,0, a 7 out of 10, 85 points."""
    if number.words or PATTERNS["no_score"].match(text, number.end) or _is_before("scale_of", text, number):
        return None
    told = any(PATTERNS[name].match(text, number.end) for name in ("scale_behind", "out_of_scale"))
    if told or any(_is_before(name, text, number) for name in ("scored_before", "norm_before")):
        return Quantity(number.read_as("%"), "other", number.start, number.end, sign=">=")
    return None


def _mark(text: str, number: Number) -> Quantity | None:
    """Return a mark that no word calls a score: a 7 or higher."""
    marked = not number.words and number.value <= MARKS and _is_before("mark_before", text, number)
    if not marked or not PATTERNS["mark_behind"].match(text, number.end):
        return None
    return Quantity(number.value, "other", number.start, number.end)


def _share(text: str, number: Number, behind: Number | None) -> Quantity | None:
    """Return so many of a number of things, in percent: 95 of 100 calls, two thirds of all calls."""
    if number.part:
        of_them = PATTERNS["part_of"].match(text, number.end)
        return _percent(number, 1.0, number.end) if of_them else None
    if behind is None or number.value > behind.value or not _is_round(behind.value):
        return None
    of = PATTERNS["out_of"].fullmatch(text, number.end, behind.start) and PATTERNS["all"].match(text, behind.end)
    if not of or PATTERNS["month"].match(text, behind.end) or is_label(text, number.start):
        return None
    return _percent(number, behind.value, behind.end)


def _is_round(n: float) -> bool:
    """Return whether a share of so many is meant for all: of 100, of every 20; 2 of the 6 lifts are two lifts."""
    return n >= OF_FEW and (THOUSAND % n == 0 or n % 10 == 0) and not YEARS[0] <= n <= YEARS[1]


def _percent(number: Number, of: float, end: int) -> Quantity:
    return Quantity(round(100 * number.value / of, 4), "%", number.start, end)


def _is_every(text: str, number: Number) -> bool:
    return _is_before("of_every", text, number) and PATTERNS["all"].match(text, number.end) is not None


def _of_every(text: str, thing: Quantity | None, every: Number | None) -> Quantity | None:
    """Return things counted as a share where they are counted of every hundred."""
    if not thing or not every or not 0 < thing.start - every.end < BEFORE or thing.value > every.value:
        return thing
    if PATTERNS["stop"].search(text, every.end, thing.start):
        return thing
    return replace(thing, value=round(100 * thing.value / every.value, 4), unit="%")


def _thing(text: str, number: Number, behind: Number | None) -> Quantity | None:
    """Return things counted; None where the number is an article, a fraction, or one of what was spoken of."""
    if number.part or _is_none_counted(text, number, behind):
        return None
    limit = PATTERNS["limit_before"].search(text, max(0, number.start - BEFORE), number.start)
    limit = limit or PATTERNS["limit_named"].search(text, max(0, number.start - BEFORE), number.start)
    cued = bool(point_before(text, number.start)) and not is_loose(text, number.start)
    if number.value != int(number.value) and not (cued and PATTERNS["thing"].match(text, number.end)):
        return Quantity(number.value, "other", number.start, number.end) if cued else None  # PUE at most 1.4
    cued = cued or (number.value > 1 and PATTERNS["or_so"].match(text, number.end) is not None)  # "one or more" is any
    if not (limit or cued or _is_before("among", text, number) or _is_of_things(text, number, behind)):
        return None
    sign = ("<=" if limit[0].casefold().startswith("max") else ">=") if limit else ""
    return Quantity(number.value, "count", number.start, number.end, words=number.words, sign=sign)


def _is_none_counted(text: str, number: Number, behind: Number | None) -> bool:
    if number.words and behind and behind.start - number.end == 1:  # een 7,5
        return True
    if _is_before("of_those", text, number):  # one of the two engineers
        return True
    return any(PATTERNS[name].match(text, number.end) for name in ("uncounted", "of_the", "storeys"))


def _is_of_things(text: str, number: Number, behind: Number | None) -> bool:
    """Return whether things follow that are counted: two engineers, 3 per week; eight to ten operatives."""
    if text[number.start - 1 : number.start] == "-":
        return False
    if behind and PATTERNS["to"].fullmatch(text, number.end, behind.start):
        return _is_of_things(text, behind, None) or PATTERNS["staffed"].match(text, behind.end) is not None
    names = ["staffed", "a_period", "in_row", "of_whom"]
    if number.words and number.value == 1:  # may be an article, but not in "only one invoice per month"
        names = ["a_period", "in_row"] if PATTERNS["one"].match(text, number.start) else ["in_row"]
    names += ["per_thing"] if number.value > 1 else []
    return any(PATTERNS[name].match(text, number.end) for name in names)


def _is_before(name: str, text: str, number: Number) -> bool:
    return PATTERNS[name].search(text, max(0, number.start - BEFORE), number.start) is not None
