"""A norm: what it binds in each version or why it binds nothing, and the incidents it was held against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.explain.explained import Explained
from drift.explain.places import Places
from drift.tables.shown import pick_shown

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.wording import Wording

PLACED: Final = ("document", "version", "clause_id", "file", "sheet", "row")
BOUND: Final = (*PLACED, "clock", "value", "unit", "for_levels", "for_scope", "share_asked", "stops", "by_hand")
UNBOUND: Final = (*PLACED, "value", "unit", "why", "column_needed")
NAMES: Final = {  # of a norm's row -> as it is shown
    "written_unit": "unit",
    "levels": "for_levels",
    "scope": "for_scope",
    "share": "share_asked",
    "column": "column_needed",
}
JUDGED: Final = ("incident_id", "version", "elapsed", "waited", "limit", "limit_unit", "met", "met_stopped", "why")


def find_norms(analysis: Analysis, clause_id: str) -> set[int]:
    """Return the lineage units that ever had a number and set a norm with a number."""
    found = analysis.measured.norms
    return {
        int(unit)
        for part in (found.bound, found.unbound)
        if len(part)
        for unit in part.loc[part["clause_id"].eq(clause_id), "unit"].dropna()
    }


def explain_norm(analysis: Analysis, clause_id: str, say: Wording) -> Explained:
    """Walk a norm through its versions and the incidents that opened while each was in force."""
    found, units = analysis.measured.norms, find_norms(analysis, clause_id)
    bound, unbound = (_pick(part, units) for part in (found.bound, found.unbound))
    judged = _judged(analysis, units)
    facts: dict[str, Any] = {
        "clause_id": clause_id,
        "n_incidents": len(judged),
        "n_met": int(judged["met"].eq(True).sum()),
        "n_unknown": int(judged["met"].isna().sum()),
    }
    sentences = [*_tell_bound(bound, say), *_tell_unbound(unbound, say), *_tell_dead(found.dead, units, say)]
    tables = {
        "norms": _show(bound, say).reindex(columns=[*BOUND]),
        "unbound": _show(unbound, say).reindex(columns=[*UNBOUND]),
        "years": _by_year(judged),
        "judgements": _missed_first(judged, analysis),
    }
    title = say("explain.title_norm", clause=clause_id)
    return Explained("norm", title, facts, sentences, {name: rows for name, rows in tables.items() if len(rows)})


def _pick(part: pd.DataFrame, units: set[int]) -> pd.DataFrame:
    return part[part["unit"].isin(units)].reset_index(drop=True) if len(part) else part


def _show(rows: pd.DataFrame, say: Wording) -> pd.DataFrame:
    """Return norms as they are shown: what runs, and why nothing does, in words."""
    shown = rows.drop(columns=["unit"], errors="ignore").rename(columns=NAMES)
    if "clock" in shown:
        shown["clock"] = [say(f"norms.page.clock.{clock}") for clock in shown["clock"]]
    if "reason" in shown:
        shown["why"] = [say(f"norm.reason.{reason}") for reason in shown["reason"]]
    return shown


def _judged(analysis: Analysis, units: set[int]) -> pd.DataFrame:
    """Return the judgements of incidents that opened while a version of the norm was in force, with their opening."""
    rows = analysis.tables["judgements"]
    own = rows[rows["unit"].isin(units) & rows["then"]]
    opened = pick_shown(analysis.tables, "incidents", ["tool", "incident_id", "opened_at"])
    return own.merge(opened, on=["tool", "incident_id"], how="left")


def _by_year(judged: pd.DataFrame) -> pd.DataFrame:
    """Return by year and version: incidents, those known, and the share within the norm, waiting taken off beside."""
    known = judged[judged["met"].notna()]
    flags = {"met": known["met"].astype(float), "stopped": known["met_stopped"].astype(float)}
    years = known.assign(year=known["opened_at"].dt.year.astype("str"), **flags)
    grouped = years.groupby(["year", "version"], sort=True)
    shares = grouped.agg(n=("met", "size"), share_met=("met", "mean"), share_stopped=("stopped", "mean"))
    return shares.reset_index()


def _missed_first(judged: pd.DataFrame, analysis: Analysis) -> pd.DataFrame:
    """Return every judgement with the place of its incident: missed, unknown, met; the latest first."""
    order = judged["met"].map({False: 0, True: 2}).fillna(1)
    rows = judged.assign(order=order).sort_values(["order", "opened_at", "incident_id"], ascending=[True, False, True])
    rows = rows.reset_index(drop=True)
    placed = rows[["incident_id", "opened_at", *JUDGED[1:], "file", "sheet", "row"]]
    return placed.assign(cell=Places(analysis.intake).cells("incidents", placed))


def _tell_bound(bound: pd.DataFrame, say: Wording) -> list[str]:
    """Return by which clock the norm is held against incidents, once for each that its versions have."""
    if bound.empty:
        return []
    forms = bound.drop_duplicates(["clock", "kind"])
    return [say("explain.norm.bound", clock=say(f"norms.page.clock.{clock}"), kind=say(f"norms.page.kind.{kind}"))
            for clock, kind in zip(forms["clock"], forms["kind"], strict=True)]  # fmt: skip


def _tell_unbound(unbound: pd.DataFrame, say: Wording) -> list[str]:
    """Return why versions of the norm are held against nothing, once a reason."""
    if unbound.empty:
        return []
    sentences = []
    for (reason, column), rows in unbound.fillna({"column": ""}).groupby(["reason", "column"], sort=True):
        versions = say.join([*dict.fromkeys(rows["version"].astype(str))])
        why = say(f"norm.reason.{reason}")
        code = "explain.norm.column" if column else "explain.norm.unbound"
        sentences.append(say(code, versions=versions, why=why, column=column))
    return sentences


def _tell_dead(dead: pd.DataFrame, units: set[int], say: Wording) -> list[str]:
    own = _pick(dead, units)
    return [say("explain.norm.dead", months=int(own["months"].iloc[0]))] if len(own) else []
