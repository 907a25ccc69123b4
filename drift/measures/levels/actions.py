"""Actions that were agreed: how many, on which side, and what became of them. Each counts once over its life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.terms import ACTION_STATUSES

if TYPE_CHECKING:
    from collections.abc import Hashable

UNKNOWN: Final = "unknown"


def count_actions(actions: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Count actions by the year in which they were first listed and the side that owns them.

    Parameters
    ----------
    actions, people : the tables, as in columns.py

    Returns
    -------
    frame : year, side (customer, supplier, unknown), n, a count for each of ACTION_STATUSES (where it is told),
        n_seen (lists that named them, together)
    """
    columns = ["year", "side", "n", *ACTION_STATUSES, "n_seen"]
    dated = actions.dropna(subset="at")
    if dated.empty:
        return pd.DataFrame(columns=columns)
    sides = people.dropna(subset="side").drop_duplicates("person", keep="last").set_index("person")["side"]
    of_owner = dated["owner"].map(sides.to_dict()).astype("str")  # nobody: no column of texts comes out by itself
    owned = dated["side"].astype("str").fillna(of_owner).fillna(UNKNOWN)
    rows = dated.assign(year=dated["at"].dt.year, side=owned, n=1)
    counts: dict[Hashable, pd.Series] = {
        status: rows["status"].eq(status).fillna(value=False) for status in ACTION_STATUSES
    }
    counted = rows.assign(**{str(name): flags.astype("int64") for name, flags in counts.items()})
    sums = counted.groupby(["year", "side"], as_index=False)[columns[2:]].sum()
    return sums.sort_values(["year", "side"], ignore_index=True)[columns]
