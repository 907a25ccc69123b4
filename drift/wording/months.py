"""Names of months, for writing and for reading."""

from __future__ import annotations

from typing import Final


def _names(line: str) -> tuple[str, ...]:
    return tuple(line.split())


LONG: Final = {
    "nl": _names("januari februari maart april mei juni juli augustus september oktober november december"),
    "en": _names("January February March April May June July August September October November December"),
}
SHORT: Final = {
    "nl": _names("jan feb mrt apr mei jun jul aug sep okt nov dec"),
    "en": _names("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
}
_SPELLINGS: Final = (
    *LONG.values(),
    *SHORT.values(),
    _names("januar februar marz april mai juni juli august september oktober november dezember"),
    _names("jan feb mar apr mai jun jul aug sep okt nov dez"),
    _names("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"),
)
# normalised spelling -> 1 … 12; nl, en, de, fr and other short forms
MONTH_NUMBERS: Final = {
    name.casefold(): number for spelling in _SPELLINGS for number, name in enumerate(spelling, start=1)
} | {"sept": 9, "mrz": 3, "maa": 3, "janner": 1, "janv": 1, "fevr": 2, "avr": 4, "juil": 7, "dec": 12}
