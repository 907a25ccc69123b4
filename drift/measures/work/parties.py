"""Who stands on which side: by the list of persons where there is one, else by a guess that the project declares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.tables.engine import DAY_S, to_table

if TYPE_CHECKING:
    import ibis

ROBOT: Final = "robot"  # function in the list of persons: robots, portals and shared mailboxes alike
_EVER: Final = 2**40  # seconds; 34,000 years to either side
_SPANS: Final = {
    "person": "string",  # pseudonym
    "from_s": "int64",  # first second of this part, wall time since 1970
    "to_s": "int64",  # first second no longer of it
    "side": "string",  # customer or supplier; missing: not told
    "level": "string",  # operational, tactical or strategic; missing: not told
    "automatic": "boolean",  # a robot, a portal or a shared mailbox: no person
}


@dataclass(frozen=True)
class Parties:
    """The persons of a log: a row a person and part of the time, no two of which overlap; and who is no person."""

    spans: ibis.Table  # columns as in _SPANS
    automatic: tuple[str, ...]  # pseudonyms left out: robots, portals, shared mailboxes


def assign_sides(people: pd.DataFrame, robots: frozenset[str] = frozenset()) -> Parties:
    """Return who stands on which side, and when.

    Parameters
    ----------
    people : the list of persons
    robots : pseudonyms that behave like robots, besides those the list names
    """
    automatic = sorted(robots | set(people.loc[people["function"].eq(ROBOT), "person"]))
    persons = people[~people["person"].isin(automatic)].assign(
        from_s=_seconds(people["from_on"], -_EVER), to_s=_seconds(people["to_on"], _EVER, after_days=1)
    )
    persons = persons.sort_values(["person", "from_s", "to_s", "file", "sheet", "row"], ignore_index=True)
    following = persons.groupby("person")["from_s"].shift(-1).fillna(_EVER).astype("int64")
    persons["to_s"] = persons["to_s"].where(persons["to_s"] < following, following)
    persons = persons[persons["from_s"] < persons["to_s"]].assign(automatic=False)
    left_out = pd.DataFrame({"person": pd.Series(automatic, dtype="str")}).assign(
        from_s=-_EVER, to_s=_EVER, side=None, level=None, automatic=True
    )
    parts = [part[[*_SPANS]] for part in (persons, left_out) if len(part)]
    spans = pd.concat(parts, ignore_index=True) if parts else persons
    return Parties(to_table(spans, _SPANS), tuple(automatic))


def join_party(rows: ibis.Table, spans: ibis.Table, person: str) -> ibis.Table:
    """Add side, level and whether it is no person, of the person in a column at the moment `at_s`."""
    names = {f"{person}_{name}": name for name in ("side", "level", "automatic")}
    there = (rows[person] == spans.person, rows.at_s >= spans.from_s, rows.at_s < spans.to_s)
    joined = rows.left_join(spans.rename(**names), there).drop("person", "from_s", "to_s")
    return joined.mutate(**{f"{person}_automatic": joined[f"{person}_automatic"].fill_null(False)})


def _seconds(days: pd.Series, missing: int, after_days: int = 0) -> pd.Series:
    given = pd.to_datetime(days)
    seconds = (given - pd.Timestamp(0)).dt.days * DAY_S + after_days * DAY_S
    return seconds.fillna(missing).astype("int64")
