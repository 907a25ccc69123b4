"""What the steps of an incident add up to: a row an incident that has steps, all of it counted in one pass.

A log has several steps an incident, and is mostly steps: they are joined, put in order and summed once, and every
measure that asks something of them reads the sums.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.measures.work.cases import HOUR_S, to_ordinal
from drift.measures.work.contact import DIRECT
from drift.measures.work.floor import HIGHER, PUSHES
from drift.terms import ATTENTION_HOURS

if TYPE_CHECKING:
    import ibis

    from drift.tables.store import Store

RECENT_S: Final = int(ATTENTION_HOURS * HOUR_S)


def build_histories(store: Store) -> None:
    """Put the tables `histories` (a row an incident with steps) and `tools` (what a tool writes down at all).

    histories : case, n_steps, n_actors (steps with an actor), n_pushes, n_reopenings, n_higher (by people above the
        floor), n_waits, n_direct, n_visits, direct_s and first_s (seconds from opening to the first direct contact, to
        the first step), argues and complains (1: a step does), attended_s (of the open time from the first step on,
        with an update under an hour old), wait_s (of the open time, from a step of kind waiting to the next)
    tools : tool, tells_pushes, tells_reopenings, tells_waits, first and last (month in which a direct contact could be
        written down)
    """
    store.derive("histories", _histories(store))
    store.derive("tools", _tools(store))


def _histories(store: Store) -> ibis.Table:
    import ibis

    steps = _flag(store["steps"])
    next_s = steps.order.lead().over(ibis.window(group_by="case", order_by="order")) >> 2
    rows = steps.mutate(next_s=next_s)
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


def _flag(steps: ibis.Table) -> ibis.Table:
    """Return steps as numbers and yes or no: sorting texts along with them takes an engine twice the time.

    `order` : by time, and steps of one stamp by kind: before waiting, waiting, after it, without kind
    """
    kind = ((steps.kind >= "waiting").cast("int64") + (steps.kind > "waiting").cast("int64")).fill_null(3)
    return steps.select(
        "case",
        "open_s",
        "after_s",
        "clause",
        "complaint",
        order=steps.after_s * 4 + kind,
        named=steps.actor.notnull(),
        higher=steps.level.isin(HIGHER),
        pushes=steps.kind.isin(PUSHES),
        reopens=steps.kind == "reopened",
        waits=steps.kind == "waiting",
        direct=steps.kind.isin(DIRECT),
        visits=steps.kind == "visit",
    )


def count_moves(store: Store) -> ibis.Table:
    """Return per case with groups among its steps: n_moves, from one group to another."""
    import ibis

    steps = store["steps"]
    grouped = steps.filter(steps.group.notnull()).select("case", "after_s", "group")
    before = grouped.group.lag().over(ibis.window(group_by="case", order_by=["after_s", "group"]))
    moved = grouped.mutate(moved=(grouped.group != before).fill_null(False))
    return moved.group_by("case").agg(n_moves=moved.moved.sum())


def _tools(store: Store) -> ibis.Table:
    """Return what each tool tells.

    A tool that never tells of something cannot. Direct contact it tells from its first step to its last, if it tells
    of visits or calls at all; contacts that name incidents tell it of every tool.
    """
    import ibis

    joined = store["cases"].select("case", "tool", "month").left_join(store["histories"], "case")
    sums = joined.group_by("tool").agg(
        tells_pushes=(joined.n_pushes > 0).any(),
        tells_reopenings=(joined.n_reopenings > 0).any(),
        tells_waits=(joined.n_waits > 0).any(),
        tells_direct=(joined.n_direct > 0).any(),
        from_month=joined.month.min(where=joined.n_steps > 0),
        to_month=joined.month.max(where=joined.n_steps > 0),
    )
    references = store["references"]
    at = references.mutate(month=to_ordinal(references.at_s.as_timestamp("s")))
    both = sums.cross_join(at.agg(named_from=at.month.min(), named_to=at.month.max()))
    first = ibis.ifelse(both.tells_direct, both.from_month, ibis.null("int64"))
    last = ibis.ifelse(both.tells_direct, both.to_month, ibis.null("int64"))
    return both.select(
        "tool",
        "tells_pushes",
        "tells_reopenings",
        "tells_waits",
        first=ibis.least(ibis.coalesce(first, both.named_from), ibis.coalesce(both.named_from, first)),
        last=ibis.greatest(ibis.coalesce(last, both.named_to), ibis.coalesce(both.named_to, last)),
    )
