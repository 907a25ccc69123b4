"""The text of a clause, also where a sheet spreads it over columns: indicator, norm and unit make it whole."""

from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd

from drift.errors import Note
from drift.sources.layout.onecolumn import INLINE, split_numbers
from drift.sources.layout.table import Table
from drift.sources.opening.child import NUMBER
from drift.sources.opening.columns import to_texts

SPARSE: Final = 0.5  # of the rows; a section that is filled in less often stands for the rows below it (merged cells)
PARTS: Final = ("indicator", "text", "target", "unit")


def to_clause_texts(table: Table) -> tuple[pd.Series, list[Note]]:
    """Return the texts of clauses, and what to tell about how they were made.

    Where a sheet has columns for indicator, norm and unit, these belong to what is agreed: `Availability: of the
    portal; Norm 99.5 %`. A number in a percent format is written as shown.
    """
    present = [name for name in PARTS if table.has(name)]
    if INLINE in table.heading.columns:
        return split_numbers(to_texts(table.column(INLINE)))[1], []
    texts = to_texts(table.column("text"))
    if present in ([], ["text"]):
        return texts, []
    said = join_texts(to_texts(table.column("indicator")), ": ", texts)
    target = _shown(table, "target")
    norm = table.title("target") + " " + join_texts(target, " ", _shown(table, "unit"))
    joined = join_texts(said.str.rstrip("."), "; ", norm.where(target.notna()))
    headings = ", ".join(table.title(name) for name in present)
    return joined, [Note("note.text_joined", {"headings": headings}, table.at)]


def join_texts(first: pd.Series, between: str, second: pd.Series) -> pd.Series:
    """Return two columns of texts as one; where one of them is missing, the other alone."""
    both = first + between + second
    joined: pd.Series = both.where(first.notna() & second.notna(), first.fillna(second))
    return joined.astype("str")


def _shown(table: Table, name: str) -> pd.Series:
    """Return the texts of a field, a number in a percent format as percent."""
    column = table.column(name)
    texts, marks = to_texts(column), table.cells.marks
    numbers = texts[column.kinds.eq(NUMBER) & texts.notna()]
    if marks is None or numbers.empty:
        return texts
    i = table.heading.columns[name]
    percent = [row for row in numbers.index if "%" in marks.formats.get((int(row), i), "")]
    shown = [f"{(Decimal(str(texts[row])) * 100).normalize():f} %" for row in percent]
    texts = texts.copy()
    texts[percent] = shown
    return texts


def to_sections(table: Table, ids: pd.Series, heads: np.ndarray) -> tuple[pd.Series, list[Note]]:
    """Return the section of each row: its own column, filled down where that is sparse, else the heading above it."""
    if not table.has("section"):
        if not heads.any():  # nearly every file: pandas costs more than the work
            return table.column("section").texts, []
        titles = to_texts(table.column(INLINE)) if INLINE in table.heading.columns else ids
        return titles.where(heads).ffill(), []
    sections = to_texts(table.column("section"))
    filled = sections.notna()
    if not len(filled) or not filled.any() or filled.mean() >= SPARSE:
        return sections, []
    note = Note("note.filled_down", {"heading": table.title("section"), "n": int((~filled).sum())}, table.at)
    return sections.ffill(), [note]


def to_remarks(table: Table, rows: pd.Index) -> tuple[pd.Series, list[Note]]:
    """Return what is remarked about each clause: the column for it, and the comments on its cells."""
    remarks = to_texts(table.column("remark")) if table.has("remark") else table.column("remark").texts
    comments = table.cells.marks.comments if table.cells.marks else {}
    if not comments:
        return remarks, []
    by_row: dict[int, list[str]] = {}
    for (row, _), text in sorted(comments.items()):
        if text.strip():
            by_row.setdefault(row, []).append(" ".join(text.split()))
    texts = pd.Series(by_row, dtype="object").reindex(table.rows).map(" ".join, na_action="ignore").astype("str")
    on_clauses = texts.notna() & texts.index.isin(rows)
    if not on_clauses.any():
        return remarks, []
    cells = table.name_cells(texts.index[on_clauses], "text")
    note = Note("note.comments", {"n": int(np.sum(on_clauses)), "cells": cells}, table.at)
    return join_texts(remarks, "\n", texts), [note]
