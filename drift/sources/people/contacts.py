"""E-mail addresses, numbers and postal addresses of persons, by their patterns; each is found in linear time.

All patterns are for plain text (see plain.py), in lower case and with one kind of hyphen. What repeats is bounded, or
is begun at one place only.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final

from drift.sources.people.plain import Reading
from drift.sources.people.words import names_of

Span = tuple[int, int]

MOST_DIGITS: Final = 15  # of a telephone number: ITU-T E.164
FEWEST_DIGITS: Final = 8
POSTCODE_DIGITS: Final = 4  # also of a log-in with a number
NATIONAL: Final = range(9, 12)  # digits with the zero: Dutch and Belgian ones have 9 or 10, German ones up to 11
WRITTEN_ON: Final = 10  # digits of a number without blanks, as the Dutch ones are; others are numbers of tickets
BEFORE_POSTCODE: Final = 60  # signs in which street and house number stand
_DIGIT: Final = re.compile(r"\d")
_DOMAIN: Final = re.compile(r"@[\w-]+(?:\.[\w-]+)*\.[^\W\d_][\w-]*")  # not checkout@v4, react@18.2.0
_NEITHER: Final = ".'-&%"  # signs before an address that are none of its own
_PHONE: Final = re.compile(
    r"(?<![\w.,/+-])(?:"
    r"(?:\+|00)[1-9]\d{0,2}[ .-]{0,2}(?:\(0\))?(?:[ ./()-]{0,2}\d){6,12}"  # +31 (0)6 12345678, +44 20 7946 0958
    r"|\(0[1-9]\d{0,4}\)(?:[ ./-]{0,2}\d){5,8}"  # (020) 123 45 67
    r"|0[1-9](?:(?: ?[/-] ?|[ .])?\d){7,9}"  # 06-12 34 56 78, 030/1234567
    r")(?![\w/-]|[.,:]\d)"
)
_TOLD_PHONE: Final = re.compile(  # tel: 31612345678
    r"\b(?:tel|telefoon|telefoonnummer|telefoonnr|phone|mobiel|mobile|gsm|mob|whatsapp)\b[ .:]{0,4}"
    r"(?P<number>\+?\d(?:[ ./()-]{0,2}\d){7,14})(?![\w-]|[.,:]\d)"
)
_DATE: Final = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d")
_IBAN: Final = re.compile(r"(?<![a-z0-9])[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?(?![a-z0-9])")
_IBAN_LENGTHS: Final = {"nl": 18, "be": 16, "de": 22, "fr": 27, "gb": 22, "lu": 20, "at": 20, "pl": 28, "es": 24,
                        "it": 27, "pt": 25, "tr": 26, "rs": 22, "ma": 28, "dk": 18, "no": 15, "se": 24, "ie": 22,
                        "ch": 21, "cz": 24, "ro": 24, "hu": 28}  # fmt: skip  # ISO 13616 registry
_CITIZEN: Final = re.compile(
    r"\b(?:bsn|burgerservicenummer|burgerservicenr|sofinummer|sofi)\b[ .:=#-]{0,4}"
    r"(?:(?:nr|nummer|no|is)\b[ .:=#-]{0,4}){0,2}(?P<number>\d(?:[ .]?\d){8})(?!\d)"
)
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
_CODE: Final = re.compile(r"(?<![a-z0-9])[a-z]{1,3}\d{4,}(?![a-z0-9])")
_WORD_BEFORE: Final = re.compile(r"(?:[^\W\d_]|')[\w'.-]*\Z")


def find_contacts(reading: Reading, codes: Collection[str] = ()) -> Iterator[Span]:
    """Yield where something stands by which a person can be reached; codes: log-ins with a number that are known."""
    plain = reading.plain
    if "@" in plain:
        yield from _find_mail(plain)
    n_digits = count_digits(plain)
    if n_digits < POSTCODE_DIGITS:
        return
    yield from _find_addresses(reading)
    if codes:
        yield from (match.span() for match in _CODE.finditer(plain) if match.group() in codes)
    if n_digits < FEWEST_DIGITS:
        return
    yield from (match.span() for match in _PHONE.finditer(plain) if _is_phone(match.group()))
    yield from (match.span("number") for match in _TOLD_PHONE.finditer(plain))
    yield from (span for match in _IBAN.finditer(plain) if (span := _pick_iban(match)))
    yield from (match.span("number") for match in _CITIZEN.finditer(plain))


def count_digits(plain: str) -> int:
    """Return how many digits a text has: few of them are nobody's number."""
    return len(_DIGIT.findall(plain))


def _find_mail(plain: str) -> Iterator[Span]:
    """Yield e-mail addresses; each sign is looked at from one @ alone."""
    done = 0
    at = plain.find("@")
    while at >= 0:
        start = at
        while start > done and (plain[start - 1].isalnum() or plain[start - 1] in "_.+%&'-"):
            start -= 1
        while start < at and plain[start] in _NEITHER:
            start += 1
        domain = _DOMAIN.match(plain, at)
        done = domain.end() if domain else at + 1
        if domain and start < at:
            yield start, done
        at = plain.find("@", done)


def _is_phone(text: str) -> bool:
    """Whether digits of the form of a telephone number are one: no date, and the length of one."""
    digits = sum(sign.isdigit() for sign in text)
    if _DATE.search(text):
        return False
    if text[0] == "+" or text.startswith("00"):
        return FEWEST_DIGITS <= digits <= MOST_DIGITS + 3
    if text.count(".") > 1 and not (text.startswith("06") or text.find(".") > 2):  # 01.02.03.04.05 is a version
        return False
    if text.isdigit() or "." in text:
        return digits == WRITTEN_ON
    return digits in NATIONAL


def _pick_iban(match: re.Match[str]) -> Span | None:
    """Return the part of letters and digits that is a bank account: of the length of its country, and well checked."""
    text = match.group()
    length, n = _IBAN_LENGTHS.get(text[:2], 0), 0
    for i, sign in enumerate(text):
        n += sign != " "
        if n == length:
            return (match.start(), match.start() + i + 1) if _is_checked(text[: i + 1]) else None
    return None


def _is_checked(text: str) -> bool:
    plain = text.replace(" ", "")
    return plain.isascii() and int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def _find_addresses(reading: Reading) -> Iterator[Span]:
    """Yield postal codes with the place behind and the street before them."""
    plain = reading.plain
    for match in _POSTCODE.finditer(plain):
        has_place = match["place"] and reading.written(*match.span("place")).lstrip(" ,'")[:1].isupper()
        street = _find_street(reading, match.start(), has_place=bool(has_place))
        letters = reading.written(*match.span("letters"))
        if street is None and (not letters.isupper() or match["letters"] in _UNITS):
            continue
        yield match.start() if street is None else street, match.end() if has_place else match.end("letters")
    for match in _FOREIGN.finditer(plain):
        if _ROAD.search(match["road"]):
            yield match.span()


def _find_street(reading: Reading, end: int, *, has_place: bool) -> int | None:
    """Return where the street begins whose number stands right before a postal code.

    Windows 10 2019 EN has neither the word for a road, nor a comma, nor a place.
    """
    plain, first = reading.plain, max(0, end - BEFORE_POSTCODE)
    street = _STREET.search(plain[first:end])
    if not street:
        return None
    start = first + street.start()
    word = plain[start:].partition(" ")[0]
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
