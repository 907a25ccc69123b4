"""Solved on the floor: solved at the operational level, without push-up, bouncing, reopening or a repeat.

Four criteria, each of which a log can tell or not. Those it tells in most of its first year are used, in all months: a
column that disappears then leaves the months after it without a value, and never makes the share jump; one that comes
later is not used, so that no month changes those before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.measures.catalogue import FLOOR, PUSHED_UP, REOPENED, REPEATED
from drift.measures.work.questions.ask import ask
from drift.tables.engine import DAY_S, to_frame, to_periods
from drift.terms import BASE_MONTHS, MIN_KNOWN_SHARE

if TYPE_CHECKING:
    import ibis
    import pandas as pd

LULL: Final = "lull"  # what chance alone leaves of those that are solved on the floor otherwise
BOUNCED_FROM: Final = 2  # hand-overs; the first is how a service desk passes work on, the next ones are ping-pong
USED_FROM: Final = 0.5  # of the first twelve months that are over: told in so many of them, a criterion is used in all
PUSHES: Final = ("escalated", "referred back")
PUSHED, REOPENING = "pushed", "reopening"  # as outcomes, but only where that could be known by then
CRITERIA: Final = (PUSHED, "bounced", REOPENING, REPEATED)
HIGHER: Final = ("tactical", "strategic")


def flag_fates(rows: ibis.Table, cut_days: int) -> dict[str, ibis.Value]:
    """Return what became of each case: solved and the four criteria, each true, false or null (not told).

    Parameters
    ----------
    rows : cases with their histories (moves and what their tool tells among them) and repeats
    """
    import ibis

    hand_overs = ibis.coalesce(rows.n_reassigned, rows.n_moves)
    higher = rows.n_higher.fill_null(0) > 0
    by_level = ibis.ifelse(rows.handler_level.notnull(), rows.handler_level.isin(HIGHER) | higher, ibis.null("boolean"))
    pushed = (rows.n_pushes.fill_null(0) > 0) | higher
    came_back = rows.n_reopenings.fill_null(0) > 0

    def reopened(told: ibis.Value) -> ibis.Value:
        by_status = ibis.ifelse(told, came_back, ibis.null("boolean"))
        counted = (rows.n_reopened > 0) | by_status.fill_null(False)
        return ibis.ifelse(rows.n_reopened.notnull(), counted, by_status)

    unended = ibis.ifelse(rows.end_known, False, ibis.null("boolean"))
    return {
        "solved": ibis.ifelse(rows.ended_s.notnull(), rows.ended_s - rows.opened_s <= cut_days * DAY_S, unended),
        "bounced": ibis.ifelse(hand_overs.notnull(), hand_overs >= BOUNCED_FROM, ibis.null("boolean")),
        PUSHED: ibis.ifelse(rows.tells_pushes, pushed, by_level),
        REOPENING: reopened(rows.tells_reopenings),
        **ask(PUSHED_UP, ibis.ifelse(rows.ever_pushes, pushed, by_level)),
        **ask(REOPENED, reopened(rows.ever_reopenings)),
        **ask(REPEATED, rows.repeated),
    }


def choose_criteria(flags: ibis.Table, settled: pd.PeriodIndex) -> tuple[str, ...]:
    """Return the criteria told of enough incidents in at least USED_FROM of the first twelve months that are over."""
    counts = flags.group_by("month").agg(n=flags.count(), **{name: flags[name].count() for name in CRITERIA})
    months = to_periods(to_frame(counts, "month"))
    over = months[months["period"].isin(settled)][:BASE_MONTHS]
    enough = {name: float((over[name] >= MIN_KNOWN_SHARE * over["n"]).mean()) for name in CRITERIA}
    return tuple(name for name in CRITERIA if enough[name] >= USED_FROM)


def flag_floor(flags: ibis.Table, criteria: tuple[str, ...]) -> ibis.Table:
    """Ask of incidents of persons whether all criteria hold; where repeats are one, what chance alone leaves of it too.

    Without pushed and bounced nothing is known of the floor, and nothing is asked.
    """
    import ibis

    if not {PUSHED, "bounced"} & set(criteria):
        return flags
    complete, good = _hold(flags, criteria)
    asked = ask(FLOOR, ibis.ifelse(complete, good, ibis.null("boolean")), flags.by_people)
    if REPEATED in criteria:  # of the cases that the other criteria call solved on the floor
        complete, good = _hold(flags, tuple(name for name in criteria if name != REPEATED))
        asked |= ask(LULL, flags.lull, flags.by_people & complete & good & flags.lull.notnull())
    return flags.mutate(**asked)


def _hold(flags: ibis.Table, criteria: tuple[str, ...]) -> tuple[ibis.Value, ibis.Value]:
    """Return whether all criteria are told, and whether all of them hold."""
    complete, good = flags.solved.notnull(), flags.solved
    for name in criteria:
        complete, good = complete & flags[name].notnull(), good & ~flags[name]
    return complete, good
