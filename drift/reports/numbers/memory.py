"""What was said: a text that pages put together of several sentences finds the numbers of each again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from drift.reports.numbers.spoken import DIGITS, Look, Number, Spoken, numbers_of, read_number
from drift.wording import MINUS, NBSP

_WORD: Final = re.compile(r"[^\W\d_]")
_TOLD: Final = re.compile(rf"[+{MINUS}]?(?P<digits>\d+(?:[.,]\d+)*)(?:{NBSP}%)?")
_OURS: Final = re.compile(rf"{NBSP}%|→|^[+{MINUS}]")  # numbers alone that wording wrote: 3.3 may be a clause
# +78 %, (703); what begins within a number is none, so that a long one is looked at once
_AMONG: Final = re.compile(rf"[+{MINUS}]?(?<![\d.,])\d+(?:[.,]\d+)*{NBSP}%|(?<=\()\d+(?:[.,]\d+)*(?=\))")
_CELL: Final = re.compile(r"(?P<few><)?(?P<digits>\d{1,3})(?P<percent>\s%)?")  # written without wording; no year

LATEST: Final = 40  # texts; a sentence is put together of what was said just before


class Memory:
    """Every text with a number, in the order in which it was said."""

    def __init__(self) -> None:
        self._texts: list[Spoken] = []
        self._by_text: dict[str, list[Spoken]] = {}
        self._sorted: list[Spoken] = []  # sentences, the longest first
        self._n_sorted = 0

    def keep(self, text: str, numbers: Iterable[Number]) -> str:
        """Remember a text with its numbers; one without any is no news."""
        spoken = Spoken(text, numbers, len(self._texts))
        if not spoken.numbers:
            return text
        self._texts.append(spoken)
        self._by_text.setdefault(spoken.plain, []).append(spoken)
        return spoken

    def join(self, text: str, parts: Iterable[str]) -> str:
        """Remember a text with the numbers of the parts that it is made of, in order."""
        numbers: list[Number] = []
        at = 0
        for part in parts:
            place = text.find(part, at)
            if place >= 0:
                numbers += [number.moved(place) for number in numbers_of(part)]
                at = place + len(part)
        return self.keep(text, numbers)

    def recall(self, text: str, near: int | None = None) -> str:
        """Return a text with the numbers that it had when it was said; of numbers alone, with what each of them is.

        Parameters
        ----------
        near : which text of the run stands beside it: of what was said several times, the one said next to that
        """
        if isinstance(text, Spoken) or not DIGITS.search(text):
            return text
        in_words = _WORD.search(text)
        if not in_words and not _OURS.search(text):
            return text
        own = self._nearest(text.replace("\n", " "), near)
        if own is not None:
            return Spoken(text, own.numbers, own.said)
        return text if in_words else Spoken(text, self._find(text, _TOLD, near), near or 0)

    def search(self, text: str, near: int) -> str:
        """Return a text of a page with the numbers of every sentence that stands in it, the longest first."""
        known = self.recall(text, near)
        if numbers_of(known) or not DIGITS.search(text):
            return known
        if cell := _CELL.fullmatch(text):
            value, digits = read_number(cell["digits"])
            look: Look = "fixed" if cell["few"] or cell["percent"] else "number"
            return Spoken(text, [Number(cell.start("digits"), len(text), value, digits, look)], near)
        return self.gather(text, self._sentences(), near)

    def gather(self, text: str, sentences: Iterable[Spoken], near: int | None = None) -> str:
        """Return a text with the numbers of those sentences that stand in it, the longest first."""
        plain, free = text.replace("\n", " "), [True] * len(text)
        numbers: list[Number] = []
        for spoken in sentences:
            core = spoken.plain[1:].rstrip(".")  # its first letter and its end may have changed
            place = plain.find(core) - 1
            if place >= 0 and plain[place].lower() == spoken[0].lower() and all(free[place : place + len(core)]):
                free[place : place + len(core) + 1] = [False] * (len(core) + 1)
                numbers += [number.moved(place) for number in spoken.numbers]
        numbers += [number for number in self._find(plain, _AMONG, near) if all(free[number.start : number.end])]
        return Spoken(text, sorted(numbers, key=lambda number: number.start), near or 0) if numbers else text

    @property
    def latest(self) -> list[Spoken]:
        """The sentences said last, the longest first: what a text is made of that is told next."""
        said = [spoken for spoken in self._texts[-LATEST:] if _WORD.search(spoken)]
        return sorted(said, key=len, reverse=True)

    def _sentences(self) -> list[Spoken]:
        if len(self._by_text) != self._n_sorted:
            sentences = [spoken[-1] for text, spoken in self._by_text.items() if _WORD.search(text)]
            self._sorted, self._n_sorted = sorted(sentences, key=len, reverse=True), len(self._by_text)
        return self._sorted

    def _nearest(self, text: str, near: int | None) -> Spoken | None:
        said = self._by_text.get(text, [])
        if near is None or not said:
            return said[-1] if said else None
        return min(said, key=lambda spoken: abs(spoken.said - near))

    def _find(self, text: str, pattern: re.Pattern[str], near: int | None) -> list[Number]:
        """Return the numbers of a text that were said by themselves; a unit may stand behind the last alone."""
        numbers = []
        for told in pattern.finditer(text):
            bare, unit = told[0].lstrip(f"+{MINUS}"), f"{NBSP}%"
            forms = (f"{told[0]}{unit}", told[0], bare) if text.endswith(unit) else (told[0], f"{told[0]}{unit}", bare)
            own = next((own for form in forms if (own := self._nearest(form, near))), None)
            if own is not None:
                numbers.append(replace(own.numbers[0], start=told.start(), end=told.end()))
        return numbers
