"""Tables that read like a log or a contract and are neither: of minutes, actions, risks, invoices, prices, assets."""

from collections.abc import Sequence
from typing import Final

from drift.errors import Address, Note
from drift.sources.layout.find import Layout
from drift.sources.layout.table import Table
from drift.sources.layout.telling import list_headings
from drift.sources.layout.unknown import Unknown

NOT_OF_MINUTES: Final = frozenset(
    {"clauses", "incidents", "events", "contacts"}
)  # who was there and who decides may be


def tell_other_list(table: Table) -> Note | None:
    """Return the note of a table that is a list of another kind; None where it is what it was taken for."""
    if table.cells.text == "minutes" and table.heading.table in NOT_OF_MINUTES:
        return _of_minutes(table.at, _titles(table), len(table.rows))
    return None


def tell_unknown_list(file: str, layout: Layout, unknown: Unknown) -> Note | None:
    """Return the note of a sheet that was not recognised and is a list of another kind; None where it may be ours."""
    if layout.cells.text == "minutes":
        return _of_minutes(Address(file, unknown.sheet), unknown.headings, unknown.n_rows)
    return None


def _of_minutes(at: Address, headings: Sequence[str], n: int) -> Note:
    return Note("note.minutes_list", {"n": n, "headings": list_headings(headings)}, at)


def _titles(table: Table) -> list[str]:
    """Return the headings of a table as they stand, from the left to the right."""
    row = table.heading.row
    return [table.cells.text_at(row, i).strip() for i in range(table.cells.n_columns)] if row else []
