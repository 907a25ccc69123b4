"""Who was asked: functions among those who wrote and approved a draft, and who spoke since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.contract.governance import WRITING, read_governance
from drift.rehearse.rehearsal import Asked
from drift.terms import LEVELS

if TYPE_CHECKING:
    from drift.rehearse.moment import Moment
    from drift.tables.store import Tables

OPERATIONS: Final = "operations"
OPERATIONAL: Final = LEVELS[0]
AUTHOR, APPROVER = WRITING[0], WRITING[-1]


def tell_asked(tables: Tables, moment: Moment) -> Asked:
    """Return the functions of those who wrote and approved a draft, and the contacts at each level since its day.

    Operations are not named only where the version sheet tells a function of one of them, or the calendars tell levels
    since the draft and hold no contact of operations.
    """
    authors = read_governance(tables.governance.frame, tables.people.frame, tables.documents.frame).authors
    own = authors[authors["file"].eq(moment.file)]
    known = own.dropna(subset="function")
    contacts = _count_contacts(tables.contacts.frame, moment)
    return Asked(
        authors=_functions(known, AUTHOR),
        approvers=_functions(known, APPROVER),
        operations=_tell_operations(known, contacts),
        contacts=contacts,
        since=moment.day,
        until=moment.until,
    )


def _functions(rows: pd.DataFrame, role: str) -> tuple[str, ...]:
    return tuple(sorted(set(rows.loc[rows["role"].eq(role), "function"].astype(str))))


def _tell_operations(known: pd.DataFrame, contacts: dict[str, int] | None) -> str:
    if known["function"].eq(OPERATIONS).any():
        return "named"
    if len(known):
        return "not_named"
    if contacts and sum(contacts.values()) and not contacts[OPERATIONAL]:
        return "not_named"
    return "unknown"


def _count_contacts(contacts: pd.DataFrame, moment: Moment) -> dict[str, int] | None:
    """Return the contacts of each level from the day of the draft until the next version; None: not told."""
    if contacts.empty or moment.day is None:
        return None
    since = contacts[contacts["at"] >= pd.Timestamp(moment.day)]
    if moment.until is not None:
        since = since[since["at"] < pd.Timestamp(moment.until)]
    if contacts["level"].isna().all():
        return None
    return {level: int(since["level"].eq(level).sum()) for level in LEVELS}
