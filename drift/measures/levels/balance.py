"""How often each level meets against what was agreed, and whose time it takes: who has the say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.tables.calendar import find_quarters
from drift.terms import COUNTED_ROLES, FUNCTIONS, INTERVAL_Z, LEVELS, MIN_PERSONS, SIDES

if TYPE_CHECKING:
    from drift.measures.levels.met import Met

QUARTERS_A_YEAR: Final = 4
OPERATIONS: Final = FUNCTIONS[0]
OTHER: Final = "other"
OTHERS: Final = "others"  # functions of few persons, together


def count_balance(met: Met, agreed: pd.DataFrame) -> pd.DataFrame:
    """Count direct contacts of both sides by quarter and level, with what had been agreed.

    A quarter counts where the contacts cover it whole: something was written down in its first month and its last, or
    before and after them.

    Returns
    -------
    frame : quarter, level, n, low and high (95 % interval of the rate that such a count speaks of: exact, Garwood
        1936), agreed (a quarter; missing: nothing is known of that level). No row where no contact is known.
    """
    direct = met.direct
    if direct.empty:
        return pd.DataFrame(columns=["quarter", "level", "n", "low", "high", "agreed"])
    stamps = met.contacts["at"]
    quarters = find_quarters(pd.period_range(stamps.min(), stamps.max(), freq="M"))
    of_quarter = pd.PeriodIndex(direct["at"], freq="Q")
    counted = pd.crosstab(of_quarter, direct["level"].to_numpy()).reindex(index=quarters, columns=[*LEVELS])
    whole = counted.fillna(0).astype("int64").rename_axis("quarter").reset_index()
    frame = whole.melt("quarter", [*LEVELS], "level", "n")
    frame = frame.sort_values("quarter", kind="stable", ignore_index=True)
    bounds = [bound_count(int(n)) for n in frame["n"]]
    frame = frame.assign(low=[low for low, _ in bounds], high=[high for _, high in bounds])
    return frame.merge(_agree(agreed, quarters), on=["quarter", "level"], how="left")


def bound_count(n: int) -> tuple[float, float]:
    """Return the exact 95 % interval of the mean of a Poisson count (Garwood 1936)."""
    from scipy.special import chdtri, ndtr  # scipy.stats takes a third of a second to load

    tail = 1 - ndtr(INTERVAL_Z)
    low = chdtri(2 * n, 1 - tail) / 2 if n else 0.0
    return float(low), float(chdtri(2 * (n + 1), tail) / 2)


def list_agreed(meetings: pd.DataFrame, versions: pd.DataFrame) -> pd.DataFrame:
    """Return what the versions in force let each level meet: effective_on, level, times_a_year; oldest first.

    Parameters
    ----------
    meetings : of the governance sheets, as `Governance.meetings`
    versions : of the documents, with file, role and status
    """
    known = pick_agreed(meetings, versions)
    return known.groupby(["effective_on", "level"], as_index=False).agg(times_a_year=("times_a_year", "sum"))


def pick_agreed(meetings: pd.DataFrame, versions: pd.DataFrame) -> pd.DataFrame:
    """Return the meetings whose level and frequency a version in force of the contract tells; as of `list_agreed`."""
    counted, drafts = versions["role"].isin(COUNTED_ROLES), versions["status"].eq("draft")
    files = {*versions.loc[counted, "file"]} - {*versions.loc[drafts, "file"]}
    agreed = meetings[meetings["file"].isin(files) & meetings["level"].isin(LEVELS)]
    return agreed.dropna(subset=["times_a_year", "effective_on"])


def _agree(agreed: pd.DataFrame, quarters: pd.PeriodIndex) -> pd.DataFrame:
    """Return what was agreed a quarter and level: of the last version in force on its first day that tells anything."""
    rows = []
    days = pd.to_datetime(agreed["effective_on"])
    for quarter in quarters:
        before = days[days <= quarter.start_time]
        if len(before):
            own = agreed[days.eq(before.max())].set_index("level")["times_a_year"] / QUARTERS_A_YEAR
            rows += [(quarter, level, float(times)) for level, times in own.items()]
    frame = pd.DataFrame(rows, columns=["quarter", "level", "agreed"])
    return frame.astype({"quarter": "period[Q-DEC]"}) if frame.empty else frame


def share_time(met: Met) -> pd.DataFrame:
    """Return whose time the direct contacts of a year took: who has the say.

    A contact without a length counts as one of the median length of its level. Persons whose function nobody tells are
    left out, and how many seats were known stands beside. Functions of fewer than MIN_PERSONS persons are told
    together, as `others`; where even these are fewer, or operations are, nothing is told.

    Returns
    -------
    frame : year, level, function, share (of the time of persons with a known function), n_seats, known (share of all
        seats); at levels above the floor `function` operations is the voice of the floor
    """
    columns = ["year", "level", "function", "share", "n_seats", "known"]
    direct = met.direct
    if direct.empty:
        return pd.DataFrame(columns=columns)
    usual = direct.groupby("level")["minutes"].transform("median")
    lasted = direct.assign(minutes=direct["minutes"].fillna(usual).fillna(1.0), year=direct["at"].dt.year)
    seats = met.seats[["contact", "person", "function"]].merge(
        lasted[["contact", "level", "year", "minutes"]], on="contact"
    )
    keys = ["year", "level"]
    known = seats.dropna(subset="function")
    known = _fold(known.assign(function=known["function"].where(known["function"].isin(FUNCTIONS), OTHER)))
    time = known.groupby([*keys, "function"], as_index=False).agg(
        minutes=("minutes", "sum"), n_seats=("contact", "size")
    )
    whole = time.groupby(keys)["minutes"].transform("sum")
    of_all = seats.groupby(keys)["function"].agg(lambda functions: functions.notna().mean()).rename("known")
    shares = time.assign(share=time["minutes"] / whole).merge(of_all, on=keys)
    return shares[columns].sort_values(columns[:3], ignore_index=True)


def _fold(known: pd.DataFrame) -> pd.DataFrame:
    """Return the seats with functions of few persons joined; none where they would still tell of few."""
    sizes = known.groupby("function")["person"].nunique()
    small = [name for name, n in sizes.items() if n < MIN_PERSONS]
    joined = known.assign(function=known["function"].where(~known["function"].isin(small), OTHERS))
    folded = joined.groupby("function")["person"].nunique()
    return joined if OPERATIONS not in small and folded.ge(MIN_PERSONS).all() else joined.iloc[:0]


def hear_floor(met: Met) -> pd.DataFrame:
    """Return at how many contacts above the floor somebody of operations of each side sat at the table.

    Told where operations of each side are MIN_PERSONS persons or more.

    Returns
    -------
    frame : year, level, n (direct contacts), heard (operations of both sides there), one_side (of one side alone)
    """
    above = met.direct[met.direct["level"].isin(LEVELS[1:])]
    floor = met.seats[met.seats["function"].eq(OPERATIONS) & met.seats["side"].isin(SIDES)]
    sides = floor.groupby("contact")["side"].nunique()
    enough = floor.groupby("side")["person"].nunique().reindex([*SIDES], fill_value=0).ge(MIN_PERSONS).all()
    above = above if enough else above.iloc[:0]
    rows = above.assign(year=above["at"].dt.year, sides=above["contact"].map(sides).fillna(0))
    groups = rows.groupby(["year", "level"])["sides"]
    counted = groups.agg(
        n="size", heard=lambda sides: int((sides > 1).sum()), one_side=lambda sides: int((sides == 1).sum())
    )
    return counted.reset_index()
