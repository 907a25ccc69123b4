"""The rows of every table, each with its place as text, in an order in which links can find them."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.analysed import Analysis
from drift.explain.incident import flag_incidents
from drift.explain.places import CELL_OF, Places
from drift.measures.catalogue import ANSWERED, ATTENTION, HANDS, WAITING
from drift.measures.work.answers import TAKEN
from drift.reports.workbook.sheet import Sheet, Target, find_targets, first_rows
from drift.tables.columns import PERSONS
from drift.wording import Wording

GRADED: Final = (HANDS, ATTENTION, WAITING)  # shares of an incident; the other answers are yes or no
YES_NO: Final = ("bounced", *(name for name in ANSWERED if name not in GRADED))
ADDED: Final = {**dict.fromkeys(GRADED, "share"), **dict.fromkeys(("open_h", *TAKEN), "hours")}
_ORDER = ["opened_at", "file", "sheet", "row"]


def sort_versions(analysis: Analysis) -> pd.DataFrame:
    """Return the versions by document, in order of time."""
    return analysis.measured.paper.stocks.versions.reset_index(drop=True)


def sort_incidents(analysis: Analysis) -> pd.DataFrame:
    """Return the incidents in order of opening, so that a month is one run of rows."""
    return analysis.tables["incidents"].sort_values(_ORDER, kind="stable", ignore_index=True)


def list_versions(analysis: Analysis) -> Sheet:
    """Return a row a version with its counts; its name leads to its clauses."""
    frame = sort_versions(analysis).drop(columns=["relation"], errors="ignore")
    return Sheet("versions", frame, {}, {"file": to_clauses(analysis, frame["file"])}, coded=("role", "status"))


def to_clauses(analysis: Analysis, files: pd.Series) -> list[Target | None]:
    """Return for each file its first clause."""
    return find_targets("clauses", first_rows(analysis.tables["clauses"]["file"]), files.tolist())


def list_read(analysis: Analysis, name: str) -> Sheet:
    """Return what was read in the clauses (readings, targets), with document and number; these lead to the clause."""
    frame, clauses = _plain(name, analysis.tables[name]), analysis.tables["clauses"]
    links = find_targets("clauses", _row_of_clause(analysis), _places(frame, ""))
    rows = [None if link is None else link[1] for link in links]
    numbers = clauses[["document", "clause_id"]].reindex(pd.Series(rows, dtype="Int64").fillna(-1).astype("int64"))
    for i, column in enumerate(numbers):
        frame.insert(3 + i, str(column), numbers[column].to_numpy())
    codes = ("party", "kind", "modality", "unit")
    return Sheet(name, _placed(analysis, name, frame), {}, {"clause_id": links}, coded=codes)


def list_lineage(analysis: Analysis) -> Sheet:
    """Return which clause became which; both numbers lead to their clause."""
    frame, at = _plain("lineage", analysis.tables["lineage"]), _row_of_clause(analysis)
    links = {f"{age}_clause_id": find_targets("clauses", at, _places(frame, f"{age}_")) for age in ("old", "new")}
    return Sheet("lineage", frame, {"unit": "count"}, links, coded=("change",))


def _row_of_clause(analysis: Analysis) -> dict[object, int]:
    """Return in which row of the sheet each clause stands, by file, sheet and row."""
    return {place: i for i, place in enumerate(_places(analysis.tables["clauses"], ""))}


def _places(frame: pd.DataFrame, prefix: str) -> list[tuple[object, ...]]:
    return list(frame[[f"{prefix}{name}" for name in ("file", "sheet", "row")]].itertuples(index=False, name=None))


def list_rows(analysis: Analysis, name: str) -> Sheet:
    """Return a table as it is, with `file!sheet!cell` of every row."""
    frame = _plain(name, analysis.tables[name])
    return Sheet(name, _placed(analysis, name, frame))


def list_incidents(analysis: Analysis, say: Wording) -> Sheet:
    """Return the incidents with what decides whether they count; their number leads to their updates."""
    frame = _plain("incidents", flag_incidents(analysis)).sort_values(_ORDER, kind="stable", ignore_index=True)
    frame = _placed(analysis, "incidents", frame)
    frame["counts_in"] = [
        "; ".join(say(f"measure.{name}.name") for name in names) or say("no") for names in frame["counts_in"]
    ]
    frame["why_not"] = [" ".join(say(f"explain.why.{code}") for code in codes) or None for codes in frame["why_not"]]
    for name in [name for name in YES_NO if name in frame]:
        frame[name] = [None if pd.isna(answer) else bool(answer) for answer in frame[name]]
    styles = {name: style for name, style in ADDED.items() if name in frame}
    updates = _sort_updates(analysis)
    firsts = first_rows(updates["tool"] + "\n" + updates["incident_id"])
    keys = frame["tool"] + "\n" + frame["incident_id"]
    links = find_targets("events", firsts, keys.tolist())
    return Sheet("incidents", frame, styles, {"incident_id": links}, coded=("type",))


def list_updates(analysis: Analysis) -> Sheet:
    """Return the updates of incidents, those of one incident together and in order of time."""
    return Sheet("events", _placed(analysis, "events", _plain("events", _sort_updates(analysis))), coded=("kind",))


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
