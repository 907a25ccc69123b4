"""The rows of one table by the reader of its kind, and which of its headings nobody used."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from drift.errors import Note
from drift.sources.layout.lostlists import find_lost_lists
from drift.sources.layout.table import Table, note_marks
from drift.sources.opening.letters import name_column
from drift.sources.rows import contacts, events, governance_roles, incidents, roster
from drift.sources.rows.clauses import contracts
from drift.sources.rows.context import Context, TableReading
from drift.sources.rows.governance import read_governance
from drift.sources.rows.norms import read as norms

UNUSED_SHOWN: Final = 40  # headings of a sheet; the exports of real tools leave fewer over
READERS: Final[Mapping[str, tuple[Callable[[Context], TableReading], frozenset[str]]]] = {
    "clauses": (contracts.read_clauses, contracts.USED),
    "norms": (norms.read_norms, norms.USED),
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
    unused = [title for title in unused if title and title not in reading.used]
    notes = [*table.notes, *reading.notes, *find_lost_lists(table), *note_marks(table)]
    by_words = [guess.title for guess in table.heading.guesses if guess.via == "words"]
    if by_words:
        notes.append(Note("note.by_words", {"headings": ", ".join(by_words)}, table.at))
    if unused:
        notes.append(_tell_unused(table, unused))
    faults = table.faults_around + reading.faults + table.valueless()
    return replace(reading, account=replace(reading.account, n_problems=faults.n), notes=tuple(notes), faults=faults)


def _tell_unused(table: Table, unused: list[str]) -> Note:
    """Return the note of headings nobody used; one that another column has too stands with its letter: Datum (D)."""
    taken, row = set(table.heading.columns.values()), table.heading.row
    titles = [" ".join(table.cells.text_at(row, i).split()) for i in range(table.cells.n_columns if row else 0)]
    counts = Counter(titles)
    left = {title: [i for i, text in enumerate(titles) if text == title and i not in taken] for title in counts}
    names = []
    for title in unused[:UNUSED_SHOWN]:
        again = counts[title] > 1 and left[title]
        names.append(f"{title} ({name_column(left[title].pop(0))})" if again else title)
    values = {"headings": ", ".join(names)}
    more = len(unused) - len(names)
    return Note("note.unused_more", {**values, "n": more}, table.at) if more else Note("note.unused", values, table.at)
