"""A version as requirements, indicators and service levels by priority: a sheet each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.samples.files.sheets import Book, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from drift.samples.contract_text import Clause, Version
    from drift.samples.relation import Relation

    Head = Callable[[Book, str, Version, tuple[float, ...]], Sheet]


def add_matrix(book: Book, version: Version, relation: Relation, head: Head) -> None:
    """Write service levels as a table with a column a priority; what it holds stands nowhere else."""
    words = book.scene.papers["layouts"]["matrix"]
    rows: dict[str, list[Clause]] = {}
    for clause in relation.paper.clauses[version.name]:
        if clause.grid:
            rows.setdefault(clause.grid[0], []).append(clause)
    sheet = head(book, words["grid"], version, (24, 16, 16, 16))
    sheet.row(words["grid_heads"], "head")
    for name, levels in rows.items():
        sheet.row([name, *(_say(clause, words["units"]) for clause in levels)])


def _say(clause: Clause, units: dict[str, str]) -> str:
    return units[clause.unit or ""].format(f"{clause.norm:g}")
