"""Tabs without a heading among tabs that are alike: they are read with the heading of the tab before, where it fits."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from drift.sources.layout.find import Layout
from drift.sources.layout.heading import Heading
from drift.sources.layout.parts import MOST, fits
from drift.sources.layout.unread.silent import are_dated
from drift.sources.opening.child import BLANK

MOMENTS: Final = ("opened_at", "resolved_at", "closed_at")


def lend_headings(layouts: Sequence[Layout]) -> list[Layout]:
    """Return the layouts; one without a table has that of the log before it, where its columns are of that kind."""
    lent: list[Layout] = []
    lender: Layout | None = None
    for layout in layouts:
        if lender and _may_borrow(layout) and _fits(layout, lender):
            heading = replace(lender.tables[0], row=0, n_rows=0, first=1, last=None)
            lent.append(replace(layout, tables=(heading,), lender=lender.cells.sheet))
            continue
        lent.append(layout)
        lender = layout if _may_lend(layout) else lender
    return lent


def _may_lend(layout: Layout) -> bool:
    return len(layout.tables) == 1 and layout.tables[0].table == "incidents" and not layout.tables[0].side_tables


def _may_borrow(layout: Layout) -> bool:
    plain = layout.wanted and layout.source is None and not layout.cells.text
    return plain and not layout.tables and not layout.pivot and layout.cells.n_rows > 0


def _fits(layout: Layout, lender: Layout) -> bool:
    """Whether the columns are as many, the first row is no heading, and moments and numbers stand where they should."""
    heading, cells = lender.tables[0], layout.cells
    if cells.n_columns != lender.cells.n_columns or "opened_at" not in heading.columns:
        return False
    opened = are_dated(cells, heading.columns["opened_at"])
    if not opened[0] or opened.mean() < MOST:
        return False
    return all(_holds(layout, heading, name) for name in heading.columns)


def _holds(layout: Layout, heading: Heading, name: str) -> bool:
    cells, i = layout.cells, heading.columns[name]
    filled = cells.kinds(i).to_numpy() != BLANK
    if name in MOMENTS:
        return not filled.any() or float(are_dated(cells, i)[filled].mean()) >= MOST
    return name != "incident_id" or fits(name, cells.texts(i).slice(0, 200).drop_null().to_pylist())
