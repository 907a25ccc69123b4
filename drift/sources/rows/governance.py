"""Who has the say, from the workbook itself: version history, contacts, meetings, escalation, RACI; a row each role."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from drift.sources.layout.raci import letter_columns, read_letters
from drift.sources.opening.child import NUMBER
from drift.sources.rows.clauses.numbering import show_number
from drift.sources.rows.context import Context, TableReading
from drift.sources.rows.governance_roles import PERSONS, USED, Row, Texts, describe_row, hold_role, list_roles
from drift.sources.values.roles import Holder, level_of, read_holders, side_of

COLUMNS: Final = (
    *("file", "sheet", "row", "kind", "clause_version", "on", "status", "role", "topic"),
    *("person", "organisation", "side", "function", "level", "times_a_year"),
)


def read_governance(context: Context) -> TableReading:
    """Read one table, a row for each role of each person, function or side named; a meeting has a row of its own.

    What stands below it and is no row of it is a note. Phone numbers and addresses are not kept, nor is what changed in
    a version.
    """
    table, kind = context.table, context.table.heading.kind
    days = context.moments("on").wall.dt.date if table.has("on") else pd.Series(None, index=table.rows, dtype="object")
    columns = _columns_of_letters(context) if kind == "raci" else []
    made: list[Row] = []
    n_accepted = 0
    for row, texts in _rows(context):
        on = days[row] if pd.notna(days[row]) else None
        roles = list_roles(kind, texts, on, made[-1] if made else None)
        roles += _by_letters(context, columns, texts, row)
        n_accepted += bool(roles)
        made += [{"row": row, **role} for role in roles]
    _tell_lost_days(context, days, {role["row"] for role in made})
    for name in table.heading.columns.keys() & PERSONS:
        context.people.know(context.texts(name).dropna().unique())
    frame = pd.DataFrame(made, columns=[name for name in COLUMNS if name not in ("file", "sheet", "kind")])
    persons = context.people.hide(frame["person"].astype("str"), "governance")
    days = frame["on"].astype("object")  # a list that names no day at all is no list of numbers
    frame = frame.assign(person=persons, on=days, file=table.file, sheet=table.cells.sheet, kind=kind)
    return context.close({"governance": frame}, table.account.count(n_accepted, note=len(table.rows) - n_accepted))


def _rows(context: Context) -> Iterator[tuple[int, Texts]]:
    """Yield the texts of each row; a level that stands once for several rows (merged cells) goes for all of them."""
    table = context.table
    texts = {name: context.texts(name) for name in table.heading.columns if name in USED}
    if "clause_version" in texts:
        texts["clause_version"] = _shown(context, texts["clause_version"])
    if "level" in texts:
        texts["level"] = _fill_down(context, texts["level"])
    for row in table.rows:
        yield int(row), {name: str(column[row]) for name, column in texts.items() if pd.notna(column[row])}


def _shown(context: Context, texts: pd.Series) -> pd.Series:
    """Return version numbers as Excel shows them: 1 in the format 0.0 is 1.0."""
    marks, i = context.table.cells.marks, context.table.heading.columns["clause_version"]
    kinds = context.table.column("clause_version").kinds
    formats = marks.formats if marks else {}
    shown = [
        (show_number(text, formats.get((int(row), i), "")) or text)
        if kind == NUMBER and isinstance(text, str)
        else text
        for row, text, kind in zip(texts.index, texts, kinds, strict=True)
    ]
    return pd.Series(shown, index=texts.index, dtype="str")


def _fill_down(context: Context, levels: pd.Series) -> pd.Series:
    blank = levels.isna()
    if not blank.any() or blank.all() or blank.iloc[0]:
        return levels
    context.tell("note.filled_down", heading=context.table.title("level"), n=int(blank.sum()))
    return levels.ffill()


def _tell_lost_days(context: Context, days: pd.Series, rows: set[int]) -> None:
    texts = context.texts("on")
    lost = texts.index[texts.notna() & days.isna() & texts.index.isin(rows)]
    if len(lost):
        cells = context.table.name_cells(lost, "on")
        context.tell("note.no_day", heading=context.table.title("on"), n=len(lost), cells=cells)


def _by_letters(context: Context, columns: list[tuple[int, Holder]], texts: Texts, row: int) -> Iterator[Row]:
    """Yield the roles of a task where a column stands for a function, a side or a person."""
    if "task" not in texts:
        return
    about = {**describe_row(texts), "topic": texts["task"], "level": level_of(texts.get("level"))}
    for i, holder in columns:
        letters = read_letters(context.table.cells.text_at(row, i))
        yield from (hold_role(role, holder, about) for role in letters)


def _columns_of_letters(context: Context) -> list[tuple[int, Holder]]:
    """Return the columns of a RACI table with whom each stands for: its heading, and the group heading above it."""
    cells, heading = context.table.cells, context.table.heading
    taken = set(heading.columns.values())
    columns, group = [], ""
    for i in letter_columns(cells, heading.row + 1, heading.last):
        title = cells.text_at(heading.row, i)
        if heading.n_rows == 2:
            group = cells.text_at(heading.row - 1, i) or group
        holders = read_holders(title, named=False)
        if i not in taken and holders:
            columns.append((i, replace(holders[0], side=holders[0].side or side_of(group))))
    return columns
