"""What a draft asks to be reported, how often a year, and what could go instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drift.contract.effects.frequency import list_rates
from drift.rehearse.norms import CASES
from drift.rehearse.rehearsal import CouldGo, Effort

if TYPE_CHECKING:
    from drift.rehearse.clauses import DraftClause
    from drift.rehearse.rehearsal import HeldNorm, Origin, Unshown

REPORTING: Final = "reporting"
SUPPLIER: Final = ("supplier", "both")
DAILY: Final = 110.0  # times a year; more than twice a week is kept up, nobody writes it each time
_PAPER: Final = r"(?:rapport|verslag|overzicht|cijfers)"
# what a report is called after, in one word, and days of the week: times a year
_CALLED: Final[tuple[tuple[re.Pattern[str], float], ...]] = (
    (re.compile(rf"(?i)\b(?:week{_PAPER}|(?:elke|iedere) (?:maan|dins|woens|donder|vrij)dag\b)"), 52.0),
    (re.compile(r"(?i)\b(?:every|each) (?:monday|tuesday|wednesday|thursday|friday)\b"), 52.0),
    (re.compile(rf"(?i)\bmaand{_PAPER}"), 12.0),
    (re.compile(rf"(?i)\bkwartaal{_PAPER}"), 4.0),
    (re.compile(rf"(?i)\bjaar{_PAPER}"), 1.0),
)


def count_effort(clauses: list[DraftClause], now: list[DraftClause], hours: float | None) -> Effort:
    """Count the duties to report that bind the supplier, and how often a year they are due.

    Parameters
    ----------
    now : clauses of the version in force; hours : that one report takes, as drift.toml says
    """
    own = [clause for clause in clauses if is_duty(clause)]
    rates = [rate_of_duty(clause.text) for clause in own]
    times = _sum_rates(rates)
    return Effort(
        clauses=tuple(clause.clause_id for clause in own),
        times_a_year=times,
        untold=rates.count(None),
        daily=sum(rate is not None and rate > DAILY for rate in rates),
        now_times_a_year=_sum_rates([rate_of_duty(one.text) for one in now if is_duty(one)]) if now else None,
        hours=None if hours is None else round(times * hours, 1),
    )


def _sum_rates(rates: list[float | None]) -> float:
    return round(sum(rate for rate in rates if rate is not None and rate <= DAILY), 1)


def rate_of_duty(text: str) -> float | None:
    """Return how many times a year a duty is due; None where its words do not say."""
    rates = list_rates(text) or [rate for pattern, rate in _CALLED if pattern.search(text)]
    return max(rates, default=None)


def is_duty(clause: DraftClause) -> bool:
    """Return whether a clause makes the supplier report."""
    return clause.kind == REPORTING and clause.obligation and clause.party in SUPPLIER


def list_could_go(
    clauses: list[DraftClause],
    norms: tuple[HeldNorm, ...],
    unshown: tuple[Unshown, ...],
    origins: tuple[Origin, ...],
    named: frozenset[str | None] | None,
) -> tuple[CouldGo, ...]:
    """Return the clauses that could go instead: of three reasons two or more.

    Dead: of ten incidents or more none took half of the limit. Blind: nothing can show it; what one more column of
    the log would show is not blind. Desk: born at a desk; unnamed: nobody named it in the year before. Those of the
    floor stay, and so does what is neither a norm nor a duty to report. First those with most reasons, then what is
    due most often.

    Parameters
    ----------
    named : by a ticket or a meeting in the year before; None: there are no words in which somebody could have
    """
    near = {norm.clause_id for norm in norms if norm.near}
    held = {norm.clause_id for norm in norms}
    dead = {norm.clause_id for norm in norms if norm.n >= CASES} - near
    blind = {one.clause_id for one in unshown} - held - {one.clause_id for one in unshown if one.column}
    of = {one.clause_id: one.origin for one in origins}
    found = []
    for clause in clauses:
        number = clause.clause_id
        if number is None or of.get(number) == "floor":
            continue
        idle = ("dead",) if number in dead else ("blind",) if number in blind else ()
        desk = ("desk",) if of.get(number) == "desk" else ()
        unnamed = () if named is None or number in named else ("unnamed",)
        why = (*idle, *desk, *unnamed)
        if (idle and len(why) > 1) or (is_duty(clause) and desk and unnamed):
            found.append(CouldGo(number, why, rate_of_duty(clause.text) if is_duty(clause) else None))
    return tuple(sorted(found, key=lambda one: (-len(one.why), -(one.times_a_year or 0.0))))
