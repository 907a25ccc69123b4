"""Where an item was sent: "voorgelegd aan de stuurgroep", "terug naar de werkvloer", "volgende keer besproken"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from drift.sources.values.steps.clauses import Clause, Mark
from drift.sources.values.steps.turns import counts, denial_of, has_happened, is_alone

WAYS: Final = {  # how it was sent, and where to; what is in none of them tells nothing: "besproken in de stuurgroep"
    **{(way, "higher"): "pushed_up" for way in ("up", "on", "shift", "list")},
    ("up", "middle"): "pushed_up",
    **{(way, table): "referred_back" for way in ("on", "list", "shift") for table in ("lower", "hands")},
    **{("back", table): "referred_back" for table in ("lower", "middle", "hands", "doers")},
    ("away", "higher"): "referred_back",
    **{
        ("pushed_up", table): "pushed_up" for table in ("higher", "middle")
    },  # of orders: "escalate jointly to the board"
    **{("referred_back", table): "referred_back" for table in ("lower", "middle", "hands")},
    **{(way, "next"): "parked" for way in ("over", "again", "shift", "up", "list", "back")},
    **{(way, "month"): "parked" for way in ("again", "shift", "list", "back")},
}
LEFT: Final = {  # who is to end it; here no word for a direction is needed: "site leads to resolve"
    ("decide", "higher"): "pushed_up",
    **{("settle", table): "referred_back" for table in ("lower", "hands")},
    **{("among", table): "referred_back" for table in ("lower", "middle", "hands", "doers")},
}
TOWARDS: Final = frozenset(
    {"naar", "aan", "bij", "in", "met", "richting", "to", "towards", "with", "at", "before", "for", "into"}
)
LEFT_TO: Final = TOWARDS | {"door", "by", "op", "on", "voor"}  # of a lower table, "door de operatie op te lossen"
FEW: Final = 3  # words of a clause that is no more than a direction: "For the board"
NEAR: Final = 5  # words from "naar" to the table: "naar het overleg van de stuurgroep"


def tell_ways(clause: Clause, before: Clause | None) -> Iterator[str]:
    """Yield the steps that a clause tells by how and where something was sent.

    before: the clause in front of it
    """
    if any(way.kind in ("shift", "again") and is_alone(way, clause) for way in _marks(clause, "decision_way")):
        yield "parked"
    for table in _marks(clause, "decision_table"):
        yield from _tell_left(table, clause)
        sent = _marks(clause, "decision_way") + _marks(clause, "decision_order")
        ways = sent if _is_towards(table, clause) else []
        steps = [(WAYS[way.kind, table.kind], way) for way in ways if (way.kind, table.kind) in WAYS]
        yield from (step for step, way in steps if _was_sent(step, way, clause, before))
        alone = WAYS.get(("on", table.kind), WAYS.get(("up", table.kind)))
        if alone is not None and not ways and _leads(clause) and table.start <= NEAR:
            yield alone


def _leads(clause: Clause) -> bool:
    """Return whether a clause begins with where something goes: "Naar de stuurgroep"; in few words "dus stuurgroep"."""
    few = len(clause.words) <= FEW and (clause.words[0] == "for" or clause.joint in ("dus", "so", "daarom", "then"))
    return few or clause.words[0] in ("naar", "to")


def _tell_left(table: Mark, clause: Clause) -> Iterator[str]:
    """Yield the step of what a table is to end itself, not of what it has ended."""
    for way in _marks(clause, "decision_way"):
        step = LEFT.get((way.kind, table.kind))
        told = step is not None and counts(step, way, clause) and denial_of(way, clause) is None
        if step is not None and told and "own" not in clause.kinds("decision_sign"):
            yield step


def _marks(clause: Clause, field: str) -> list[Mark]:
    return [mark for mark in clause.marks if mark.field == field]


def _was_sent(step: str, way: Mark, clause: Clause, before: Clause | None) -> bool:
    return counts(step, way, clause) and has_happened(step, clause, before) and denial_of(way, clause) is None


def _is_towards(table: Mark, clause: Clause) -> bool:
    """Return whether a table is where something goes: "naar de directie", "retour operatie"."""
    near = {*clause.words[max(table.start - NEAR, 0) : table.end]}
    return (
        table.kind == "next"
        or bool(near & (LEFT_TO if table.kind == "lower" else TOWARDS))
        or any(0 <= table.start - way.end <= _gap(way) for way in _marks(clause, "decision_way"))
    )


def _gap(way: Mark) -> int:
    """Return how many words may stand between a way and its table: "op de agenda van de directie"."""
    return NEAR if way.kind == "list" else 0
