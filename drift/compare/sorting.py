"""The rows of a comparison in the order a contract manager reads them: what it does, then its words, then its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drift.contract.effects.codes import EFFECTS, RELAXED, STRICTER
from drift.contract.lineage.changes import ADDED, DROPPED, MERGED, MOVED, REWORDED, SAME, SPLIT
from drift.tables.plain import to_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

FORCE: Final = "in_force"  # the part of what changes what the contract does, beside parts by change
_ORDER: Final = (FORCE, ADDED, DROPPED, REWORDED, SPLIT, MERGED, MOVED, SAME)
_BY_TARGETS: Final = frozenset({STRICTER, RELAXED})


def list_told(targets: pd.DataFrame) -> set[tuple[str, int]]:
    """Return the places of clauses, in either version, of which a target is told."""
    rows = to_rows(targets)
    sides = ((row[f"{side}_sheet"], row[f"{side}_row"]) for row in rows for side in ("old", "new"))
    return {(str(sheet), int(row)) for sheet, row in sides if isinstance(sheet, str)}


def part_of(row: dict[str, Any], told: set[tuple[str, int]]) -> str:
    """Return the part of the comparison a pair belongs to.

    Parameters
    ----------
    row : of `Compared.clauses`
    told : places of which a target is told already: stricter and relaxed say no more of these
    """
    if isinstance(row["standing"], str):
        return FORCE
    effects = set(row["effects"])
    if row["change"] in (REWORDED, SPLIT, MERGED) and effects:
        shown = any((row[f"{side}_sheet"], row[f"{side}_row"]) in told for side in ("old", "new"))
        return str(row["change"]) if shown and effects <= _BY_TARGETS else FORCE
    return str(row["change"])


def sort_rows(rows: Iterable[dict[str, Any]], told: set[tuple[str, int]]) -> list[dict[str, Any]]:
    """Return pairs by part, those with effects by weight, each in the order of the clauses."""
    return sorted(rows, key=lambda row: (_ORDER.index(part_of(row, told)), _weight(row)))


def _weight(row: dict[str, Any]) -> int:
    standing = isinstance(row["standing"], str)
    return -1 if standing else min(map(EFFECTS.index, row["effects"]), default=len(EFFECTS))
