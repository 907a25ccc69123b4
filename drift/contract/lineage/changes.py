"""What became of a clause, by name: of the pairs of two versions, of families of them, and counted by version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drift.contract.lineage import Array
    from drift.contract.lineage.clausetable import Clauses


SAME, MOVED, REWORDED, SPLIT, MERGED = "same", "moved", "reworded", "split", "merged"
ADDED, DROPPED = "added", "dropped"
CHANGES: Final = (SAME, MOVED, REWORDED, SPLIT, MERGED, ADDED, DROPPED)
COLUMNS: Final = ("document", "file", "version", "effective_on", "role", *CHANGES)


@dataclass(frozen=True)
class Pairs:
    """Pairs of rows of two versions, sorted by old, then new row; score 1 for equal words, else a probability."""

    i: Array
    j: Array
    equal: Array
    score: Array


def name_changes(old: Clauses, new: Clauses, pairs: Pairs) -> list[str]:
    """Return the change of each pair, as in `align_clauses`."""
    n_old, n_new = np.bincount(pairs.i, minlength=old.n), np.bincount(pairs.j, minlength=new.n)
    unclear = {-1} | _list_repeated(old) | _list_repeated(new)
    names = []
    for i, j, equal in zip(pairs.i.tolist(), pairs.j.tolist(), pairs.equal.tolist(), strict=True):
        if equal:
            kept = _address(old, i, unclear) == _address(new, j, unclear)
            names.append(SAME if kept and not _is_renumbered(old.fronts[i], new.fronts[j]) else MOVED)
        elif n_old[i] == n_new[j] == 1:
            names.append(REWORDED)
        elif n_old[i] != n_new[j]:
            names.append(SPLIT if n_old[i] > n_new[j] else MERGED)
        else:
            names.append(SPLIT if new.lengths[j] <= old.lengths[i] else MERGED)
    return names


def _is_renumbered(old: int, new: int) -> bool:
    """Return whether both texts begin with a number, and with another."""
    return min(old, new) >= 0 and old != new


def _list_repeated(clauses: Clauses) -> set[int]:
    numbers, times = np.unique(clauses.numbers, return_counts=True)
    return set(numbers[times > 1].tolist())


def _address(clauses: Clauses, row: int, unclear: set[int]) -> tuple[int, int]:
    """Return what tells where a clause stands: its number, with the section where numbers repeat or are missing."""
    number = int(clauses.numbers[row])
    return number, int(clauses.sections[row]) if number in unclear else -2


def join_families(pairs: Iterable[tuple[Any, Any]]) -> list[tuple[list[Any], list[Any]]]:
    """Return (old, new) clauses that belong together, sorted: all parts of a split, all sources of a merge at once.

    Parameters
    ----------
    pairs : old and new clause, None where there is none; families come in the order of their first pair
    """
    family_of: dict[tuple[int, Any], tuple[set[Any], set[Any]]] = {}
    for pair in pairs:
        ends = [end for end in enumerate(pair) if end[1] is not None]
        old, new = whole = set[Any](), set[Any]()
        for side, clause in ends:
            olds, news = family_of.get((side, clause), whole)
            old |= olds
            new |= news
            whole[side].add(clause)
        family_of |= {(side, clause): whole for side in (0, 1) for clause in whole[side]}
    return [(sorted(old), sorted(new)) for old, new in {id(family): family for family in family_of.values()}.values()]


def count_steps(lineage: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Count, for each version in force after the first of its document, what became of the clauses.

    Returns
    -------
    frame : document, file, version, effective_on, role, and a count for each of CHANGES; clauses in force, of the new
    version, of the old one for those dropped; oldest first
    """
    traced = set(lineage["new_file"].dropna()) | set(lineage["old_file"].dropna())
    order = documents[documents["file"].isin(traced)].sort_values(["document", "effective_on", "file"])
    following = order.groupby("document")["file"].shift(-1)
    after = dict(zip(order["file"], following, strict=True))
    came = lineage.drop_duplicates([*(f"new_{name}" for name in ("file", "sheet", "row")), "change"])
    came = came[came["new_file"].notna()].assign(at=came["new_file"])
    gone = lineage[lineage["new_file"].isna()]
    gone = gone.assign(at=gone["old_file"].map(after)).dropna(subset="at")
    changes = pd.concat([came[["at", "change"]], gone[["at", "change"]]], ignore_index=True)
    counts = pd.crosstab(changes["at"], changes["change"]).reindex(columns=list(CHANGES), fill_value=0)
    later = order[order["file"].isin(counts.index)].set_index("file")
    joined = later.join(counts.astype("int64")).reset_index()
    ordered: pd.DataFrame = joined[list(COLUMNS)].sort_values(["effective_on", "document", "file"], ignore_index=True)
    return ordered
