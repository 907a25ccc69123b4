"""Where an item was sent: "voorgelegd aan de stuurgroep", "terug naar de werkvloer", "volgende keer besproken"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from drift.sources.values.steps.clauses import Clause, Mark
from drift.sources.values.steps.turns import counts, denial_of, has_happened, is_alone

WAYS: Final = {  # how it was sent, and where to; what is in none of them tells nothing: "besproken in de stuurgroep"
    **{(way, "higher"): "pushed_up" for way in ("up", "on", "shift", "list")},
    ("up", "middle"): "pushed_up",
    ("on", "lower"): "referred_back",
    **{("back", table): "referred_back" for table in ("lower", "middle", "hands")},
    **{(way, "next"): "parked" for way in ("over", "shift", "on", "up", "list", "back")},
    **{(way, "month"): "parked" for way in ("shift", "list")},
}
TOWARDS: Final = frozenset(
    {"naar", "aan", "bij", "in", "met", "richting", "to", "towards", "with", "at", "before", "for", "into"}
)
LEFT_TO: Final = TOWARDS | {"door", "by", "op", "on"}  # of a lower table, "door de operatie op te lossen"
NEAR: Final = 4  # words from "naar" to the table: "naar het overleg van de stuurgroep"


def tell_ways(clause: Clause, before: Clause | None) -> Iterator[str]:
    """Yield the steps that a clause tells by how and where something was sent.

    before: the clause in front of it
    """
    if any(way.kind == "shift" and is_alone(way, clause) for way in _marks(clause, "decision_way")):
        yield "parked"
    for table in _marks(clause, "decision_table"):
        ways = _marks(clause, "decision_way") if _is_towards(table, clause) else []
        steps = [(WAYS[way.kind, table.kind], way) for way in ways if (way.kind, table.kind) in WAYS]
        yield from (step for step, way in steps if _was_sent(step, way, clause, before))
        if not ways and clause.words[0] in ("naar", "to") and 0 < table.start <= NEAR and ("on", table.kind) in WAYS:
            yield WAYS["on", table.kind]  # "Naar de stuurgroep."


def _marks(clause: Clause, field: str) -> list[Mark]:
    return [mark for mark in clause.marks if mark.field == field]


def _was_sent(step: str, way: Mark, clause: Clause, before: Clause | None) -> bool:
    return counts(step, way, clause) and has_happened(step, clause, before) and denial_of(way, clause) is None


def _is_towards(table: Mark, clause: Clause) -> bool:
    """Return whether a table is where something goes: "naar de directie", "retour operatie"."""
    near = {*clause.words[max(table.start - NEAR, 0) : table.start]}
    return (
        table.kind == "next"
        or bool(near & (LEFT_TO if table.kind == "lower" else TOWARDS))
        or any(0 <= table.start - way.end <= _gap(way) for way in _marks(clause, "decision_way"))
    )


def _gap(way: Mark) -> int:
    """Return how many words may stand between a way and its table: "op de agenda van de directie"."""
    return NEAR if way.kind == "list" else 0
