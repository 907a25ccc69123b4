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
SHEET: Final = "version history"
AUTHOR, APPROVER = WRITING[0], WRITING[-1]


def tell_asked(tables: Tables, moment: Moment) -> Asked:
    """Return the functions of those who wrote and approved a draft, and the contacts at each level since its day.

    Operations are not named only where something could have shown them: a version sheet that tells the function of
    everybody it names for this version (the properties of a file name who saved it, and show nothing), or calendars
    that held contacts of operations before the draft and hold others, but none of operations, since.
    """
    rows = tables.governance.frame
    known = _list_authors(tables, rows, moment).dropna(subset="function")
    sheet = _list_authors(tables, rows[rows["kind"].eq(SHEET)], moment)
    contacts = _count_contacts(tables.contacts.frame, moment)
    shown_by = _find_proof(sheet, tables.contacts.frame, contacts, moment)
    named = bool(known["function"].eq(OPERATIONS).any())
    return Asked(
        authors=_functions(known, AUTHOR),
        approvers=_functions(known, APPROVER),
        operations="named" if named else "not_named" if shown_by else "unknown",
        shown_by=None if named else shown_by,
        contacts=contacts,
        since=moment.day,
        until=moment.until,
    )


def _functions(rows: pd.DataFrame, role: str) -> tuple[str, ...]:
    return tuple(sorted(set(rows.loc[rows["role"].eq(role), "function"].astype(str))))


def _list_authors(tables: Tables, rows: pd.DataFrame, moment: Moment) -> pd.DataFrame:
    authors = read_governance(rows, tables.people.frame, tables.documents.frame).authors
    return authors[authors["file"].eq(moment.file)]


def _find_proof(
    sheet: pd.DataFrame, every: pd.DataFrame, contacts: dict[str, int] | None, moment: Moment
) -> str | None:
    """Return what could have shown operations: the version sheet, the calendars; None: neither could."""
    if len(sheet) and sheet["function"].notna().all():
        return "sheet"
    if moment.day is None or not contacts or not sum(contacts.values()) or contacts[OPERATIONAL]:
        return None
    before = every[every["at"] < pd.Timestamp(moment.day)]
    return "calendars" if before["level"].eq(OPERATIONAL).any() else None


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
