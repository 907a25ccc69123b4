"""Solved on the floor: solved at the operational level, without push-up, bouncing, reopening or a repeat.

Four criteria, each of which a log can tell or not. Those a log tells in most of its months are used, in all of them: a
column that disappears then leaves the months after it without a value, and never makes the share jump.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drift.measures.work.cases import DAY_S
from drift.measures.work.questions import Question, ask
from drift.terms import MIN_KNOWN_SHARE

if TYPE_CHECKING:
    import ibis
    import pandas as pd

FLOOR: Final = "solved_on_the_floor"
BOUNCED_FROM: Final = 2  # hand-overs; the first is how a service desk passes work on, the next ones are ping-pong
USED_FROM: Final = 0.5  # of the months that are over: told in so many of them, a criterion is used in all
PUSHES: Final = ("escalated", "referred back")
CRITERIA: Final = ("pushed_up", "bounced", "reopened", "repeated")
HIGHER: Final = ("tactical", "strategic")


@dataclass(frozen=True)
class Criteria:
    """Which criteria this log tells; without pushed_up or bounced nothing is known of the floor."""

    used: tuple[str, ...]

    @property
    def enough(self) -> bool:
        """Whether the floor can be told from what lies above it."""
        return bool({"pushed_up", "bounced"} & set(self.used))


def judge_fates(told: ibis.Table, cut_days: int) -> dict[str, ibis.Value]:
    """Return what became of each case: solved and the four criteria, each true, false or null (not told).

    Parameters
    ----------
    told : cases with their histories, moves (n_moves) and repeats (repeated), and what their tool tells
    """
    import ibis

    hand_overs = ibis.coalesce(told.n_reassigned, told.n_moves)
    higher = told.n_higher.fill_null(0) > 0
    by_level = ibis.ifelse(told.handler_level.notnull(), told.handler_level.isin(HIGHER) | higher, ibis.null("boolean"))
    by_step = ibis.ifelse(told.tells_pushes, (told.n_pushes.fill_null(0) > 0) | higher, by_level)
    by_status = ibis.ifelse(told.tells_reopenings, told.n_reopenings.fill_null(0) > 0, ibis.null("boolean"))
    unended = ibis.ifelse(told.end_known, False, ibis.null("boolean"))
    return {
        "solved": ibis.ifelse(told.ended_s.notnull(), told.ended_s - told.opened_s <= cut_days * DAY_S, unended),
        "pushed_up": by_step,
        "bounced": ibis.ifelse(hand_overs.notnull(), hand_overs >= BOUNCED_FROM, ibis.null("boolean")),
        "reopened": ibis.ifelse(
            told.n_reopened.notnull(), (told.n_reopened > 0) | by_status.fill_null(False), by_status
        ),
        "repeated": told.repeated,
    }


def choose_criteria(months: pd.DataFrame, settled: pd.PeriodIndex) -> Criteria:
    """Return the criteria that are told of enough incidents in at least USED_FROM of the months that are over.

    Parameters
    ----------
    months : period, n (incidents), and of each criterion the incidents of which it is told
    """
    over = months[months["period"].isin(settled)]
    enough = {name: float((over[name] >= MIN_KNOWN_SHARE * over["n"]).mean()) for name in CRITERIA}
    return Criteria(tuple(name for name in CRITERIA if enough[name] >= USED_FROM))


def ask_floor(judged: ibis.Table, criteria: Criteria) -> Question:
    """Ask of incidents of persons whether all criteria hold."""
    import ibis

    known, good = _hold(judged, criteria.used)
    return ask(judged, ibis.ifelse(known, good, ibis.null("boolean")), judged.by_people)


def ask_lull(judged: ibis.Table, criteria: Criteria) -> Question:
    """Ask the same of repeats by chance, of the cases that the other criteria call solved on the floor."""
    known, good = _hold(judged, tuple(name for name in criteria.used if name != "repeated"))
    asked = judged.by_people & known & good & judged.lull.notnull()
    return Question(asked.fill_null(False), judged.lull)


def _hold(fates: ibis.Table, criteria: tuple[str, ...]) -> tuple[ibis.Value, ibis.Value]:
    """Return whether all criteria are told, and whether all of them hold."""
    known, good = fates.solved.notnull(), fates.solved
    for name in criteria:
        known, good = known & fates[name].notnull(), good & ~fates[name]
    return known, good
