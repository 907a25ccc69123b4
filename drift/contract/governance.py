"""Who has the say, from the workbooks themselves: roles, meetings and authors of each version of a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from drift.sources.rows.clauses.provenance import rows_of_version
from drift.wording.values import show_count

_VERSION: Final = ["document", "version", "file", "effective_on"]
_BY: Final = ["role", "side", "function", "level"]
WRITING: Final = ("author", "reviewer", "approver")


@dataclass(frozen=True)
class Governance:
    """What the versions say of their own governance. A group of which a version tells nothing has no row."""

    # one row a version, role, side, function and level: n_rows that say it, n_persons named in them
    roles: pd.DataFrame
    # one row a version and level (missing: not told): n_meetings, n_known of which the frequency is told, times_a_year
    # of these together
    meetings: pd.DataFrame
    # one row a version, role (author, reviewer, approver) and function (missing: not told): n_persons
    authors: pd.DataFrame
    # one row a document, role and function: n_versions in which that function has the role, n_known versions of which
    # a function is told, share of them, n_persons
    say: pd.DataFrame


def read_governance(rows: pd.DataFrame, people: pd.DataFrame, documents: pd.DataFrame) -> Governance:
    """Return roles, meetings and authors a version, oldest first.

    What the workbook does not tell of a person comes from the list of persons (people.xlsx), as it was on the day the
    version took effect. Authors come from the version history in the file of the version; where it has none, from that
    of the latest file of the document that speaks of the version; where no history does, from the properties of the
    file.

    Parameters
    ----------
    rows, people, documents : the tables governance, people and documents, as in columns.py
    """
    order = ["document", "effective_on", "file"]
    documents = documents[_VERSION].sort_values(order, na_position="first", ignore_index=True)
    # the day its file takes effect; a file without clauses is no version and has none
    rows = _complete(rows.assign(effective_on=rows["file"].map(documents.set_index("file")["effective_on"])), people)
    agreed = rows[~rows["kind"].isin(("version history", "properties"))]
    agreed = agreed.sort_values([*order, "row"], na_position="first")
    authors = _list_authors(rows, documents)
    return Governance(_count_roles(agreed), _count_meetings(agreed), _count_authors(authors), _share_say(authors))


def fold_persons(governance: Governance) -> Governance:
    """Return the same as an output may show it: numbers of persons as text, fewer than five as "<5"."""
    tables = (governance.roles, governance.meetings, governance.authors, governance.say)
    folded = [
        table.assign(n_persons=[show_count(int(n)) for n in table["n_persons"]]) if "n_persons" in table else table
        for table in tables
    ]
    return Governance(*folded)


def _complete(rows: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Fill in side, function and level of persons from the list of persons, as of the day of the version."""
    if rows.empty or people.empty:
        return rows
    persons = rows[["person"]].assign(on=rows["effective_on"], place=range(len(rows)))
    candidates = persons.merge(people, on="person")
    begun = candidates["from_on"].isna() | candidates["on"].isna() | (candidates["from_on"] <= candidates["on"])
    ended = candidates["to_on"].notna() & candidates["on"].notna() & (candidates["to_on"] < candidates["on"])
    listed = candidates[begun & ~ended].drop_duplicates("place").set_index("place")
    rows = rows.reset_index(drop=True)
    return rows.assign(**{name: rows[name].fillna(listed[name]) for name in ("side", "function", "level")})


def _count_roles(rows: pd.DataFrame) -> pd.DataFrame:
    roles = rows[rows["role"] != "meeting"]
    groups = roles.groupby([*_VERSION, *_BY], dropna=False, sort=False)
    return groups.agg(n_rows=("row", "size"), n_persons=("person", "nunique")).reset_index()


def _count_meetings(rows: pd.DataFrame) -> pd.DataFrame:
    meetings = rows[rows["role"] == "meeting"].drop_duplicates(["file", "topic", "level", "times_a_year"])
    groups = meetings.groupby([*_VERSION, "level"], dropna=False, sort=False)["times_a_year"]
    counted = groups.agg(n_meetings="size", n_known="count", times_a_year="sum").reset_index()
    return counted.assign(times_a_year=counted["times_a_year"].where(counted["n_known"] > 0))


def _list_authors(rows: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that tell who wrote, read and approved each version."""
    writing = dict(iter(rows[rows["role"].isin(WRITING)].groupby("document", sort=False)))
    parts = [
        about.assign(version=version, file=file, effective_on=on)
        for document, version, file, on in documents.itertuples(index=False)
        if document in writing and len(about := _rows_about(writing[document], file, version, documents))
    ]
    columns = [*_VERSION, "role", "function", "person"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _rows_about(writing: pd.DataFrame, file: str, version: str | None, documents: pd.DataFrame) -> pd.DataFrame:
    own = rows_of_version(writing[writing["file"] == file], version)
    if len(own) or version is None:
        return own if len(own) else _properties(writing, file)
    order = {name: i for i, name in enumerate(documents["file"])}
    others = writing.sort_values("file", key=lambda files: files.map(order).fillna(-1), kind="stable")
    history = rows_of_version(others, version)
    return history[history["file"] == history["file"].iloc[-1]] if len(history) else _properties(writing, file)


def _properties(rows: pd.DataFrame, file: str) -> pd.DataFrame:
    return rows[(rows["kind"] == "properties") & (rows["file"] == file)]


def _count_authors(authors: pd.DataFrame) -> pd.DataFrame:
    groups = authors.groupby([*_VERSION, "role", "function"], dropna=False, sort=False)
    return groups["person"].nunique().rename("n_persons").reset_index()


def _share_say(authors: pd.DataFrame) -> pd.DataFrame:
    authors = authors[authors["function"].notna()]
    totals = authors.groupby(["document", "role"])["file"].nunique()
    groups = authors.groupby(["document", "role", "function"])
    say = groups.agg(n_versions=("file", "nunique"), n_persons=("person", "nunique")).reset_index()
    of = pd.Series([totals[document, role] for document, role in zip(say["document"], say["role"], strict=True)])
    return say.assign(n_known=of.astype("int64"), share=say["n_versions"] / of.astype("float64"))
