"""The rows of every table, each with its place as text, in an order in which links can find them."""

from __future__ import annotations

import pandas as pd

from drift.analysis import Analysis
from drift.reports.explain.incident import flag_incidents
from drift.reports.places import CELL_OF, Places
from drift.reports.workbook.sheet import Sheet, Target, first_rows
from drift.tables.columns import PERSONS
from drift.wording import Wording

_ORDER = ["opened_at", "file", "sheet", "row"]


def sort_versions(analysis: Analysis) -> pd.DataFrame:
    """Return the versions by document, in order of time."""
    return analysis.stocks.versions.reset_index(drop=True)


def sort_incidents(analysis: Analysis) -> pd.DataFrame:
    """Return the incidents in order of opening, so that a month is one run of rows."""
    return analysis.tables["incidents"].sort_values(_ORDER, kind="stable", ignore_index=True)


def list_versions(analysis: Analysis) -> Sheet:
    """Return a row a version with its counts; its name leads to its clauses."""
    versions = sort_versions(analysis)
    firsts = first_rows(analysis.tables["clauses"]["file"])
    links: list[Target | None] = [
        ("clauses", firsts[file]) if file in firsts else None for file in versions["file"].tolist()
    ]
    return Sheet("versions", versions.drop(columns=["relation"], errors="ignore"), {}, {"file": links})


def list_rows(analysis: Analysis, name: str) -> Sheet:
    """Return a table as it is, with `file!sheet!cell` of every row."""
    frame = _plain(name, analysis.tables[name])
    return Sheet(name, _placed(analysis, name, frame))


def list_incidents(analysis: Analysis, say: Wording) -> Sheet:
    """Return the incidents with what decides whether they count; their number leads to their updates."""
    frame = _plain("incidents", flag_incidents(analysis)).sort_values(_ORDER, kind="stable", ignore_index=True)
    frame = _placed(analysis, "incidents", frame)
    frame["counts_in"] = [
        ", ".join(say(f"measure.{name}.name") for name in names) or say("no") for names in frame["counts_in"]
    ]
    frame["why_not"] = [" ".join(say(f"explain.why.{code}") for code in codes) or None for codes in frame["why_not"]]
    updates = _sort_updates(analysis)
    firsts = first_rows(updates["tool"] + "\n" + updates["incident_id"])
    keys = frame["tool"] + "\n" + frame["incident_id"]
    links: list[Target | None] = [("events", firsts[key]) if key in firsts else None for key in keys.tolist()]
    return Sheet("incidents", frame, {"open_h": "hours"}, {"incident_id": links})


def list_updates(analysis: Analysis) -> Sheet:
    """Return the updates of incidents, those of one incident together and in order of time."""
    return Sheet("events", _placed(analysis, "events", _plain("events", _sort_updates(analysis))))


def _sort_updates(analysis: Analysis) -> pd.DataFrame:
    order = ["tool", "incident_id", "at_utc", "file", "sheet", "row"]
    return analysis.tables["events"].sort_values(order, kind="stable", ignore_index=True)


def _plain(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.drop(columns="relation", errors="ignore")
    return frame.astype(dict.fromkeys(PERSONS.get(name, ()), "Int64"))


def _placed(analysis: Analysis, name: str, frame: pd.DataFrame) -> pd.DataFrame:
    if name not in CELL_OF:
        return frame
    return frame.assign(place=pd.Series(Places(analysis.intake).written(name, frame), index=frame.index, dtype="str"))
