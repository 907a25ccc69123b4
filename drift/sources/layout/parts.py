"""Headings that no list knows, read by the words they are put together from and by the cells below them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from drift.sources.vocabulary import merge_values
from drift.sources.words import normalise, split_camel

SAMPLE: Final = 200  # cells below a heading that are looked at
MOST: Final = 0.8  # of those that must be what the heading says; a few are blank words or typing errors
UNIQUE: Final = 0.98  # of the numbers of clauses that differ; a number may come back by mistake
MAX_NUMBER: Final = 40  # letters of the number of a ticket
LOOSE: Final = {"started": "opened_at", "ended": "resolved_at"}  # said of plans and meetings as well
# 5-3-2024, dinsdag 5 maart 2024, 20240305 14:30, 20240305T1430, March 5, 2024; a count since 1970
DATED: Final = (
    r"\D{0,24}\d{1,4}[-/. ]+[^\W_]{1,10}[-/. ,]+\d{1,4}|\D{3,24}\d{1,2},? +\d{4}|"
    r"(?:19|20)\d{6}(?:\b|T?\d{4,6}\b)|1\d{9}(?:\d{3})?\b"
)
_DATED = re.compile(DATED)
_SENTENCE = re.compile(r"[^\W\d_]{2}\s+[^\W\d_]{2}")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?", re.I)
_DIGIT = re.compile(r"\d")
_ENDS: Final = re.compile(r"(?<=[^\W\d_]{4})(?:datum|zeitpunkt|zeit|tijdstip|tijd|nummer|nr)$")


@dataclass(frozen=True)
class Part:
    """What the words of a heading say: a field, and whether only a log would say it."""

    field: str
    loose: bool = False

    @property
    def is_time(self) -> bool:
        """Whether it is a time of day, of which the date stands in another column."""
        return self.field.endswith("_time")

    def as_time(self) -> "Part":
        """Return what is said where the cells are times of day: the date stands in another column."""
        return replace(self, field=f"{self.field.removesuffix('_at')}_time")


@lru_cache(maxsize=4096)
def read_parts(heading: str) -> Part | None:
    """Return what the words of a heading say together; None where one of them says something else."""
    words = _split(heading)
    signs = [word for word in words if _says("moment_sign", word)]
    rest = " ".join(word for word in words if word not in signs)
    moments = merge_values("moment_part")
    work = [word for word in words if _says("work_part", word)]
    if rest in moments:
        field = moments[rest]
        return Part(LOOSE.get(field, field), loose=field in LOOSE) if signs or field not in LOOSE else None
    others = " ".join(word for word in words if word not in (*signs, *work))
    if signs and others in moments:
        return Part(LOOSE.get(moments[others], moments[others]))
    if signs and work and not others:
        return Part("opened_at", loose=True)
    named = [word for word in words if _says("number_sign", word)]
    left = " ".join(word for word in words if word not in named)
    return Part("incident_id") if named and left and _says("work_part", left) else None


@lru_cache(maxsize=4096)
def speaks_of_work(heading: str) -> bool:
    """Whether a heading names a ticket, a fault or a work order."""
    return any(_says("work_part", word) for word in _split(heading))


@lru_cache(maxsize=4096)
def says_number(heading: str) -> bool:
    """Whether a heading begins or ends by saying that it is a number: XB ID, Nr. Klausel."""
    words = _split(heading)
    return bool(words) and len(words) > 1 and (_says("number_sign", words[0]) or _says("number_sign", words[-1]))


def fits(field: str, texts: Sequence[str]) -> bool:
    """Whether cells below a heading are what a field holds: dates, or numbers of tickets or clauses."""
    filled = [text.strip() for text in texts if text.strip()]
    if not filled:
        return False
    if field == "clause_id" and len(set(filled)) < UNIQUE * len(filled):
        return False
    looks = looks_numbered if field in ("incident_id", "clause_id") else looks_dated
    good = [*map(looks, filled)]
    return sum(good) >= MOST * len(good)


def holds_sentences(texts: Sequence[str]) -> bool:
    """Whether half of the cells or more hold several words."""
    return bool(texts) and 2 * sum(_SENTENCE.search(text) is not None for text in texts) >= len(texts)


def holds_flags(texts: Sequence[str]) -> bool:
    """Whether cells say yes or no and nothing else."""
    said = {normalise(text) for text in texts} - {""}
    return bool(said) and said <= merge_values("flag").keys()


def holds_times(texts: Sequence[str]) -> bool:
    """Whether cells are times of day without a date: 14:30."""
    filled = [text.strip() for text in texts if text.strip()]
    return bool(filled) and sum(_TIME.fullmatch(text) is not None for text in filled) >= MOST * len(filled)


def looks_dated(text: str) -> bool:
    """Whether a text begins like a date."""
    return _DATED.match(text[:MAX_NUMBER]) is not None


def looks_numbered(text: str) -> bool:
    """Whether a text is a number or a code: short, with a digit, and no sentence that has one in it."""
    return len(text) <= MAX_NUMBER and _DIGIT.search(text) is not None and not _SENTENCE.search(text)


def _split(heading: str) -> list[str]:
    """Return the words of a heading: startTime and Meldungsdatum are two, small words are left out."""
    words: list[str] = []
    for word in normalise(split_camel(heading)).split():
        end = _ENDS.search(word)
        words += [word[: end.start()].removesuffix("s"), end.group()] if end else [word]
    return [word for word in words if not _says("small_word", word)]


def _says(kind: str, word: str) -> bool:
    return word in merge_values(kind)
