"""What the steps of an incident add up to: a row an incident, all of it counted in one pass over the steps.

A log has several steps an incident, and is mostly steps: they are joined, put in order and summed once, and every
measure that asks something of them reads the sums. What a robot did is no step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.measures.work.moves import count_moves
from drift.measures.work.parties import join_party
from drift.measures.work.questions.attention import RECENT_S
from drift.measures.work.questions.contact import DIRECT
from drift.measures.work.questions.floor import HIGHER, PUSHES
from drift.measures.work.questions.talk import tell_talk
from drift.tables.engine import DAY_S, keep, to_seconds
from drift.terms import BASE_MONTHS

if TYPE_CHECKING:
    import ibis
    import pandas as pd


def build_steps(events: ibis.Table, cases: ibis.Table, parties: ibis.Table, cut_days: int) -> ibis.Table:
    """Return the events of cases by persons within the cut.

    Returns
    -------
    table : case, month, open_s, after_s (seconds from opening), row (of its file), kind, actor, level, group, clause
        and complaint (1: the text argues by the contract, complains)
    """
    told = tell_talk(events, "text")
    stamped = told.select(
        *("tool", "incident_id", "row", "kind", "actor", "group"),
        at_s=to_seconds(told["at"]),
        utc_s=to_seconds(told.at_utc),
        **{name: told[name].cast("int64") for name in ("clause", "complaint")},
    )
    of_case = cases.select("tool", "incident_id", "case", "opened_s", "open_s", "month")
    rows = join_party(stamped.join(of_case, ["tool", "incident_id"]), parties, "actor")
    after_s = rows.utc_s - rows.opened_s
    steps = rows.mutate(after_s=after_s).filter((after_s >= 0) & (after_s < cut_days * DAY_S) & ~rows.actor_automatic)
    return steps.select(
        *("case", "month", "open_s", "after_s", "row", "kind", "actor", "group", "clause", "complaint"),
        level=steps.actor_level,
    )


def build_histories(
    cases: ibis.Table, steps: ibis.Table, references: ibis.Table, met: pd.PeriodIndex, cut_days: int
) -> ibis.Table:
    """Return a row a case: the sums of its steps and its moves (null without steps), and what its tool tells.

    Parameters
    ----------
    references : direct contacts that name incidents, as of `list_references`
    met : months in which contacts of any kind were written down

    Returns
    -------
    table : case, the columns of `sum_steps`, n_moves, named_s (of `find_named`), and those of `tell_months`
    """
    sums = keep(sum_steps(steps))
    rows = cases.select("case", "tool", "month")
    named = find_named(cases, references, cut_days)
    for table in (sums, count_moves(steps), named):
        rows = rows.left_join(table, "case").drop("case_right")
    tells = keep(tell_months(cases, sums, named, met))
    return rows.left_join(tells, ["tool", "month"]).drop("tool_right", "month_right", "tool", "month")


def sum_steps(steps: ibis.Table) -> ibis.Table:
    """Return per case with steps what they add up to.

    Returns
    -------
    table : case, n_steps, n_actors (steps with an actor), n_pushes, n_reopenings, n_higher (by people above the floor),
        n_waits, n_direct, n_visits, direct_s and first_s (seconds from opening to the first direct contact, to the
        first step), argues and complains (1: a step does), attended_s (of the open time from the first step on, with
        an update under an hour old), wait_s (of the open time, from a step of kind waiting to the next)
    """
    import ibis

    flags = _flag_steps(steps)
    next_s = flags.order.lead().over(ibis.window(group_by="case", order_by="order")) >> 2
    rows = flags.mutate(next_s=next_s)
    lasts_s = ibis.least(ibis.coalesce(rows.next_s, rows.open_s), rows.open_s) - rows.after_s
    within = rows.after_s < rows.open_s
    return rows.group_by("case").agg(
        n_steps=rows.count(),
        n_actors=rows.count(where=rows.named),
        n_pushes=rows.count(where=rows.pushes),
        n_reopenings=rows.count(where=rows.reopens),
        n_higher=rows.count(where=rows.higher),
        n_waits=rows.count(where=rows.waits),
        n_direct=rows.count(where=rows.direct),
        n_visits=rows.count(where=rows.visits),
        direct_s=rows.after_s.min(where=rows.direct),
        first_s=rows.after_s.min(),
        argues=rows.clause.max(),
        complains=rows.complaint.max(),
        attended_s=ibis.least(lasts_s, RECENT_S).sum(where=within),
        wait_s=lasts_s.sum(where=within & rows.waits),
    )


def list_waits(steps: ibis.Table) -> ibis.Table:
    """Return every wait of a case: case, from_s and to_s (seconds from opening; missing: nothing followed)."""
    import ibis

    flags = _flag_steps(steps)
    next_s = flags.order.lead().over(ibis.window(group_by="case", order_by="order")) >> 2
    rows = flags.mutate(to_s=next_s)
    return rows.filter(rows.waits).select("case", "to_s", from_s=rows.after_s)


def _flag_steps(steps: ibis.Table) -> ibis.Table:
    """Return steps as numbers and yes or no: sorting texts along with them takes an engine twice the time.

    `order` : by time, and steps of one stamp by kind: before waiting, waiting, after it, without kind
    """
    kind = ((steps.kind >= "waiting").cast("int64") + (steps.kind > "waiting").cast("int64")).fill_null(3)
    return steps.select(
        *("case", "open_s", "after_s", "clause", "complaint"),
        order=steps.after_s * 4 + kind,
        named=steps.actor.notnull(),
        higher=steps.level.isin(HIGHER),
        pushes=steps.kind.isin(PUSHES),
        reopens=steps.kind == "reopened",
        waits=steps.kind == "waiting",
        direct=steps.kind.isin(DIRECT),
        visits=steps.kind == "visit",
    )


def find_named(cases: ibis.Table, references: ibis.Table, cut_days: int) -> ibis.Table:
    """Return per case that a direct contact names: named_s, seconds from opening to the first within the cut."""
    named = references.join(cases.select("tool", "incident_id", "case", "opened_s"), ["tool", "incident_id"])
    timed = named.mutate(after_s=named.at_s - named.opened_s)
    within = timed.filter((timed.after_s >= 0) & (timed.after_s < cut_days * DAY_S))
    return within.group_by("case").agg(named_s=within.after_s.min())


def tell_months(cases: ibis.Table, sums: ibis.Table, named: ibis.Table, met: pd.PeriodIndex) -> ibis.Table:
    """Return what each tool writes down at all, by month: what it never tells of it cannot.

    Outcomes ask whether a tool ever tells of something: what is new in the last year, and was never there in the good
    ones, got worse. Engagement is weighed month by month, and asks for what could be known then: what a tool tells of
    within the first BASE_MONTHS months of the log it is held to tell all along; what it tells of later, from the month
    on in which it first does, so that no month that arrives says anything of those before. Direct contact it tells in
    months in which it writes down steps; contacts that name incidents tell it in their months.

    Parameters
    ----------
    sums, named : as of `sum_steps` and `find_named`
    met : months in which contacts of any kind were written down

    Returns
    -------
    table : tool, month; by then: tells_pushes, tells_reopenings, tells_direct; ever: ever_pushes, ever_reopenings,
        ever_waits (yes or no)
    """
    import ibis

    joined = cases.select("case", "tool", "month").left_join(sums, "case").drop("case_right").left_join(named, "case")
    rows = joined.group_by("tool", "month").agg(
        **{
            name: joined[name].sum().fill_null(0)
            for name in ("n_steps", "n_pushes", "n_reopenings", "n_waits", "n_direct")
        },
        n_named=joined.named_s.count(),
    )
    first = rows.month.min().over(ibis.window())

    def begin(n: ibis.Value, *of: str) -> ibis.Value:
        return ibis.ifelse(n > 0, rows.month, ibis.null("int64")).min().over(ibis.window(group_by=of))

    def tells(n: ibis.Value, *of: str) -> ibis.Value:
        begun = begin(n, *of)
        return ((begun < first + BASE_MONTHS) | (rows.month >= begun)).fill_null(False)

    met_then = rows.month.isin([*map(int, met.asi8)]) if len(met) else ibis.literal(False)
    return rows.select(
        *("tool", "month"),
        tells_pushes=tells(rows.n_pushes, "tool"),
        tells_reopenings=tells(rows.n_reopenings, "tool"),
        ever_pushes=begin(rows.n_pushes, "tool").notnull(),
        ever_reopenings=begin(rows.n_reopenings, "tool").notnull(),
        ever_waits=begin(rows.n_waits, "tool").notnull(),
        tells_direct=(tells(rows.n_direct, "tool") & (rows.n_steps > 0)) | (tells(rows.n_named) & met_then),
    )
