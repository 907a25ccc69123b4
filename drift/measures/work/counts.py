"""All measures counted together: four passes over the flags, whatever the number of measures.

By month and cell (what is asked, known, the sum of shares; hours that are brought to the mix of the base), by month
alone (other hours, steps), and, once it is known what is expected of each stratum, by month and cluster of callers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.catalogue import MEASURES, Measure
from drift.measures.work.questions.ask import share_of
from drift.measures.work.strata import CELL
from drift.tables.engine import FIXED_POINT, HOUR_S, SQUARED_POINT, to_frame, to_periods, to_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    import ibis

SUMMED: Final = tuple(measure for measure in MEASURES if measure.column)  # no shares, and no counts of persons
# a residual lies between -2 and 2, and a float tells no more digits of it
RESIDUAL_POINT: Final = 1_000_000_000_000_000
_CELLS: Final = {"month": "int64", "category": "string", "priority": "string", "stratum": "int64"}
_EXPECTED: Final = {"measure": "string", "month": "int64", "stratum": "int64", "weight": "float64", "centre": "float64"}


def count_cells(flags: ibis.Table, names: list[str]) -> pd.DataFrame:
    """Count shares by month and cell.

    Returns
    -------
    frame : period, category, priority, n (incidents), and of each share NAME_n (asked), NAME_known, NAME_total (sum
        of shares)
    """
    rows = _answer(flags, names, "month", *CELL)
    sums = {"n": rows.count()}
    for name in names:
        sums[f"{name}_n"] = rows[f"{name}_asked"].sum()
        sums[f"{name}_known"] = rows[name].count()
        sums[f"{name}_total"] = rows[name].sum().fill_null(0)
    frame = to_frame(rows.group_by("month", *CELL).agg(**sums), "month", *CELL)
    totals = {f"{name}_total": frame[f"{name}_total"].astype(float) / FIXED_POINT for name in names}
    return to_periods(frame.assign(**totals))


def _answer(flags: ibis.Table, names: list[str], *columns: str) -> ibis.Table:
    """Return the rows with a column a share, null where it is not asked or not told."""
    asked = {f"{name}_asked": flags[f"{name}_asked"].cast("int64") for name in names}
    return flags.select(*columns, **{name: share_of(flags, name) for name in names}, **asked)


def pick_share(cells: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the counts of one share where it was asked: period, stratum where there is one, n, known, total."""
    named = {f"{name}_{what}": what for what in ("n", "known", "total")}
    by = ["period", *(["stratum"] if "stratum" in cells else [])]
    counts = cells[[*by, *named]].rename(columns=named)
    return counts[counts["n"] > 0].groupby(by, as_index=False).sum()


def count_residuals(flags: ibis.Table, strata: pd.DataFrame, expected: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Add up by month and cluster of callers how far the shares are from what is expected.

    Parameters
    ----------
    strata : period, category, priority (blank where missing), stratum they are pooled into
    expected : of each share period, stratum, weight (of a known incident, over the heaviest of the month), centre
        (share expected of it)

    Returns
    -------
    frame : period, cluster, and of each share NAME (sum of weight x (share - centre)) and NAME_known (incidents)
    """
    names = [*expected]
    rows = _answer(flags, names, "month", "cluster", *CELL)
    cells = to_table(strata.assign(month=pd.PeriodIndex(strata["period"]).asi8), _CELLS)
    placed = rows.join(cells, ["month", *CELL]).join(_side_by_side(expected), ["month", "stratum"])
    residuals = {
        name: ((placed[name] / FIXED_POINT - placed[f"{name}_centre"]) * placed[f"{name}_weight"] * RESIDUAL_POINT)
        .round()
        .cast("int64")
        for name in names
    }
    left = placed.select("month", "cluster", **residuals)
    # an engine's sum of integers is exact, and may be longer than 64 bits
    sums = {name: left[name].sum().cast("float64").fill_null(0) for name in names}
    known = {f"{name}_known": left[name].count() for name in names}
    frame = to_frame(left.group_by("month", "cluster").agg(**sums, **known), "month", "cluster")
    return to_periods(frame.assign(**{name: frame[name] / RESIDUAL_POINT for name in names}))


def _side_by_side(expected: dict[str, pd.DataFrame]) -> ibis.Table:
    """Return month, stratum, and of each share NAME_weight and NAME_centre."""
    parts = [part.assign(measure=name, month=pd.PeriodIndex(part["period"]).asi8) for name, part in expected.items()]
    rows = to_table(pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*_EXPECTED]), _EXPECTED)
    columns = {
        f"{name}_{what}": rows[what].max(where=rows.measure == name)
        for name in expected
        for what in ("weight", "centre")
    }
    return rows.group_by("month", "stratum").agg(**columns)


def pick_residuals(residuals: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return what is left of one share: period, cluster, residual, known."""
    named = {name: "residual", f"{name}_known": "known"}
    return residuals[["period", "cluster", *named]].rename(columns=named)


def count_sums(flags: ibis.Table, measures: Iterable[Measure] = SUMMED, *by: str) -> pd.DataFrame:
    """Count corrective incidents by month, and within it by some columns.

    Returns
    -------
    frame : period, the columns, n, named (persons named: callers, handlers, actors of steps); of each measure NAME_n
        (incidents; of a measure within another the stamped ones), NAME_known, NAME_total and NAME_squares: sums and
        sums of squares of ln hours (of those above 0), of hours, of steps
    """
    sums = {
        "n": flags.count(),
        "named": flags.caller_number.count() + flags.handler_number.count() + flags.n_actors.sum().fill_null(0),
    }
    measures = tuple(measures)
    for measure in measures:
        sums |= {f"{measure.name}_{what}": total for what, total in _add_up(flags, measure).items()}
    frame = to_frame(flags.group_by("month", *by).agg(**sums), "month", *by)
    for measure in measures:
        for what, power in (("total", 1), ("squares", 2)):
            name = f"{measure.name}_{what}"
            frame[name] = frame[name].astype(float) / (_point(measure) * _unit(measure) ** power)
    return to_periods(frame)


def _add_up(flags: ibis.Table, measure: Measure) -> dict[str, ibis.Value]:
    import ibis

    stamped = added = flags[measure.column]
    if measure.spread == "pooled":  # a stamp before the opening tells no time that has a log
        added = (ibis.ifelse(stamped > 0, stamped, ibis.null("int64")).cast("float64") / HOUR_S).ln()
    whole = [(part * _point(measure)).round().cast("int64") for part in (added, added * added)]
    # an engine's sum of integers is exact, and may be longer than 64 bits
    total, squares = (part.sum().cast("float64").fill_null(0) for part in whole)
    return {"n": stamped.count(), "known": added.count(), "total": total, "squares": squares}


def _point(measure: Measure) -> int:
    """Return what an answer is multiplied by to be whole."""
    if measure.spread == "pooled":
        return FIXED_POINT
    return SQUARED_POINT if measure.column.endswith("_h") else 1


def _unit(measure: Measure) -> int:
    return HOUR_S if measure.column.endswith("_s") and measure.spread != "pooled" else 1


def pick_sums(sums: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Return the counts of a measure that is no share: period, cell where there is one, n, known, total, squares."""
    named = {f"{measure.name}_n" if measure.within else "n": "n"}
    named |= {f"{measure.name}_{what}": what for what in ("known", "total", "squares")}
    by = [name for name in ("period", *CELL) if name in sums]
    return sums[[*by, *named]].rename(columns=named)


def count_frequencies(flags: ibis.Table, *names: str) -> pd.DataFrame:
    """Count frequencies of frequencies: period, k (incidents), n (persons or pairs seen in k incidents), of (all)."""
    named = flags.filter(flags.by_people, *(flags[name].notnull() for name in names))
    each = named.group_by("month", *names).agg(k=named.count())
    counts = each.group_by("month", "k").agg(n=each.count())
    opened = flags.group_by("month").agg(of=flags.count())
    return to_periods(to_frame(counts.join(opened, "month"), "month", "k"))
