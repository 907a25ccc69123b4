"""The truth of a world, counted on what happened and not on what was written about it: plain pandas, no drift."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .catalogue import MONTHS, World
from .happening import Happening

NEAR_DAYS, FAR_DAYS = 8, 120  # how far back a caller's earlier incidents count
YEAR = 12  # months at both ends
ROBOT = -1


def count_shares(happening: Happening) -> pd.DataFrame:
    """Return the components by incident; NaN where there is nothing to say.

    Returns
    -------
    frame : month, hands, contact, floor, of corrective incidents that persons handled
    """
    tickets = happening.tickets
    work = tickets[tickets["corrective"] & (tickets["handler"] != ROBOT)].reset_index(drop=True)
    hands = np.full(len(work), np.nan)
    for _, own in work.groupby("caller"):
        opened = own["opened_at"].to_numpy()
        first = np.searchsorted(opened, opened - np.timedelta64(FAR_DAYS, "D"), side="left")
        after = np.searchsorted(opened, opened - np.timedelta64(NEAR_DAYS, "D"), side="right")
        handlers = own["handler"].to_numpy()
        pairs = zip(own.index, first, after, handlers, strict=True)
        for at, low, high, handler in pairs:
            if high > low:
                hands[at] = (handlers[low:high] == handler).mean()
    contact, solved = work["in_contact"].astype(float), floor(happening.world, work)
    return pd.DataFrame({"month": work["month"], "hands": hands, "contact": contact, "floor": solved})


def floor(world: World, work: pd.DataFrame) -> pd.Series:
    """Return 1 for incidents that the log shows no push up, no bounce and no reopening of."""
    off = work["escalated"].copy()
    if world.n_reassigned:
        off |= work["n_reassigned"] >= 2
    if world.n_reopened:
        off |= work["n_reopened"] > 0
    return (~off).astype(float)


def components_of(world: World) -> list[str]:
    """Return the components that the log of a world can tell."""
    told = ["hands", "floor"]
    return told if world.contact is None else ["hands", "contact", "floor"]


def change_truly(happening: Happening) -> dict[str, float]:
    """Return the log change of the last twelve months against the first, of each component and of the index.

    In the first months few callers have an earlier incident within reach: those that have count.
    """
    shares = count_shares(happening)
    first, last = shares[shares["month"] < YEAR], shares[shares["month"] >= MONTHS - YEAR]
    told = components_of(happening.world)
    changes = {name: float(np.log(last[name].mean() / first[name].mean())) for name in told}
    return changes | {"index": float(np.mean(list(changes.values())))}
