"""How clauses of a comparison are called: by their numbers, else by their first words; a split or a merge as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drift.compare.words import UNNAMED
from drift.contract.lineage.changes import MERGED, SPLIT
from drift.tables.plain import to_rows
from drift.wording.shorten import shorten_end

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

LABEL_SHOWN: Final = 40  # characters of a clause without a number

Row = dict[str, Any]


def join_parts(rows: Iterable[Row]) -> list[Row]:
    """Return pairs with the parts of a split, and the sources of a merge, as one: their texts one after the other."""
    joined: list[Row] = []
    for row in rows:
        side = {SPLIT: "old", MERGED: "new"}.get(row["change"])
        whole = side and next((other for other in joined if _is_part(other, row, side)), None)
        if side and whole:
            other = "new" if side == "old" else "old"
            whole[f"{other}_text"] = f"{whole[f'{other}_text']}\n{row[f'{other}_text']}"
            whole[f"{other}_id"] = f"{name_clause(whole, other)} + {name_clause(row, other)}"
        else:
            joined.append(dict(row))
    return joined


def _is_part(whole: Row, row: Row, side: str) -> bool:
    names = ("change", f"{side}_sheet", f"{side}_row")
    return all(whole[name] == row[name] for name in names)


def name_families(clauses: pd.DataFrame, change: str, side: str, check: str) -> list[str]:
    """Return `4.3 → 5.3 + 5.4` for each split, `4.4 + 4.5 → 5.5` for each merge, parts that kept their words too.

    check : what stands in brackets behind one that should be looked at
    """
    whole = clauses.loc[clauses["change"].eq(change), [f"{side}_sheet", f"{side}_row"]].drop_duplicates()
    families = clauses.merge(whole, on=list(whole.columns)).groupby(list(whole.columns), sort=False)
    named = []
    for _, family in families:
        ends = (dict.fromkeys(name_clause(row, end) for row in to_rows(family)) for end in ("old", "new"))
        named.append(" → ".join(map(" + ".join, ends)) + (f" ({check})" if family["to_check"].any() else ""))
    return named


def name_pair(row: Row) -> str:
    """Return the number of a clause, or both where it has another one now; one where it came or went."""
    numbers = [number for number in (row["old_id"], row["new_id"]) if isinstance(number, str) and number]
    return " → ".join(dict.fromkeys(numbers)) or UNNAMED


def name_clause(row: Row, side: str) -> str:
    """Return the number of a clause, or its first words where it has none."""
    number, text = row[f"{side}_id"], " ".join(str(row[f"{side}_text"]).split())
    if isinstance(number, str) and number:
        return number
    return f"“{shorten_end(text, LABEL_SHOWN)}”"


def sheets_of(row: Row) -> tuple[str, str]:
    """Return the sheet a clause stood on and the one it stands on."""
    return str(row["old_sheet"]), str(row["new_sheet"])
