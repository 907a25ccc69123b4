"""Every quantity of a text: a number with its unit, and where it stands; what it means is told in targets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from drift.contract.reading.numerals import (
    DIGITS,
    MULTIPLES,
    NUMBER_WORDS,
    WORDS,
    match_numbers,
    multiply,
    number_starts,
    read_number,
)

MONEY: Final = ("EUR", "GBP", "USD")
TIMES: Final = ("minute", "hour", "working_hour", "day", "working_day", "week", "month", "year")
_UNITS: Final = {
    "%": r"%|per ?cent(?:age points?)?|procent(?:punten|punt)?|pct",
    "working_hour": r"(?:working|business|office|service) hours?|werkuren|werkuur|kantooruren|kantooruur|service-?uren",
    "working_day": r"(?:working|business)[ -]days?|werkdagen|werkdag|wd",
    "minute": r"minutes?|minuten|minuut|mins?",
    "hour": r"(?:clock |running |operating )?hours?|hrs?|h|u(?!\.\s?s\.)|(?:klok|draai|bedrijfs)?uren|(?:klok)?uur",
    "day": r"(?:calendar )?days?|(?:kalender)?dagen|(?:kalender)?dag|etmaal|etmalen",
    "week": r"(?:calendar )?weeks?|(?:kalender|werk)?weken|(?:kalender|werk)?week",
    "month": r"(?:calendar )?months?|(?:kalender)?maanden|(?:kalender)?maand|mnd|monthly",
    "year": r"years?|jaar|jaren",
    "EUR": r"euro|eur|€",
    "GBP": r"pounds?(?: sterling)?|gbp",
    "USD": r"(?:US )?dollars?|usd",
    "other": r"seconds?|secs?|seconden|seconde|milliseconds?|milliseconden|ms|promille|‰|° ?[CF]\b|graden(?: celsius)?"
    r"|degrees(?: celsius)?|mm|cm|met(?:re|er)s?|lux|dB(?:\(A\))?|ppm|kg|kwh?|[MG]B|Mbps|lit(?:re|er)s?|m[23²³]",
}
_QUARTER: Final = {"kwartier": 15.0, "halfuur": 30.0, "half uur": 30.0}
_NAMES: Final = {name: ("percent" if name == "%" else name) for name in _UNITS}
_BACK: Final = {group: name for name, group in _NAMES.items()}
_UNIT: Final = "|".join(f"(?P<{_NAMES[name]}>{pattern})" for name, pattern in _UNITS.items())
_ONE: Final = rf"(?:(?P<words>{WORDS})\s*\(?\s*(?P<again>{DIGITS})\s*\)|(?P<digits>{DIGITS})|(?P<word>\b(?:{WORDS})\b))"
_START: Final = r"(?<![\w.,:/])"
# "thirty (30) days", "99,5 %", "4-hour", "[24] hours", "30 (dertig) dagen", "2,5 miljoen euro"
_MEASURED: Final = re.compile(
    rf"{_START}{_ONE}(?:\s*\((?:{WORDS})\))?\s*(?:(?P<times>{MULTIPLES})\b)?[\s-]*"
    rf"(?:(?:consecutive|opeenvolgende|achtereenvolgende|volle|full|successive|continuous)\s+)?(?:{_UNIT})(?!\w)",
    re.I,
)
_SYMBOL: Final = (
    r"(?P<EUR>€|\bEUR|\beuro)|(?P<GBP>£|\bGBP)|(?P<other>\b(?:AU?|CA?|NZ|HK|SG?)\$)|(?P<USD>US ?\$|\$|\bUSD)"
)
_AMOUNT: Final = re.compile(rf"(?:{_SYMBOL})\s*(?P<digits>{DIGITS})(?:\s*(?P<times>{MULTIPLES})\b)?(?!\d)", re.I)
_TIMES: Final = re.compile(
    rf"{_START}(?:{_ONE}\s*(?:times|keer|maal|x\b)|\b(?P<fixed>once|eenmaal|eens|twice|tweemaal|driemaal|viermaal))"
    r"(?=\s*(?:\]|\))?\s*(?:per|a|an|each|every|in|binnen|elke?|ieder[e]?)\b)",
    re.I,
)
_FIXED_TIMES: Final = {"once": 1, "eenmaal": 1, "eens": 1, "twice": 2, "tweemaal": 2, "driemaal": 3, "viermaal": 4}
_FIXED: Final = re.compile(rf"\b(?:{'|'.join(_FIXED_TIMES)})\b", re.I)
# "within a week": an article is a number only behind the word that sets a limit
_WITHIN_A: Final = re.compile(
    rf"\b(?:within|at (?:least|most)|up to|(?:no|not) (?:more|later|longer|older|less|earlier) than)\s+"
    rf"(?P<start>an?)\s+(?:{_UNIT})(?!\w)",
    re.I,
)
_AROUND_THE_CLOCK: Final = re.compile(r"\b24\s*(?:x|/|×|\*|uur per dag,? )\s*(?P<days>[57])\b(?!\s*(?:dag|day))", re.I)
_ORDINAL_DAY: Final = re.compile(
    r"\b(?P<nth>\d{1,2}(?:st|nd|rd|th|e|ste|de)|first|second|third|fourth|fifth|sixth|seventh|eighth|tenth|fifteenth"
    r"|eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|tiende|vijftiende)\s+(?:working|business"
    r"|werk)\s?da[yg]\b",
    re.I,
)
_NTH: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth",
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
)
_ORDINALS: Final = {word: n for words in _NTH for n, word in enumerate(words.split(), 1)} | {
    "fifteenth": 15,
    "vijftiende": 15,
}
# numbers before it that share its unit: "between 98.0 and 99.8%", "30, 15 and 7 days"
_SHARED: Final = re.compile(
    rf"{_START}(?P<list>(?:{DIGITS})(?:\s*,\s*(?:{DIGITS}))*)\s*°?\s*(?:and|en|to|tot|or|of|-|–|/)\s*$", re.I
)
_LABEL: Final = re.compile(
    r"(?i)(?:art(?:icle|ikel|\.)?|section|clause|schedule|annex|appendix|bijlage|paragra(?:af|ph)|hoofdstuk|version|"
    r"versie|kpi|prio\w*|iso|iec|nen(?:-en)?|level|niveau|lot|no\.|nr\.?|\bP|severity|sev)\s*$"
)


@dataclass(frozen=True)
class Quantity:
    """A number with its unit and its place in the text."""

    value: float
    unit: str
    start: int
    end: int
    words: bool = False  # written as "a", "one", "half": no number of its own without a comparator
    sign: str = ""  # comparator, where the form itself tells it
    listed: bool = False  # one of three or more that share a unit: 30, 15 and 7 days


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of a text that carry a unit, in order; brackets round a filled-in number are no matter."""
    plain = text.translate(str.maketrans("[]", "  "))
    starts = number_starts(plain)
    found = [
        *_measured(plain, starts),
        *_amounts(plain),
        *_counted(plain, starts),
        *_clock_round(plain),
        *_ordinals(plain),
        *_within_a(plain),
    ]
    found.sort(key=lambda quantity: (quantity.start, -quantity.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return _join_repeated(kept, plain)


def _measured(text: str, starts: list[int]) -> list[Quantity]:
    found: list[Quantity] = []
    for match in match_numbers(_MEASURED, text, starts):
        parts = match.groupdict()
        unit = next(_BACK[name] for name, hit in parts.items() if hit and name in _BACK)
        raw = parts["again"] or parts["digits"] or parts["word"] or ""
        value = multiply(read_number(raw, share=unit == "%"), parts["times"])
        shared = _sharing(text, match.start(), unit)
        word, listed = parts["word"] is not None, len(shared) > 1
        found += [*shared, Quantity(value, unit, match.start(), match.end(), words=word, listed=listed)]
    return found + [
        Quantity(value * (3 if before == "drie" else 1), "minute", match.start(), match.end(), words=True)
        for word, value in _QUARTER.items()
        for match in re.finditer(rf"\b(?:(een|drie) )?{word}\b", text, re.I)
        for before in [(match[1] or "").casefold()]
    ]


def _sharing(text: str, start: int, unit: str) -> list[Quantity]:
    match = _SHARED.search(text, max(0, start - 40), start)
    if not match or _LABEL.search(text[: match.start()]):
        return []
    numbers = [*re.finditer(DIGITS, match["list"])]
    offset = match.start()
    return [
        Quantity(
            read_number(n[0], share=unit == "%"), unit, offset + n.start(), offset + n.end(), listed=len(numbers) > 1
        )
        for n in numbers
    ]


def _amounts(text: str) -> list[Quantity]:
    found = []
    for match in _AMOUNT.finditer(text):
        unit = next(name for name in (*MONEY, "other") if match[name])
        found.append(Quantity(multiply(read_number(match["digits"]), match["times"]), unit, match.start(), match.end()))
    return found


def _counted(text: str, starts: list[int]) -> list[Quantity]:
    found = []
    fixed = [match.start() for match in _FIXED.finditer(text)]
    for match in match_numbers(_TIMES, text, sorted({*starts, *fixed})):
        raw = match["again"] or match["digits"] or match["word"]
        value = float(_FIXED_TIMES[match["fixed"].casefold()]) if match["fixed"] else read_number(raw)
        found.append(Quantity(value, "count", match.start(), match.end()))
    return found


def _clock_round(text: str) -> list[Quantity]:
    found = []
    for match in _AROUND_THE_CLOCK.finditer(text):
        found.append(Quantity(24.0, "hour", match.start(), match.start() + 2, sign="="))
        found.append(Quantity(float(match["days"]), "day", match.start("days"), match.end(), sign="="))
    return found


def _within_a(text: str) -> list[Quantity]:
    return [
        Quantity(1.0, unit, match.start("start"), match.end())
        for match in _WITHIN_A.finditer(text)
        for unit in [next(_BACK[name] for name, hit in match.groupdict().items() if hit and name in _BACK)]
    ]


def _ordinals(text: str) -> list[Quantity]:
    found = []
    for match in _ORDINAL_DAY.finditer(text):
        digits = re.match(r"\d+", match["nth"])
        value = float(digits[0]) if digits else float(_ORDINALS[match["nth"].casefold()])
        found.append(Quantity(value, "working_day", match.start(), match.end()))
    return found


def _join_repeated(quantities: list[Quantity], text: str) -> list[Quantity]:
    """Make one of a quantity that the next one repeats in brackets: seventy five per cent (75%)."""
    joined: list[Quantity] = []
    for quantity in quantities:
        last = joined[-1] if joined else None
        same = last is not None and (last.value, last.unit) == (quantity.value, quantity.unit)
        if last is not None and same and re.fullmatch(r"\s*\(\s*", text[last.end : quantity.start]):
            joined[-1] = replace(quantity, start=last.start)
        else:
            joined.append(quantity)
    return joined


def is_article(text: str, quantity: Quantity) -> bool:
    """Return whether the number is a word that may be an article: a day, een uur, one hour."""
    word = text[quantity.start : quantity.end].split()[0].casefold().split("-")[0]
    return quantity.words and NUMBER_WORDS.get(word) == 1.0


def has_fixed(text: str) -> bool:
    """Return whether a text says once, twice, eenmaal, within a week: a number without a number word."""
    return bool(
        _FIXED.search(text)
        or _WITHIN_A.search(text)
        or re.search(r"(?i)kwartier|halfuur|(?:eerste|derde|vijfde|fifth|third|tenth)", text)
    )
