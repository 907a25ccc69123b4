"""Who stands on which side: by the list of persons where there is one, else by a guess that the project declares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    from drift.tables.store import Store

ROBOT: Final = "robot"  # function in the list of persons: robots, portals and shared mailboxes alike
_EVER: Final = 2**40  # seconds; 34,000 years to either side
_DAY_S: Final = 86_400


@dataclass(frozen=True)
class Parties:
    """What is known of the persons in the log."""

    listed: int  # persons with a side in the list of persons; 0: sides are guessed
    automatic: tuple[str, ...]  # pseudonyms left out: robots, portals, shared mailboxes


def find_parties(store: Store, automatic: frozenset[str] = frozenset()) -> Parties:
    """Put the table `parties`: a row a person and part of the time, no two of which overlap.

    Parameters
    ----------
    automatic : pseudonyms that behave like robots, besides those the list of persons names
    """
    listed: pd.DataFrame = store.fetch("people").to_pandas()
    robots = sorted(automatic | set(listed.loc[listed["function"].eq(ROBOT), "person"]))
    persons = listed[~listed["person"].isin(robots)].assign(
        from_s=_seconds(listed["from_on"], -_EVER), to_s=_seconds(listed["to_on"], _EVER, after_days=1)
    )
    persons = persons.sort_values(["person", "from_s", "to_s", "file", "sheet", "row"], ignore_index=True)
    following = persons.groupby("person")["from_s"].shift(-1).fillna(_EVER).astype("int64")
    persons["to_s"] = persons["to_s"].where(persons["to_s"] < following, following)
    persons = persons[persons["from_s"] < persons["to_s"]].assign(automatic=False)
    left_out = pd.DataFrame({"person": pd.Series(robots, dtype="str")}).assign(
        from_s=-_EVER, to_s=_EVER, side=None, level=None, automatic=True
    )
    names = ["person", "from_s", "to_s", "side", "level", "automatic"]
    parts = [part[names] for part in (persons, left_out) if len(part)]
    store.put("parties", pd.concat(parts, ignore_index=True) if parts else persons[names])
    return Parties(int(persons.loc[persons["side"].notna(), "person"].nunique()), tuple(robots))


def _seconds(days: pd.Series, missing: int, after_days: int = 0) -> pd.Series:
    told = pd.to_datetime(days)
    seconds = (told - pd.Timestamp(0)).dt.days * _DAY_S + after_days * _DAY_S
    return seconds.fillna(missing).astype("int64")
