"""Which clauses of penalties the months in which a norm fails would have touched; counted, no money."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drift.contract.norms.clocks import pick_clock
from drift.contract.numbers import find_numbers
from drift.rehearse.rehearsal import MonthlyNorm, PenaltyClause

if TYPE_CHECKING:
    from drift.rehearse.clauses import DraftClause

PENALTY: Final = "penalty"
# a clause that speaks of norms as such
_ANY: Final = re.compile(
    r"(?i)\b(?:normen|norms?|kpi|kpis|kpi's|prestatie-indicator(?:en)?|service ?levels?|targets?|maandscores?)\b"
)


def touch_penalties(clauses: list[DraftClause], monthly: tuple[MonthlyNorm, ...]) -> tuple[PenaltyClause, ...]:
    """Return every clause of penalties with the number of months that would have touched it.

    It speaks of the monthly norms whose number it names; else of those of the clock it names ("de hersteltijd"); else,
    where it speaks of norms as such, of all of them; else of none.
    """
    own = [clause for clause in clauses if clause.kind == PENALTY]
    return tuple(PenaltyClause(clause.clause_id, _count_months(clause.text, monthly)) for clause in own)


def _count_months(text: str, monthly: tuple[MonthlyNorm, ...]) -> int | None:
    of = _find_norms(text, monthly)
    return len({month for norm in of for month in norm.months}) if of else None


def _find_norms(text: str, monthly: tuple[MonthlyNorm, ...]) -> list[MonthlyNorm]:
    numbers = find_numbers(text)
    if numbers:
        return [norm for norm in monthly if norm.clause_id in numbers]
    clock = pick_clock(text)
    if clock is not None:
        return [norm for norm in monthly if norm.clock == clock]
    return [*monthly] if _ANY.search(text) else []
