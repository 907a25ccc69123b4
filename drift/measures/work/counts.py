"""All measures counted together: three passes over the table `judged`, whatever the number of measures.

By month and cell (what is asked, known, the sum of shares), by month alone (hours, steps), and, once it is known what
is expected of each stratum, by month and cluster of callers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.work.cases import FIXED_POINT, HOUR_S, to_frame, to_months
from drift.measures.work.floor import CRITERIA
from drift.tables.columns import to_arrow

if TYPE_CHECKING:
    import ibis

    from drift.measures.work.questions import Question
    from drift.tables.store import Store

CELL: Final = ("category", "priority")
HOURS: Final = ("open_s", "responded_s", "direct_s")
# a residual lies between -2 and 2, and a float tells no more digits of it
RESIDUAL_POINT: Final = 1_000_000_000_000_000


def count_cells(store: Store, questions: dict[str, Question]) -> pd.DataFrame:
    """Count every question by month and cell.

    Returns
    -------
    frame : period, category, priority, n (incidents), and of each question NAME_n (asked), NAME_known, NAME_total (sum
        of shares)
    """
    rows = _answers(store["judged"], questions, "month", *CELL)
    sums = {"n": rows.count()}
    for name in questions:
        sums[f"{name}_n"] = rows[f"{name}_asked"].sum()
        sums[f"{name}_known"] = rows[name].count()
        sums[f"{name}_total"] = rows[name].sum().fill_null(0)
    frame = to_frame(rows.group_by("month", *CELL).agg(**sums), "month", *CELL)
    totals = {f"{name}_total": frame[f"{name}_total"].astype(float) / FIXED_POINT for name in questions}
    return frame.drop(columns="month").assign(period=to_months(frame["month"]), **totals)


def _answers(judged: ibis.Table, questions: dict[str, Question], *columns: str) -> ibis.Table:
    """Return the rows with a column of shares a question, null where it is not asked or not told."""
    import ibis

    shares = {name: ibis.ifelse(one.asked, one.share, ibis.null("int64")) for name, one in questions.items()}
    asked = {f"{name}_asked": one.asked.cast("int64") for name, one in questions.items()}
    return judged.select(*columns, **shares, **asked)


def pick_question(cells: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the counts of one question where it was asked: period, stratum where there is one, n, known, total."""
    named = {f"{name}_{what}": what for what in ("n", "known", "total")}
    by = ["period", *(["stratum"] if "stratum" in cells else [])]
    counts = cells[[*by, *named]].rename(columns=named)
    return counts[counts["n"] > 0].groupby(by, as_index=False).sum()


def put_strata(store: Store, strata: pd.DataFrame) -> None:
    """Put the table `cells`: which category and priority belong to which stratum."""
    store.put("cells", to_arrow("cells", strata))


def count_callers(store: Store, questions: dict[str, Question], expected: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Add up by month and cluster of callers how far the shares are from what is expected.

    Parameters
    ----------
    expected : of each question period, stratum, weight (of a known incident), centre (share expected of it)

    Returns
    -------
    frame : period, cluster, and of each question NAME (sum of weight x (share - centre)) and NAME_known (incidents)
    """
    store.put("expected", to_arrow("expected", _stack(expected)))
    rows = _answers(store["judged"], questions, "month", "cluster", *CELL)
    placed = rows.join(store["cells"], CELL).join(_side_by_side(store, list(questions)), ["month", "stratum"])
    residuals = {
        name: ((placed[name] / FIXED_POINT - placed[f"{name}_centre"]) * placed[f"{name}_weight"] * RESIDUAL_POINT)
        .round()
        .cast("int64")
        for name in questions
    }
    left = placed.select("month", "cluster", **residuals)
    # an engine's sum of integers is exact, and may be longer than 64 bits
    sums = {name: left[name].sum().cast("float64").fill_null(0) for name in questions}
    known = {f"{name}_known": left[name].count() for name in questions}
    frame = to_frame(left.group_by("month", "cluster").agg(**sums, **known), "month", "cluster")
    plain = frame.assign(**{name: frame[name] / RESIDUAL_POINT for name in questions})
    return plain.drop(columns="month").assign(period=to_months(frame["month"]))


def _stack(expected: dict[str, pd.DataFrame]) -> pd.DataFrame:
    if not expected:
        return pd.DataFrame(columns=["measure", "month", "stratum", "weight", "centre"])
    rows = pd.concat([part.assign(measure=name) for name, part in expected.items()], ignore_index=True)
    return rows.assign(month=pd.PeriodIndex(rows["period"]).asi8).drop(columns="period")


def _side_by_side(store: Store, names: list[str]) -> ibis.Table:
    expected = store["expected"]
    columns = {
        f"{name}_{what}": expected[what].max(where=expected.measure == name)
        for name in names
        for what in ("weight", "centre")
    }
    return expected.group_by("month", "stratum").agg(**columns)


def pick_residuals(callers: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return what is left of one question: period, cluster, residual, known."""
    named = {name: "residual", f"{name}_known": "known"}
    return callers[["period", "cluster", *named]].rename(columns=named)


def count_months(store: Store) -> pd.DataFrame:
    """Count corrective incidents by month.

    Returns
    -------
    frame : period, n, named (persons named: callers, handlers, actors of steps), steps and steps_squares (sums), of
        each criterion of the floor the incidents of which it is told, and of each of HOURS NAME_n (stamped),
        NAME_known (with a time above 0), NAME_total and NAME_squares (sums of ln hours and its square); of downtime
        downtime_known, downtime_total and downtime_squares (sums of seconds and their squares)
    """
    import ibis

    judged = store["judged"]
    steps = judged.n_steps.fill_null(0)
    # a stamp before the opening tells no time that has a log
    above = {name: ibis.ifelse(judged[name] > 0, judged[name], ibis.null("int64")) for name in HOURS}
    logs = {name: (seconds.cast("float64") / HOUR_S).ln() for name, seconds in above.items()}
    rows = judged.mutate(steps=steps, **{f"{name}_log": log for name, log in logs.items()})
    sums = {
        "n": rows.count(),
        "named": rows.caller_number.count() + rows.handler_number.count() + rows.n_actors.sum().fill_null(0),
        "steps": rows.steps.sum(),
        "steps_squares": (rows.steps * rows.steps).sum(),
    }
    sums |= {name: rows[name].count() for name in CRITERIA}
    for name in HOURS:
        log = rows[f"{name}_log"]
        sums[f"{name}_n"] = rows[name].count()
        sums[f"{name}_known"] = log.count()
        sums[f"{name}_total"] = (log * FIXED_POINT).round().cast("int64").sum().fill_null(0)
        sums[f"{name}_squares"] = (log * log * FIXED_POINT).round().cast("int64").sum().fill_null(0)
    down = rows.downtime_s
    sums |= {"downtime_known": down.count(), "downtime_total": down.sum().fill_null(0)}
    sums["downtime_squares"] = (down * down).sum().cast("float64").fill_null(0)  # may be longer than 64 bits
    frame = to_frame(rows.group_by("month").agg(**sums), "month")
    floats = [f"{name}_{what}" for name in HOURS for what in ("total", "squares")]
    plain = frame.assign(**{name: frame[name].astype(float) / FIXED_POINT for name in floats})
    return plain.drop(columns="month").assign(period=to_months(frame["month"]))


def pick_hours(months: pd.DataFrame, name: str, *, of: str = "n") -> pd.DataFrame:
    """Return the counts of one of HOURS: period, n (the column `of`), known, total, squares."""
    named = {of: "n"} | {f"{name}_{what}": what for what in ("known", "total", "squares")}
    return months[["period", *named]].rename(columns=named)
