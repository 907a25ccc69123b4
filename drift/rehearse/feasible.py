"""What is not feasible as it stands, by a rule that is printed; and what would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.rehearse.rehearsal import Infeasible

if TYPE_CHECKING:
    from drift.rehearse.rehearsal import Asked, HeldNorm

HALF: Final = 0.5  # of the incidents of a year


def list_infeasible(norms: tuple[HeldNorm, ...], asked: Asked) -> tuple[Infeasible, ...]:
    """Return the norms that are not feasible as they stand.

    Both of the last two years fewer than half of the incidents met it, and nobody of operations is among those who
    wrote the draft. What would be: the limit that three of four incidents met.
    """
    if asked.operations != "not_named":
        return ()
    found = []
    for norm in norms:
        first, last = norm.met_years
        if first is not None and last is not None and max(first, last) < HALF:
            years = (first, last)
            found.append(Infeasible(norm.clause_id, norm.clock, norm.value, norm.unit, years, norm.three_of_four))
    return tuple(found)
