"""What each incident adds to each measure, so that a number of a month can be led back to its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.catalogue import ANSWERED
from drift.measures.work.contact import CONTACT_HOURS
from drift.measures.work.outcomes import RESPONSE, WORKED
from drift.measures.work.questions import share_of
from drift.tables.columns import COUNT, FLAG, PLACE, REAL, TEXT, Column, fit_columns
from drift.tables.engine import FIXED_POINT, HOUR_S, to_frame

if TYPE_CHECKING:
    import ibis

    from drift.measures.work.casebook import Casebook

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
    Column(CONTACT_HOURS, REAL, "hours from opening to the first direct contact; missing: none, or not told"),
    Column(RESPONSE, REAL, "hours from opening to the first response; missing: not told"),
    Column(WORKED, REAL, "working hours from opening to the end, cut; missing: not known"),
    Column("n_steps", COUNT, "steps by persons within the cut"),
)
_PLACE: Final = ["relation", "file", "sheet", "row", "tool", "incident_id"]


def list_answers(casebook: Casebook | None, asked: tuple[str, ...], incidents: pd.DataFrame) -> pd.DataFrame:
    """Return what each corrective incident adds to each measure, in the order of the incidents; columns as in ANSWERS.

    Parameters
    ----------
    casebook : None without incidents
    asked : measures that the log can tell
    """
    names = [column.name for column in ANSWERS]
    if casebook is None:
        rows = pd.DataFrame(columns=names)
    else:
        told = to_frame(_ask_all(casebook, asked), "case")
        shares = {name: told[name] / FIXED_POINT for name in asked}
        unasked = {f"{name}_asked": False for name in ANSWERED if name not in asked}
        rows = incidents[_PLACE].merge(told.assign(**shares, **unasked), on=["tool", "incident_id"])
    answers: pd.DataFrame = fit_columns(ANSWERS, rows.reindex(columns=names)).to_pandas()
    return answers


def _ask_all(casebook: Casebook, asked: tuple[str, ...]) -> ibis.Table:
    """Return what every question gets for an answer, and the hours and counts of which a month takes the mean."""
    import ibis

    flags = casebook.flags
    shares = {name: share_of(flags, name) for name in asked}
    hours = {CONTACT_HOURS: flags.direct_s, RESPONSE: flags.responded_s}
    taken = {
        name: (ibis.ifelse(seconds > 0, seconds, ibis.null("int64")) / HOUR_S).cast("float64")
        for name, seconds in hours.items()
    }
    own = ["case", "bounced", "n_steps", *(f"{name}_asked" for name in asked)]
    rows = flags.select(*own, **shares, **taken, **{WORKED: flags.worked_h})
    return rows.join(casebook.cases.select("case", "tool", "incident_id"), "case")
