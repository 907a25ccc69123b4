"""The list of persons with side, function and level that the analyst fills in (people.xlsx)."""

from typing import Final
from zoneinfo import ZoneInfo

import pandas as pd

from drift.errors import Note
from drift.sources.layout.table import Table
from drift.sources.opening.columns import to_texts
from drift.sources.rows.context import Context
from drift.sources.rows.reading import TableReading
from drift.sources.values.moments import to_moments
from drift.sources.vocabulary import load_vocabularies, translate

USED: Final = frozenset({"person", "side", "function", "level", "from_on", "to_on"})


def read_people(context: Context) -> TableReading:
    """Read one row a person; names become pseudonyms, words for side, function and level become ours.

    Returns
    -------
    reading : columns as in tables.columns (people); notes on words that are not known
    """
    table, zone = context.table, context.project.zone
    names = to_texts(table.column("person"))
    kept = names.notna()
    words = {field: _translate(table, field) for field in ("side", "function", "level")}
    frame = pd.DataFrame(
        {
            **table.place,
            "person": context.people.hide(names, "roster"),
            **{field: ours for field, (ours, _) in words.items()},
            "from_on": _days(table, "from_on", zone),
            "to_on": _days(table, "to_on", zone),
        }
    )
    notes = [note for _, unknown in words.values() for note in unknown]
    account = table.account.count(int(kept.sum()), note=int((~kept).sum()))
    return TableReading({"people": frame[kept]}, account, tuple(notes))


def _translate(table: Table, field: str) -> tuple[pd.Series, list[Note]]:
    """Return our word for each; a function may be anybody's own word, a side or a level may not."""
    words = {word: ours for entry in load_vocabularies() for word, ours in entry.values.get(field, {}).items()}
    texts = to_texts(table.column(field))
    ours = translate(texts, words)
    if field == "function":
        return ours.fillna(texts), []
    unknown = sorted(texts[texts.notna() & ours.isna()].unique())
    values = {"heading": table.title(field), "words": ", ".join(unknown[:8])}
    return ours, [Note("note.roster_unknown", values, table.at)] if unknown else []


def _days(table: Table, field: str, zone: ZoneInfo) -> pd.Series:
    days: pd.Series = to_moments(table.column(field), zone, heading=table.title(field)).wall.dt.date
    return days
