"""Repeats on the same object, and how many there would be by chance.

An object that fails again within 30 days may not have been mended; or it is one of many that fail now and then. Volume
alone makes such repeats: twice the incidents on the same objects, about twice the repeats. What chance does is seen in
windows as long that no repair can be blamed for: days 31 to 60 before and after an incident. Its share is taken off in
logs, as declared scope is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.shares import Shares
from drift.tables.engine import DAY_S, FIXED_POINT, to_frame, to_periods, to_seconds
from drift.terms import BASE_MONTHS, MIN_KNOWN_SHARE

if TYPE_CHECKING:
    import ibis

REPEAT_DAYS: Final = 30
CHANCE: Final = "chance"  # of incidents with an object: the share of windows in which chance alone makes a repeat
COARSE_FROM: Final = 0.8  # DESIGN 5: of the repeats, explained by chance alone
# of the incidents, followed by another of the object by chance alone: where that is rarer than not, an object is fine,
# however few repeats there are beside those of chance; in good years there are none
COARSE_CHANCE: Final = 0.5


@dataclass(frozen=True)
class Fineness:
    """What chance makes of repeats on the objects of a log, over the first months in which it tells of them.

    On so few objects that chance alone explains nearly all repeats a repeat says nothing of how well work was done. So
    that no later month changes what is counted, the first BASE_MONTHS months decide that are over and known.
    """

    months: pd.PeriodIndex
    repeated: float  # share of the incidents with another of the object within 30 days
    chance: float  # share of the windows of days 31 to 60 with one

    @property
    def explained(self) -> float:
        """Share of the repeats that chance alone explains."""
        return min(self.chance / self.repeated, 1.0) if self.repeated > 0 else 0.0

    @property
    def coarse(self) -> bool:
        """Whether repeats on these objects tell nothing."""
        return self.explained >= COARSE_FROM and self.chance >= COARSE_CHANCE


def tell_fineness(flags: ibis.Table, settled: pd.PeriodIndex) -> Fineness | None:
    """Return how fine the objects are; None where repeats are not known.

    Parameters
    ----------
    flags : month, repeated, lull
    settled : months that are over
    """
    counts = flags.group_by("month").agg(
        n=flags.count(),
        known=flags.repeated.count(),
        repeated=flags.repeated.cast("int64").sum().fill_null(0),
        windows=flags.lull.count(),
        lull=flags.lull.sum().fill_null(0),
    )
    months = to_periods(to_frame(counts, "month"))
    told = (months["known"] > 0) & (months["known"] >= MIN_KNOWN_SHARE * months["n"])
    first = months[told & months["period"].isin(settled)][:BASE_MONTHS]
    sums = first.drop(columns="period").sum().astype(float)
    if not sums["windows"]:
        return None
    chance = 1 - float(sums["lull"]) / FIXED_POINT / float(sums["windows"])
    return Fineness(pd.PeriodIndex(first["period"]), float(sums["repeated"] / sums["known"]), chance)


def forget_repeats(flags: ibis.Table) -> ibis.Table:
    """Return the flags as of a log that tells of no objects."""
    import ibis

    untold = {name: ibis.null("int64") for name in ("lull", CHANCE)}
    return flags.mutate(repeated=ibis.null("boolean"), chance_asked=ibis.literal(False), **untold)


def find_repeats(cases: ibis.Table, last: pd.Timestamp) -> ibis.Table:
    """Return per case with an object: repeated, and lull: share of its two windows without incident, in billionths.

    A window that lies partly outside the log tells nothing; without any the lull is null.

    Parameters
    ----------
    last : last stamp of the log, wall time: what makes a month be over makes the windows of its incidents so
    """
    import ibis

    located = cases.filter(cases.object.notnull())
    ends = cases.agg(first_s=cases.opened_s.min())
    month, months = REPEAT_DAYS * DAY_S, 2 * REPEAT_DAYS * DAY_S
    of_object = {"group_by": "object", "order_by": "opened_s"}
    counted = located.select(
        "case",
        "opened_s",
        left_s=int(last.timestamp()) - to_seconds(located.opened_at),
        following=located.opened_s.lead().over(ibis.window(group_by="object", order_by=["opened_s", "case"])),
        n_before=located.count().over(ibis.window(**of_object, range=(-months, -month - 1))),
        n_after=located.count().over(ibis.window(**of_object, range=(month + 1, months))),
    ).cross_join(ends)
    before = ibis.ifelse(counted.opened_s - counted.first_s >= months, (counted.n_before == 0).cast("int64"), None)
    after = ibis.ifelse(counted.left_s >= months, (counted.n_after == 0).cast("int64"), None)
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
