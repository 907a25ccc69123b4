"""The rows of one table by the reader of its kind, and which of its headings nobody used."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from drift.errors import Note
from drift.sources.layout.table import note_marks
from drift.sources.rows import contacts, events, governance_roles, incidents, roster
from drift.sources.rows.clauses import contracts
from drift.sources.rows.context import Context, TableReading
from drift.sources.rows.governance import read_governance
from drift.sources.rows.lostlists import find_lost_lists

READERS: Final[Mapping[str, tuple[Callable[[Context], TableReading], frozenset[str]]]] = {
    "clauses": (contracts.read_clauses, contracts.USED),
    "people": (roster.read_people, roster.USED),
    "incidents": (incidents.read_incidents, incidents.USED),
    "events": (events.read_events, events.USED),
    "contacts": (contacts.read_contacts, contacts.USED["contacts"]),
    "attendees": (contacts.read_attendees, contacts.USED["attendees"]),
    "governance": (read_governance, governance_roles.USED),
}


def read_rows(context: Context) -> TableReading:
    """Return the rows of a table, with what is to be told of it."""
    table = context.table
    reader, used = READERS[table.heading.table]
    reading = reader(context)
    if reading.account.table == "events":
        used |= incidents.HISTORY
    unused = [*table.heading.unused, *(table.title(name) for name in table.heading.columns if name not in used)]
    unused = [title for title in unused if title not in reading.used]
    notes = [*table.notes, *reading.notes, *find_lost_lists(table), *note_marks(table)]
    by_words = [guess.title for guess in table.heading.guesses if guess.via == "words"]
    if by_words:
        notes.append(Note("note.by_words", {"headings": ", ".join(by_words)}, table.at))
    if any(unused):
        notes.append(Note("note.unused", {"headings": ", ".join(filter(None, unused))}, table.at))
    faults = table.faults_around + reading.faults + table.valueless()
    return replace(reading, account=replace(reading.account, n_problems=faults.n), notes=tuple(notes), faults=faults)
