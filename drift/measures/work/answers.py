"""What each incident adds to each measure, so that a number of a month can be led back to its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from drift.measures.catalogue import ANSWERED, CONTACT_HOURS, RESPONSE, WORKED, measure_named
from drift.measures.work.questions.ask import share_of
from drift.tables.columns import COUNT, FLAG, PLACE, REAL, TEXT, Column, fit_columns
from drift.tables.engine import FIXED_POINT, HOUR_S

if TYPE_CHECKING:
    import ibis

    from drift.measures.work.casebook import Casebook

TAKEN: Final = (CONTACT_HOURS, RESPONSE, WORKED)  # hours of each incident, of which a month has the mean
ANSWERS: Final = (  # a row a corrective incident
    *(Column(*entry) for entry in PLACE),
    Column("tool", TEXT, "tool the export came from"),
    Column("incident_id", TEXT, "number of the tool, as text"),
    *(
        column
        for measure in ANSWERED
        for column in (
            Column(measure, REAL, "0 to 1: what it adds to this measure; missing: not told, or not asked"),
            Column(f"{measure}_asked", FLAG, "whether this measure asks anything of it"),
        )
    ),
    Column("bounced", FLAG, "handed over twice or more; missing: not told"),
    *(Column(measure, REAL, "hours that it took, above 0 or worked; missing: not told, or never") for measure in TAKEN),
    Column("n_steps", COUNT, "steps by persons within the cut"),
)
_KEY: Final = ["tool", "incident_id"]
PLACED: Final = ["relation", "file", "sheet", "row", *_KEY]
_TYPES: Final = {column.name: column.dtype for column in ANSWERS[len(PLACED) :]}  # of the answers themselves


def list_answers(incidents: pd.DataFrame, casebook: Casebook | None) -> pa.Table:
    """Return what each corrective incident adds to each measure, in the order of the incidents; columns as in ANSWERS.

    Parameters
    ----------
    incidents : their columns PLACED
    casebook : None without incidents
    """
    if casebook is None:
        return fit_columns(ANSWERS, incidents.reindex(columns=[one.name for one in ANSWERS]))
    answers = _answer(casebook)
    keys = answers.select(_KEY).to_pandas().assign(at=range(answers.num_rows))
    rows = incidents.merge(keys, on=_KEY)
    answers = answers.drop_columns(_KEY).take(rows["at"].to_numpy())
    places = fit_columns(ANSWERS[: len(PLACED)], rows)
    own = {name: _fit(answers[name], dtype) for name, dtype in _TYPES.items() if name in answers.column_names}
    blank = {name: pa.nulls(len(rows), dtype) for name, dtype in _TYPES.items()}
    return pa.table({**dict(zip(places.column_names, places.columns, strict=True)), **blank, **own})


def _fit(answer: pa.ChunkedArray, dtype: pa.DataType) -> pa.ChunkedArray:
    """Return an answer of the engine as a column: whole numbers that tell a share are billionths."""
    if pa.types.is_integer(answer.type) and dtype == REAL:
        return pc.divide(answer.cast(REAL), float(FIXED_POINT))
    return answer.cast(dtype)


def _answer(casebook: Casebook) -> pa.Table:
    """Return the answers of the corrective incidents, and the hours and counts of which a month takes the mean."""
    import ibis

    flags, asked = casebook.flags, [name for name in ANSWERED if name in casebook.counts.usable]
    shares = {name: share_of(flags, name) for name in asked}
    hours = {name: _hours(flags, measure_named(name).column) for name in TAKEN}
    own = ["case", "bounced", "n_steps", *(f"{name}_asked" for name in asked)]
    unasked = {f"{name}_asked": ibis.literal(False) for name in ANSWERED if name not in asked}
    rows = flags.select(*own, **shares, **hours, **unasked).join(casebook.cases.select("case", *_KEY), "case")
    return rows.order_by("case").to_pyarrow()


def _hours(flags: ibis.Table, column: str) -> ibis.Value:
    """Return a column of flags in hours; a stamp before the opening tells none."""
    import ibis

    if column.endswith("_h"):
        return flags[column]
    return (ibis.ifelse(flags[column] > 0, flags[column], ibis.null("int64")) / HOUR_S).cast("float64")
