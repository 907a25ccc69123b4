"""The ladder: how far the data reach, and so what may be said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from drift.terms import COUNTED_ROLES, MIN_KNOWN_SHARE, SIDES


@dataclass(frozen=True)
class Reach:
    """What the data hold."""

    n_versions: int  # of documents that count, drafts and undated ones included
    n_dated: int  # those of them with a place in time: dated and no draft
    most_dated: int  # dated versions of the document that has most
    n_incidents: int
    sides: bool  # side and level are known of the persons in the log
    contacts: bool  # meetings of both sides are known

    @property
    def rung(self) -> int | None:
        """The rung that the data reach, 0 to 4; None for operations without a contract in time."""
        if self.n_incidents:
            if not self.n_dated:
                return None
            return 2 + self.sides + (self.sides and self.contacts)
        if not self.n_versions:
            return None
        return 1 if self.most_dated > 1 else 0


def find_reach(
    documents: pd.DataFrame,
    incidents: pd.DataFrame,
    people: pd.DataFrame,
    attendees: pd.DataFrame,
    robots: frozenset[str] = frozenset(),
) -> Reach:
    """Return what tables of the store reach; columns as in tables.columns."""
    counted = documents[documents["role"].isin(COUNTED_ROLES)]
    dated = counted[counted["effective_on"].notna() & counted["status"].ne("draft").fillna(True)]
    return Reach(
        n_versions=len(counted),
        n_dated=len(dated),
        most_dated=int(dated.groupby("document").size().max()) if len(dated) else 0,
        n_incidents=len(incidents),
        sides=_are_sides_known(incidents, people, robots),
        contacts=_do_both_meet(attendees, people),
    )


def _are_sides_known(incidents: pd.DataFrame, people: pd.DataFrame, robots: frozenset[str]) -> bool:
    """Whether side and level are told of nearly all persons, weighed by the incidents they had, on both sides."""
    placed = people[people["side"].notna() & people["level"].notna()]
    named = Counter(incidents["requester"].value_counts().to_dict())
    named.update(incidents["handler"].value_counts().to_dict())
    n_of = {person: n for person, n in named.items() if person not in robots}
    both = set(SIDES) <= set(placed.loc[placed["person"].isin(n_of), "side"])
    known = sum(n_of.get(person, 0) for person in placed["person"].unique())
    return both and known / sum(n_of.values()) >= MIN_KNOWN_SHARE


def _do_both_meet(attendees: pd.DataFrame, people: pd.DataFrame) -> bool:
    """Whether there is a meeting of persons of both sides."""
    sides = people.dropna(subset="side").drop_duplicates("person").set_index("person")["side"]
    rows = attendees.assign(side=attendees["person"].map(sides)).dropna(subset="side")
    return bool((rows.groupby(["file", "sheet", "at", "row"])["side"].nunique() > 1).any())
