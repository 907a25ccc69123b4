"""Under each version one norm a clock for each incident: the one that speaks of it most closely."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from drift.contract.norms.norm import Norm
from drift.measures.norms.held import Cell
from drift.measures.norms.tally import Limit, covers, limit_of


class State(NamedTuple):
    """A version of a document, and a clock."""

    document: str
    file: str
    clock: str


Assigned = dict[State, dict[int, Norm]]  # cell -> its norm


def assign_norms(norms: Sequence[Norm], cells: Sequence[Cell]) -> Assigned:
    """Return which norm binds the incidents of each cell, under each version and by each clock.

    A norm for a level goes before one for all, one for a category or an object before one without; of two that are
    equally close the first in the document.
    """
    of_state: dict[State, list[Norm]] = {}
    for norm in norms:
        state = State(norm.source.document, norm.source.place.file, norm.clock)
        of_state.setdefault(state, []).append(norm)
    return {state: _assign(own, cells) for state, own in of_state.items()}


def _assign(norms: list[Norm], cells: Sequence[Cell]) -> dict[int, Norm]:
    closest = sorted(norms, key=lambda norm: (norm.scope is None, not norm.levels))  # stable: by place
    chosen = ((i, next((norm for norm in closest if covers(norm, cell)), None)) for i, cell in enumerate(cells))
    return {i: norm for i, norm in chosen if norm is not None}


def list_limits(assigned: Assigned) -> dict[Limit, set[int]]:
    """Return every limit with the cells that are to be counted against it."""
    asked: dict[Limit, set[int]] = {}
    for norms in assigned.values():
        for cell, norm in norms.items():
            asked.setdefault(limit_of(norm), set()).add(cell)
    return asked
