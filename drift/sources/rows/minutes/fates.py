"""What became of every row of minutes: the accounts of a sheet, one for the contact and one for what it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drift.sources.accounts import SheetAccount
from drift.sources.rows.minutes.contact import Contact
from drift.sources.rows.minutes.decisions import Decision
from drift.sources.rows.minutes.page import Sheet
from drift.sources.vocabulary import GENERIC


def account_for_sheet(
    sheet: Sheet, contact: Contact, decisions: Sequence[Decision], listed: SheetAccount | None
) -> Iterator[SheetAccount]:
    """Yield the accounts of a sheet; the rows up to that of the contact are the contact's.

    listed : of a sheet that is a list of actions
    """
    if listed:
        yield listed
        return
    name, n_rows = sheet.cells.sheet, len(sheet.rows)
    deciding = {one.row for one in decisions if one.sheet == name}
    first = 1
    if contact.sheet == name and not deciding & {*range(contact.row + 1, n_rows + 1)}:
        yield replace(_account(sheet, "contacts", {contact.row}, 1, n_rows), last_row=None)
        return
    if contact.sheet == name:
        yield _account(sheet, "contacts", {contact.row}, 1, contact.row)
        first = contact.row + 1
    if first <= n_rows:
        rest = deciding & {*range(first, n_rows + 1)}
        account = _account(sheet, "decisions" if rest else None, rest, first, n_rows)
        yield replace(account, last_row=None)


def _account(sheet: Sheet, table: str | None, accepted: set[int], first: int, last: int) -> SheetAccount:
    n = Counter(
        "accepted" if number in accepted else "note" if any(sheet.rows[number - 1]) else "blank"
        for number in range(first, last + 1)
    )
    return SheetAccount(
        sheet.cells.sheet, table, GENERIC if table else None, accepted=n["accepted"], note=n["note"],
        blank=n["blank"], first_row=first, last_row=last,
    )  # fmt: skip
