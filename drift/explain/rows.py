"""The rows behind a number of one month; a measure without rows of its own has those of its side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.measures.catalogue import ANSWERED, ATTENTION, MEASURES, UPDATES
from drift.measures.paper.specification import ADDS, add_clauses
from drift.measures.work.answers import TAKEN
from drift.tables.calendar import states_at_month_ends
from drift.tables.shown import pick_shown, relate_shown
from drift.terms import COUNTED_ROLES

if TYPE_CHECKING:
    from drift.analysed import Analysis

KEY: Final = ("tool", "incident_id")
PLACE: Final = ("file", "sheet", "row")
CLAUSE_ROW: Final = (*PLACE, "document", "clause_id", "text")
READ: Final = {"obligations": ("kind", "party")}  # what is read in the clauses of a stock, and told beside them
INCIDENT_ROW: Final = (*PLACE, "incident_id", "opened_at", "priority", "category", "type")


def side_of(name: str) -> str:
    """Return the side of a measure or an index."""
    sides = {measure.name: measure.side for measure in MEASURES}
    return sides.get(name) or {"engagement": "engagement", "incidents": "operations"}.get(name, "specification")


def rows_of(analysis: Analysis, name: str, month: pd.Period) -> tuple[str, pd.DataFrame]:
    """Return the table and the rows behind a measure or an index of one month."""
    if side_of(name) == "specification":
        return "clauses", _clauses_behind(analysis, name, month)
    return "incidents", _incidents_behind(analysis, name, month)


def _clauses_behind(analysis: Analysis, name: str, month: pd.Period) -> pd.DataFrame:
    """Return the clauses of a stock with what each adds to it; of tightness those with a target; of an index all."""
    clauses = counted_clauses(analysis, month)
    if name not in ADDS:
        return clauses.loc[clauses["n_targets"].gt(0) | (name != "tightness"), [*CLAUSE_ROW]]
    stock = clauses.rename(columns={ADDS[name]: "adds"})
    return stock.loc[stock["adds"] > 0, [*CLAUSE_ROW, *READ.get(name, ()), "adds"]]


def counted_clauses(analysis: Analysis, month: pd.Period) -> pd.DataFrame:
    """Return the clauses in force at the end of a month, of the documents that count, with what each adds."""
    documents, clauses = analysis.tables["documents"], analysis.tables["clauses"]
    counted = documents[documents["role"].isin(COUNTED_ROLES)]
    files = states_at_month_ends(counted, pd.PeriodIndex([month])).iloc[0].dropna()
    return add_clauses(clauses[clauses["file"].isin(files)], analysis.tables["readings"])


def _incidents_behind(analysis: Analysis, name: str, month: pd.Period) -> pd.DataFrame:
    """Return the incidents that a measure asks something of, with what each adds; of the index, to every component."""
    if name == "incidents":
        return _opened_in(analysis, month)[[*INCIDENT_ROW]]
    rows = corrective_opened_in(analysis, month)
    if name in ANSWERED and name != ATTENTION:
        answers = pick_answers(analysis, rows)
        asked = rows.assign(share=answers[name], known=answers[name].notna())[answers[f"{name}_asked"].eq(True)]
        return asked[[*INCIDENT_ROW, "open_h", "n_updates", "share", "known"]]
    if name in (*TAKEN, UPDATES):
        column = {UPDATES: "n_steps"}.get(name, name)
        added = pick_answers(analysis, rows)[column]
        rows = rows.drop(columns="known").assign(**{"n_steps" if name == UPDATES else "took_h": added})
        return rows.assign(known=added.notna())
    components = analysis.measured.components if name == "engagement" else ()
    return rows.join(pick_answers(analysis, rows)[[*components]])


def _opened_in(analysis: Analysis, month: pd.Period) -> pd.DataFrame:
    months = pick_shown(analysis.tables, "incidents", ["opened_at"])["opened_at"].dt.to_period("M")
    opened = pick_shown(analysis.tables, "incidents", None, months.index[months == month])
    return opened.sort_values(["opened_at", *PLACE])


def corrective_opened_in(analysis: Analysis, month: pd.Period) -> pd.DataFrame:
    """Return the corrective incidents opened in a month, how long each was open, and how many updates it has."""
    opened = _opened_in(analysis, month)
    its = relate_shown(analysis.tables, "events", "incident_id", "incidents", opened.index)
    incidents = opened[opened["type"] == "corrective"].reset_index(drop=True)
    keys = pd.MultiIndex.from_frame(incidents[[*KEY]])
    updates = pick_shown(analysis.tables, "events", KEY, its).groupby([*KEY]).size().reindex(keys, fill_value=0)
    hours = open_hours(incidents, analysis.project.settings.cut_days)
    shown = incidents[[*INCIDENT_ROW]].assign(open_h=hours, n_updates=np.asarray(updates, dtype="int64"))
    return shown.assign(known=hours.notna())


def open_hours(incidents: pd.DataFrame, cut_days: int) -> pd.Series:
    """Return how long each incident was open, in hours, cut at `cut_days`; missing where that is not known.

    The rule of `measures.work.cases.open_seconds`, for incidents of all types; a test holds the two together.
    """
    ended = incidents["resolved_utc"].fillna(incidents["closed_utc"])
    lasted_s: pd.Series = (ended - incidents["opened_utc"]).dt.total_seconds()
    hours = (lasted_s / 3600).clip(upper=24.0 * cut_days)
    still_open = ended.isna() & incidents["end_known"].astype(bool)
    hours = hours.mask(still_open, 24.0 * cut_days)
    return hours.where(hours > 0)


def pick_answers(analysis: Analysis, incidents: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the table `answers` that go with incidents, in their order."""
    places = pick_shown(analysis.tables, "answers", PLACE)
    near = places[places["row"].isin(incidents["row"].unique())]  # rows of a large log are not all looked up
    answers = pick_shown(analysis.tables, "answers", None, near.index).set_index([*PLACE])
    return answers.reindex(pd.MultiIndex.from_frame(incidents[[*PLACE]])).set_axis(incidents.index)
