"""The norms of one relation held against its incidents, from the binding to what is told of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.contract.norms.bind import Log, bind_norms
from drift.contract.norms.clocks import AVAILABILITY
from drift.contract.norms.norm import COLUMN_OF, Binding
from drift.errors import Note
from drift.measures.norms.decided import find_dead
from drift.measures.norms.findings import NormFindings
from drift.measures.norms.judged import judge_incidents
from drift.measures.norms.monthly import tell_months
from drift.measures.norms.rejudge import split_changes, tell_met
from drift.measures.norms.reported.compare import Tickets, compare_reports
from drift.measures.norms.reported.gaps import sum_indicators
from drift.measures.norms.reported.stretches import cuts_of
from drift.measures.norms.silence import find_silent
from drift.measures.norms.told import tell_norm, tell_unbound
from drift.tables.engine import to_frame, to_periods

if TYPE_CHECKING:
    import ibis

    from drift.contract.norms.norm import Source
    from drift.measures.workings import Workings
    from drift.project.settings import Settings
    from drift.tables.store import Tables

CONTRACT: Final = ("clauses", "readings", "targets", "units", "documents")
STAMPED: Final = ("respond", "restore", "close", AVAILABILITY)  # clocks that a column of incidents tells


def hold_norms(workings: Workings, settings: Settings) -> NormFindings:
    """Return what holding the norms of the contract against the incidents gave."""
    tables, casebook = workings.tables, workings.casebook
    if not len(tables.targets.frame):
        return NormFindings(reason=Note("norms.none.contract"))
    log = read_log(tables) if casebook else Log((), (), frozenset())
    binding = bind_norms({name: getattr(tables, name).frame for name in CONTRACT}, log, settings.norm)
    if casebook is None:
        return NormFindings(binding, reason=Note("norms.none.log"))
    unbound = list_unbound(binding)
    reports = tables.norm_reports.frame
    downtime, complete = sum_downtime(casebook.cases), casebook.span.complete
    if not binding.norms:
        told = compare_reports(reports, Tickets(binding, log.names, None, downtime, complete))
        return NormFindings(
            binding,
            unbound=unbound,
            blind=find_blind(unbound),
            reported=told.reported,
            unjoined=told.unjoined,
            indicators=sum_indicators(told.reported),
            reason=Note("norms.none.bound"),
        )
    judged = judge_incidents(tables, casebook, binding, settings.working_time, cuts_of(reports["period"]))
    told = compare_reports(reports, Tickets(binding, log.names, judged, downtime, complete))
    return NormFindings(
        binding=binding,
        bound=pd.DataFrame([tell_norm(norm) for norm in binding.norms]),
        unbound=unbound,
        met=tell_met(judged),
        splits=split_changes(judged),
        tool=tell_tool(tables),
        monthly=tell_months(judged, downtime),
        dead=find_dead(judged, lambda number: is_named(tables, number)),
        blind=find_blind(unbound),
        silent=find_silent(judged, casebook.cases),
        reported=told.reported,
        unjoined=told.unjoined,
        indicators=sum_indicators(told.reported),
    )


def read_log(tables: Tables) -> Log:
    """Return what the corrective incidents of a log can be asked."""
    incidents = tables.incidents.rows
    rows = incidents.filter(incidents.type == "corrective")
    told = {clock: COLUMN_OF[clock] for clock in STAMPED}
    known = rows.agg(**{clock: rows[column].count() for clock, column in told.items()}).to_pyarrow().to_pylist()[0]
    priorities, categories, objects = (_distinct(rows, name) for name in ("priority", "category", "object"))
    return Log(priorities, (*categories, *objects), frozenset(clock for clock, n in known.items() if n))


def _distinct(rows: ibis.Table, name: str) -> tuple[str, ...]:
    return tuple(sorted(rows.select(name).distinct().to_pyarrow()[name].drop_null().to_pylist()))


def list_unbound(binding: Binding) -> pd.DataFrame:
    """Return the norms that no incident can be held against, with whether their version is the last in force."""
    last = _last_files([one.source for one in (*binding.norms, *binding.shares, *binding.unbound)])
    return pd.DataFrame([tell_unbound(one, in_force=one.source.place.file in last) for one in binding.unbound])


def _last_files(sources: list[Source]) -> set[str]:
    """Return the file of each document's last version that is no draft and has not ended."""
    return {source.place.file for source in sources if not source.draft and source.ends_on is None}


def find_blind(unbound: pd.DataFrame) -> pd.DataFrame:
    """Return the norms in force that bind the supplier and that no column can show."""
    if unbound.empty:
        return unbound
    return unbound[unbound["in_force"] & unbound["reason"].ne("customer")].reset_index(drop=True)


def sum_downtime(cases: ibis.Table) -> pd.Series:
    """Return the seconds that the installation stood still, by the month the incident opened in; empty: not logged."""
    known = cases.filter(cases.downtime_s.notnull())
    sums = known.group_by("month").agg(seconds=known.downtime_s.sum().cast("int64"))
    frame = to_periods(to_frame(sums, "month"))
    if frame.empty:
        return pd.Series(dtype="float64", index=pd.PeriodIndex([], freq="M"))
    months = pd.period_range(frame["period"].min(), frame["period"].max(), freq="M")
    return frame.set_index("period")["seconds"].reindex(months, fill_value=0).astype("float64")


def tell_tool(tables: Tables) -> pd.DataFrame:
    """Return what the tool itself says: year, share of the corrective incidents that it calls met, n."""
    incidents = tables.incidents.rows
    rows = incidents.filter((incidents.type == "corrective") & incidents.sla_met.notnull())
    years = rows.mutate(year=rows.opened_at.year().cast("int64"))
    counts = years.group_by("year").agg(n=years.count(), met=years.sla_met.sum())
    frame = to_frame(counts, "year")
    return frame.assign(share=frame["met"].astype("float64") / frame["n"]).drop(columns="met")


def is_named(tables: Tables, number: str) -> bool:
    """Return whether a ticket, one of its steps, a meeting or a report names a clause by its number.

    A number of one part ("3") names anything, and counts only behind a word that says so.
    """
    texts = [_texts_with(tables.incidents.rows, "title", number), _texts_with(tables.events.rows, "text", number)]
    contacts = tables.contacts.frame
    texts += [contacts[name].dropna().astype(str).tolist() for name in ("topic", "refers_to")]
    said = _naming(number)
    reports = tables.norm_reports.frame["clause_id"]
    return bool(reports.eq(number).fillna(False).any()) or any(said.search(text) for part in texts for text in part)


def _texts_with(rows: ibis.Table, column: str, number: str) -> list[str]:
    texts: list[str] = (
        rows.filter(rows[column].contains(number)).select(column).distinct().to_pyarrow()[column].to_pylist()
    )
    return texts


def _naming(number: str) -> re.Pattern[str]:
    ends = rf"(?<![\w.]){re.escape(number)}(?![\w]|\.\d)"
    if "." in number:
        return re.compile(ends)
    return re.compile(rf"(?i)\b(?:artikel|art\.?|article|clause|clausule|bepaling|section|norm|par\.?|§) ?{ends}")
