"""Solved on the floor: solved at the operational level, without push-up, bouncing, reopening or a repeat.

Four criteria, each of which a log can tell or not. Those a log tells in most of its months are used, in all of them: a
column that disappears then leaves the months after it without a value, and never makes the share jump.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.cases import DAY_S, FIXED_POINT, to_frame, to_months
from drift.measures.repeats import find_repeats
from drift.terms import MIN_KNOWN_SHARE

if TYPE_CHECKING:
    import ibis

    from drift.tables.store import Store

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


def judge_fates(store: Store, cut_days: int) -> ibis.Table:
    """Return per case what became of it: solved and the four criteria, each true, false or null (not told)."""
    import ibis

    cases = store["cases"]
    told = cases.left_join(_by_steps(store), "case").drop("case_right")
    told = told.left_join(_recorded(store), "tool").drop("tool_right")
    told = told.left_join(find_repeats(store), "case").drop("case_right")
    hand_overs = ibis.coalesce(told.n_reassigned, told.n_moves)
    higher = told.n_higher.fill_null(0) > 0
    by_level = ibis.ifelse(told.handler_level.notnull(), told.handler_level.isin(HIGHER) | higher, ibis.null("boolean"))
    by_step = ibis.ifelse(told.tells_pushes, (told.n_pushes.fill_null(0) > 0) | higher, by_level)
    by_status = ibis.ifelse(told.tells_reopenings, told.n_reopenings.fill_null(0) > 0, ibis.null("boolean"))
    unended = ibis.ifelse(told.end_known, False, ibis.null("boolean"))
    return told.select(
        "case",
        "month",
        "by_people",
        solved=ibis.ifelse(told.ended_s.notnull(), told.ended_s - told.opened_s <= cut_days * DAY_S, unended),
        pushed_up=by_step,
        bounced=ibis.ifelse(hand_overs.notnull(), hand_overs >= BOUNCED_FROM, ibis.null("boolean")),
        reopened=ibis.ifelse(told.n_reopened.notnull(), (told.n_reopened > 0) | by_status.fill_null(False), by_status),
        repeated=told.repeated,
        lull=told.lull,
    )


def _by_steps(store: Store) -> ibis.Table:
    """Return per case: pushes, reopenings, steps of people above the floor, moves from one group to another."""
    import ibis

    steps = store["steps"]
    before = steps.group.lag().over(ibis.window(group_by="case", order_by=["after_s", "group"]))
    grouped = steps.filter(steps.group.notnull())
    grouped = grouped.mutate(moved=(grouped.group != before).fill_null(False))
    moves = grouped.group_by("case").agg(n_moves=grouped.moved.sum())
    sums = steps.group_by("case").agg(
        n_pushes=steps.kind.isin(PUSHES).sum(),
        n_reopenings=(steps.kind == "reopened").sum(),
        n_higher=steps.level.isin(HIGHER).fill_null(False).sum(),
    )
    return sums.left_join(moves, "case").drop("case_right")


def _recorded(store: Store) -> ibis.Table:
    """Return per tool whether its steps tell of pushes and of reopenings at all; a tool that never does cannot."""
    steps = store["steps"]
    return steps.group_by("tool").agg(
        tells_pushes=steps.kind.isin(PUSHES).any(), tells_reopenings=(steps.kind == "reopened").any()
    )


def choose_criteria(store: Store, settled: pd.PeriodIndex) -> Criteria:
    """Return the criteria that are told of enough incidents in at least USED_FROM of the months that are over."""
    fates = store["fates"]
    told = {name: fates[name].count() for name in CRITERIA}
    counts = to_frame(fates.group_by("month").agg(n=fates.count(), **told), "month")
    counts = counts[to_months(counts["month"]).isin(settled)]
    enough = {name: float((counts[name] >= MIN_KNOWN_SHARE * counts["n"]).mean()) for name in CRITERIA}
    return Criteria(tuple(name for name in CRITERIA if enough[name] >= USED_FROM))


def judge_floor(store: Store, criteria: Criteria) -> ibis.Table:
    """Return per case of persons: share (0 or a billion, null: unknown)."""
    import ibis

    fates = store["fates"]
    people = fates.filter(fates.by_people)
    known, good = _hold(people, criteria.used)
    share = ibis.ifelse(known, good.cast("int64") * FIXED_POINT, ibis.null("int64"))
    return people.select("case", share=share, asked=ibis.literal(True))


def judge_lull(store: Store, criteria: Criteria) -> ibis.Table:
    """Return the same of repeats by chance, of the cases that the other criteria call solved on the floor."""
    fates = store["fates"]
    people = fates.filter(fates.by_people)
    known, good = _hold(people, tuple(name for name in criteria.used if name != "repeated"))
    return people.filter(known & good).select("case", share="lull", asked=people.lull.notnull())


def _hold(fates: ibis.Table, criteria: tuple[str, ...]) -> tuple[ibis.Value, ibis.Value]:
    """Return whether all criteria are told, and whether all of them hold."""
    known, good = fates.solved.notnull(), fates.solved
    for name in criteria:
        known, good = known & fates[name].notnull(), good & ~fates[name]
    return known, good
