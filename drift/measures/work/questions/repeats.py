"""Repeats on the same object, and how many there would be by chance.

An object that fails again within 30 days may not have been mended; or it is one of many that fail now and then. Volume
alone makes such repeats: twice the incidents on the same objects, about twice the repeats. What chance does is seen in
windows as long that no repair can be blamed for: days 31 to 60 before and after an incident. Its share is taken off in
logs, as declared scope is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.shares import Shares
from drift.tables.engine import DAY_S, FIXED_POINT
from drift.terms import BASE_MONTHS

if TYPE_CHECKING:
    import ibis

REPEAT_DAYS: Final = 30


def find_repeats(cases: ibis.Table) -> ibis.Table:
    """Return per case with an object: repeated, and lull: share of its two windows without incident, in billionths.

    A window that lies partly outside the log tells nothing; without any the lull is null.
    """
    import ibis

    located = cases.filter(cases.object.notnull())
    ends = cases.agg(first_s=cases.opened_s.min(), last_s=cases.opened_s.max())
    month, months = REPEAT_DAYS * DAY_S, 2 * REPEAT_DAYS * DAY_S
    of_object = {"group_by": "object", "order_by": "opened_s"}
    counted = located.select(
        "case",
        "opened_s",
        following=located.opened_s.lead().over(ibis.window(group_by="object", order_by=["opened_s", "case"])),
        n_before=located.count().over(ibis.window(**of_object, range=(-months, -month - 1))),
        n_after=located.count().over(ibis.window(**of_object, range=(month + 1, months))),
    ).cross_join(ends)
    before = ibis.ifelse(counted.opened_s - counted.first_s >= months, (counted.n_before == 0).cast("int64"), None)
    after = ibis.ifelse(counted.last_s - counted.opened_s >= months, (counted.n_after == 0).cast("int64"), None)
    windows = counted.mutate(before=before, after=after)
    n_windows = windows.before.notnull().cast("int64") + windows.after.notnull().cast("int64")
    quiet = (windows.before.fill_null(0) + windows.after.fill_null(0)) * FIXED_POINT / n_windows.nullif(0)
    return windows.select(
        "case",
        repeated=(windows.following - windows.opened_s <= month).fill_null(False),
        lull=quiet.round().cast("int64"),
    )


def take_off(shares: Shares, chance: Shares, base: pd.PeriodIndex) -> Shares:
    """Take off in logs what chance alone does: against the base, so that the level stays that of the share itself."""
    months = pd.PeriodIndex(shares.log.index.intersection(chance.log.index))
    own = months[months.isin(base)]
    own = own if len(own) else months[:BASE_MONTHS]
    log = shares.log[months] - (chance.log[months] - chance.log[own].mean())
    # a month without cases that chance could repeat has nothing taken off, and no doubt of it
    variance = shares.variance[months] + chance.variance[months].where(chance.n[months] > 0, 0.0)
    kept = {name: getattr(shares, name)[months] for name in ("value", "n", "known")}
    steadied = shares.alone[months] - (chance.alone[months] - chance.alone[own].mean())
    return replace(shares, log=log, variance=variance, steadied=steadied, **kept)
