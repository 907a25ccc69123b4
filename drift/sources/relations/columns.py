"""Columns that tell customers, contracts or sites apart, by their headings; and the names in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from drift.errors import Address
from drift.sources.layout.table import Table, pick_cells
from drift.sources.opening.cells import Cells
from drift.sources.opening.columns import to_texts
from drift.sources.relations.persons import MOST, are_persons
from drift.sources.relations.words import Kind, kind_of, parties
from drift.sources.values.amounts import tell_verdict
from drift.sources.vocabulary import merge_values
from drift.sources.words import normalise
from drift.wording.case import fold_spelling

TOLD_BY: Final = ("incidents", "events", "clauses")  # a list of contacts names both parties
_MARKS: Final = frozenset("xrijny")  # and A and C, which may be customers, beside them


@dataclass(frozen=True)
class RelationColumn:
    """A column of one sheet that may tell relations apart."""

    file: str
    sheet: str
    heading: str
    kind: Kind
    names: pd.Series  # row of the sheet -> name as written, missing where blank
    different: tuple[str, ...]  # the names, each once
    persons: bool = False  # the names look like those of persons
    asks: bool = True  # false: in a contract it may name who has a duty, and only follows what a log tells

    @property
    def key(self) -> str:
        """The heading as compared: in every file it is the same column."""
        return normalise(self.heading)


@dataclass(frozen=True)
class Relations:
    """The names in a column that tells relations apart, the largest first, with the rows of each."""

    heading: str
    names: tuple[tuple[str, int], ...]
    at: Address


def find_columns(
    file: str, cells: Cells, heading_row: int, rows: pd.Index, named: str | None = None
) -> list[RelationColumn]:
    """Return the columns of a table that may tell relations apart; named: the heading that drift.toml gives."""
    if not heading_row or not len(rows):
        return []
    found = []
    for i in range(cells.n_columns):
        heading = " ".join(cells.text_at(heading_row, i).split())
        kind = kind_of(heading)
        if named and normalise(heading) == normalise(named):
            kind = "customer"
        names = to_texts(pick_cells(cells, i, rows)) if kind else None
        different = () if names is None else tuple(map(str, names.dropna().unique()))
        if kind and names is not None and not _are_marks(different):
            found.append(RelationColumn(file, cells.sheet, heading, kind, names, different))
    return found


def _are_marks(names: Iterable[str]) -> bool:
    """Whether a column holds x, R, ja or Opdrachtnemer: who has a duty, no names of customers."""
    sides = merge_values("side").keys() | parties("values")
    different = [normalise(name) for name in names]
    marks = [name for name in different if name in sides or name in _MARKS or (name[1:] and tell_verdict(name))]
    return len(marks) >= MOST * len(different)


def judge_columns(table: Table, named: str | None) -> tuple[Table, list[RelationColumn]]:
    """Return the columns of a table that may tell relations apart, and the table without a caller that is a customer.

    Klant may be the person who calls: what looks like persons stays the caller. Customer names are none, also where a
    tool calls its callers so.
    """
    if table.heading.table not in TOLD_BY:
        return table, []
    columns = find_columns(table.file, table.cells, table.heading.row, table.rows, named)
    caller = table.heading.titles.get("requester")
    judged = []
    for column in columns:
        is_caller = caller is not None and normalise(caller) == column.key
        declared = named is not None and normalise(named) == column.key
        others = _persons_of(table, except_requester=is_caller)
        alone = is_caller or caller is None
        judge = column.kind != "site" and not declared
        persons = judge and are_persons(column.names, others, caller=is_caller, alone=alone)
        if is_caller and not persons and column.kind != "site":
            kept = {name: i for name, i in table.heading.columns.items() if name != "requester"}
            table = replace(table, heading=replace(table.heading, columns=kept))
        party = table.heading.table == "clauses" and column.key in parties("headings")
        judged.append(replace(column, persons=persons, asks=declared or not party))
    return table, judged


def _persons_of(table: Table, *, except_requester: bool) -> set[str]:
    """Return the names in the columns of persons of a table, as compared."""
    fields = ("handler", "actor", "person") if except_requester else ("requester", "handler", "actor", "person")
    texts = [to_texts(table.column(name)) for name in fields if table.has(name)]
    return {fold_spelling(name) for column in texts for name in column.dropna().unique()}


def count_names(columns: Iterable[RelationColumn], aliases: Mapping[str, str]) -> dict[str, tuple[str, int]]:
    """Return folded name -> (name as first written, rows) of one column in all sheets that have it."""
    counts: dict[str, tuple[str, int]] = {}
    for column in columns:
        for name, n in column.names.dropna().value_counts(sort=False).items():
            spelled = " ".join(str(name).split())
            spelled = aliases.get(fold_spelling(spelled), spelled)
            first, before = counts.get(fold_spelling(spelled), (spelled, 0))
            counts[fold_spelling(spelled)] = (first, before + int(n))
    return counts
