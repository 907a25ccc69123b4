"""Is a row of a log a ticket, or a step of one? Several rows a number, each with a stamp, and a person, kind or text.

`Number, Created, Created by, Type, Comments` heads both a list of tickets and a list of what was written about them;
only the rows can tell.
"""

from dataclasses import replace
from typing import Final

import pandas as pd

from drift.sources.layout.heading import Heading
from drift.sources.opening.columns import to_texts
from drift.sources.rows.context import Context
from drift.sources.rows.eventcases import is_activity, list_unused
from drift.sources.vocabulary import list_words, merge_values
from drift.sources.words import normalise
from drift.terms import CUT_DAYS

ROWS_A_NUMBER: Final = 1.2  # a list of tickets repeats few numbers; a log of steps has two rows and more of many
SEVERAL: Final = 0.5  # of the numbers with several rows: so many have other stamps in them
DAY_S: Final = 86_400
ASCENDING: Final = 0.8  # of the rows in order of time: so often the next number is higher where numbers start again
_ENDS: Final = ("resolved_at", "closed_at", "duration_min", "due_at")
_FROM: Final = {  # field of an event -> those of an incident that may hold it
    "actor": ("updated_by", "handler"),
    "status": ("type", "status"),
    "text": ("memo", "title"),
    "group": ("group",),
    "at_time": ("opened_time",),
}


def find_steps(context: Context, ids: pd.Series, opened: pd.Series) -> Context | None:
    """Return the table as a log of steps; None where its rows are tickets.

    Parameters
    ----------
    ids, opened : number and opening of each row, missing where they cannot be read
    """
    table = context.table
    if not table.has("incident_id") or (context.source and context.source.table):  # the analyst's word goes first
        return None
    rows = pd.DataFrame({"id": ids, "at": opened}).dropna()
    if len(rows) < ROWS_A_NUMBER * rows["id"].nunique():
        return None
    if not _are_steps(rows) or _restarts(rows):
        return None
    heading = _as_events(context)
    if heading is None or not _differ(context, heading, rows["id"]) or _told_by_site(context, rows["id"]):
        return None
    account = replace(table.account, table="events", columns=dict(heading.columns))
    orders = {**context.orders, **({"at": context.orders["opened_at"]} if "opened_at" in context.orders else {})}
    steps = Context(replace(table, heading=heading, account=account), context.project, context.people, context.source)
    return replace(steps, orders=orders)


def _are_steps(rows: pd.DataFrame) -> bool:
    """Whether the rows of one number differ in their stamp, and follow each other as steps do."""
    several = rows[rows["id"].duplicated(keep=False)].sort_values("at", kind="stable")
    days = several.groupby("id")["at"].diff().dt.total_seconds().median() / DAY_S
    return bool((several.groupby("id")["at"].nunique() > 1).mean() >= SEVERAL and days <= CUT_DAYS)


def _restarts(rows: pd.DataFrame) -> bool:
    """Whether the numbers go up with time, and start again: each row is a ticket, and the number alone no key."""
    digits = rows.sort_values("at", kind="stable")["id"].str.extract(r"(\d{1,15})\D*$")[0]
    numbers = pd.to_numeric(digits, errors="coerce")
    return bool((numbers.diff().iloc[1:] > 0).mean() >= ASCENDING)


def _as_events(context: Context) -> Heading | None:
    """Return the heading as that of a log of steps; None where no heading speaks of an activity, a writer or a text."""
    heading = context.table.heading
    columns = {"incident_id": heading.columns["incident_id"], "at": heading.columns["opened_at"]}
    titles = dict(list_unused(context))
    titles |= {heading.columns[name]: title for name, title in heading.titles.items()}
    activity = next((i for i, title in list_unused(context) if is_activity(title)), None)
    ends = [name for name in _ENDS if name in heading.columns]
    if ends and activity is None:
        return None
    if "resolved_at" in ends:  # of the step
        columns |= {"began_at": columns["at"], "at": heading.columns["resolved_at"]}
    for name, fields in _FROM.items():
        named = [i for i, title in list_unused(context) if _means(title, name) and i not in columns.values()]
        held = [heading.columns[field] for field in fields if field in heading.columns]
        found = next(iter([*named, *held]), None)
        if found is not None:
            columns[name] = found
    if activity is not None:
        columns["status"] = activity
    names = {name: titles[i] for name, i in columns.items()}
    said = activity is not None or any(_means(names[name], name) for name in ("actor", "text") if name in names)
    if not said or not {"status", "text"} & columns.keys():
        return None
    unused = tuple(title for i, title in titles.items() if i not in columns.values())
    brackets = {"at": heading.brackets.get("opened_at", ())}
    return replace(heading, table="events", columns=columns, titles=names, unused=unused, brackets=brackets, guesses=())


def _means(title: str, field: str) -> bool:
    name = normalise(title)
    words = list_words().get(name, ())
    return merge_values("step_heading").get(name) == field or any(
        word.table == "events" and word.field == field for word in words
    )


def _differ(context: Context, heading: Heading, ids: pd.Series) -> bool:
    """Whether persons, kinds or texts differ from row to row of a number."""
    for name in ("actor", "status", "text"):
        if name in heading.columns:
            texts = to_texts(context.table.cells_of(heading.columns[name]), context.nulls).reindex(ids.index)
            if (texts.groupby(ids).nunique() > 1).any():
                return True
    return False


def _told_by_site(context: Context, ids: pd.Series) -> bool:
    """Whether the rows of one number stand at several sites: each is a ticket of its own."""
    sites = read_sites(context)
    return sites is not None and bool((sites.reindex(ids.index).groupby(ids).nunique() > 1).any())


def read_sites(context: Context) -> pd.Series | None:
    """Return where each row is about, as text; None where no column of its own tells."""
    words = merge_values("site_heading")
    column = next((i for i, title in list_unused(context) if normalise(title) in words), None)
    return None if column is None else to_texts(context.table.cells_of(column), context.nulls)
