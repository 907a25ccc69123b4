"""The norms of one relation held against its incidents, from the binding to what is told of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from drift.contract.norms.bind import Log
from drift.contract.norms.norm import Binding
from drift.errors import Note
from drift.measures.norms.bound import bind_tables, list_unbound, read_log, sum_downtime
from drift.measures.norms.decided import find_dead
from drift.measures.norms.findings import NormFindings
from drift.measures.norms.heaps import find_heaps
from drift.measures.norms.judged import Judged, judge_incidents
from drift.measures.norms.judgements import list_judgements, no_judgements, place_cases
from drift.measures.norms.lived import tell_lived
from drift.measures.norms.monthly import tell_months
from drift.measures.norms.rejudge import split_changes, tell_met
from drift.measures.norms.reported.compare import Tickets, compare_reports
from drift.measures.norms.reported.gaps import sum_indicators
from drift.measures.norms.reported.stretches import cuts_of
from drift.measures.norms.silence import find_silent
from drift.measures.norms.told import tell_norm
from drift.measures.work.answers import PLACED
from drift.tables.engine import to_frame, to_ordinal, to_periods

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

    from drift.measures.work.casebook import Casebook
    from drift.project.settings import Settings
    from drift.tables.store import Tables


@dataclass(frozen=True)
class Held:
    """The norms held against the incidents: what is told, each judgement, and what a draft is held against later."""

    findings: NormFindings
    judgements: pa.Table  # as in JUDGEMENTS
    judged: Judged | None = None  # None: nothing could be judged


def hold_norms(tables: Tables, casebook: Casebook | None, settings: Settings) -> Held:
    """Hold the norms of the contract against the incidents; casebook: None without incidents."""
    if casebook is None:
        code = "norms.none.log" if len(tables.targets.frame) else "norms.none.contract"
        unbound = list_unbound(bind_tables(tables, Log((), (), frozenset()), settings))
        return Held(NormFindings(unbound=unbound, reason=Note(code)), no_judgements())
    log = read_log(tables)
    binding = bind_tables(tables, log, settings)
    if binding.norms:
        return hold_binding(tables, casebook, binding, log, settings)
    code = "norms.none.bound" if len(tables.targets.frame) else "norms.none.contract"
    told = _tell_beside(tables, Tickets(binding, log.names, None, sum_downtime(casebook.cases), casebook.span.complete))
    return Held(replace(told, reason=Note(code)), no_judgements())


def hold_binding(tables: Tables, casebook: Casebook, binding: Binding, log: Log, settings: Settings) -> Held:
    """Hold norms that bind against the incidents of a log."""
    cuts = cuts_of(tables.norm_reports.frame["period"])
    judged = judge_incidents(tables, casebook, binding, settings.working_time, cuts)
    tickets = Tickets(binding, log.names, judged, sum_downtime(casebook.cases), casebook.span.complete)
    heaps, heap_e = find_heaps(judged)
    findings = replace(
        _tell_beside(tables, tickets),
        bound=pd.DataFrame([tell_norm(norm) for norm in binding.norms]),
        met=tell_met(judged),
        splits=split_changes(judged),
        monthly=tell_months(judged, tickets.downtime),
        dead=find_dead(judged, lambda number: is_named(tables, number)),
        silent=find_silent(judged, tables.incidents.rows, casebook.cases),
        lived=tell_lived(tables),
        heaps=heaps,
        heap_e=heap_e,
    )
    keys = casebook.cases.select("case", "tool", "incident_id").to_pyarrow().to_pandas()
    return Held(findings, list_judgements(judged, place_cases(tables.incidents.pick(*PLACED), keys)), judged)


def _tell_beside(tables: Tables, tickets: Tickets) -> NormFindings:
    """Return what is told whether or not a norm binds: what does not, what the tool says, and what reports say."""
    unbound = list_unbound(tickets.binding)
    tool, tool_months = tell_tool(tables)
    beside = compare_reports(tables.norm_reports.frame, tickets)
    return NormFindings(
        unbound=unbound,
        blind=find_blind(unbound),
        tool=tool,
        tool_months=tool_months,
        reported=beside.reported,
        unjoined=beside.unjoined,
        indicators=sum_indicators(beside.reported),
    )


def find_blind(unbound: pd.DataFrame) -> pd.DataFrame:
    """Return the norms in force that bind the supplier and that no column can show."""
    if unbound.empty:
        return unbound
    return unbound[unbound["in_force"] & unbound["reason"].ne("customer")].reset_index(drop=True)


def tell_tool(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what the tool itself says of the corrective incidents by year and by month: year or month, share, n."""
    incidents = tables.incidents.rows
    rows = incidents.filter((incidents.type == "corrective") & incidents.sla_met.notnull())
    months = rows.mutate(month=to_ordinal(rows.opened_at))
    counts = months.group_by("month").agg(n=months.count(), met=months.sla_met.sum().cast("int64"))
    by_month = to_periods(to_frame(counts, "month"))
    by_year = by_month.groupby(by_month["period"].dt.year.rename("year"), as_index=True)[["n", "met"]].sum()
    return _to_share(by_year.reset_index()), _to_share(by_month.rename(columns={"period": "month"}))


def _to_share(counts: pd.DataFrame) -> pd.DataFrame:
    return counts.assign(share=counts["met"].astype("float64") / counts["n"]).drop(columns="met")


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
