"""Corrective incidents and their steps as the engine counts them: one row each, persons with their side, times in UTC.

Every measure reads these. Robots, portals and shared mailboxes are no persons: what they
did is no step, and an incident that one of them reported or handled is marked, so that no measure of people counts it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.work.wordlists import diagnoses, tell_talk
from drift.project import Sides

if TYPE_CHECKING:
    import ibis

    from drift.tables.store import Store

HOUR_S: Final = 3600
DAY_S: Final = 24 * HOUR_S
# the engine sums billionths as integers: a sum of floats depends on the order in which its threads come back
FIXED_POINT: Final = 1_000_000_000
CLUSTERS: Final = 512  # callers are dealt over so many groups for the variance; more groups change no digit that shows
_MONTHS_TO_1970: Final = 1970 * 12


def build_cases(store: Store, sides: Sides, cut_days: int) -> None:
    """Put the tables `numbers` and `cases` (corrective incidents), and define `steps` (their events, of persons).

    numbers : what `cases` says of persons, with the key of the incident
    cases : case (number by opening), tool, incident_id, month (ordinal of a monthly period), opened_at, opened_s,
        ended_s, open_s, downtime_s, end_known, cell columns category and priority, caller and handler (missing: not
        told, or no person) and their numbers by first appearance, by_people, between (caller and handler are two
        persons of two sides), handler_level, cluster, object, n_reassigned, n_reopened, and what the title says:
        clause, complaint, diagnosed
    steps : case, month, open_s, after_s (seconds from opening), kind, actor, level, group, clause and complaint
        (1: the text argues by the contract, complains)

    `open_s` is null where an incident has no open time (opened and restored in one stamp, or restored before it
    opened) or no end that can be read: such an incident is unknown, not quick. One that is not restored yet is open
    until the cut.
    """
    store.derive("numbers", _numbers(store, sides))
    store.derive("cases", _cases(store, cut_days * DAY_S))
    store.define("steps", _steps(store, cut_days * DAY_S))


def _numbers(store: Store, sides: Sides) -> ibis.Table:
    """Return who stands where in corrective incidents, and their number by opening; few columns, as they are sorted."""
    import ibis

    known = _corrective(store).select("tool", "incident_id", "opened_utc", "at_s", "requester", "handler")
    known = _with_party(_with_party(known, store, "requester"), store, "handler")
    caller_side = known.requester_side.fill_null(sides.caller)
    handler_side = known.handler_side.fill_null(sides.handling)
    return known.select(
        "tool",
        "incident_id",
        "handler_level",
        case=ibis.row_number().over(ibis.window(order_by=[known.opened_utc, known.tool, known.incident_id])),
        caller=ibis.ifelse(known.requester_automatic, ibis.null("string"), known.requester),
        handler=ibis.ifelse(known.handler_automatic, ibis.null("string"), known.handler),
        by_people=~(known.requester_automatic | known.handler_automatic),
        between=known.requester.notnull()
        & known.handler.notnull()
        & (known.requester != known.handler)
        & (caller_side != handler_side),
    )


def _corrective(store: Store) -> ibis.Table:
    incidents = store["incidents"]
    return incidents.filter(incidents.type == "corrective").mutate(at_s=to_seconds(incidents.opened_at))


def _cases(store: Store, cut_s: int) -> ibis.Table:
    import ibis

    known = _corrective(store).drop("handler").join(store["numbers"], ["tool", "incident_id"])
    began = to_seconds(known.opened_utc)
    ended = to_seconds(ibis.coalesce(known.resolved_utc, known.closed_utc))
    without_end = ibis.ifelse(known.end_known, cut_s, 0)
    open_s = ibis.ifelse(ended.isnull(), without_end, ibis.least(ended - began, cut_s))  # least passes over nulls
    cases = known.select(
        "tool",
        "incident_id",
        "opened_at",
        "end_known",
        "object",
        "n_reassigned",
        "n_reopened",
        "case",
        "caller",
        "handler",
        "handler_level",
        "by_people",
        "between",
        month=to_ordinal(known.opened_at),
        opened_s=began,
        ended_s=ended,
        downtime_s=ibis.ifelse(
            known.downtime_min.notnull(),  # cut before it is whole: a cell may hold more seconds than an integer
            ibis.least(known.downtime_min * 60, float(cut_s)).round().cast("int64"),
            ibis.null("int64"),
        ),
        responded_s=to_seconds(known.responded_utc),
        open_s=ibis.ifelse(open_s > 0, open_s, ibis.null("int64")),
        category=known.category.fill_null(""),
        priority=known.priority.fill_null(""),
        **tell_talk(known.title),
        diagnosed=diagnoses(known.title),
    )
    numbered = _number(_number(cases, store, "caller"), store, "handler")
    # callers are dealt by first appearance, so that new names deal them alike
    return numbered.mutate(cluster=numbered.caller_number.fill_null(numbered.case) % CLUSTERS)


def _number(cases: ibis.Table, store: Store, person: str) -> ibis.Table:
    """Add `PERSON_number`: by first appearance; the engine groups by numbers sooner than by names."""
    import ibis

    named = store["numbers"].filter(lambda rows: rows[person].notnull())
    first = named.group_by(person).agg(first=named.case.min())
    numbers = first.select(person, **{f"{person}_number": ibis.row_number().over(ibis.window(order_by="first"))})
    return cases.left_join(numbers, person).drop(f"{person}_right")


def _with_party(rows: ibis.Table, store: Store, person: str) -> ibis.Table:
    """Add side, level and whether it is no person, of the person in a column at the moment `at_s`."""
    parties = store["parties"]
    names = {f"{person}_{name}": name for name in ("side", "level", "automatic")}
    there = (rows[person] == parties.person, rows.at_s >= parties.from_s, rows.at_s < parties.to_s)
    joined = rows.left_join(parties.rename(**names), there).drop("person", "from_s", "to_s")
    flag = joined[f"{person}_automatic"].fill_null(False)
    return joined.mutate(**{f"{person}_automatic": flag})


def _steps(store: Store, cut_s: int) -> ibis.Table:
    events, cases = store["events"], store["cases"]
    known = events.select(
        "tool",
        "incident_id",
        "kind",
        "actor",
        "group",
        at_s=to_seconds(events["at"]),
        utc_s=to_seconds(events.at_utc),
        **{name: told.cast("int64") for name, told in tell_talk(events.text).items()},
    )
    of_case = cases.select("tool", "incident_id", "case", "opened_s", "open_s", "month")
    told = _with_party(known.join(of_case, ["tool", "incident_id"]), store, "actor")
    after_s = told.utc_s - told.opened_s
    steps = told.mutate(after_s=after_s).filter((after_s >= 0) & (after_s < cut_s) & ~told.actor_automatic)
    return steps.select(
        "case", "month", "open_s", "after_s", "kind", "actor", "group", "clause", "complaint", level=steps.actor_level
    )


def to_seconds(at: ibis.Value) -> ibis.Value:
    """Return a moment as whole seconds since 1970 (DuckDB itself answers a float)."""
    return at.epoch_seconds().cast("float64").floor().cast("int64")


def to_ordinal(at: ibis.Value) -> ibis.Value:
    """Return the month of a moment as a number: months since January 1970, the ordinal of a pandas period."""
    return at.year().cast("int64") * 12 + at.month().cast("int64") - 1 - _MONTHS_TO_1970


def to_frame(counts: ibis.Table, *order: str) -> pd.DataFrame:
    """Return counts of the engine as a frame in a fixed order of rows."""
    frame: pd.DataFrame = counts.order_by(list(order)).to_pyarrow().to_pandas()
    return frame


def to_months(ordinals: pd.Series) -> pd.PeriodIndex:
    """Return months as the engine counts them as a monthly PeriodIndex."""
    return pd.PeriodIndex(ordinals.to_numpy().astype("datetime64[M]").astype("datetime64[s]"), freq="M")
