"""Lists of actions among the sheets of a workbook: of those that hold no table of contract or log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

import pandas as pd

from drift.project import Project
from drift.sources.layout.parts import speaks_of_work
from drift.sources.opening.cells import PARAGRAPHS
from drift.sources.people import People
from drift.sources.rows.actions.headings import ActionHeading, find_heading
from drift.sources.rows.actions.read import ActionList, date_actions, read_actions
from drift.sources.rows.handwritten import texts_of
from drift.sources.sheettables import SheetTables
from drift.sources.values.days import find_day
from drift.sources.values.moments import to_wall
from drift.sources.vocabulary import find_values
from drift.terms import HEADING_ROWS

MAX_CELLS: Final = 200_000  # of one list; twenty years of a hundred actions a month have 150,000


def take_actions(
    file: str, sheets: Sequence[SheetTables], saved_at: pd.Timestamp | None, project: Project, people: People
) -> tuple[list[SheetTables], list[ActionList]]:
    """Take the lists of actions out of the sheets of a file, and read them; the analyst's word goes first.

    saved_at : when the workbook was saved, UTC: a list is kept up to then where its name tells no day
    """
    day = find_day(PurePosixPath(file).stem)
    seen = pd.Timestamp(day) if day else None
    if seen is None and saved_at is not None:
        seen = to_wall(pd.Series([saved_at]), project.zone).iloc[0]
    read = [(sheet, _read(file, sheet, seen, project, people)) for sheet in sheets]
    return [sheet for sheet, one in read if one is None], [one for _, one in read if one]


def _read(
    file: str, sheet: SheetTables, seen: pd.Timestamp | None, project: Project, people: People
) -> ActionList | None:
    """Return the actions of a sheet; None where it lists none, as an empty form does."""
    heading = _find_in(file, sheet)
    if heading is None:
        return None
    cells = sheet.layout.cells
    one = read_actions(file, cells, texts_of(cells), heading, people)
    return replace(one, frame=date_actions(one.frame, seen, project.zone)) if len(one.frame) else None


def _find_in(file: str, sheet: SheetTables) -> ActionHeading | None:
    """Return the heading of a list of actions in a sheet of which nothing else is read; None where there is none."""
    cells, layout = sheet.layout.cells, sheet.layout
    if sheet.main or cells.hidden or not layout.wanted or layout.source is not None or layout.pivot:
        return None
    if cells.text in PARAGRAPHS or cells.text == "minutes" or cells.n_rows * cells.n_columns > MAX_CELLS:
        return None
    names = (PurePosixPath(file).stem, cells.sheet, *cells.titles)
    rows = texts_of(cells, HEADING_ROWS)
    heading = find_heading(rows, names)
    if heading is None:
        return None
    titles = [title for title in rows[heading.row - 1] if title]
    of_others = (speaks_of_work(title) or find_values("clause_sign", title) for title in (*titles, cells.sheet))
    return None if any(of_others) else heading
