"""How long an incident took by its tool's own account: its duration, the standstill, whether its norm was met."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from drift.sources.layout.table import Table
from drift.sources.opening.child import NUMBER
from drift.sources.rows.context import Context
from drift.sources.values.clocks import names_unit, to_minutes, unit_of
from drift.sources.values.moments import Moments, to_wall
from drift.sources.values.never import Never
from drift.sources.words import normalise

_PLAIN: Final = r"\s*-?\d+(?:[.,]\d+)?\s*"
DURATION_TOLERANCE_MIN: Final = 1.0  # a tool that rounds to whole minutes is not at odds with its stamps


def read_sla_met(context: Context) -> pd.Series:
    """Return whether the norm was met: as told, as not broken, or by the time left (a minus is time over)."""
    table = context.table
    if table.has("sla_met"):
        return context.flags("sla_met")
    if table.has("sla_broken"):
        return ~context.flags("sla_broken")
    left = to_minutes(table.column("sla_left"))
    if not left.notna().any():
        return pd.Series(pd.NA, index=table.rows, dtype="boolean")
    context.tell("note.sla_left", heading=table.title("sla_left"), n=int((left < 0).sum()))
    return left.ge(0).astype("boolean").mask(left.isna())


def end_by_duration(context: Context, opened: Moments) -> dict[str, Moments]:
    """Return the ends that openings and durations give, for a table without a moment of the end; empty where none do.

    A plain number counts where its heading names the unit; a row without a duration has no end that is known.
    """
    table = context.table
    if not table.has("duration_min"):
        return {}
    words = (*table.heading.brackets.get("duration_min", ()), normalise(table.title("duration_min")))
    minutes = to_minutes(table.column("duration_min"), unit_of(words))
    if not names_unit(words):
        column = table.column("duration_min")
        plain = column.kinds.eq(NUMBER) | column.texts.str.fullmatch(_PLAIN).fillna(value=False)
        context.tell_count("note.duration_unit", plain & minutes.notna(), "duration_min")
        minutes = minutes.mask(plain)
    minutes = minutes.mask(minutes < 0)
    if not minutes.notna().any():
        return {}
    utc = opened.utc + pd.to_timedelta((minutes * 60).round(), unit="s").astype("timedelta64[us]")
    context.tell_count("note.end_from_duration", utc.notna(), "duration_min")
    unknown = utc.isna()
    none = Never(pd.Series(False, index=table.rows), pd.Series(False, index=table.rows))
    return {"resolved_at": Moments(to_wall(utc, context.project.zone), utc, unknown, none)}


def end_within_days(context: Context, moments: Mapping[str, Moments], names: Sequence[str]) -> dict[str, Moments]:
    """Return the ends, of which a day without a time of day is no sooner than the opening on that day.

    The hour is not told, and so the end stands at the opening itself, as of every row that tells no more than that.
    """
    opened, mended = moments["opened_at"], {}
    for name in names:
        end = moments.get(name)
        if end is None:
            continue
        on_day = end.wall.eq(opened.wall.dt.normalize()) & opened.wall.gt(end.wall)
        if on_day.any():
            cells = context.table.name_cells(on_day.index[on_day], name)
            context.tell_count("note.end_on_day", on_day, name, cells=cells)
            mended[name] = replace(end, wall=end.wall.mask(on_day, opened.wall), utc=end.utc.mask(on_day, opened.utc))
    return {**moments, **mended}


def tell_backwards(context: Context, frame: pd.DataFrame) -> None:
    """Note the incidents that end before they open, with the first cell of such an end."""
    ends = frame["resolved_utc"].fillna(frame["closed_utc"])
    rows = frame.loc[ends < frame["opened_utc"], "row"]
    if len(rows):
        name = "resolved_at" if frame["resolved_utc"].notna()[rows.index[0]] else "closed_at"
        cell = context.table.address(int(rows.iloc[0]), name).cell
        context.tell("note.backwards", n=len(rows), cell=cell)


def compare_durations(context: Context, frame: pd.DataFrame) -> None:
    """Note where a tool's own duration differs from its stamps; the stamps count."""
    table = context.table
    if not table.has("duration_min"):
        return
    stamped = (frame["resolved_utc"] - frame["opened_utc"]).dt.total_seconds() / 60
    unit = _unit_of(table, "duration_min")
    minutes = to_minutes(table.column("duration_min"), unit).reindex(frame.index)
    differs = (minutes - stamped).abs() > DURATION_TOLERANCE_MIN * max(1.0, unit)
    context.tell_count("note.duration_differs", differs, "duration_min")
    context.tell_count("note.duration_negative", minutes.lt(0), "duration_min")


def read_downtime(context: Context) -> pd.Series:
    """Return the minutes of standing still that a file tells; below zero is not known."""
    table = context.table
    if not table.has("downtime_min"):
        return pd.Series(float("nan"), index=table.rows)
    minutes = to_minutes(table.column("downtime_min"), _unit_of(table, "downtime_min"))
    context.tell_lost("downtime_min", minutes)
    context.tell_count("note.duration_negative", minutes.lt(0), "downtime_min")
    return minutes.mask(minutes < 0)


def _unit_of(table: Table, name: str) -> float:
    """Return the minutes that a plain number in a column stands for, by its heading."""
    return unit_of((*table.heading.brackets.get(name, ()), normalise(table.title(name))))
