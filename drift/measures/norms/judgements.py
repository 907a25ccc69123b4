"""Each incident under each version: which norm bound it, how long it took, and whether it was within the limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import pyarrow as pa

from drift.measures.norms.tally import MET, UNKNOWN, Verdicts, judge, limit_of
from drift.tables.columns import COUNT, FLAG, PLACE, REAL, TEXT, Column
from drift.tables.engine import HOUR_S

if TYPE_CHECKING:
    from drift.contract.norms.norm import Norm
    from drift.measures.norms.judged import Judged

MOST_ROWS: Final = 1_000_000  # beyond it an incident is judged under the version it opened in alone
JUDGEMENTS: Final = (
    *(Column(*entry) for entry in PLACE),
    Column("tool", TEXT, "tool the export came from"),
    Column("incident_id", TEXT, "number of the tool, as text"),
    Column("document", TEXT, "document of the norm"),
    Column("version", TEXT, "version of the document; drafts are none"),
    Column("clause_id", TEXT, "number of the clause; may be missing"),
    Column("unit", COUNT, "lineage unit of the clause"),
    Column("clock", TEXT, "respond, restore, on_site, close, first_entry"),
    Column("elapsed", REAL, "in the unit of the limit; so far, where it is open; missing: not told"),
    Column("waited", REAL, "of it, while somebody waited; missing: as elapsed"),
    Column("limit", REAL, "in the unit beside it"),
    Column("limit_unit", TEXT, "hour, working_hour, day, working_day"),
    Column("met", FLAG, "missing: unknown"),
    Column("met_stopped", FLAG, "the same with the time of waiting left out"),
    Column("why", TEXT, "why it is unknown: open, not_told, instant, backwards; missing: it is known"),
    Column("then", FLAG, "whether the version was in force when the incident opened"),
)
SCHEMA: Final = pa.schema([(column.name, column.dtype) for column in JUDGEMENTS])
UNITS: Final = {"clock": "hour", "working": "working_hour", "days": "day", "working_days": "working_day"}
NOT_TOLD, BACKWARDS, INSTANT, STILL_OPEN = "not_told", "backwards", "instant", "open"


def list_judgements(judged: Judged, places: pa.Table) -> pa.Table:
    """Return a row an incident, clock and version that binds it; columns as in JUDGEMENTS.

    Parameters
    ----------
    places : a row a case, by the number of the case: relation, file, sheet, row, tool, incident_id
    """
    pairs = [
        (cell, norm) for norms in judged.assigned.values() for cell, norm in norms.items() if not norm.source.draft
    ]
    only_then = sum(len(judged.bench.rows[cell]) for cell, _ in pairs) > MOST_ROWS
    parts = [_judge_cell(judged, cell, norm, places, only_then=only_then) for cell, norm in pairs]
    return pa.concat_tables(parts) if parts else no_judgements()


def _judge_cell(judged: Judged, cell: int, norm: Norm, places: pa.Table, *, only_then: bool) -> pa.Table:
    rows, incidents = judged.bench.rows[cell], judged.bench.incidents
    then = judged.in_force(norm.source)[incidents.bin[rows]]
    if only_then:
        rows, then = rows[then], then[then]
    verdicts = judge(judged.bench, rows, limit_of(norm))
    times = judged.bench.time_by(norm.clock, norm.kind)
    size = HOUR_S if norm.kind in ("clock", "working") else 1
    known = verdicts.told | incidents.is_open[rows]
    own = {
        "document": norm.source.document,
        "version": norm.source.version,
        "clause_id": norm.source.clause_id,
        "unit": norm.source.unit,
        "clock": norm.clock,
        "limit": norm.limit / size,
        "limit_unit": UNITS[norm.kind],
    }
    columns = {
        **{name: places[name].take(incidents.number[rows]) for name in places.column_names},
        **{name: pa.repeat(pa.scalar(value, SCHEMA.field(name).type), len(rows)) for name, value in own.items()},
        "elapsed": _numbers(verdicts.elapsed / size, known),
        "waited": _numbers(times.waited[rows] / size, known),
        "met": _flags(verdicts.met),
        "met_stopped": _flags(verdicts.met_stopped),
        "why": _why(verdicts, incidents.is_open[rows]),
        "then": pa.array(then),
    }
    return pa.table({name: columns[name] for name in SCHEMA.names}).cast(SCHEMA)


def _numbers(values: np.ndarray, known: np.ndarray) -> pa.Array:
    return pa.array(values.astype("float64"), mask=~known)


def _flags(verdicts: np.ndarray) -> pa.Array:
    return pa.array(verdicts == MET, mask=verdicts == UNKNOWN)


def _why(verdicts: Verdicts, is_open: np.ndarray) -> pa.Array:
    """Return why each verdict is unknown."""
    stamped = np.select([verdicts.order < 0, verdicts.order == 0], [BACKWARDS, INSTANT], NOT_TOLD)
    reason = np.where(is_open, STILL_OPEN, stamped)
    return pa.array(reason.astype("object"), type=pa.string(), mask=verdicts.met != UNKNOWN)


def no_judgements() -> pa.Table:
    """Return the table without rows."""
    return SCHEMA.empty_table()


def place_cases(incidents: pd.DataFrame, keys: pd.DataFrame) -> pa.Table:
    """Return where each case stands, by its number.

    Parameters
    ----------
    incidents : relation, file, sheet, row, tool, incident_id; keys : case, tool, incident_id
    """
    rows = keys.sort_values("case").merge(incidents, on=["tool", "incident_id"], how="left")
    return pa.Table.from_pandas(rows.drop(columns="case"), preserve_index=False)
