"""Wording that remembers: whatever it says, its numbers stay known."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter
from typing import Final

from drift.errors import Note
from drift.reports.numbers.memory import Memory
from drift.reports.numbers.spoken import DIGITS, Look, Number, Spoken, numbers_of, read_number
from drift.wording import Wording, load_texts

_PARTS: Final = cache(lambda template: [*Formatter().parse(template)])


class Remembering(Wording):
    """Speaks as another wording does, to the letter."""

    def __init__(self, other: Wording) -> None:
        super().__init__(other.language)
        self._other, self._plain = other, Wording(other.language)
        self.memory = Memory()

    def __call__(self, code: str, /, **values: object) -> str:
        """Return the sentence of a code."""
        shown = {name: self.show(value) for name, value in values.items()}
        ones = {name: 1 for name, value in values.items() if isinstance(value, int) and value == 1}
        text = self._plain(code, **{**shown, **ones})  # its values are as the other wording shows them
        template = load_texts(self.language)[code.replace(" ", "_")]
        return self.memory.keep(text, _find_numbers(template, shown, ones))

    def tell(self, note: Note) -> str:
        """Return a note as a sentence, with its place in front where it has one."""
        sentence = self(note.code, **note.values)
        place = f"{note.at}: " if note.at else ""
        return self.memory.join(place + sentence, [place, sentence])

    def show(self, value: object) -> str:
        """Write one value as a reader expects it."""
        if isinstance(value, Spoken):  # said before
            return value
        text = self._recall(value) if isinstance(value, str) else super().show(value)
        return self.memory.join(self._other.show(str.__str__(text)), [text])

    def _recall(self, text: str) -> str:
        """Return a text with what is known of it; one that was put together with what its sentences tell."""
        known = self.memory.recall(text)
        if numbers_of(known) or not DIGITS.search(text):
            return known
        return self.memory.gather(text, self.memory.latest)

    def number(self, value: float, digits: int = 0) -> str:
        """Write 1234.5 as 1.234,5 or 1,234.5."""
        return self._keep(self._other.number(value, digits), value, digits, "number")

    def percent(self, share: float, digits: int = 0) -> str:
        """Write the share 0.985 as 98,5 % or 98.5 %."""
        return self._keep(self._other.percent(share, digits), share, digits, "percent")

    def change(self, log: float, digits: int = 0) -> str:
        """Write a change given as a natural log as a signed percentage: ln 2 is +100 %."""
        return self._keep(self._other.change(log, digits), math.expm1(log), digits, "change")

    def signed_points(self, share: float) -> str:
        """Write a difference of two shares as the bare number of percentage points: 0.024 is +2.4."""
        return self._keep(self._other.signed_points(share), 100 * share, 1, "points")

    def join(self, parts: list[str]) -> str:
        """Write a list as `a, b and c`."""
        return self.memory.join(super().join(parts), parts)

    def _keep(self, text: str, value: float, digits: int, look: Look) -> str:
        if not math.isfinite(value):
            return text
        return self.memory.keep(text, [Number(0, len(text), float(value), digits, look)])


def _find_numbers(template: str, shown: Mapping[str, str], ones: Mapping[str, int]) -> Iterator[Number]:
    """Yield the numbers of a sentence: of its values, and those that stand in the template itself."""
    at = 0
    for literal, name, forms, _ in _PARTS(template):
        for digits in DIGITS.finditer(literal):
            value, n = read_number(digits[0])
            yield Number(at + digits.start(), at + digits.end(), value, n, "fixed")
        at += len(literal)
        one, _, more = (forms or "").partition("|")
        if name and more:
            at += len(one if name in ones else more)
        elif name:
            yield from (number.moved(at) for number in numbers_of(shown[name]))
            at += len(shown[name])
