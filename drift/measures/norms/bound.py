"""The norms of every version bound to a log, and its incidents held against them; what is told of it comes later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.contract.norms.bind import Log, bind_norms, sources_of
from drift.contract.norms.clocks import AVAILABILITY
from drift.contract.norms.norm import COLUMN_OF
from drift.measures.norms.judged import judge_incidents
from drift.measures.norms.told import tell_unbound
from drift.tables.engine import to_frame, to_periods

if TYPE_CHECKING:
    import ibis

    from drift.contract.norms.norm import Binding, Source
    from drift.measures.norms.judged import Judged
    from drift.measures.work.casebook import CaseRows
    from drift.project.settings import Settings
    from drift.tables.store import Tables

CONTRACT: Final = ("clauses", "readings", "targets", "units", "documents")
STAMPED: Final = ("respond", "restore", "close", AVAILABILITY)  # clocks that a column of incidents tells


@dataclass(frozen=True)
class Bound:
    """The norms of the contract and the incidents held against them.

    names : categories and objects of the log; judged : None: no norm binds
    """

    binding: Binding
    names: tuple[str, ...]
    judged: Judged | None


def bind_rows(tables: Tables, rows: CaseRows, settings: Settings) -> Bound:
    """Hold the norms of every version, drafts too, against the incidents, and tell nothing of it yet."""
    log = read_log(tables)
    binding = bind_tables(tables, log, settings)
    judged = judge_incidents(tables, rows, binding, settings.working_time) if binding.norms else None
    return Bound(binding, log.names, judged)


def bind_tables(tables: Tables, log: Log, settings: Settings) -> Binding:
    """Return the norms of the contract, each with what it binds."""
    return bind_norms({name: getattr(tables, name).frame for name in CONTRACT}, log, settings.norm)


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
    last = _last_files(sources_of(binding))
    return pd.DataFrame([tell_unbound(one, in_force=one.source.place.file in last) for one in binding.unbound])


def _last_files(sources: list[Source]) -> set[str]:
    """Return the file of each document's last version that is no draft and has not ended."""
    return {source.place.file for source in sources if not source.draft and source.ends_on is None}


def sum_downtime(cases: ibis.Table) -> pd.Series:
    """Return the seconds that the installation stood still, by the month the incident opened in; empty: not logged."""
    known = cases.filter(cases.downtime_s.notnull())
    sums = known.group_by("month").agg(seconds=known.downtime_s.sum().cast("int64"))
    frame = to_periods(to_frame(sums, "month"))
    if frame.empty:
        return pd.Series(dtype="float64", index=pd.PeriodIndex([], freq="M"))
    months = pd.period_range(frame["period"].min(), frame["period"].max(), freq="M")
    return frame.set_index("period")["seconds"].reindex(months, fill_value=0).astype("float64")
