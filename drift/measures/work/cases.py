"""Corrective incidents as the engine counts them: one row each, persons with their side, times in UTC.

Every measure reads these. Robots, portals and shared mailboxes are no persons: an incident that one of them reported or
handled is marked, so that no measure of people counts it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.measures.work.parties import join_party
from drift.measures.work.questions.talk import diagnoses, tell_talk
from drift.tables.engine import DAY_S, keep, to_ordinal, to_seconds

if TYPE_CHECKING:
    import ibis

    from drift.project.settings import Sides

CLUSTERS: Final = 512  # callers are dealt over so many groups for the variance; more groups change no digit that shows


def build_cases(incidents: ibis.Table, parties: ibis.Table, sides: Sides, cut_days: int) -> ibis.Table:
    """Return the corrective incidents.

    Parameters
    ----------
    incidents : as in columns.py; parties : spans as of `assign_sides`

    Returns
    -------
    table : case (number by opening), tool, incident_id, month (ordinal of a monthly period), opened_at, opened_s,
        ended_s, responded_s, open_s, downtime_s, end_known, cell columns category and priority, caller and handler
        (missing: not told, or no person) and their numbers by first appearance, by_people, between (caller and handler
        are two persons of two sides), handler_level, cluster, object, n_reassigned, n_reopened, and what the title
        says: clause, complaint, diagnosed

    """
    corrective = incidents.filter(incidents.type == "corrective").mutate(at_s=to_seconds(incidents.opened_at))
    numbers = keep(_number_cases(corrective, parties, sides))
    return keep(_cases(corrective, numbers, cut_days * DAY_S))


def _number_cases(corrective: ibis.Table, parties: ibis.Table, sides: Sides) -> ibis.Table:
    """Return who stands where in corrective incidents, and their number by opening; few columns, as they are sorted."""
    import ibis

    rows = corrective.select("tool", "incident_id", "opened_utc", "at_s", "requester", "handler")
    rows = join_party(join_party(rows, parties, "requester"), parties, "handler")
    caller_side = rows.requester_side.fill_null(sides.caller)
    handler_side = rows.handler_side.fill_null(sides.handling)
    return rows.select(
        "tool",
        "incident_id",
        "handler_level",
        case=ibis.row_number().over(ibis.window(order_by=[rows.opened_utc, rows.tool, rows.incident_id])),
        caller=ibis.ifelse(rows.requester_automatic, ibis.null("string"), rows.requester),
        handler=ibis.ifelse(rows.handler_automatic, ibis.null("string"), rows.handler),
        by_people=~(rows.requester_automatic | rows.handler_automatic),
        between=rows.requester.notnull()
        & rows.handler.notnull()
        & (rows.requester != rows.handler)
        & (caller_side != handler_side),
    )


def _cases(corrective: ibis.Table, numbers: ibis.Table, cut_s: int) -> ibis.Table:
    import ibis

    rows = tell_talk(corrective.drop("handler").join(numbers, ["tool", "incident_id"]), "title")
    cases = rows.select(
        *("tool", "incident_id", "opened_at", "end_known", "object", "n_reassigned", "n_reopened"),
        *("case", "caller", "handler", "handler_level", "by_people", "between", "clause", "complaint"),
        month=to_ordinal(rows.opened_at),
        opened_s=to_seconds(rows.opened_utc),
        ended_s=end_seconds(rows),
        ended_at=rows.resolved_at.coalesce(rows.closed_at),
        downtime_s=ibis.ifelse(
            rows.downtime_min.notnull(),  # cut before it is whole: a cell may hold more seconds than an integer
            ibis.least(rows.downtime_min * 60, float(cut_s)).round().cast("int64"),
            ibis.null("int64"),
        ),
        responded_s=to_seconds(rows.responded_utc),
        open_s=open_seconds(rows, cut_s),
        category=rows.category.fill_null(""),
        priority=rows.priority.fill_null(""),
        diagnosed=diagnoses(rows.title),
    )
    numbered = _number_persons(_number_persons(cases, numbers, "caller"), numbers, "handler")
    # callers are dealt by first appearance, so that new names deal them alike
    return numbered.mutate(cluster=numbered.caller_number.fill_null(numbered.case) % CLUSTERS)


def open_seconds(incidents: ibis.Table, cut_s: int) -> ibis.Value:
    """Return how long each incident was open, at most until the cut.

    Null where it has no open time (opened and restored in one stamp, or restored before it opened) or no end that can
    be read: such an incident is unknown, not quick. One that is not restored yet is open until the cut.
    """
    import ibis

    lasted = end_seconds(incidents) - to_seconds(incidents.opened_utc)
    without_end = ibis.ifelse(incidents.end_known, cut_s, 0)
    open_s = ibis.ifelse(lasted.isnull(), without_end, ibis.least(lasted, cut_s))
    return ibis.ifelse(open_s > 0, open_s, ibis.null("int64"))


def end_seconds(incidents: ibis.Table) -> ibis.Value:
    """Return when the service worked again, or else when the administration was done, in seconds since 1970."""
    return to_seconds(incidents.resolved_utc.coalesce(incidents.closed_utc))


def _number_persons(cases: ibis.Table, numbers: ibis.Table, person: str) -> ibis.Table:
    """Add `PERSON_number`: by first appearance; the engine groups by numbers sooner than by names."""
    import ibis

    named = numbers.filter(lambda rows: rows[person].notnull())
    first = named.group_by(person).agg(first=named.case.min())
    ranks = first.select(person, **{f"{person}_number": ibis.row_number().over(ibis.window(order_by="first"))})
    return cases.left_join(ranks, person).drop(f"{person}_right")
