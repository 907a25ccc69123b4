"""Hand-overs between teams, ping-pong, and what the first line solves by itself, by the quarter of opening.

By the words of the BPI Challenge 2013, in which a maker of trucks asked this of its tickets: a hand-over is a step of
another group than the step before it; ping-pong, a ticket that comes back to a group that had it before; push to front,
a ticket that the first line solves without the second or third. Steps of robots are none, as everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Note
from drift.measures.work.moves import count_moves
from drift.sources.patterns import load_patterns
from drift.tables.calendar import find_quarters
from drift.tables.engine import keep, to_frame, to_periods, to_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    import ibis

    from drift.measures.work.casebook import Casebook

PATTERNS: Final = load_patterns(__package__ or "", "handovers")
COUNTS: Final = ["with_team", "handed", "handovers", "came_back", "lined", "front"]


def count_handovers(casebook: Casebook | None) -> tuple[pd.DataFrame, Note | None, Note | None]:
    """Count them by the quarter in which tickets opened, of quarters whose tickets all had their days until the cut.

    Returns
    -------
    frame : quarter; with_team (tickets of which a step tells its group), handed (those with a hand-over), handovers,
        came_back (those with ping-pong), lined (those that are solved within the cut and whose lines are known), front
        (of these: solved by the first line alone)
    note : why there are none; None: there are
    note : why no group tells its line, and lined and front are 0; None: some do
    """
    none = pd.DataFrame(columns=["quarter", *COUNTS])
    if casebook is None:
        return none, Note("handovers.none.log"), Note("handovers.none.log")
    lines = read_lines(list_groups(casebook.steps))
    if lines.empty:
        return none, Note("handovers.none.groups"), Note("handovers.none.groups")
    no_lines = None if lines["higher"].any() else Note("handovers.none.lines")
    quarters = _count_quarters(casebook, follow_groups(casebook.steps, lines))
    return quarters, Note("handovers.none.short") if quarters.empty else None, no_lines


def list_groups(steps: ibis.Table) -> list[str]:
    """Return the groups that steps name, in order of their names."""
    named = steps.filter(steps.group.notnull()).select("group").distinct()
    return [str(group) for group in to_frame(named, "group")["group"]]


def read_lines(groups: Iterable[str]) -> pd.DataFrame:
    """Tell by its name whether a group is of the second line or higher ("V5 3rd", "Beheer 2e lijn").

    Where some names say second or third and none says first, a name without a line is the first's; where some say first
    it is not known, and where none says second or third nothing is.

    Returns
    -------
    frame : group, higher (boolean; missing: not known)
    """
    names = [*groups]
    higher = pd.Series([bool(PATTERNS["higher"].search(name)) for name in names], dtype="boolean")
    first = pd.Series([bool(PATTERNS["first"].search(name)) for name in names], dtype="boolean")
    unknown = ~higher if not higher.any() else ~higher & ~first & bool(first.any())
    return pd.DataFrame({"group": pd.Series(names, dtype="object"), "higher": higher.mask(unknown)})


def follow_groups(steps: ibis.Table, lines: pd.DataFrame) -> ibis.Table:
    """Return a row a case with groups among its steps.

    Parameters
    ----------
    steps : as of `put_in_order`
    lines : as of `read_lines`

    Returns
    -------
    table : case, n_moves (hand-overs), n_returns (those to a group that had it before), n_higher (groups above the
        first line), n_unknown (groups of an unknown line)
    """
    told = to_table(lines, {"group": "string", "higher": "boolean"})
    had = steps.filter(steps.group.notnull()).select("case", "group").distinct().join(told, "group")
    groups = had.group_by("case").agg(
        n_groups=had.count(), n_higher=had.count(where=had.higher), n_unknown=had.count(where=had.higher.isnull())
    )
    joined = count_moves(steps).join(groups, "case")
    # of a walk over g groups in m moves, g - 1 went to a group for the first time
    return joined.mutate(n_returns=joined.n_moves + 1 - joined.n_groups).drop("n_groups")


def _count_quarters(casebook: Casebook, followed: ibis.Table) -> pd.DataFrame:
    flags = casebook.flags.select("case", "month", "solved")
    rows = keep(flags.join(followed, "case"))
    lined = rows.solved.fill_null(False) & ((rows.n_unknown == 0) | (rows.n_higher > 0))
    months = rows.group_by("month").agg(
        with_team=rows.count(),
        handed=rows.count(where=rows.n_moves > 0),
        handovers=rows.n_moves.sum(),
        came_back=rows.count(where=rows.n_returns > 0),
        lined=rows.count(where=lined),
        front=rows.count(where=lined & (rows.n_higher == 0)),
    )
    counted = to_periods(to_frame(months, "month"))
    quarters = counted.groupby(pd.PeriodIndex(counted["period"]).asfreq("Q"))[COUNTS].sum().astype("int64")
    return quarters.reindex(find_quarters(casebook.counts.settled), fill_value=0).rename_axis("quarter").reset_index()
