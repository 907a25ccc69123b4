"""Who met first: in which order the levels met around each version, and whether it was made above the floor.

A version is top-down where the tactical and the strategic table met in the three months before it was signed and
operations of both sides did not, though what was written down covers operations in that time. Where it does not,
nobody can tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.sources.rows.clauses.provenance import rows_of_version
from drift.terms import COUNTED_ROLES, LEVELS

if TYPE_CHECKING:
    import datetime as dt

    from drift.measures.levels.met import Met

BEFORE_DAYS: Final = 90  # a quarter: in which a version is written and talked over
NEAR_DAYS: Final = 180  # a list that tells of the floor so long before and after a time covers the floor in it
SIGNED_DAYS: Final = 365  # a signature longer before the day it takes effect speaks of another version
SIGNING: Final = "approver"
ABOVE: Final = LEVELS[1:]


@dataclass(frozen=True)
class FirstMet:
    """In which order levels met around one version."""

    document: str
    version: str
    signed_on: dt.date  # the day it was approved, where its sheet tells; else the day it took effect
    order: tuple[str, ...]  # levels, by the first direct contact of both sides from 90 days before it to 90 after
    top_down: bool | None  # None: cannot be told
    before: tuple[int, ...]  # contacts of each level in the 90 days before it was signed
    covered: bool  # what was written down covers operations before it


def find_order(met: Met, documents: pd.DataFrame, governance: pd.DataFrame) -> tuple[FirstMet, ...]:
    """Return who met first around every version of the contract that was in force, oldest first.

    Parameters
    ----------
    documents, governance : the tables, as in columns.py
    """
    in_force = documents[
        documents["role"].isin(COUNTED_ROLES)
        & documents["status"].ne("draft").fillna(value=True)
        & documents["effective_on"].notna()
    ].sort_values(["effective_on", "document", "file"])
    found = []
    columns = (in_force[name].tolist() for name in ("document", "version", "file", "effective_on"))
    for document, version, file, on in zip(*columns, strict=True):
        number = version if isinstance(version, str) else None
        history = governance[governance["document"].eq(document)]
        rows = rows_of_version(history if number else history[history["file"].eq(file)], number)
        found.append(_look_around(met, document, number or _name(rows, on), _signed(rows, on)))
    return tuple(found)


def _name(rows: pd.DataFrame, effective_on: dt.date) -> str:
    """Return what a version without a number in the name of its file is called: by its own history, else by its day."""
    numbers = rows["clause_version"].dropna()
    return str(numbers.iloc[0]) if len(numbers) else f"{effective_on:%Y-%m-%d}"


def _signed(rows: pd.DataFrame, effective_on: dt.date) -> dt.date:
    """Return the first day on which an approver of a version is dated, within a year before it took effect."""
    signed = rows[rows["role"].eq(SIGNING) | rows["status"].eq("signed")]
    days = [on for on in signed["on"].dropna() if 0 <= (effective_on - on).days <= SIGNED_DAYS]
    return min(days, default=effective_on)


def _look_around(met: Met, document: str, version: str, signed_on: dt.date) -> FirstMet:
    day, quarter = pd.Timestamp(signed_on), pd.Timedelta(days=BEFORE_DAYS)
    direct = met.direct
    around = direct[(direct["at"] >= day - quarter) & (direct["at"] < day + quarter)]
    order = tuple(around.sort_values("at")["level"].drop_duplicates())
    before = {level: _count_met(direct, level, day - quarter, day) for level in LEVELS}
    covers = {level: _covers(direct, level, day - quarter, day) for level in LEVELS}
    return FirstMet(
        document, version, signed_on, order, _is_top_down(before, covers), (*before.values(),), covers[LEVELS[0]]
    )


def _count_met(direct: pd.DataFrame, level: str, since: pd.Timestamp, until: pd.Timestamp) -> int:
    return int((direct["level"].eq(level) & (direct["at"] >= since) & (direct["at"] < until)).sum())


def _is_top_down(before: dict[str, int], covers: dict[str, bool]) -> bool | None:
    """Tell it by the levels that met before the signature, and those of which it would be known."""
    if before[LEVELS[0]]:
        return False
    if all(before[level] for level in ABOVE):
        return True if covers[LEVELS[0]] else None
    missed = [level for level in ABOVE if not before[level]]
    return False if any(covers[level] for level in missed) else None


def _covers(direct: pd.DataFrame, level: str, since: pd.Timestamp, until: pd.Timestamp) -> bool:
    """Return whether one file tells of a level all through a time: of the floor close to both of its ends."""
    own = direct[direct["level"].eq(level)]
    if level == LEVELS[0]:
        near = pd.Timedelta(days=NEAR_DAYS)
        last_before = own[own["at"] < since].groupby("file")["at"].max()
        first_after = own[own["at"] >= until].groupby("file")["at"].min()
        return bool(((since - last_before <= near) & (first_after - until <= near)).any())
    stamps = direct[direct["file"].isin(own["file"])].groupby("file")["at"]
    return bool(((stamps.min() <= since) & (stamps.max() >= until)).any())
