"""The rows behind a number of one month; a measure that is not named here has the rows of its side."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.measures.catalogue import ANSWERED, MEASURES
from drift.measures.work.attention import ATTENTION
from drift.measures.work.contact import CONTACT_HOURS
from drift.measures.work.context import UPDATES
from drift.measures.work.outcomes import RESPONSE, WORKED
from drift.tables.calendar import states_at_month_ends
from drift.terms import COUNTED_ROLES

if TYPE_CHECKING:
    from drift.analysis import Analysis

PLACE: Final = ("file", "sheet", "row")
CLAUSE_ROW: Final = (*PLACE, "document", "clause_id", "text")
TAKEN: Final = (CONTACT_HOURS, RESPONSE, WORKED)  # hours of each incident, of which a month has the mean
INCIDENT_ROW: Final = (*PLACE, "incident_id", "opened_at", "priority", "category", "type")


def clauses_in_force(analysis: Analysis, month: pd.Period) -> pd.DataFrame:
    """Return the clauses in force at the end of a month, of the documents that count, with what is read in them."""
    documents = analysis.tables["documents"]
    counted = documents[documents["role"].isin(COUNTED_ROLES)]
    files = states_at_month_ends(counted, pd.PeriodIndex([month])).iloc[0].dropna()
    clauses = analysis.tables["clauses"]
    rows = clauses[clauses["file"].isin(files) & clauses["in_force"]]
    return rows.merge(analysis.tables["readings"].drop(columns="relation"), on=[*PLACE], how="left")


def _clauses_that(
    count: Callable[[pd.DataFrame], pd.Series], *, read: tuple[str, ...] = ()
) -> Callable[[Analysis, pd.Period], pd.DataFrame]:
    """Return a list of clauses with what each adds to a count, and what is `read` in them; others are left out."""

    def rows(analysis: Analysis, month: pd.Period) -> pd.DataFrame:
        clauses = clauses_in_force(analysis, month)
        counted = clauses.assign(adds=count(clauses).astype("int64"))
        return counted.loc[counted["adds"] > 0, [*CLAUSE_ROW, *read, "adds"]]

    return rows


def open_hours(incidents: pd.DataFrame, cut_days: int) -> pd.Series:
    """Return how long each incident was open, in hours, cut at `cut_days`; missing where that is not known.

    The same rule as `measures.engagement.corrective_with_open_time`; a test holds the two together.
    """
    ended = incidents["resolved_utc"].fillna(incidents["closed_utc"])
    lasted_s: pd.Series = (ended - incidents["opened_utc"]).dt.total_seconds()
    hours = (lasted_s / 3600).clip(upper=24.0 * cut_days)
    still_open = ended.isna() & incidents["end_known"].astype(bool)
    hours = hours.mask(still_open, 24.0 * cut_days)
    return hours.where(hours > 0)


def opened_in(analysis: Analysis, month: pd.Period) -> pd.DataFrame:
    """Return the incidents opened in a month, all types."""
    incidents = analysis.tables["incidents"]
    opened: pd.DataFrame = incidents[incidents["opened_at"].dt.to_period("M") == month]
    return opened.sort_values(["opened_at", *PLACE])


def corrective_opened_in(analysis: Analysis, month: pd.Period) -> pd.DataFrame:
    """Return the corrective incidents opened in a month, how long each was open, and how many updates it has."""
    opened = opened_in(analysis, month)
    incidents = opened[opened["type"] == "corrective"]
    hours = open_hours(incidents, analysis.project.settings.cut_days)
    keys = pd.MultiIndex.from_frame(incidents[["tool", "incident_id"]])
    updates = analysis.tables["events"].groupby(["tool", "incident_id"]).size().reindex(keys, fill_value=0)
    shown = incidents[[*INCIDENT_ROW]].assign(open_h=hours, n_updates=np.asarray(updates, dtype="int64"))
    return shown.assign(known=hours.notna())


def _answers_opened_in(analysis: Analysis, month: pd.Period, name: str) -> pd.DataFrame:
    """Return the corrective incidents opened in a month with their rows of the table `answers`."""
    answers = analysis.tables["answers"][[*PLACE, name]]
    rows = corrective_opened_in(analysis, month).drop(columns="known")
    return rows.merge(answers, on=[*PLACE], how="left")


def _answered(name: str) -> Callable[[Analysis, pd.Period], pd.DataFrame]:
    """Return a list of the incidents that a measure asks something of, with the share that each adds."""

    def rows(analysis: Analysis, month: pd.Period) -> pd.DataFrame:
        asked = analysis.tables["answers"][[*PLACE, f"{name}_asked"]]
        found = _answers_opened_in(analysis, month, name).merge(asked, on=[*PLACE], how="left")
        found = found[found[f"{name}_asked"].eq(True)].drop(columns=f"{name}_asked")
        return found.rename(columns={name: "share"}).assign(known=lambda row: row["share"].notna())

    return rows


def _taken(name: str, column: str = "took_h") -> Callable[[Analysis, pd.Period], pd.DataFrame]:
    """Return a list of the incidents with the hours or the steps that a month takes the mean of."""

    def rows(analysis: Analysis, month: pd.Period) -> pd.DataFrame:
        found = _answers_opened_in(analysis, month, name).rename(columns={name: column})
        return found.assign(known=lambda row: row[column].notna())

    return rows


def _clauses_with_targets(analysis: Analysis, month: pd.Period) -> pd.DataFrame:
    """Return the clauses in force that hold a measured target."""
    clauses = clauses_in_force(analysis, month)
    return clauses.loc[clauses["n_targets"] > 0, [*CLAUSE_ROW]]


def _components_opened_in(analysis: Analysis, month: pd.Period) -> pd.DataFrame:
    """Return the corrective incidents opened in a month with the share that each adds to every component."""
    answers = analysis.tables["answers"][[*PLACE, *analysis.measured.components]]
    return corrective_opened_in(analysis, month).merge(answers, on=[*PLACE], how="left")


def all_opened_in(analysis: Analysis, month: pd.Period) -> pd.DataFrame:
    """Return the incidents opened in a month as rows, all types."""
    return opened_in(analysis, month)[[*INCIDENT_ROW]]


# a new measure of the paper that counts something else than clauses gets its own line here
ROWS: Final[dict[str, Callable[[Analysis, pd.Period], pd.DataFrame]]] = {
    "clauses": _clauses_that(lambda clauses: clauses["in_force"]),
    "words": _clauses_that(lambda clauses: clauses["words"]),
    "obligations": _clauses_that(lambda clauses: clauses["obligation"], read=("kind", "party")),
    "targets": _clauses_that(lambda clauses: clauses["n_targets"]),
    "reporting_duties": _clauses_that(lambda clauses: clauses["obligation"] & (clauses["kind"] == "reporting")),
    "penalties": _clauses_that(
        lambda clauses: (clauses["kind"] == "penalty") & (clauses["obligation"] | (clauses["modality"] == "permission"))
    ),
    "procedures": _clauses_that(lambda clauses: clauses["obligation"] & (clauses["kind"] == "procedure")),
    "tightness": _clauses_with_targets,
    "incidents": all_opened_in,
    "engagement": _components_opened_in,
    **{name: _answered(name) for name in ANSWERED if name != ATTENTION},
    **{name: _taken(name) for name in TAKEN},
    UPDATES: _taken("n_steps", "n_steps"),
}


def side_of(name: str) -> str:
    """Return the side of a measure or an index."""
    sides = {measure.name: measure.side for measure in MEASURES}
    return sides.get(name) or {"engagement": "engagement", "incidents": "operations"}.get(name, "specification")


def rows_of(analysis: Analysis, name: str, month: pd.Period) -> tuple[str, pd.DataFrame]:
    """Return the table and the rows behind a measure or an index of one month."""
    side = side_of(name)
    table = "clauses" if side == "specification" else "incidents"
    if name in ROWS:
        return table, ROWS[name](analysis, month)
    if side == "specification":
        return table, clauses_in_force(analysis, month)[[*CLAUSE_ROW]]
    return table, corrective_opened_in(analysis, month)
