"""A problem: the connected faults of one installation, where it was spoken of and what came of it; never by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.explain.explained import Explained
from drift.explain.places import Places
from drift.measures.levels.problems import CONNECTED_DAYS
from drift.tables.shown import pick_shown
from drift.terms import LEVELS, STEPS

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.wording import Wording

FLAGS: Final = ("solved", "went_up", *LEVELS[1:], "pushed_up", "parked", "denied", "referred_back")


def find_problems(analysis: Analysis, name: str) -> pd.DataFrame:
    """Return the problems of an installation, or the one that an incident belongs to; no row where there is none."""
    fates = analysis.measured.levels.fates
    if fates.empty:
        return fates
    own: pd.DataFrame = fates[fates["object"].str.casefold().eq(name.casefold())]
    return own if len(own) else _of_incident(analysis, fates, name)


def _of_incident(analysis: Analysis, fates: pd.DataFrame, name: str) -> pd.DataFrame:
    incidents = _list_incidents(analysis)
    own = incidents[incidents["incident_id"].str.casefold().eq(name.casefold())]
    if own.empty:
        return fates.iloc[:0]
    at, thing = own.iloc[0]["opened_at"], own.iloc[0]["object"]
    there: pd.DataFrame = fates[fates["object"].eq(thing) & (fates["raised_at"] <= at) & (at <= fates["last_at"])]
    return there


def explain_problem(analysis: Analysis, name: str, say: Wording) -> Explained:
    """Walk the problems of an installation through the tables; of contacts the quarter is told, and no more."""
    problems = find_problems(analysis, name).sort_values("raised_at")
    facts: dict[str, Any] = {
        "object": str(problems["object"].iloc[0]),
        "n_problems": len(problems),
        **{f"n_{flag}": int(problems[flag].sum()) for flag in FLAGS},
    }
    sentences = [say("explain.problem.rule", days=CONNECTED_DAYS), say("explain.problem.quarter")]
    tables = {
        "problems": _show(problems, say),
        "said": _list_lines(analysis, problems, say),
        "incidents": _place(analysis, problems),
    }
    title = say("explain.title_problem", name=facts["object"])
    return Explained("problem", title, facts, sentences, {key: rows for key, rows in tables.items() if len(rows)})


def _show(problems: pd.DataFrame, say: Wording) -> pd.DataFrame:
    """Return a row a problem: the month it was raised, its incidents, what became of it and where it lay how long."""
    told = [say.join([say(f"levels.flag.{flag}") for flag in FLAGS if row[flag]]) for _, row in problems.iterrows()]
    return pd.DataFrame(
        {
            "raised_in": problems["raised_at"].dt.to_period("M").astype("str"),
            "n_incidents": problems["n"],
            "became": [text or say("levels.flag.open") for text in told],
            **{f"days_{level}": problems[f"days_{level}"].round(1) for level in LEVELS},
            "trips": problems["trips"],
        }
    ).reset_index(drop=True)


def _list_lines(analysis: Analysis, problems: pd.DataFrame, say: Wording) -> pd.DataFrame:
    """Return a row for each thing that contacts said: quarter, level, what named the problem, what came of it."""
    lines = analysis.measured.levels.lines
    own = lines[lines["problem"].isin(problems["problem"])] if len(lines) else lines
    if own.empty:
        return own
    raised = problems.set_index("problem")["raised_at"].dt.to_period("M").astype("str")
    steps = [say.join([say(f"levels.step.{step}") for step in STEPS if row[step]]) for _, row in own.iterrows()]
    return pd.DataFrame(
        {
            "raised_in": own["problem"].map(raised),
            "quarter": own["quarter"].astype("str"),
            "on_level": [say(f"level.{level}") for level in own["level"]],
            "named_by": [say(f"levels.by.{by}") for by in own["by"]],
            "came_of_it": [text or say("levels.step.none") for text in steps],
        }
    ).reset_index(drop=True)


def _list_incidents(analysis: Analysis) -> pd.DataFrame:
    columns = ["incident_id", "opened_at", "type", "object", "file", "sheet", "row"]
    rows = pick_shown(analysis.tables, "incidents", columns)
    corrective: pd.DataFrame = rows[rows["type"].eq("corrective")]
    return corrective


def _place(analysis: Analysis, problems: pd.DataFrame) -> pd.DataFrame:
    """Return the incidents of the problems with their places, the latest first."""
    incidents = _list_incidents(analysis)
    own = incidents[incidents["object"].isin(problems["object"])]
    spans = [*problems[["raised_at", "last_at"]].itertuples(index=False, name=None)]
    within = pd.Series(
        [any(first <= at <= last for first, last in spans) for at in own["opened_at"]], index=own.index, dtype=bool
    )
    rows = own[within].sort_values(["opened_at", "incident_id"], ascending=[False, True]).reset_index(drop=True)
    placed = rows[["incident_id", "opened_at", "file", "sheet", "row"]]
    return placed.assign(cell=Places(analysis.intake).cells("incidents", placed))
