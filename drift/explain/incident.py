"""An incident: its fields, its updates in order of time, what it adds to every measure, or why it counts in none."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pandas as pd

from drift.explain.explained import Explained
from drift.explain.places import Places
from drift.explain.rows import PLACE, open_hours, pick_answers
from drift.measures.catalogue import ANSWERED, ATTENTION, RESTORE, measure_named
from drift.measures.work.answers import TAKEN
from drift.tables.shown import pick_shown, relate_shown

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.wording import Wording

BY_OPEN_TIME = (ATTENTION, RESTORE)  # measures that the open time decides
COUNTED = (*ANSWERED, RESTORE, *TAKEN)  # measures of which it is known what each incident adds


def explain_incident(analysis: Analysis, incident_id: str, say: Wording) -> Explained:
    """Walk an incident to its row, its updates and its measures; one number in two tools is two incidents."""
    places = Places(analysis.intake)
    ids = pick_shown(analysis.tables, "incidents", ["incident_id"])["incident_id"]
    flagged = flag_incidents(analysis, ids.index[ids == incident_id])
    incidents = flagged.sort_values(["tool", *PLACE])
    its = relate_shown(analysis.tables, "events", "incident_id", "incidents", flagged.index)
    updates = pick_shown(analysis.tables, "events", None, its).sort_values(["tool", "at_utc", *PLACE])
    updates = updates.drop(columns=["relation", "at_utc"]).reset_index(drop=True)
    for table, frame in (("incidents", incidents), ("events", updates)):
        frame.insert(3, "cell", places.cells(table, frame))
    first = flagged.iloc[0]
    facts: dict[str, Any] = {
        "incident_id": incident_id,
        "month": str(first["month"]),
        "counts_in": list(first["counts_in"]),
        "n_updates": len(updates),
    }
    sentences = [say(f"explain.why.{code}") for code in first["why_not"]]
    if first["counts_in"]:
        sentences.append(say("explain.counts", measures=[say(f"measure.{name}.name") for name in first["counts_in"]]))
    names = measured_names(analysis)
    rows = incidents.drop(columns=["counts_in", "why_not", "bounced", *names], errors="ignore").reset_index(drop=True)
    added = {name: first["open_h" if name == RESTORE else name] for name in names}
    answers = pd.DataFrame(
        [(name, answer, name in first["counts_in"]) for name, answer in added.items() if pd.notna(answer)],
        columns=["measure", "answer", "counts"],
    )
    title = say("explain.title_incident", incident=incident_id)
    return Explained("incident", title, facts, sentences, {"incidents": rows, "answers": answers, "events": updates})


def measured_names(analysis: Analysis) -> list[str]:
    """Return the measures of this analysis of which it is known what each incident adds."""
    measured = set(analysis.measures["measure"])
    return [name for name in COUNTED if name in measured]


def flag_incidents(analysis: Analysis, rows: pd.Index | None = None) -> pd.DataFrame:
    """Return the incidents with what decides whether they count, and what they add.

    Parameters
    ----------
    rows : of the table of incidents, in the order to be returned; None: all of them

    Returns
    -------
    frame : columns of the table (relation and UTC left out), month (text), open_h (hours, cut; missing: not known),
    bounced where it is told and outcomes are shown, a column a measure (share 0 to 1, or hours; missing: not known),
    counts_in (names of measures), why_not (codes of explain.why; empty where it counts in all that open time decides)
    """
    incidents = pick_shown(analysis.tables, "incidents", None, rows)
    hours = open_hours(incidents, analysis.project.settings.cut_days)
    months = incidents["opened_at"].dt.to_period("M")
    added = _what_it_adds(analysis, incidents, hours)
    values = analysis.measures
    measured = {name: set(values.loc[values["measure"] == name, "period"]) for name in COUNTED}
    by_open_time: set[pd.Period] = set().union(*(measured[name] for name in BY_OPEN_TIME))
    state = {month: _why_month(analysis, month, by_open_time) for month in months.unique()}
    why = [
        tuple(code for code, holds in (("type", kind != "corrective"), ("open_time", unknown)) if holds) + state[month]
        for kind, unknown, month in zip(incidents["type"], hours.isna(), months, strict=True)
    ]
    names = measured_names(analysis)
    counted = pd.DataFrame({name: months.isin(measured[name]) & added[name].notna() for name in names}, incidents.index)
    counts = [tuple(itertools.compress(names, row)) for row in counted.to_numpy().tolist()]
    dropped = ["relation", *(name for name in incidents if str(name).endswith("_utc"))]
    flags: dict[str, Any] = {"month": months.astype(str), "open_h": hours, "counts_in": counts, "why_not": why}
    others = added.drop(columns=RESTORE, errors="ignore")  # which is open_h
    return incidents.drop(columns=dropped).assign(**others, **flags)


def _what_it_adds(analysis: Analysis, incidents: pd.DataFrame, hours: pd.Series) -> pd.DataFrame:
    """Return what each incident adds to every measure; an analysis that does not show a measure does not show this."""
    answers, names = pick_answers(analysis, incidents), measured_names(analysis)
    restored = hours.where(incidents["type"] == "corrective")
    adds = {name: restored if name == RESTORE else answers[name] for name in names}
    if any(measure_named(name).side == "outcome" for name in names) and answers["bounced"].notna().any():
        adds = {"bounced": answers["bounced"], **adds}
    return pd.DataFrame(adds, index=incidents.index)


def _why_month(analysis: Analysis, month: pd.Period, measured: set[pd.Period]) -> tuple[str, ...]:
    """Return why a month counts in no measure that open time decides: nothing where it does."""
    if month in measured:
        return ()
    span = analysis.measured.span
    if span is None or month not in span.complete:
        return ("incomplete",)
    return ("young",) if month not in span.settled(analysis.project.settings.cut_days) else ("few_known",)
