"""An incident: its fields, its updates in order of time, and whether it counts in what its open time decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from drift.measures.attention import ATTENTION
from drift.measures.outcomes import RESTORE
from drift.reports.explain.explained import Explained
from drift.reports.explain.rows import PLACE, open_hours
from drift.reports.places import Places

if TYPE_CHECKING:
    from drift.analysis import Analysis
    from drift.wording import Wording

BY_OPEN_TIME = (ATTENTION, RESTORE)  # measures of which an incident's own row tells whether it counts in them


def explain_incident(analysis: Analysis, incident_id: str, say: Wording) -> Explained:
    """Walk an incident to its row, its updates and its measures; one number in two tools is two incidents."""
    places = Places(analysis.intake)
    flagged = flag_incidents(analysis)
    incidents = flagged[flagged["incident_id"] == incident_id].sort_values(["tool", *PLACE])
    events = analysis.tables["events"]
    updates = events[events["incident_id"] == incident_id].sort_values(["tool", "at_utc", *PLACE])
    updates = updates.drop(columns=["relation", "at_utc"]).reset_index(drop=True)
    for table, rows in (("incidents", incidents), ("events", updates)):
        rows.insert(3, "cell", places.cells(table, rows))
    first = flagged[flagged["incident_id"] == incident_id].iloc[0]
    facts: dict[str, Any] = {
        "incident_id": incident_id,
        "month": str(first["month"]),
        "counts_in": list(first["counts_in"]),
        "n_updates": len(updates),
    }
    told = [say(f"explain.why.{code}") for code in first["why_not"]]
    told = told or [say("explain.counts", measures=[say(f"measure.{name}.name") for name in first["counts_in"]])]
    shown = incidents.drop(columns=["counts_in", "why_not"], errors="ignore").reset_index(drop=True)
    title = say("explain.title_incident", incident=incident_id)
    return Explained("incident", title, facts, told, {"incidents": shown, "events": updates})


def flag_incidents(analysis: Analysis) -> pd.DataFrame:
    """Return the incidents with what decides whether they count.

    Returns
    -------
    frame : columns of the table (relation and UTC left out), month (text), open_h (hours, cut; missing: not known),
    counts_in (names of measures), why_not (codes of explain.why; empty where it counts)
    """
    incidents = analysis.tables["incidents"]
    hours = open_hours(incidents, analysis.project.settings.cut_days)
    months = incidents["opened_at"].dt.to_period("M")
    rows = analysis.measures[analysis.measures["measure"].isin(BY_OPEN_TIME)]
    in_month: dict[Any, Any] = rows.groupby("period")["measure"].agg(tuple).to_dict()
    state = {month: _why_month(analysis, month, in_month) for month in months.unique()}
    why = [
        tuple(code for code, holds in (("type", kind != "corrective"), ("open_time", known)) if holds) + state[month]
        for kind, known, month in zip(incidents["type"], hours.isna(), months, strict=True)
    ]
    counts = [() if codes else in_month.get(month, ()) for codes, month in zip(why, months, strict=True)]
    dropped = ["relation", *(name for name in incidents if str(name).endswith("_utc"))]
    flags = {"month": months.astype(str), "open_h": hours, "counts_in": counts, "why_not": why}
    return incidents.drop(columns=dropped).assign(**flags)


def _why_month(analysis: Analysis, month: pd.Period, measured: dict[Any, Any]) -> tuple[str, ...]:
    """Return why a month counts in no measure: nothing where it does."""
    if month in measured:
        return ()
    span = analysis.span
    if span is None or month not in span.complete:
        return ("incomplete",)
    return ("young",) if month not in span.settled(analysis.project.settings.cut_days) else ("few_known",)
