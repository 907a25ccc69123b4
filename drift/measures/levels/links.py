"""Which contacts speak of which problem: by the number of a ticket, the code of an object, or the number of a clause.

A name links a contact to a problem that was raised before it and whose last incident opened at most ninety days before
it. A clause is named by many: it links only where one problem alone argues by it at that time; else it links nothing.
"""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from drift.tables.keys import number_of

LINKED_DAYS: Final = 90  # a quarter: a table that meets that often has spoken of it by then
BY: Final = ("ticket", "object", "clause")
MOST_WORDS: Final = 3  # of a name with blanks: M1801 0001, line 4 gate
LONGEST: Final = 2_000  # characters of a text that are looked at; an item of an agenda has a few hundred
_WORD: Final = re.compile(r"[^\s;,|()\[\]\"'!?]+")
_ENDS: Final = ".:-–—/"


def names_in(text: str) -> frozenset[str]:
    """Return everything in a text that may be the number of a ticket, an object or a clause: up to three words on.

    Blanks and capitals do not count: `M1801 0001` and `m18010001` are one name.
    """
    words = [word.strip(_ENDS) for word in _WORD.findall(text[:LONGEST])]
    words = [word.casefold() for word in words if word]
    return frozenset("".join(words[i : i + n]) for n in range(1, MOST_WORDS + 1) for i in range(len(words) - n + 1))


def plain_name(name: str) -> str:
    """Return a name as `names_in` has it."""
    return "".join(part.strip(_ENDS) for part in _WORD.findall(name)).casefold()


def link_contacts(said: pd.DataFrame, named: pd.DataFrame, problems: pd.DataFrame) -> pd.DataFrame:
    """Return which texts speak of which problem.

    Parameters
    ----------
    said : line (number), at, text
    named : problem, name (as of `plain_name`), by (of BY): what a problem may be called
    problems : as of `list_problems`

    Returns
    -------
    frame : line, problem, by; the surest link of the two
    """
    asked = frozenset(named["name"])
    found = [
        (line, name) for line, text in said[["line", "text"]].itertuples(index=False) for name in names_in(text) & asked
    ]
    rows = pd.DataFrame(found, columns=["line", "name"]).astype({"line": "int64", "name": "str"})
    rows = rows.merge(named, on="name")
    rows = rows.merge(said[["line", "at"]], on="line")
    rows = rows.merge(problems[["problem", "raised_at", "last_at"]], on="problem")
    in_time = (rows["raised_at"].dt.normalize() <= rows["at"]) & (
        rows["at"] <= rows["last_at"] + pd.Timedelta(days=LINKED_DAYS)
    )
    rows = rows[in_time]
    alone = ~rows["by"].eq("clause") | rows.groupby(["line", "name"])["problem"].transform("nunique").eq(1)
    order = rows["by"].map({by: i for i, by in enumerate(BY)})
    rows = rows[alone].assign(order=order[alone]).sort_values(["line", "problem", "order"])
    linked: pd.DataFrame = rows.drop_duplicates(["line", "problem"])[["line", "problem", "by"]]
    return linked.reset_index(drop=True)


def list_names(cases: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """Return what each problem may be called.

    Parameters
    ----------
    cases : problem, incident_id, object
    clauses : problem, clause_id: clauses that its incidents argue by
    """
    parts = [
        cases[["problem"]].assign(name=cases["incident_id"], by="ticket"),
        cases[["problem"]].assign(name=cases["incident_id"].map(number_of), by="ticket"),
        cases[["problem"]].assign(name=cases["object"], by="object"),
        clauses[["problem"]].assign(name=clauses["clause_id"], by="clause"),
    ]
    named = pd.concat(parts, ignore_index=True).dropna(subset="name")
    named = named.assign(name=pd.Series([plain_name(str(name)) for name in named["name"]], named.index, dtype="str"))
    codes = pd.Series([is_code(name) for name in named["name"]], index=named.index, dtype=bool)
    return named[codes].drop_duplicates(ignore_index=True)


def is_code(name: str) -> bool:
    """Return whether a name can be told from common words and numbers: letters and digits, or a long number."""
    digits = sum(sign.isdigit() for sign in name)
    return digits > 0 and (digits < len(name) or digits > LONG_NUMBER)


LONG_NUMBER: Final = 3  # digits; a shorter bare number is a day, a quantity or a room
