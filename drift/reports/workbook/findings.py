"""What the pages conclude, as tables: each outcome against its base, and the kinds of clauses then and now."""

from __future__ import annotations

import math
from typing import Final

import pandas as pd

from drift.analysed import Analysis
from drift.measures.catalogue import measure_named
from drift.model.change import Change
from drift.model.harm import GROUPS
from drift.reports.workbook.changes import SUFFIX
from drift.reports.workbook.sheet import Sheet

HELD: Final = "held"  # an outcome that is in no group: not clearly worse
_POINTS: Final = ("points", "points_low", "points_high")
_PERCENT: Final = tuple(f"{name}{SUFFIX}" for name in ("log", "low", "high"))


def list_outcomes(analysis: Analysis) -> Sheet:
    """Return a row an outcome: its level in the base and now, the change with its interval, evidence, how it stands."""
    harm, changes = analysis.judgement.harm, analysis.judgement.changes
    standing = {name: group for group in GROUPS for name in getattr(harm, group)}
    rows = []
    for name in analysis.measured.operations.compared:
        evidence = harm.each.get(name)
        known = evidence.e_values.dropna() if evidence else pd.Series(dtype=float)
        rows.append(
            {
                "measure": name,
                "standing": standing.get(name, HELD),
                **_tell_change(changes.get(name)),
                "unit": measure_named(name).unit,
                "e_value": float(known.iloc[-1]) if len(known) else None,
                "alarm": _to_day(evidence.alarm) if evidence else None,
                "ended": _to_day(evidence.ended) if evidence else None,
            }
        )
    frame = pd.DataFrame(rows)
    if frame.empty:
        return Sheet("outcomes", frame)
    levels = ["percent1" if unit == "share" else "number1" for unit in frame["unit"]]
    styles = dict.fromkeys(_PERCENT, "change") | dict.fromkeys(_POINTS, "share") | {"e_value": "number1"}
    styles |= dict.fromkeys(("first_month", "last_month", "alarm", "ended"), "month")
    of_levels = {"since_before": levels, "since_after": levels}
    return Sheet("outcomes", frame, {**styles, **of_levels}, coded=("measure", "standing", "unit"), frozen=1)


def _to_day(month: pd.Period | None) -> pd.Timestamp | None:
    return None if month is None else month.to_timestamp()


def _tell_change(change: Change | None) -> dict[str, object]:
    """Return a change as a row has it: of a share the difference, else the change in percent."""
    if change is None:
        return dict.fromkeys(("since_before", "since_after", "n_before", "n_after"))
    told = change.points
    points = (told.value, told.low, told.high) if told else (None,) * 3
    percent = (None,) * 3 if told else tuple(map(math.expm1, (change.log, change.low, change.high)))
    return {
        "since_before": change.before.level,
        "since_after": change.after.level,
        "n_before": change.before.n,
        "n_after": change.after.n,
        **dict(zip(_PERCENT, percent, strict=True)),
        **dict(zip(_POINTS, points, strict=True)),
        "first_month": _to_day(change.after.first),
        "last_month": _to_day(change.after.last),
    }


def list_kinds(analysis: Analysis) -> Sheet:
    """Return a row a kind of clause and who it binds: how many at the start of the base, and how many at the end."""
    duties = analysis.measured.paper.stocks.duties
    if duties.empty:
        return Sheet("kinds", pd.DataFrame())
    months = pd.PeriodIndex(duties["period"], freq="M")
    base = analysis.measured.base.paper
    first, last = (base[0] if len(base) else months.min()), months.max()
    counts = list(map(str, duties.select_dtypes("number")))
    parts = {
        age: duties[months == month].groupby(["kind", "party"])[counts].sum().add_suffix(f"_{age}")
        for age, month in (("then", first), ("now", last))
    }
    frame = pd.concat(parts.values(), axis=1).fillna(0).astype(int).reset_index()
    for name in counts:
        frame[f"{name}_more"] = frame[f"{name}_now"] - frame[f"{name}_then"]
    frame = frame.sort_values([f"{counts[0]}_now", "kind", "party"], ascending=[False, True, True], ignore_index=True)
    return Sheet("kinds", frame, {}, coded=("kind", "party"))
