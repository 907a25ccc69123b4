"""Incidents of a log of steps: where no row is an incident, each case of the steps is one."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.errors import Note
from drift.sources.rows.eventcases import ATTRIBUTES, PREFIX
from drift.tables.among import are_among
from drift.tables.columns import COUNT, FLAG, MOMENT, REAL, TABLES
from drift.terms import CUT_DAYS

_CASE: Final = ["tool", "incident_id"]
ENDS_TOLD: Final = 0.5  # share of the cases that some step calls resolved or closed: the log says so, where it was so
SETTLED: Final = 0.9  # share of the cases in which an attribute never changes; below it is of the step, not of the case
_ENDS: Final = ("resolved", "closed")
_LAST: Final = {"at": "at", "utc": "at_utc"}
_DTYPES: Final = {MOMENT: "datetime64[us]", COUNT: "Int64", REAL: "float64", FLAG: "boolean"}


def derive_incidents(events: pd.DataFrame, incidents: pd.DataFrame) -> tuple[pd.DataFrame, list[Note]]:
    """Return an incident for each case of the steps that no row of the log is about.

    Opened with its first step, resolved and closed when a step says so. A case without such a step is open where the
    log says so of most cases and its last step is no older than CUT_DAYS; else it ended with its last step. Handler and
    group are the last ones.

    Parameters
    ----------
    events : as read, with `of_case` and the attributes of eventcases; the ids are those of incidents
    incidents : as from settle_keys

    Returns
    -------
    (derived, notes) : incidents as columns.py has them; what is to be told
    """
    known = are_among(events["incident_id"], [incidents["incident_id"], incidents["number"]])
    if known.all():  # as it mostly is: taking no row of a large table copies it
        return incidents.iloc[:0], []
    steps = events[~known]
    if len(incidents) and len(steps):  # comments alone are no log of steps: their incidents are missing
        steps = steps[steps["of_case"].eq(other=True)] if "of_case" in steps else steps.iloc[:0]
    if not len(steps):
        return incidents.iloc[:0], []
    steps = steps.sort_values([*_CASE, "at_utc"], kind="stable")
    steps = steps.assign(started_at=_start(steps, "at"), started_utc=_start(steps, "at_utc"))
    cases = _pick(steps)
    cases = cases.assign(**_find_ends(steps, cases))
    cases, ended, open_still = _end_with_last(cases)
    counts = {"cases_last_step": ended, "cases_open": open_still, "cases_one_step": ~cases["end_known"]}
    told = [Note(f"note.{name}", {"n": int(n.sum()), "of": len(cases)}) for name, n in counts.items() if n.any()]
    no_type = [] if "type" in _settled(steps) else [Note("note.no_type")]
    return cases, [Note("note.cases_derived", {"n": len(cases), "events": len(steps)}), *told, *no_type]


def join_derived(incidents: pd.DataFrame, derived: pd.DataFrame) -> pd.DataFrame:
    """Return the incidents of rows with those of cases; of every column of columns.py."""
    if not len(derived):
        return incidents
    whole = derived.assign(**{name: value for name, value in _blank(derived).items() if name not in derived})
    return pd.concat([incidents, whole], ignore_index=True) if len(incidents) else whole.reset_index(drop=True)


def _blank(derived: pd.DataFrame) -> dict[str, pd.Series]:
    return {
        column.name: pd.Series(None, index=derived.index, dtype=_DTYPES.get(column.dtype, "str"))
        for column in TABLES["incidents"]
    }


def _start(steps: pd.DataFrame, name: str) -> pd.Series:
    """Return when each step began, where the log tells that beside its end."""
    began = steps.get(name.replace("at", "began_at", 1))
    return steps[name] if began is None else began.where(began < steps[name], steps[name])


def _pick(steps: pd.DataFrame) -> pd.DataFrame:
    """Return one row a case: where and when it begins, and what its last steps say."""
    groups = steps.groupby(_CASE, sort=False)
    last = groups[["actor", "group", "status", "at", "at_utc"]].last()
    first = groups[["relation", "file", "sheet", "row"]].first()
    began = groups[["started_at", "started_utc"]].min()
    attributes = groups[[PREFIX + name for name in _settled(steps)]].last()
    cases = pd.concat([first, last, began, attributes], axis=1).reset_index()
    names = {"started_at": "opened_at", "started_utc": "opened_utc", "actor": "handler"}
    cases = cases.rename(columns={**names, **{PREFIX + name: name for name in ATTRIBUTES}})
    types = cases["type"].fillna("corrective") if "type" in cases else "corrective"
    return cases.assign(type=types, number=cases["incident_id"])


def _settled(steps: pd.DataFrame) -> list[str]:
    """Return the attributes that say something of the case: they hardly ever change within one."""
    names = [name for name in ATTRIBUTES if PREFIX + name in steps and steps[PREFIX + name].notna().any()]
    if not names:
        return []
    columns = [PREFIX + name for name in names]
    told = steps.groupby(_CASE, sort=False)[columns]
    repeated, kept = told.count() > 1, told.nunique() == 1
    shares = (kept & repeated).sum() / repeated.sum()
    return [name for name in names if not shares[PREFIX + name] < SETTLED]


def _find_ends(steps: pd.DataFrame, cases: pd.DataFrame) -> dict[str, pd.Series]:
    """Return when each case was resolved and closed last; missing where nothing says so, or it was reopened after."""
    keys = pd.MultiIndex.from_frame(cases[_CASE])
    before = steps.groupby(_CASE, sort=False)["kind"].shift()
    reopened = steps[steps["kind"] == "reopened"].groupby(_CASE, sort=False)["at_utc"].last().reindex(keys)
    ends: dict[str, pd.Series] = {}
    for kind in _ENDS:
        arrived = steps[steps["kind"].eq(kind) & before.ne(kind)]
        last = arrived.groupby(_CASE, sort=False)[["at", "at_utc"]].last().reindex(keys)
        last = last.mask(last["at_utc"].lt(reopened))
        ends |= {f"{kind}_at": last["at"].set_axis(cases.index), f"{kind}_utc": last["at_utc"].set_axis(cases.index)}
    return ends


def _end_with_last(cases: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series, pd.Series]:
    """Let cases of which no end is told end with their last step, but those that may be open still.

    Returns
    -------
    (cases, ended, open_still) : with `end_known`; which ended so, which are open
    """
    known = cases[["resolved_at", "closed_at"]].notna().any(axis=1)
    recent = cases["at_utc"] > cases["at_utc"].max() - pd.Timedelta(days=CUT_DAYS)
    open_still = ~known & recent & (known.mean() >= ENDS_TOLD)
    ended = ~known & ~open_still & (cases["at_utc"] > cases["opened_utc"])  # one step alone has no end
    ends = {f"resolved_{part}": cases[f"resolved_{part}"].mask(ended, cases[last]) for part, last in _LAST.items()}
    return cases.assign(**ends, end_known=known | open_still | ended), ended, open_still
