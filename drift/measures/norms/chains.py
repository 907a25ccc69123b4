"""One norm through its versions: the same clause, clock and levels, whatever its limit became."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from drift.measures.norms.assign import State

if TYPE_CHECKING:
    from drift.contract.norms.norm import Norm
    from drift.measures.norms.judged import Judged


@dataclass(frozen=True)
class Chain:
    """The forms of one norm in the order of their versions; drafts are none."""

    forms: tuple[Norm, ...]

    @property
    def last(self) -> Norm:
        """Its form in the last version that has it."""
        return self.forms[-1]


def list_chains(norms: Sequence[Norm]) -> list[Chain]:
    """Return every norm that was ever in force, through its versions, in the order in which they appear."""
    forms: dict[object, list[Norm]] = {}
    for norm in norms:
        source = norm.source
        if not source.draft and source.effective_on is not None:
            own = source.unit if source.unit is not None else source.place
            forms.setdefault((source.document, own, norm.clock, norm.levels, norm.scope), []).append(norm)
    return [Chain(tuple(sorted(own, key=lambda norm: str(norm.source.effective_on)))) for own in forms.values()]


def cells_of(judged: Judged, norm: Norm) -> list[int]:
    """Return the cells of incidents that a norm binds: those of which no closer norm of its version speaks."""
    state = State(norm.source.document, norm.source.place.file, norm.clock)
    return [cell for cell, own in judged.assigned.get(state, {}).items() if own is norm]


def count_in_force(judged: Judged, norm: Norm) -> np.ndarray:
    """Return the counts of the incidents that opened while a form was in force: by stretch of days, as COUNTED."""
    where = judged.in_force(norm.source)
    return np.where(where[:, None], judged.add((cell, norm) for cell in cells_of(judged, norm)), 0)
