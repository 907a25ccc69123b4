"""Every measure: what it counts, which way it points, what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Side = Literal["specification", "engagement", "outcome"]


@dataclass(frozen=True)
class Measure:
    """One measure; a variance is always that of its natural logarithm, sampling only."""

    name: str  # key of the report's JSON and of wording: measure.NAME
    side: Side
    group: str  # measures of a group move together and share one weight
    direction: int  # +1: more of it raises the side's index; for outcomes +1 is better
    unit: str  # of the value


MEASURES: Final = (
    Measure("clauses", "specification", "size", 1, "clauses"),
    Measure("words", "specification", "size", 1, "words"),
    Measure("obligations", "specification", "size", 1, "clauses"),
    Measure("targets", "specification", "control", 1, "targets"),
    Measure("reporting_duties", "specification", "control", 1, "clauses"),
    Measure("penalties", "specification", "control", 1, "clauses"),
    Measure("procedures", "specification", "control", 1, "clauses"),
    Measure("attention_while_open", "engagement", "attention", 1, "share"),
    Measure("time_to_restore", "outcome", "restore", -1, "hours"),
)


def measures_of(side: Side) -> tuple[Measure, ...]:
    """Return the measures of one side."""
    return tuple(measure for measure in MEASURES if measure.side == side)


def weigh_groups(names: list[str]) -> dict[str, float]:
    """Return weights that give each group the same say, whatever the number of its measures."""
    groups = {measure.name: measure.group for measure in MEASURES if measure.name in names}
    sizes = {group: list(groups.values()).count(group) for group in groups.values()}
    return {name: 1 / (len(sizes) * sizes[groups[name]]) for name in names}
