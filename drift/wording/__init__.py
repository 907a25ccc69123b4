"""Codes and parameters -> sentences, numbers, dates and month names, in Dutch or English."""

from __future__ import annotations

import datetime as dt
import math
import os
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Self, cast

from drift.errors import Address, DriftError, Note
from drift.terms import LANGUAGES, Language
from drift.wording.months import LONG, SHORT
from drift.wording.texts import Texts
from drift.wording.values import LogChange, PointChange, Share, Tenths
from drift.wording.visible import show_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

NBSP = "\u00a0"
MINUS = "\u2212"
UNKNOWN = "–"


@cache
def load_texts(language: Language) -> Mapping[str, str]:
    """Return code -> template of one language; both languages have the same codes (a test)."""
    return Texts(files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))


def guess_language() -> Language:
    """Return the language of the user's environment (LC_ALL, LC_MESSAGES, LANG), else en."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "nl" if value.casefold().startswith("nl") else "en"
    return "en"


def _are_periods(values: Sequence[object]) -> bool:
    return bool(values) and all(hasattr(value, "freqstr") and hasattr(value, "ordinal") for value in values)


def _runs(periods: Sequence[pd.Period]) -> list[tuple[pd.Period, pd.Period]]:
    """Return first and last of each run of periods that follow each other."""
    runs: list[tuple[pd.Period, pd.Period]] = []
    for period in periods:
        if runs and period.ordinal == runs[-1][1].ordinal + 1:
            runs[-1] = (runs[-1][0], period)
        else:
            runs.append((period, period))
    return runs


class _Shown(str):
    """A value written out, which also chooses a form in a template: `{n} {n:row|rows}`, the first where n is 1."""

    is_one: bool

    def __new__(cls, text: str, value: object) -> Self:
        shown = super().__new__(cls, text)
        shown.is_one = isinstance(value, int) and value == 1
        return shown

    def __format__(self, forms: str) -> str:
        one, _, more = forms.partition("|")
        return (one if self.is_one else more) if more else super().__format__(forms)


def _key(code: str) -> str:
    """Return a code as the texts have it: "contract management" is contract_management there."""
    return code.replace(" ", "_")


class Wording:
    """Speaks one language: `say("code", name=value)`; what a stranger wrote is only ever a value, never a template."""

    def __init__(self, language: Language) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
        self.language = language
        self._texts = load_texts(language)

    def __call__(self, code: str, /, **values: object) -> str:
        """Return the sentence of a code; dates, periods, counts and notes among the values are written out."""
        return self._texts[_key(code)].format_map(
            {name: _Shown(self.show(value), value) for name, value in values.items()}
        )

    def knows(self, code: str) -> bool:
        """Whether there is a text of this code."""
        return _key(code) in self._texts

    def word(self, *codes: str, default: str) -> str:
        """Return the text of the first of these codes that there is."""
        return next((self(code) for code in codes if self.knows(code)), default)

    def tell(self, note: Note) -> str:
        """Return a note as a sentence, with its place in front where it has one."""
        sentence = self(note.code, **note.values)
        return f"{note.at}: {sentence}" if note.at else sentence

    def show(self, value: object) -> str:
        """Write one value as a reader expects it."""
        if isinstance(value, Note):
            return self.tell(value)
        if isinstance(value, bool) or value is None:
            return UNKNOWN if value is None else self("yes" if value else "no")
        if isinstance(value, int):
            return self.number(value)
        if isinstance(value, LogChange):
            return self.change(value)
        if isinstance(value, Share):
            return self.percent(value)
        if isinstance(value, PointChange):
            return self.signed_points(value)
        if isinstance(value, Tenths):
            return self.number(value, 1)
        if isinstance(value, float):
            raise TypeError("say how many digits: use number(), percent() or change()")
        if isinstance(value, dt.date):
            return self.day(value)
        if isinstance(value, list | tuple):
            return self.join(
                [self.span(*run) for run in _runs(value)] if _are_periods(value) else [*map(self.show, value)]
            )
        if isinstance(value, Address):
            return str(value)
        if _are_periods([value]):
            return self.period(cast("pd.Period", value))
        return str(value)

    def number(self, value: float, digits: int = 0) -> str:
        """Write 1234.5 as 1.234,5 or 1,234.5."""
        if not math.isfinite(value):
            return UNKNOWN
        text = f"{abs(value):,.{digits}f}"
        if self.language == "nl":
            text = text.translate(str.maketrans(",.", ".,"))
        return (MINUS if value < 0 and float(f"{value:.{digits}f}") != 0 else "") + text

    def percent(self, share: float, digits: int = 0) -> str:
        """Write the share 0.985 as 98,5 % or 98.5 %."""
        return self.number(100 * share, digits) + NBSP + "%"

    def change(self, log: float, digits: int = 0) -> str:
        """Write a change given as a natural log as a signed percentage: ln 2 is +100 %."""
        share = math.expm1(log)
        sign = "+" if float(f"{100 * share:.{digits}f}") > 0 else ""
        return sign + self.percent(share, digits)

    def points(self, share: float) -> str:
        """Write a difference of two shares as signed percentage points: 0.024 is +2.4 points."""
        return self("points", x=self.signed_points(share))

    def signed_points(self, share: float) -> str:
        """Write a difference of two shares as the bare number of percentage points: 0.024 is +2.4."""
        text = self.number(100 * share, 1)
        return ("+" if float(f"{100 * share:.1f}") > 0 else "") + text

    def day(self, date: dt.date) -> str:
        """Write a date as 1 juli 2023 or 1 July 2023."""
        return f"{date.day} {LONG[self.language][date.month - 1]} {date.year}"

    def period(self, period: pd.Period) -> str:
        """Write a month as juli 2023, a quarter as Q3 2023."""
        if period.freqstr.startswith("Q"):
            return f"{self('quarter')}{period.quarter} {period.year}"
        return f"{LONG[self.language][period.month - 1]} {period.year}"

    def short(self, period: pd.Period) -> str:
        """Write a month as jul 2023, a quarter as Q3 2023."""
        if period.freqstr.startswith("Q"):
            return self.period(period)
        return f"{SHORT[self.language][period.month - 1]} {period.year}"

    def span(self, first: pd.Period, last: pd.Period) -> str:
        """Write two periods as `april 2022 – maart 2023`."""
        return self.period(first) if first == last else f"{self.period(first)} – {self.period(last)}"

    def join(self, parts: list[str]) -> str:
        """Write a list as `a, b and c`."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self('and')} {parts[-1]}"


def _tell_error(note: Note) -> str:
    return show_line(Wording(guess_language()).tell(note))


DriftError.tell = _tell_error
