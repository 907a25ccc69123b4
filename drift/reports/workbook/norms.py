"""Norms held against incidents: a row a norm, and the share of each year that is within the norms of each version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.measures.norms.decided import MONTH_DAYS
from drift.reports.pages.norms.force import list_force, list_shares
from drift.reports.workbook.sheet import Sheet, find_targets, first_rows

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.measures.norms.findings import NormFindings
    from drift.wording import Wording

PLACE: Final = ["file", "sheet", "row"]
COLUMNS: Final = [
    *("document", "version", "clause_id", "clock", "value", "unit", "for_levels", "for_scope", "share_asked"),
    *("countable", "reason", "column_needed", "stops", "by_hand", "effective_on", "ends_on", "months", "in_force"),
    *("decided_nothing", *PLACE),
]
RENAMED: Final = {
    "written_unit": "unit",
    "levels": "for_levels",
    "scope": "for_scope",
    "share": "share_asked",
    "column": "column_needed",
}
OF_SPLITS: Final = ("change", "work", "work_low", "work_high", "norm", "norm_low", "norm_high")
MET: Final = [
    "document",
    "clock",
    "version",
    "year",
    "share",
    "n",
    "n_asked",
    "n_unknown",
    "share_stopped",
    "estimated",
]


def list_norms(analysis: Analysis, say: Wording) -> Sheet:
    """Return a row a norm: its limit as written, since when, and whether the log can show it, or why not.

    The number leads to the clause.
    """
    frame = _gather(analysis.measured.norms)
    if frame.empty:
        return Sheet("norms", frame)
    frame = _date(frame, analysis)
    frame["reason"] = [None if pd.isna(code) else say(f"norm.reason.{code}") for code in frame["reason"]]
    needed = frame["column_needed"]
    frame["column_needed"] = [None if pd.isna(name) else say.word(f"column.{name}", default=name) for name in needed]
    frame = frame.sort_values(["document", "effective_on", *PLACE], kind="stable", ignore_index=True)[COLUMNS]
    at = first_rows(pd.Series(_places(analysis.tables["clauses"])))
    links = {"clause_id": find_targets("clauses", at, _places(frame))}
    return Sheet("norms", frame, {"share_asked": "known"}, links, coded=("clock", "unit"))


def _places(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    return [*zip(*(frame[name].tolist() for name in PLACE), strict=True)]


def _gather(norms: NormFindings) -> pd.DataFrame:
    """Return norms that bind, shares of a month, and what is not bound."""
    dead = {_key(row) for row in norms.dead.to_dict("records")}
    rows = [
        {**dict.fromkeys(COLUMNS), **_rename(row), "countable": countable, "decided_nothing": _key(row) in dead}
        for part, countable in ((norms.bound, True), (list_shares(norms), True), (norms.unbound, False))
        for row in part.drop(columns=["unit", "in_force"], errors="ignore").to_dict("records")
    ]
    return pd.DataFrame(rows)


def _rename(row: dict[Any, Any]) -> dict[str, Any]:
    return {RENAMED.get(str(name), str(name)): value for name, value in row.items()}


def _key(row: dict[Any, Any]) -> tuple[object, ...]:
    """Return what a norm that binds is known by; several may stand in one row."""
    return tuple(row.get(name) for name in (*PLACE, "clock", "levels"))


def _date(frame: pd.DataFrame, analysis: Analysis) -> pd.DataFrame:
    """Return norms with the days between which their version was in force, in months up to the end of the data."""
    force = list_force(analysis).reindex(frame["file"]).set_axis(frame.index)
    begins, ends = (pd.to_datetime(force[name]).astype("datetime64[ns]") for name in ("effective_on", "ends_on"))
    last = analysis.measured.months.end_time.max()  # NaT without a month
    until = ends.fillna(last)
    months = ((until - begins).dt.days / MONTH_DAYS).round().clip(lower=0).astype("Int64")
    return frame.assign(
        effective_on=force["effective_on"], ends_on=force["ends_on"], months=months, in_force=force["in_force"]
    )


def list_met(analysis: Analysis) -> Sheet:
    """Return a row a version and year: its share within the norms; of versions in force the change since the first.

    That change is split in what the work and what the norms took off or added, with their 95 % intervals.
    """
    norms = analysis.measured.norms
    if norms.met.empty:
        return Sheet("norms_met", norms.met)
    keys = {"document": "document", "clock": "clock", "to_version": "version", "to_year": "year"}
    frame = norms.met[[*MET, "in_force"]].reset_index(drop=True)
    parts = {name: "points_all" if name == "change" else f"points_{name}" for name in OF_SPLITS}
    if len(norms.splits):
        splits = norms.splits.rename(columns=keys | parts)[[*keys.values(), "from_year", *parts.values()]]
        frame = frame.merge(splits, how="left", on=[*keys.values()])
        frame.loc[~frame["in_force"].astype(bool), ["from_year", *parts.values()]] = float("nan")
    frame = frame.rename(columns={"share": "share_met"}).astype({"n": "Int64", "year": "Int64"})
    styles = dict.fromkeys(("year", "from_year"), "year") | dict.fromkeys(("share_met", "share_stopped"), "share")
    return Sheet("norms_met", frame, styles | dict.fromkeys(parts.values(), "share"), coded=("clock",))
