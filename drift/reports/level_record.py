"""The three levels and what became of problems, as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.tables.plain import to_plain
from drift.terms import LEVELS, MIN_PERSONS

if TYPE_CHECKING:
    from drift.analysed import Analysis

PROBLEM: Final = (
    *("raised", "solved", "went_up", *LEVELS[1:], "referred_back", "pushed_up", "parked", "denied", "trips"),
    *(f"days_{level}" for level in LEVELS),
)

HANDED: Final = ("with_team", "handed", "handovers", "came_back", "lined", "front")


def build_levels(analysis: Analysis) -> dict[str, Any] | None:
    """Return who met at which level, who met first, and when each spoke of the fall; None where no contact tells."""
    found = analysis.measured.levels
    if found.no_levels is not None:
        return None
    balance = found.balance.to_dict("records")
    return {
        "contacts": [
            {"quarter": _quarter(row["quarter"]), **_pick(row, ("level", "n", "low", "high", "agreed"))}
            for row in balance
        ],
        "first_contact": [
            {
                "document": first.document,
                "version": first.version,
                "signed_on": first.signed_on.isoformat(),
                "order": list(first.order),
                "contacts_before": dict(zip(LEVELS, first.before, strict=True)),
                "top_down": first.top_down,
            }
            for first in found.first
        ],
        "awareness": dict.fromkeys(LEVELS)
        | {one.level: one.month and str(one.month) for one in analysis.judgement.aware},
        "say": [_pick(row, ("year", "level", "function", "share")) for row in found.say.to_dict("records")],
        "swaps": [
            {"quarter": _quarter(row["quarter"]), **_pick(row, ("side", "level")), **_fold(row)}
            for row in found.swaps.to_dict("records")
        ],
    }


def build_problems(analysis: Analysis) -> list[dict[str, Any]] | None:
    """Return what became of the problems raised in each quarter; None where none can be followed."""
    found = analysis.measured.levels
    if found.no_problems is not None:
        return None
    return [{"quarter": _quarter(row["quarter"]), **_pick(row, PROBLEM)} for row in found.problems.to_dict("records")]


def build_handovers(analysis: Analysis) -> list[dict[str, Any]] | None:
    """Return how tickets passed between teams by quarter; None where no team is told, null lines where none is."""
    found = analysis.measured.levels
    if found.no_handovers is not None:
        return None
    lines = {} if found.no_lines is None else dict.fromkeys(("lined", "front"))
    return [
        {"quarter": _quarter(row["quarter"]), **_pick(row, HANDED), **lines}
        for row in found.handovers.to_dict("records")
    ]


def _pick(row: dict[Any, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: to_plain(row[name]) for name in names}


def _fold(row: dict[Any, Any]) -> dict[str, int | None]:
    """Return how many left and joined; None where they are fewer than MIN_PERSONS, and somebody did."""
    return {name: None if 0 < row[name] < MIN_PERSONS else int(row[name]) for name in ("left", "joined")}


def _quarter(quarter: pd.Period) -> str:
    return f"{quarter.year}-Q{quarter.quarter}"
