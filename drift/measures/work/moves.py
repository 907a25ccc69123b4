"""Work that passes from one group to another, in the order in which the steps were taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import ibis

ROWS: Final = 2**31  # more than any log has: moment and row are one number, which an engine sorts soonest


def count_moves(steps: ibis.Table) -> ibis.Table:
    """Return per case with groups among its steps: n_moves, from one group to another.

    Parameters
    ----------
    steps : as of `put_in_order`
    """
    import ibis

    rows = put_in_order(steps)
    before = rows.group.lag().over(ibis.window(group_by="case", order_by=["order", "group"]))
    moved = rows.mutate(moved=(rows.group != before).fill_null(False))
    return moved.group_by("case").agg(n_moves=moved.moved.sum())


def put_in_order(steps: ibis.Table) -> ibis.Table:
    """Return the steps that tell a group, with their place in the case.

    Steps of one second follow each other as their file lists them; a case whose last step is listed before its first is
    read from its end.

    Parameters
    ----------
    steps : case, after_s (whole seconds, not negative), row (place in its file), group (missing: not told)

    Returns
    -------
    table : case, group, order (whole numbers)
    """
    import ibis

    told = steps.filter(steps.group.notnull())
    rows = told.select("case", "group", "after_s", row=told.row.fill_null(0))
    rows = rows.mutate(at=rows.after_s * ROWS + rows.row)
    ends = rows.group_by("case").agg(first=rows["at"].min() % ROWS, last=rows["at"].max() % ROWS)
    joined = rows.join(ends, "case")
    place = ibis.ifelse(joined.last < joined.first, ROWS - 1 - joined.row, joined.row)
    return joined.select("case", "group", order=joined.after_s * ROWS + place)
