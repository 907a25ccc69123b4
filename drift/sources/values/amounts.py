"""A norm or a result as a report writes it -> comparator, number and unit; or a word for a verdict, or for nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal, cast

from drift.sources.patterns import load_rules
from drift.sources.values.quantities.comparators import point
from drift.sources.values.quantities.find import find_quantities
from drift.sources.values.quantities.measured import is_negative
from drift.sources.values.quantities.numerals import find_numbers
from drift.sources.values.quantities.quantity import Quantity
from drift.sources.values.quantities.signs import even_out
from drift.sources.values.quantities.units import list_units, name_unit, write_pattern

LENGTH: Final = 60  # letters; what is longer is a sentence, whatever numbers stand in it
WORDS_BEFORE: Final = 3  # a number (not less than 95 %); behind more words it stands in a label
_CLOCK: Final = re.compile(r"(\d{1,4}):([0-5]\d)(?::[0-5]\d)?")
_ISO_8601: Final = re.compile(r"pt(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?")
_MINUTES: Final = re.compile(r"(?<=[hnrsu]) ?(?:en |and )?(\d{1,2})$")  # 1 uur 30
_NAMED: Final = [word for word, unit in list_units(cells=True).items() if word[1:] or unit != "other"]  # (s) is no unit
_UNIT: Final = re.compile(rf"(?:(?<=[(\[ ])|^)({write_pattern(_NAMED)})(?=[)\] ]|$)")
_BEHIND_DASH: Final = re.compile(r"\w-$")  # 9.19.3-1 is a name
Told = Literal["met", "missed", "between", "open"]


@dataclass(frozen=True)
class Amount:
    """A number with its unit (of the table `targets`) and its comparator, each None where nothing tells it."""

    value: float
    unit: str | None = None
    comparator: str | None = None


def _load_words() -> dict[str, dict[str, list[str]]]:
    return load_rules(__package__, "amounts")


@cache
def _meanings(section: str) -> dict[str, str]:
    return {word: ours for ours, words in _load_words()[section].items() for word in words}


def read_amount(text: str, *, percent: bool = False) -> Amount | None:
    """Read 98,5 %, ≥ 95%, < 4 uur, max. 12, 95 % within 30 minutes (the share); None where there is no number.

    percent: the cell is shown as a percentage by its format, so that 0.985 is 98.5 %.
    """
    plain = " ".join(even_out(text).casefold().split())
    if not plain or len(plain) > LENGTH:
        return None
    if (hours := _read_clock(plain)) is not None:
        return Amount(round(hours, 4), "hour")
    found = _find_first(plain)
    before = plain[: found.start].strip() if found else ""
    if found is None or len(before.split()) > WORDS_BEFORE:
        return None
    unit = found.unit or None
    comparator = point(plain, found.start, found.end) or ("=" if before.endswith("=") else None)
    if comparator is None and re.search(r"[^\W\d_]", before) and (unit is None or found.words):
        return None  # KPI 1 is a name
    if found.words and found.value == 1 and comparator is None:
        return None  # een dag
    if percent and unit is None:
        return Amount(round(100 * found.value, 6), "%", comparator)
    return Amount(round(found.value, 6), unit, comparator)


def tell_verdict(text: str) -> Told | None:
    """Return what a word says of a norm; None where it is no such word."""
    plain = plain_text(text)
    spaced = " ".join(re.sub(r"[-_]+", " ", plain).strip(" .!").split())
    told = _meanings("verdicts")
    return cast("Told | None", told.get(plain) or told.get(spaced))


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing to say: blank, n.v.t., -."""
    plain = plain_text(text)
    return not plain or plain in _meanings("nothing")


def plain_text(text: str) -> str:
    """Return a text case-folded, without accents, with single blanks."""
    decomposed = unicodedata.normalize("NFKD", text)
    return " ".join("".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold().split())


def _read_clock(plain: str) -> float | None:
    """Return the hours of 01:30 or PT1H30M; None where a text is neither."""
    if clock := _CLOCK.fullmatch(plain):
        return int(clock[1]) + int(clock[2]) / 60
    span = _ISO_8601.fullmatch(plain)
    if span is None or not any(span.groups()):
        return None
    h, m, s = (float(part or 0) for part in span.groups())
    return h + m / 60 + s / 3600


def _find_first(plain: str) -> Quantity | None:
    """Return the first share of a cell, else its first number, with the unit "" where it has none."""
    numbers = find_numbers(plain)
    quantities = find_quantities(plain, numbers, cell=True)
    share = next((one for one in quantities if one.unit == "%"), None)
    bare = next((one for one in numbers if not one.words and not _BEHIND_DASH.search(plain, 0, one.start)), None)
    first = share or (quantities[0] if quantities else None)
    if bare and (first is None or (share is None and bare.start < first.start)):
        first = Quantity(bare.value, "", bare.start, bare.end)
    if first is None:
        return None
    more = _MINUTES.match(plain, first.end) if first.unit == "hour" else None
    value = first.value + int(more[1]) / 60 if more else first.value
    negative = any(one.start == first.start and is_negative(plain, one) for one in numbers)
    return replace(first, value=-value if negative else value)


def unit_in(text: str) -> str | None:
    """Return the unit that a heading or a column of units names: (%), Norm in uren, minutes."""
    match = _UNIT.search(plain_text(text))
    return name_unit(match[1], cells=True) if match else None
