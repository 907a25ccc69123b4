"""Which number of 05-11-24 is the day, the month and the year: decided over all cells of a column."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from drift.sources.values.notations import NUMERIC, fit_letters
from drift.sources.values.stamps import are_even, code_texts, parse_stamps

_YEAR_FIRST: Final = r"^\d{3}"
_DATE_FIRST: Final = r"^\d{1,2}[-/.] ?\d{1,2}[-/.] ?\d\d"
_THREE: Final = r"\d[-/.] ?\d{1,2}[-/.] ?\d\d"  # in every date of three numbers
_EVEN_SIGNS: Final = 10  # of 05-03-2024
_DATE_SIGNS: Final = 13  # of the longest such date, 05- 11- 2024, and one behind it
DAYS_A_YEAR_VALUE: Final = 2  # a column has at least twice as many days of the month as years, or nobody can tell


@dataclass(frozen=True)
class ShortDates:
    """What dates of three numbers of two digits, such as 22-01-04, tell of where the year stands."""

    day: int = 0  # cells that can only be day first, month first: where the year stands last
    month: int = 0
    n: int = 0
    year_first: int = 0  # cells that are a date with the year first
    year_last: int = 0
    firsts: frozenset[int] = frozenset()  # the numbers that stand first
    lasts: frozenset[int] = frozenset()

    def __add__(self, other: ShortDates) -> ShortDates:
        return ShortDates(
            self.day + other.day,
            self.month + other.month,
            self.n + other.n,
            self.year_first + other.year_first,
            self.year_last + other.year_last,
            self.firsts | other.firsts,
            self.lasts | other.lasts,
        )

    @property
    def leads(self) -> bool | None:
        """Whether the year leads; None where both readings remain: few cells, or as many years as days."""
        if self.year_first != self.year_last:
            return self.year_first > self.year_last
        if len(self.firsts) > len(self.lasts) or not self.n:
            return False
        return True if len(self.lasts) >= DAYS_A_YEAR_VALUE * len(self.firsts) else None


@dataclass(frozen=True)
class Order:
    """What a column tells about 05-11-2024: cells that can only be read one way, and all such cells."""

    day: int = 0
    month: int = 0
    n: int = 0
    short: ShortDates = ShortDates()  # those of them whose year has two digits

    def __add__(self, other: Order) -> Order:
        return Order(self.day + other.day, self.month + other.month, self.n + other.n, self.short + other.short)

    @property
    def day_first(self) -> bool:
        """The reading that more cells ask for; day first where none does."""
        return self.day >= self.month

    @property
    def contradicts(self) -> bool:
        """Whether some cells can only be day first and others only month first."""
        return bool(self.day and self.month)

    @property
    def silent(self) -> bool:
        """Whether every cell can be read both ways."""
        return self.n > 0 and not self.day and not self.month

    def settle(self, year_first: bool) -> Order:
        """Return the order of the cells of which the year stands last, where the short ones begin with it."""
        short = self.short
        return Order(self.day - short.day, self.month - short.month, self.n - short.n) if year_first else self


@dataclass(frozen=True)
class Numbers:
    """The three numbers of each date of a column written in numbers, and where they stand."""

    one: np.ndarray
    two: np.ndarray
    three: np.ndarray
    short: np.ndarray  # bool: the year has two digits, and so has the first number
    places: np.ndarray  # of the cells, in the column

    @cached_property
    def only_day(self) -> np.ndarray:
        """Which cells can only be day first."""
        only: np.ndarray = (self.one > 12) & (self.two <= 12)
        return only

    @cached_property
    def only_month(self) -> np.ndarray:
        """Which cells can only be month first."""
        only: np.ndarray = (self.two > 12) & (self.one <= 12)
        return only


def find_numbers(texts: pa.Array) -> Numbers:
    """Find the dates of a column that are written in numbers, the year last or of two digits."""
    if are_even(texts):
        return _find_in(pc.utf8_slice_codeunits(texts, 0, _EVEN_SIGNS), np.arange(len(texts)))
    may_be = _list_candidates(texts)
    if not len(may_be):  # to compile the whole notation takes far longer than to see that nothing fits it
        none = np.array([], dtype="int16")
        return Numbers(none, none, none, none.astype(bool), may_be)
    return _find_in(_cut_clocks(texts.take(may_be)), may_be)


def _find_in(texts: pa.Array, may_be: np.ndarray) -> Numbers:
    """Find the dates in some texts of a column; may_be: their places in it."""
    coded = code_texts(texts)
    (numeric,) = fit_letters([NUMERIC], coded.dictionary)
    found = pc.extract_regex(coded.dictionary, numeric).take(coded.indices)
    places = may_be[np.flatnonzero(found.is_valid().to_numpy(zero_copy_only=False))]
    parts = found.drop_null()
    one, two, three = (
        pc.struct_field(parts, name).cast(pa.int16()).to_numpy(zero_copy_only=False) for name in ("one", "two", "year")
    )
    widths = [pc.utf8_length(pc.struct_field(parts, name)).to_numpy(zero_copy_only=False) for name in ("one", "year")]
    return Numbers(one, two, three, (widths[0] == 2) & (widths[1] == 2), places)


def _list_candidates(texts: pa.Array) -> np.ndarray:
    """Return the places of the texts that hold three numbers as dates do; none that begins with a year of four."""
    holds, begins = (pc.match_substring_regex(texts, pattern) for pattern in (_THREE, _YEAR_FIRST))
    places: np.ndarray = pc.indices_nonzero(pc.and_not(holds, begins)).to_numpy().astype(np.int64)
    return places


def _cut_clocks(texts: pa.Array) -> pa.Array:
    """Return dates in numbers without what follows them, for days come back."""
    return pc.if_else(
        pc.match_substring_regex(texts, _DATE_FIRST), pc.utf8_slice_codeunits(texts, 0, _DATE_SIGNS), texts
    )


def weigh_order(texts: pa.Array) -> Order:
    """Count the cells that can only be day first, only month first, and all numeric dates."""
    numbers = find_numbers(texts)
    return Order(int(numbers.only_day.sum()), int(numbers.only_month.sum()), len(numbers.one), _weigh_short(numbers))


def _weigh_short(numbers: Numbers) -> ShortDates:
    short = numbers.short
    one, two, three = numbers.one[short], numbers.two[short], numbers.three[short]
    leads = (two >= 1) & (two <= 12) & (three >= 1) & (three <= 31)
    trails = (one >= 1) & (two >= 1) & (one <= 31) & (two <= 31) & ((one <= 12) | (two <= 12))
    return ShortDates(
        int(numbers.only_day[short].sum()),
        int(numbers.only_month[short].sum()),
        len(one),
        int(leads.sum()),
        int(trails.sum()),
        frozenset(np.unique(one).tolist()),
        frozenset(np.unique(three).tolist()),
    )


def read_either(texts: pa.Array, *, day_first: bool, year_first: bool) -> tuple[np.ndarray, np.ndarray]:
    """Read a column in which both orders occur: a cell that can be read one way only is read that way.

    The others follow the cells that separate their numbers by the same sign where those agree, since two tools or
    two offices seldom write the same sign; else `day_first`.
    """
    by_day, shifts = parse_stamps(texts, day_first=True, year_first=year_first)
    by_month, other_shifts = parse_stamps(texts, day_first=False, year_first=year_first)
    prefers_day = _follow_signs(texts, day_first)
    use_day = ~np.isnat(by_day) & (prefers_day | np.isnat(by_month))
    return np.where(use_day, by_day, by_month), np.where(use_day, shifts, other_shifts)


def _follow_signs(texts: pa.Array, day_first: bool) -> np.ndarray:
    """Tell for each cell whether it is read day first where it can be read both ways."""
    prefers_day = np.full(len(texts), day_first)
    signs = pc.struct_field(pc.extract_regex(texts, r"\d(?P<sign>[-/.])\d"), "sign")
    for sign in "-/.":
        same = pc.fill_null(pc.equal(signs, sign), fill_value=False)
        order = weigh_order(texts.filter(same))
        if order.day or order.month:
            marked = same.to_numpy(zero_copy_only=False)
            prefers_day[marked] = day_first if order.contradicts else order.day_first
    return prefers_day
