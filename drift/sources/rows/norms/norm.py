"""One norm of a table of norms, and how a number in a cell gets its unit and its comparator."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from drift.sources.layout.norms.saying import WHOLE, Said
from drift.sources.layout.norms.words import compare_by, direction_of, unit_of, words_of
from drift.sources.words import any_of, normalise

PENALTY: Final = "penalty"
SHARE: Final = 1.0  # at most so much is a share where the metric is one


@cache
def _pattern(name: str, template: str) -> re.Pattern[str]:
    return re.compile(template.format(any_of(words_of("numbers", name))))


@dataclass(frozen=True)
class Norm:
    """What one cell says, as the table norms has it."""

    row: int
    cell: str
    metric: str
    tier: str
    window: str
    comparator: str | None
    value: float | None
    unit: str | None
    per: str
    condition: str
    stated: str | None
    quote: str
    kind: str  # target; penalty: a credit, and the band it stands on


@dataclass(frozen=True)
class Spot:
    """Where a norm stands, and what its row and column say of it."""

    row: int
    cell: str
    metric: str
    tier: str
    condition: str
    unit: str | None = None  # that the heading, the name or a column of units tells
    limit: str | None = None  # comparator that the heading tells
    plain: bool = False  # a number and no more
    kind: str = "target"
    per: str = ""  # that a column of units tells: per maand


def to_norm(spot: Spot, said: Said) -> Norm:
    """Return one norm; the unit by the cell, else by its heading, else by what is measured; so the comparator."""
    value, unit = _measure(spot, said)
    comparator = _open_end(said, unit) or spot.limit or (compare_by(spot.metric, unit) if value is not None else None)
    tier = "; ".join(dict.fromkeys(filter(None, (spot.tier, said.label))))
    return Norm(
        spot.row,
        spot.cell,
        spot.metric,
        tier,
        said.window,
        comparator if value is not None else None,
        value,
        unit,
        said.per or spot.per,
        spot.condition,
        said.stated or None,
        said.quote,
        spot.kind,
    )


def _open_end(said: Said, unit: str | None) -> str | None:
    """Return the comparator of a number; the upper end of a band of shares is no part of it: 99.0 - 99.5."""
    ended = said.band and unit == "%" and said.unit is None and not re.search(r"[<>=≤≥]", said.band)
    return "<" if ended and said.comparator == "<=" else said.comparator


def to_credit(spot: Spot, said: Said) -> Norm:
    """Return the credit that stands on a band: what is owed, no limit to keep to."""
    return to_norm(replace(spot, limit="=", kind=PENALTY), replace(said, comparator="="))


def _measure(spot: Spot, said: Said) -> tuple[float | None, str | None]:
    if said.value is None:
        return None, None
    value, unit = said.value, said.unit or spot.unit or unit_of(spot.metric)
    shared = direction_of(spot.metric) == "least" and not _pattern("scores", "{0}").search(normalise(spot.metric))
    if spot.plain and said.unit is None and shared and unit in (None, "%") and 0 < value <= SHARE:
        return round(value * 100, 6), "%"  # 0.985 of the availability is 98.5 %
    if unit is None and shared and WHOLE / 2 <= value <= WHOLE:
        return value, "%"
    if unit is None:
        counted = _pattern("counted", r"\b(?:{0})\b").search(normalise(spot.metric))
        unit = "count" if said.per or spot.per or counted else "other"
    return value, unit
