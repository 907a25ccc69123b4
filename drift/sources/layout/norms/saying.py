"""The cells of a table of norms -> what each says: numbers with comparator and unit, bands, windows, stated norms."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from drift.sources.layout.norms.cellwords import cut_window, tell_stated
from drift.sources.layout.norms.words import is_tier, words_of
from drift.sources.patterns import compile_bound
from drift.sources.values.amounts import Amount, read_amount
from drift.sources.words import any_of, normalise

LENGTH: Final = 200  # letters of a cell; longer is a text, whatever numbers stand in it
LINE: Final = 90  # of one line of it
LEAD: Final = 3  # words before a number that say how it is meant: niet meer dan
WHOLE: Final = 100.0  # per cent
# 1.000, 99,9, 2 500; a clock is one number, and so are hours with their minutes
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d{2}(?!\d)")
_HOURS: Final = r"\d+\s*(?:uur|u|h|hrs?|hours?)\s*(?:en|and)?\s*\d{1,2}\s*m(?:in\w*)?\b"
_NUMBER: Final = rf"\d{{1,4}}:[0-5]\d(?::[0-5]\d)?|{_HOURS}|\d+(?:[.,'’]\d+)*(?: \d{{3}}(?!\d))*"
_FOUND: Final = compile_bound(rf"(?<![^\W\d_])(?<!\d)(?:{_NUMBER})")
_MARKS: Final = re.compile(r"[¹²³⁰⁴-⁹]|(?<=[\w%])\*+")  # of footnotes
_DAY: Final = compile_bound(
    r"\b(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}|^(?:19[5-9]\d|20[0-4]\d)$|\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d{2}\b|"
    r"[^\W\d_]{3,} (?:19|20)\d{2}\b"
)
_SCALE: Final = compile_bound(
    r"(?i)\(?\s*(?:op (?:een )?schaal|schaal|scale|on a scale)[^)]*\)?|(?<=\d)\s*(?:/|out of|van de)\s*(?:10|5)\b"
)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of what may stand behind a number, from words.toml."""
    words = {word: any_of(words_of("numbers", word)) for word in ("links", "ranges", "each", "things", "rhythms")}
    working = rf"(?:(?:{any_of(words_of('numbers', 'working'))})[ -]?)?"
    patterns = {
        "unit": rf"\s*(?:%|procent\b|percent\b|{working}(?!(?:{words['links']})\b)[^\W\d_]+\.?|,-)?",
        "range": words["ranges"],
        "per": rf"\W*(?:(?:{words['each']})\s*(?P<thing>{words['things']})\b|(?P<rhythm>{words['rhythms']}))",
        "rhythm": rf"(?:(?<!\w)|(?=/))(?:{words['each']})\s*(?P<thing>{words['things']})\b",
        "next_day": rf"\b(?:{any_of(words_of('numbers', 'next_day'))})\b",
    }
    return compile_bound(patterns[name], re.I)


@dataclass(frozen=True)
class Said:
    """One thing that a cell says; a number, or what is stated without one."""

    value: float | None = None
    unit: str | None = None
    comparator: str | None = None
    per: str = ""
    window: str = ""
    stated: str = ""  # as in targets; window: hours alone
    label: str = ""  # of a line of a stacked cell
    band: str = ""  # as written, of both ends of a band
    quote: str = ""


@lru_cache(maxsize=8192)
def read_cell(text: str) -> tuple[Said, ...]:
    """Return what a cell says, line by line; nothing where it is a text."""
    text = text.strip()
    if not text or len(text) > LENGTH:
        return ()
    lines = [line.strip(" \t•·-–*") if len(line.strip()) > 2 else line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line]
    if len(lines) == 1:
        return _read_line(text)
    each = [_read_line(line) for line in lines]
    if 2 * sum(map(bool, each)) > len(each):
        return tuple(said for one in each for said in one)
    return _read_line(" ".join(lines))


def _read_line(line: str) -> tuple[Said, ...]:
    if len(line) > LINE:
        return ()
    label, rest = _split_line(line)
    return tuple(replace(said, label=label, quote=line) for said in _read_plain(rest))


def _split_line(line: str) -> tuple[str, str]:
    """Split `Minor KPI Failure: 99.8 %`, `P1: 4 uur` and `P1 4 uur` into the label and what it says."""
    name, colon, rest = line.partition(": ")
    if colon and re.search(r"[^\W\d_]", name) and not _read_plain(name) and _read_plain(rest):
        return name.strip(), rest
    led = re.match(r"(?i)((?:p|prio(?:riteit|rity)?|sev(?:erity)?)[ -]?\d)(?:\s*[-–=:])?\s+(?=\S*\d)", line)
    return (led[1], line[led.end() :]) if led and is_tier(led[1]) else ("", line)


def _read_plain(text: str) -> tuple[Said, ...]:
    if not text or _DAY.search(text):
        return ()
    window, rest = cut_window(text)
    if window and not re.search(r"\d", rest):
        return (Said(window=window, stated="window"),)
    stated = tell_stated(text)
    if stated and not re.search(r"\d", rest):
        return (Said(stated=stated),)
    if not re.search(r"\d", rest):
        return (Said(1.0, "working_day", "<="),) if _pattern("next_day").search(normalise(rest)) else ()
    if _CLOCK.search(rest) and _pattern("next_day").search(normalise(rest)):
        return (Said(1.0, "working_day", "<="),)  # the next working day before 12:00
    said = _read_numbers(rest)
    if window and not any(one.unit or one.comparator for one in said):
        return (Said(window=window, stated="window"),)  # 9x5 1TZ: a time zone is no norm
    return tuple(replace(one, window=window) for one in said)


def _read_numbers(text: str) -> tuple[Said, ...]:
    """Return the numbers of a text, each with its comparator and unit; two ends of a band know of each other."""
    bare = " ".join(_SCALE.sub(" ", _MARKS.sub("", text)).split())
    said: list[Said] = []
    end, ends = 0, []
    for match in _FOUND.finditer(bare):
        if match.start() < end:
            continue
        lead, tail = bare[end : match.start()], _pattern("unit").match(bare, match.end())
        stop = tail.end() if tail else match.end()
        linked = _pattern("range").fullmatch(lead.strip()) is not None and bool(said)
        led = "" if linked else " ".join(lead.strip(" ,;/&()-–").split()[-LEAD:]) + " "
        amount = read_amount((led + bare[match.start() : stop]).strip())
        if amount is None:
            return ()
        said.append(_to_said(amount, bare[stop:]))
        ends.append(linked)
        end = stop
    return _pair_ends(said, ends, text)


def _to_said(amount: Amount, behind: str) -> Said:
    per = _pattern("per").match(behind)
    later = read_amount(f"1 {behind}") if re.match(r"\s*(?:of|or|oder)\b", behind) else None
    return Said(
        amount.value,
        amount.unit,
        amount.comparator or (later.comparator if later else None),
        (per["thing"] or per["rhythm"]).casefold() if per else "",
    )


def _pair_ends(said: list[Said], linked: list[bool], text: str) -> tuple[Said, ...]:
    """Give the two ends of a band their comparators and one unit: 95 - 98 % is at least 95 % and below 98 %."""
    for k in range(1, len(said)):
        low, high = said[k - 1], said[k]
        alike = low.unit == high.unit or low.unit is None
        if linked[k] and alike and low.comparator is None:
            values = sorted((float(low.value or 0), float(high.value or 0)))
            upper = "<" if high.unit == "%" else "<="
            said[k - 1] = replace(low, value=values[0], unit=high.unit, comparator=">=", band=text)
            said[k] = replace(high, value=values[1], comparator=upper, band=text)
            if values[1] == WHOLE and high.unit == "%":
                said.pop(k)  # nothing is above it
                break
        elif {low.comparator, high.comparator} in ({">=", "<"}, {">", "<"}, {">=", "<="}, {">", "<="}) and (
            alike or high.unit is None
        ):
            unit = low.unit or high.unit
            said[k - 1], said[k] = replace(low, unit=unit, band=text), replace(high, unit=unit, band=text)
    return tuple(said)


def is_quantity(text: str) -> bool:
    """Whether a cell is a number with a unit or a sign, several of them, or a window; no number alone."""
    said = read_cell(text)
    return any(one.window or (one.value is not None and (one.unit or one.comparator)) for one in said)


@lru_cache(maxsize=1024)
def sign_of(text: str) -> str | None:
    """Return the comparator that a cell is and no more: <=, minimaal."""
    if not text.strip() or len(text) > LINE or re.search(r"\d", text):
        return None
    amount = read_amount(f"{text} 1")
    return amount.comparator if amount else None


def split_rhythm(text: str) -> tuple[str, str]:
    """Split what a column of units says into a unit and a rhythm: per maand, stuks per maand, uren/week."""
    match = _pattern("rhythm").search(text)
    return (text[: match.start()].strip(), match["thing"].casefold()) if match else (text, "")


def is_day(text: str) -> bool:
    """Whether a cell holds a date."""
    return len(text) <= LINE and _DAY.search(text) is not None


def is_value(text: str) -> bool:
    """Whether a cell can stand among norms: a quantity, a number, a window, or a norm stated without a number."""
    return bool(read_cell(text))
