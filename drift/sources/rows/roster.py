"""The list of persons with side, function and level that the analyst fills in (people.xlsx)."""

from typing import Final
from zoneinfo import ZoneInfo

import pandas as pd

from drift.sources.layout.table import Table
from drift.sources.opening.columns import to_texts
from drift.sources.rows.context import Context, TableReading
from drift.sources.values.moments import to_moments
from drift.sources.vocabulary import merge_values, translate

USED: Final = frozenset({"person", "side", "function", "level", "from_on", "to_on"})


def read_people(context: Context) -> TableReading:
    """Read one row a person; names become pseudonyms, words for side, function and level become ours."""
    table, zone = context.table, context.project.zone
    names = to_texts(table.column("person"))
    kept = names.notna()
    frame = pd.DataFrame(
        {
            **table.place,
            "person": context.people.hide(names, "roster"),
            **{field: _translate(context, field) for field in ("side", "function", "level")},
            "from_on": _days(table, "from_on", zone),
            "to_on": _days(table, "to_on", zone),
        }
    )
    account = table.account.count(int(kept.sum()), note=int((~kept).sum()))
    return context.close({"people": frame[kept]}, account)


def _translate(context: Context, field: str) -> pd.Series:
    """Return our word for each; a function may be anybody's own word, a side or a level may not."""
    texts = to_texts(context.table.column(field))
    ours = translate(texts, merge_values(field))
    if field == "function":
        return ours.fillna(texts)
    unknown = sorted(texts[texts.notna() & ours.isna()].unique())
    if unknown:
        context.tell("note.roster_unknown", heading=context.table.title(field), words=", ".join(unknown[:8]))
    return ours


def _days(table: Table, field: str, zone: ZoneInfo) -> pd.Series:
    days: pd.Series = to_moments(table.column(field), zone, heading=table.title(field)).wall.dt.date
    return days
