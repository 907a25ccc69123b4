"""What the name of a contract file tells: document, version, status and the date it takes effect."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from drift.sources.patterns import compile_bound
from drift.sources.values.statuses import status_of
from drift.sources.vocabulary import merge_values
from drift.sources.words import normalise
from drift.wording.months import MONTH_NUMBERS

_DAY: Final = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?P<month>0?[1-9]|1[0-2])"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_NAME: Final = r"(?P<name>[^\W\d_]{3,9})\.?"
_PATTERNS: Final = tuple(  # the first that gives a date wins: what tells the day, then the month, the quarter, the year
    re.compile(rf"(?<!\d)(?:{pattern})(?!\d)", re.I)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)(?P<sign>[-_. ]?)(?P<month>0[1-9]|1[0-2])(?P=sign)(?P<day>0[1-9]|[12]\d|3[01])",
        rf"{_DAY}(?P<sign>[-_. ]){_MONTH}(?P=sign){_YEAR}",
        rf"{_DAY}[-_. ]+{_NAME}[-_. ]+{_YEAR}",
        rf"{_DAY}(?P<sign>[-.]){_MONTH}(?P=sign)(?P<short>\d\d)",
        r"(?<![^\W_])(?P<short>\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![^\W_])",
        r"(?P<year>(?:19|20)\d\d)[-_. ](?P<month>0[1-9]|1[0-2])",
        rf"(?<!\d[-.]){_MONTH}-{_YEAR}",
        rf"{_NAME}[-_. ]*{_YEAR}",
        rf"{_YEAR}[-_. ]*{_NAME}",
        rf"(?<![^\W_])(?:Q|K|kwartaal |quarter )(?P<quarter>[1-4])[-_. ]*{_YEAR}",
        rf"{_YEAR}[-_. ]*(?:Q|K|kwartaal |quarter )(?P<quarter>[1-4])(?![^\W_])",
        rf"(?<![^\W_])(?<![\d][-–.]){_YEAR}(?:[-–/ ]+(?:19|20)\d\d|[-–/]\d\d)?(?![^\W_])",  # of a term, its first year
    )
)
_SHORT_YEARS: Final = range(10, 31)  # 10 to 30; six digits that can be read two ways (150316) are no date
_VERSION: Final = re.compile(
    r"(?:(?<![0-9A-Za-z])|(?<=_))(?:v|ver|versie|version|rev)[ ._]?(\d+(?:\.\d+)*)(?![0-9A-Za-z])", re.I
)
# without a sign only with a point, right behind what the paper is: SLA 2.2 signed
_BARE_VERSION: Final = re.compile(
    r"(?:(?<=\bsla )|(?<=\bagreement )|(?<=\bcontract )|(?<=\bovereenkomst ))(\d{1,2}\.\d{1,2})(?![0-9A-Za-z.])", re.I
)
_COPY: Final = compile_bound(
    r"(?i)\(\d{1,2}\)|\((?:kopie|copy)(?: \d+)?\)|[-_ ]+(?:kopie|copy)\s*$|^(?:kopie van|copy of)\s+"
)
_NOT: Final = re.compile(r"(?i)niet|not|nog-niet|un")  # NIET GETEKEND
UNNAMED: Final = "contract"  # files that are called by nothing but a date or a version, in no folder


@dataclass(frozen=True)
class FileName:
    """The parts of a contract file's name; what it does not tell is None."""

    document: str
    version: str | None
    effective_on: dt.date | None
    status: str | None  # draft, signed, in force
    rough: bool = False  # the name tells a month, a quarter or a year (the date is its first day), or two digits of it
    until: dt.date | None = None  # the last day of what the name tells


def read_name(file: str) -> FileName:
    """Split `SLA v2.3 def 01-07-2023.xlsx` into SLA, 2.3, 1 July 2023, signed.

    Files that are called by a date or a version alone are versions of one document, which bears the name of the folder.
    """
    path = PurePosixPath(file)
    effective_on, until, rough, rest = _find_date(_COPY.sub(" ", path.stem))
    version = _VERSION.search(rest) or _BARE_VERSION.search(rest)
    if version:
        rest = f"{rest[: version.start()]} {rest[version.end() :]}"
    words = re.split(r"[\s_]+", rest)
    said = [_status(word) for word in words]
    unsigned = [
        i for i, (word, after) in enumerate(zip(words, said[1:], strict=False)) if after and _NOT.fullmatch(word)
    ]
    said = ["draft" if i in unsigned or i - 1 in unsigned else status for i, status in enumerate(said)]
    stated = {*said}
    number = version.group(1) if version else None
    # a final draft is a draft
    status = next((ours for ours in ("draft", "signed", "in force") if ours in stated), status_of(None, number))
    document = " ".join(word for word, of in zip(words, said, strict=True) if of is None and word.strip("-–.,()"))
    document = document.strip(" -–.,()")
    document += ")" * (document.count("(") - document.count(")"))  # what closes a remark is no dash
    return FileName(document or path.parent.name or UNNAMED, number, effective_on, status, rough, until)


def _status(word: str) -> str | None:
    """Return what a word of a name says of the version; def2 is def."""
    plain, statuses = normalise(word), merge_values("file_status")
    return statuses.get(plain) or statuses.get(plain.rstrip("0123456789"))


def split_date(stem: str) -> tuple[dt.date | None, bool, str]:
    """Return the date that a name tells, whether it is rough, and the name without it."""
    date, _, rough, rest = _find_date(stem)
    return date, rough, rest


def _find_date(stem: str) -> tuple[dt.date | None, dt.date | None, bool, str]:
    """Return the first and the last day that a name tells, whether that is rough, and the name without it."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(stem):
            parts = match.groupdict()
            date = _to_date(parts)
            if date is not None:
                rough = not parts.get("day") or bool(parts.get("short"))
                return date, _last_day(date, parts), rough, f"{stem[: match.start()]} {stem[match.end() :]}"
    return None, None, False, stem


def _last_day(date: dt.date, parts: dict[str, str | None]) -> dt.date:
    """Return the last day of the month, quarter or year that begins on a date; of a day itself."""
    if parts.get("day"):
        return date
    months = 3 if parts.get("quarter") else 1 if parts.get("month") or parts.get("name") else 12
    following = date.month - 1 + months
    return dt.date(date.year + following // 12, following % 12 + 1, 1) - dt.timedelta(days=1)


def _to_date(parts: dict[str, str | None]) -> dt.date | None:
    month: int | None = int(parts.get("month") or 1)
    if quarter := parts.get("quarter"):
        month = 3 * int(quarter) - 2
    elif name := parts.get("name"):
        month = MONTH_NUMBERS.get(normalise(name))
    day, year = int(parts.get("day") or 1), int(parts.get("year") or 0)
    if short := parts.get("short"):
        if int(short) not in _SHORT_YEARS or ("sign" not in parts and day in _SHORT_YEARS):
            return None
        year = 2000 + int(short)
    try:
        return dt.date(year, month, day) if month else None
    except ValueError:
        return None
