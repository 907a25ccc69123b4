"""How many working hours it took to restore an incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from drift.tables.engine import DAY_S, HOUR_S, to_seconds
from drift.tables.working_time import list_workdays, opening_hours, working_seconds

if TYPE_CHECKING:
    import ibis

    from drift.project.settings import Settings


def work_hours(cases: ibis.Table, settings: Settings) -> ibis.Table:
    """Return the working hours until each case was restored: case, worked_h (null: not known).

    An incident restored outside working time took 0 of them.
    """
    import ibis

    ends = cases.agg(first=cases.opened_at.min(), last=cases.opened_at.max()).to_pyarrow().to_pylist()[0]
    if ends["first"] is None:
        return cases.select("case", worked_h=ibis.null("float64"))
    first, last = pd.Timestamp(ends["first"]), pd.Timestamp(ends["last"]) + pd.Timedelta(days=settings.cut_days + 1)
    workdays, hours = list_workdays(settings.working_time, first, last), opening_hours(settings.working_time)
    began, cut_s = to_seconds(cases.opened_at), settings.cut_days * DAY_S
    # by the clock on the wall: across a change of it the hours that passed are others
    ended = ibis.least(ibis.coalesce(to_seconds(cases.ended_at), began + cut_s), began + cut_s)
    rows = cases.select("case", "open_s", began=began, ended=ended)
    worked = working_seconds(working_seconds(rows, workdays, "began", hours), workdays, "ended", hours)
    seconds = ibis.ifelse(worked.open_s.notnull(), worked.ended_worked - worked.began_worked, ibis.null("int64"))
    return worked.select("case", worked_h=seconds / HOUR_S)
