"""What the name of a contract file tells: document, version, status and the date it takes effect."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from drift.sources.statuses import status_of
from drift.sources.vocabulary import merge_values
from drift.sources.words import normalise
from drift.wording.months import MONTH_NUMBERS

_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_. ]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])([-_. ])(0?[1-9]|1[0-2])\2((?:19|20)\d\d)(?!\d)")
_NAMED = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])[-_. ]+([^\W\d_]{3,9})\.?[-_. ]+((?:19|20)\d\d)(?!\d)")
_MONTH_ONLY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ](0[1-9]|1[0-2])(?!\d)")
_VERSION = re.compile(
    r"(?:(?<![0-9A-Za-z])|(?<=_))(?:v|ver|versie|version|rev)[ ._]?(\d+(?:\.\d+)*)(?![0-9A-Za-z])", re.I
)


@dataclass(frozen=True)
class FileName:
    """The parts of a contract file's name; what it does not tell is None."""

    document: str
    version: str | None
    effective_on: dt.date | None
    status: str | None  # draft, signed, in force


def read_name(file: str) -> FileName:
    """Split `SLA v2.3 def 01-07-2023.xlsx` into SLA, 2.3, 1 July 2023, signed."""
    rest = PurePosixPath(file).stem
    effective_on, rest = _take_date(rest)
    version = _VERSION.search(rest)
    if version:
        rest = rest[: version.start()] + " " + rest[version.end() :]
    words = re.split(r"[\s_]+", rest)
    known = merge_values("file_status")
    said = {known[normalise(word)] for word in words if normalise(word) in known}
    number = version.group(1) if version else None
    # a final draft is a draft
    status = next((ours for ours in ("draft", "signed", "in force") if ours in said), status_of(None, number))
    document = " ".join(word for word in words if normalise(word) not in known).strip(" -–.,()")
    return FileName(document or PurePosixPath(file).stem, number, effective_on, status)


def _take_date(stem: str) -> tuple[dt.date | None, str]:
    for pattern, parts in (
        (_YEAR_FIRST, (1, 3, 4)),
        (_DAY_FIRST, (4, 3, 1)),
        (_NAMED, (3, 2, 1)),
        (_MONTH_ONLY, (1, 2, 0)),
    ):
        for match in pattern.finditer(stem):
            year, month, day = (match.group(part) if part else "1" for part in parts)
            number = int(month) if month.isdigit() else MONTH_NUMBERS.get(normalise(month))
            if number is None:
                continue
            try:
                date = dt.date(int(year), number, int(day))
            except ValueError:
                continue
            return date, stem[: match.start()] + " " + stem[match.end() :]
    return None, stem
