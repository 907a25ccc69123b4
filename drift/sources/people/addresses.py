"""Postal addresses of persons: a postal code with the street before and the place behind it.

The patterns are for plain text and of bounded length, or begin at one place only: linear, as in contacts.py.
"""

import re
from collections.abc import Iterator
from typing import Final

from drift.sources.people.plain import Reading, Span
from drift.sources.people.words import names_of

BEFORE_POSTCODE: Final = 60  # signs in which street and house number stand
_POSTCODE: Final = re.compile(
    r"\b(?<![\d.,][.,-])[1-9]\d{3} ?(?P<letters>[a-z]{2})\b"
    r"(?P<place>,? {1,3}(?:(?:den|de|'s|sint|st) ?-?)?[^\W\d_][\w'-]*)?"
)
# behind a number these are units, languages, laws and service packs: 1000 GB, 2019 EN, 1500 PM, 2016 SP
_UNITS: Final = frozenset(
    [
        "kb",
        "mb",
        "gb",
        "tb",
        "pb",
        "kw",
        "mw",
        "gw",
        "kv",
        "mv",
        "va",
        "hz",
        "us",
        "eu",
        "uk",
        "pm",
        "am",
        "kg",
        "mg",
        "ml",
        "cl",
        "dl",
        "km",
        "cm",
        "mm",
        "nm",
        "ma",
        "ms",
        "ns",
        "sp",
        "cu",
        "nl",
        "be",
        "fr",
        "en",
        "bw",
        "st",
        "pk",
        "gr",
        "lb",
        "ft",
        "db",
        "rm",
        "rf",
        "mo",
        "go",
        "to",
        "ko",
        "pc",
        "pt",
        "px",
        "nr",
        "wh",
        "ah",
    ]
)
_STREET: Final = re.compile(
    r"(?<![\w'.-])[^\W\d_][\w'.-]*(?<=[^\W\d_])"  # the word before the number
    r" {1,2}\d{1,5} ?(?:[a-z]\b)?(?:[-/ ]\d{1,4})?(?P<sign>[ ,;\n]{0,3})\Z"
)
_ROAD: Final = re.compile(
    r"(?:straat|straatje|weg|laan|plein|kade|gracht|singel|dijk|dreef|steeg|hof|pad|baan|ring|lei|markt|plantsoen|park"
    r"|burg|wal|haven|strasse|str\.|gasse|allee|platz)\Z"
)
_FOREIGN: Final = re.compile(  # Kerkstraat 12, 9000 Gent; Hauptstr. 5, 10115 Berlin
    r"(?<![\w'.-])(?P<road>[^\W\d_][\w'.-]*) {1,2}\d{1,4} ?(?:[a-z]\b)?(?: ?(?:bus|/) ?\d{1,4})?"
    r"(?:, ?|\n| - | )(?:[bd]-?)?\d{4,5} {1,2}[^\W\d_][\w'-]*"
)
_WORD_BEFORE: Final = re.compile(r"(?<![\w'.-])(?:[^\W\d_]|')[\w'.-]{0,60}\Z")


def find_addresses(reading: Reading) -> Iterator[Span]:
    """Yield postal codes with the place behind and the street before them."""
    plain = reading.plain
    for match in _POSTCODE.finditer(plain):
        has_place = match["place"] and reading.written(*match.span("place")).lstrip(" ,'")[:1].isupper()
        street = _find_street(reading, match.start(), has_place=bool(has_place))
        letters = reading.written(*match.span("letters"))
        if street is None and (not letters.isupper() or match["letters"] in _UNITS or _is_of_thing(plain, match)):
            continue
        yield match.start() if street is None else street, match.end() if has_place else match.end("letters")
    for match in _FOREIGN.finditer(plain):
        if _ROAD.search(match["road"]):
            yield match.span()


def _is_of_thing(plain: str, code: re.Match[str]) -> bool:
    """Whether what has the form of a postal code is the type of a thing: printer 5600 GX."""
    before = _WORD_BEFORE.search(plain[max(0, code.start() - BEFORE_POSTCODE) : code.start()].rstrip(" :-"))
    words = re.split(r"[\W\d_]+", before.group()) if before else []
    return not names_of("things_of_a_type").isdisjoint(words)


def _find_street(reading: Reading, end: int, *, has_place: bool) -> int | None:
    """Return where the street begins whose number stands right before a postal code.

    Windows 10 2019 EN has neither the word for a road, nor a comma, nor a place.
    """
    plain, first = reading.plain, max(0, end - BEFORE_POSTCODE)
    street = _STREET.search(plain[first:end])
    if not street:
        return None
    start = first + street.start()
    word = plain[start:end].partition(" ")[0]
    parted = has_place or not {*street["sign"]}.isdisjoint(",;\n")
    if not (_ROAD.search(word) or (parted and reading.written(start, start + 1).isupper())):
        return None
    while before := _WORD_BEFORE.search(plain[first : max(first, start - 1)]):
        place = first + before.start()
        if not (reading.written(place, place + 1).isupper() or before.group() in names_of("particles")):
            break
        start = place
    while not reading.written(start, start + 1).isupper() and " " in plain[start:end]:
        following = start + plain[start:end].index(" ") + 1
        if plain[following : following + 1].isdigit() or following > first + street.start():
            break
        start = following
    return start
