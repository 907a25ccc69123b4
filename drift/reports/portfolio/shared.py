"""What relations share: which kinds of clauses grew and which norms decided nothing, by name of the kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drift.portfolio.row import Row

COMPARED: Final = 2  # versions, from which on something can have grown
WORDS: Final = "words"  # grow with all others


@dataclass(frozen=True)
class Pattern:
    """One kind of clause, or of norm: relations that have it, and in how many of them it is so."""

    code: str
    n_have: int
    n_so: int


def count_grown(rows: Iterable[Row]) -> list[Pattern]:
    """Return in how many relations each stock of the paper grew."""
    compared = [row for row in rows if (row.n_versions or 0) >= COMPARED]
    return _count((row.kinds, row.kinds_grown) for row in compared)


def count_dead(rows: Iterable[Row]) -> list[Pattern]:
    """Return in how many relations a norm for each clock decided nothing."""
    return _count((row.clocks, row.clocks_dead) for row in rows)


def _count(pairs: Iterable[tuple[Iterable[str], Iterable[str]]]) -> list[Pattern]:
    have: Counter[str] = Counter()
    so: Counter[str] = Counter()
    for all_of_one, those in pairs:
        have.update(all_of_one)
        so.update(those)
    return [Pattern(code, have[code], so[code]) for code in sorted(have) if code != WORDS]
