"""What a cell of a table of norms says without a number to reach: a window, best effort, not applicable."""

import re
from functools import cache
from typing import Final

from drift.sources.layout.norms.words import words_of
from drift.sources.patterns import compile_bound
from drift.sources.values.amounts import is_nothing
from drift.sources.words import any_of, normalise

STATED: Final = {
    "effort": "best effort",
    "agreed": "to be agreed",
    "none": "not applicable",
}  # section -> as in targets
_TIMES: Final = re.compile(
    r"(?<![\w.,])(?:24\s?[x×*/]\s?[567](?:\s?[x×*/]\s?365)?|[567]\s?[x×*/]\s?24|"
    r"(?:[89]|1\d|2[0-4])\s?[x×*]\s?[567]|[567]\s?[x×*]\s?(?:[89]|1\d|2[0-4]))(?![\w.,]\d|%)",
    re.I,
)
_CLOCK: Final = r"(?:[01]?\d|2[0-4])(?:[:.]\d{2})?\s*(?:uur|u|h|hrs|hours|uhr|am|pm)?\.?"
_SURE: Final = r"(?:[01]?\d|2[0-4])[:.]\d{2}"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    days = any_of(words_of("cells", "days")).replace("\\ ", " ").replace("t m", "t/m")
    led = rf"(?:\s*(?:\b(?:{days})\b\.?|[-–,&/:]|van|from|tussen|between|of)){{0,20}}\s*"
    between = r"\s*(?:-|–|—|tot|t/m|to|until|till|bis|en|and|à)\s*"
    clocked = (
        rf"{led}{_CLOCK}{between}{_SURE}\s*(?:uur|u|h|hrs|hours|uhr)?\b|{led}{_SURE}\s*(?:uur|u|h)?{between}{_CLOCK}"
    )
    dayed = rf"\b(?:{days})\b{led}\s*{_CLOCK}{between}{_CLOCK}"
    named = any_of(words_of("cells", "hours"))
    hours = rf"(?:(?:binnen|tijdens|buiten|during|outside|within|op) )?(?<!\d )(?<!\d)\b(?:{named})\b"
    return compile_bound(rf"{dayed}|{clocked}", re.I), compile_bound(hours, re.I)


def cut_window(text: str) -> tuple[str, str]:
    """Split a cell into the window it names (24x7, kantooruren, ma-vr 08:00-17:00) and the rest."""
    clocks, hours = _patterns()
    kept, rest = [], text
    for pattern in (clocks, _TIMES, hours):
        while (match := pattern.search(rest)) and match[0].strip():
            kept.append((text.find(match[0]), match[0].strip(" ,;:()")))
            rest = rest[: match.start()] + " " + rest[match.end() :]
    return " ".join(part for _, part in sorted(kept)), " ".join(rest.split()).strip(" ,;:()-–/&")


@cache
def _stated(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(words_of('cells', name))})\b")


def tell_stated(text: str) -> str | None:
    """Return what a cell states in place of a number, as the table targets calls it; None where it does not."""
    plain = normalise(text)
    for name in ("effort", "agreed"):
        if _stated(name).search(plain):
            return STATED[name]
    return STATED["none"] if text.strip() and (is_nothing(text) or plain in words_of("cells", "none")) else None
