"""The list of persons with side, function and level that the analyst fills in (people.xlsx)."""

from __future__ import annotations

import pandas as pd

from drift.errors import Note
from drift.project import Project
from drift.sources.layout.body import Body
from drift.sources.opening.columns import to_texts
from drift.sources.people import People
from drift.sources.rows.reading import Counts, TableReading
from drift.sources.values.moments import to_moments
from drift.sources.vocabulary import load_vocabularies, translate


def read_people(body: Body, project: Project, people: People) -> TableReading:
    """Read one row a person; names become pseudonyms, words for side, function and level become ours.

    Returns
    -------
    reading : columns as in tables.columns (people); notes on words that are not known
    """
    names = to_texts(body.column("person"))
    kept = names.notna()
    words = {field: _translate(body, field) for field in ("side", "function", "level")}
    frame = pd.DataFrame(
        {
            "file": body.file,
            "sheet": body.cells.sheet,
            "row": body.rows,
            "person": people.hide(names, "roster"),
            **{field: ours for field, (ours, _) in words.items()},
            "from_on": _days(body, "from_on", project),
            "to_on": _days(body, "to_on", project),
        }
    )
    notes = [note for _, unknown in words.values() for note in unknown]
    return TableReading({"people": frame[kept]}, Counts(int(kept.sum()), note=int((~kept).sum())), tuple(notes))


def _translate(body: Body, field: str) -> tuple[pd.Series, list[Note]]:
    """Return our word for each; a function may be anybody's own word, a side or a level may not."""
    words = {word: ours for entry in load_vocabularies() for word, ours in entry.values.get(field, {}).items()}
    texts = to_texts(body.column(field))
    ours = translate(texts, words)
    if field == "function":
        return ours.fillna(texts), []
    unknown = sorted(texts[texts.notna() & ours.isna()].unique())
    values = {"heading": body.title(field), "words": ", ".join(unknown[:8])}
    return ours, [Note("note.roster_unknown", values, body.at)] if unknown else []


def _days(body: Body, field: str, project: Project) -> pd.Series:
    days: pd.Series = to_moments(body.column(field), project.zone, heading=body.title(field)).wall.dt.date
    return days
