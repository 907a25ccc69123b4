"""E-mail addresses and numbers of persons, by their patterns; each is found in linear time.

All patterns are for plain text (see plain.py), in lower case and with one kind of hyphen. What repeats is bounded, or
is begun at one place only.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final

from drift.sources.people.addresses import find_addresses
from drift.sources.people.plain import Reading, Span

MOST_DIGITS: Final = 15  # of a telephone number: ITU-T E.164
FEWEST_DIGITS: Final = 8
POSTCODE_DIGITS: Final = 4  # also of a log-in with a number
NATIONAL: Final = range(9, 12)  # digits with the zero: Dutch and Belgian ones have 9 or 10, German ones up to 11
WRITTEN_ON: Final = 10  # digits of a number without blanks, as the Dutch ones are; others are numbers of tickets
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
BEFORE_NUMBER: Final = 40  # signs in which stands what a number numbers
_NUMBERED: Final = re.compile(
    r"\b(?:order|bestel|artikel|article|item|serie|serial|factuur|invoice|ticket|meldings?|incident|case|pakbon|part"
    r"|onderdeel|contract|zaak|dossier|batch|product|asset|purchase|inkoop|reference|referentie)"
    r"[ -]?(?:order[ -]?)?(?:nummer|number|nr|no|id)\b[ .:#=-]{0,4}\Z"
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
_CODE: Final = re.compile(r"(?<![a-z0-9])[a-z]{1,3}\d{4,}(?![a-z0-9])")


def find_contacts(reading: Reading, codes: Collection[str] = ()) -> Iterator[Span]:
    """Yield where something stands by which a person can be reached; codes: log-ins with a number that are known."""
    plain = reading.plain
    if "@" in plain:
        yield from _find_mail(plain)
    n_digits = count_digits(plain)
    if n_digits < POSTCODE_DIGITS:
        return
    yield from find_addresses(reading)
    if codes:
        yield from (match.span() for match in _CODE.finditer(plain) if match.group() in codes)
    if n_digits < FEWEST_DIGITS:
        return
    yield from (
        match.span()
        for match in _PHONE.finditer(plain)
        if _is_phone(match.group()) and not (match.group().isdigit() and _is_numbered(plain, match.start()))
    )
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


def _is_numbered(plain: str, start: int) -> bool:
    """Whether a word before digits says what they number: ordernummer 0612345678."""
    return _NUMBERED.search(plain[max(0, start - BEFORE_NUMBER) : start]) is not None


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
