"""What is not feasible as it stands, by a rule that is printed; and what would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.rehearse.rehearsal import Infeasible

if TYPE_CHECKING:
    from drift.rehearse.rehearsal import Asked, HeldNorm

SHEET: Final = "sheet"
HALF: Final = 0.5  # of the incidents of a year


def list_infeasible(norms: tuple[HeldNorm, ...], asked: Asked) -> tuple[Infeasible, ...]:
    """Return the norms that are not feasible as they stand.

    Both of the last two years fewer than half of the incidents met it, and nobody of operations is among those who
    wrote the draft, as a version sheet tells that could have shown them. What would be: the limit that three of four
    incidents met.
    """
    found = []
    for norm in list_judged(norms, asked):
        first, last = norm.met_years
        if first is not None and last is not None and max(first, last) < HALF:
            years = (first, last)
            found.append(Infeasible(norm.clause_id, norm.clock, norm.value, norm.unit, years, norm.three_of_four))
    return tuple(found)


def list_judged(norms: tuple[HeldNorm, ...], asked: Asked) -> list[HeldNorm]:
    """Return the norms that the rule can judge: of which both years are known; none where no version sheet tells."""
    if asked.shown_by != SHEET:
        return []
    return [norm for norm in norms if None not in norm.met_years]
