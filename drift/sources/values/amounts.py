"""A norm or a result as a report writes it -> comparator, number and unit; or a word for a verdict, or for nothing."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal, cast

from drift.sources.words import any_of

LENGTH: Final = 60  # letters; what is longer is a sentence, whatever numbers stand in it
WORDS_BEFORE: Final = 3  # a number (not less than 95 %); behind more words it stands in a label
_NUMBER: Final = r"[-−]?(?:\d[\d.,' ]*\d|\d)"
_CLOCK: Final = re.compile(r"(\d{1,4}):([0-5]\d)(?::[0-5]\d)?(?![:\d])")
_GROUPS: Final = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*")
_ISO_8601: Final = re.compile(r"pt(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?", re.I)
Told = Literal["met", "missed", "between", "open"]


@dataclass(frozen=True)
class Amount:
    """A number with its unit (of the table `targets`) and its comparator, each None where nothing tells it."""

    value: float
    unit: str | None = None
    comparator: str | None = None


@cache
def _load_words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("amounts.toml").read_text(encoding="utf-8"))


@cache
def _meanings(section: str) -> dict[str, str]:
    return {word: ours for ours, words in _load_words()[section].items() for word in words}


@cache
def _pattern(section: str, template: str) -> re.Pattern[str]:
    return re.compile(template.format(any_of(_meanings(section))))


def read_amount(text: str, *, percent: bool = False) -> Amount | None:
    """Read 98,5 %, ≥ 95%, < 4 uur, max. 12, 95 % within 30 minutes (the share); None where there is no number.

    percent: the cell is shown as a percentage by its format, so that 0.985 is 98.5 %.
    """
    plain = plain_text(text)
    if not plain or len(plain) > LENGTH:
        return None
    if clock := _CLOCK.fullmatch(plain):
        return Amount(round(int(clock[1]) + int(clock[2]) / 60, 4), "hour")
    span = _ISO_8601.fullmatch(plain)
    if span and any(span.groups()):
        h, m, s = (float(part or 0) for part in span.groups())
        return Amount(round(h + m / 60 + s / 3600, 4), "hour")
    match = re.search(rf"({_NUMBER}) ?(?:%|procent|percent|pct)", plain) or re.search(rf"({_NUMBER})", plain)
    if match is None or re.search(r"[^\W\d_]$", plain[: match.start()]):  # P1 is no number
        return None
    if len(plain[: match.start()].split()) > WORDS_BEFORE:
        return None
    value = _to_number(match[1], share="%" in plain)
    if value is None:
        return None
    before, behind = plain[: match.start()].strip(), plain[match.end(1) :].strip()
    unit, comparator = _unit_of(behind, before), _comparator_of(before, behind)
    if unit is None and comparator is None and re.search(r"[^\W\d_]", before):
        return None  # KPI 1 is a name
    if percent and unit is None:
        value, unit = value * 100, "%"
    if unit == "hour" and (more := re.match(r"(?:uur|uren|u|h|hrs?|hours?) ?(?:en |and )?(\d{1,2}) ?(?:m|$)", behind)):
        value += int(more[1]) / 60  # 1 uur 30 min
    return Amount(round(value, 6), unit, comparator)


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


def _to_number(text: str, *, share: bool) -> float | None:
    bare = re.sub(r"[' ]", "", text).replace("−", "-")
    sign, bare = (-1.0, bare[1:]) if bare.startswith("-") else (1.0, bare)
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and point >= 0:
        thousands = "." if comma > point else ","
        bare = bare.replace(thousands, "")
    elif (groups := _GROUPS.fullmatch(bare)) and not share:
        bare = bare.replace(groups[1], "")
    try:
        return sign * float(bare.replace(",", "."))
    except ValueError:
        return None


def _unit_of(behind: str, before: str) -> str | None:
    match = _pattern("units", r"(?:{0})(?![^\W_])").match(behind) or _pattern("units", r"(?:[€$£]|eur)$").search(before)
    return _meanings("units")[match.group()] if match else None


def unit_in(text: str) -> str | None:
    """Return the unit that a heading or a column of units names: (%), Norm in uren, minutes."""
    plain = plain_text(text)
    match = _pattern("units", r"(?:(?<=[(\[ ])|^)(?:{0})(?=[)\] ]|$)").search(plain)
    return _meanings("units")[match.group()] if match else None


def _comparator_of(before: str, behind: str) -> str | None:
    match = _pattern("comparators", r"(?<![^\W_])(?:{0}) ?[€$£]?$|[<>=≤≥]+ ?[€$£]?$").search(before)
    if match:
        return _meanings("comparators").get(match.group().strip(" €$£"))
    later = _pattern("behind", r"(?<![^\W_])(?:{0})(?![^\W_])").search(behind)
    return _meanings("behind")[later.group()] if later else None
