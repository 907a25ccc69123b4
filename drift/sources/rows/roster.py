"""The list of persons with side, function and level that the analyst fills in (people.xlsx)."""

from __future__ import annotations

import pandas as pd

from drift.errors import Address, Note
from drift.project import Project
from drift.sources.layout.body import Body
from drift.sources.opening.columns import to_texts
from drift.sources.people import People
from drift.sources.values.moments import to_moments
from drift.sources.vocabulary import load_vocabularies, translate


def read_people(body: Body, project: Project, people: People) -> tuple[pd.DataFrame, list[Note]]:
    """Read one row a person; names become pseudonyms, words for side, function and level become ours.

    Returns
    -------
    frame : columns as in tables.columns (people); notes : words that are not known
    """
    names = to_texts(body.column("person"))
    kept = names.notna()
    body.account.note += int((~kept).sum())
    body.account.accepted = int(kept.sum())
    notes: list[Note] = []
    at = Address(body.file, body.cells.sheet)
    frame = pd.DataFrame(
        {
            "file": body.file,
            "sheet": body.cells.sheet,
            "row": body.rows,
            "person": people.hide(names, "roster"),
            "side": _known(body, "side", notes, at),
            "function": _known(body, "function", notes, at),
            "level": _known(body, "level", notes, at),
            "from_on": _days(body, "from_on", project),
            "to_on": _days(body, "to_on", project),
        }
    )
    return frame[kept], notes


def _known(body: Body, field: str, notes: list[Note], at: Address) -> pd.Series:
    """Return our word for each; a function may be anybody's own word, a side or a level may not."""
    words = {word: ours for entry in load_vocabularies() for word, ours in entry.values.get(field, {}).items()}
    told = to_texts(body.column(field))
    known = translate(told, words)
    strange = sorted(told[told.notna() & known.isna()].unique())
    if field == "function":
        return known.fillna(told)
    if strange:
        notes.append(Note("note.roster_unknown", {"heading": body.title(field), "words": ", ".join(strange[:8])}, at))
    return known


def _days(body: Body, field: str, project: Project) -> pd.Series:
    days: pd.Series = to_moments(body.column(field), project.zone, heading=body.title(field)).wall.dt.date
    return days
