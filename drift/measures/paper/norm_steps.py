"""Norms of one version beside those of the next: clause by clause, all parts of a split and all sources of a merge."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.contract.lineage.changes import join_families
from drift.contract.lineage.tightening import RELAXED, TIGHTENED, compare_targets
from drift.sources.values.quantities.units import MONEY
from drift.tables.plain import to_rows

if TYPE_CHECKING:
    from drift.contract.lineage.tightening import Step

NORM_STEPS: Final = (TIGHTENED, RELAXED)

Place = tuple[str, str, int]  # file, sheet, row
Norm = tuple[Place, int]  # a place, and which of its norms in the order of the text


@dataclass(frozen=True)
class Family:
    """The norms of clauses that belong together in two versions, and what became of each."""

    old: tuple[Norm, ...]
    new: tuple[Norm, ...]
    places: tuple[Place, ...]  # of the new clauses, with and without norms
    steps: tuple[Step, ...]  # positions in `old` and `new`


def compare_norms(targets: pd.DataFrame, readings: pd.DataFrame, lineage: pd.DataFrame) -> list[Family]:
    """Return what became of every norm in every step of a clause; what a penalty amounts to is no norm."""
    norms = list_norms(targets, readings)
    both = lineage.dropna(subset=["old_file", "new_file"])
    families = []
    for olds, news in _list_families(both):
        old, new = (
            tuple((place, k) for place in side for k in range(len(norms.get(place, [])))) for side in (olds, news)
        )
        before, after = ([norms[place][k] for place, k in side] for side in (old, new))
        steps = compare_targets(before, after) if before or after else ()  # most clauses have no norm
        families.append(Family(old, new, tuple(news), tuple(steps)))
    return families


def count_norm_steps(families: list[Family]) -> pd.DataFrame:
    """Count, for each version that changed a norm, those made stricter and those relaxed; money and penalties are none.

    Returns
    -------
    frame : index file, a count for each of NORM_STEPS
    """
    steps = Counter(
        (family.places[0][0], step.change) for family in families for step in family.steps if step.change in NORM_STEPS
    )
    files = sorted({file for file, _ in steps})
    rows = [[steps[file, change] for change in NORM_STEPS] for file in files]
    return pd.DataFrame(rows, index=pd.Index(files, name="file", dtype="str"), columns=list(NORM_STEPS), dtype="int64")


def join_norm_steps(clauses: pd.DataFrame, norms: pd.DataFrame) -> pd.DataFrame:
    """Return what each version changed: clauses (as of `count_steps`), and norms made stricter and relaxed."""
    joined = clauses.join(norms, on="file").fillna(dict.fromkeys(NORM_STEPS, 0))
    return joined.astype(dict.fromkeys(NORM_STEPS, "int64"))


def list_norms(targets: pd.DataFrame, readings: pd.DataFrame) -> dict[Place, list[dict[str, Any]]]:
    """Return the norms of each place in the order of its text: targets with a number, of the work that is to be done.

    Without money, penalties, and what is none of the work: the customer pays within 30 days.
    """
    norms_at: dict[Place, list[dict[str, Any]]] = {}
    read = ["file", "sheet", "row", "party", "modality", "kind"]  # which way is stricter: who is bound, to what
    norms = readings.loc[~readings["kind"].isin(("penalty", "boilerplate")), read]
    rows = targets.dropna(subset=["value", "comparator"])
    rows = rows[~rows["unit"].isin(MONEY)]  # a price, a fee or a cap: which way is stricter cannot be told
    rows = rows.merge(norms, on=["file", "sheet", "row"])  # keeps the order of the text
    for row in to_rows(rows):
        norms_at.setdefault((str(row["file"]), str(row["sheet"]), int(row["row"])), []).append(row)
    return norms_at


def _list_families(both: pd.DataFrame) -> list[tuple[list[Place], list[Place]]]:
    """Return the places on both sides of each step: all parts of a split, all sources of a merge at once."""
    # a step leads from one version to one other: the same place is one end as a beginning and another as an end
    rows = {name: column.tolist() for name, column in both.astype(dict.fromkeys(("old_row", "new_row"), int)).items()}
    step = (rows["old_file"], rows["new_file"])
    ends = [
        zip(*step, rows[f"{side}_file"], rows[f"{side}_sheet"], rows[f"{side}_row"], strict=True)
        for side in ("old", "new")
    ]
    families = join_families(zip(*ends, strict=True))
    return [([end[2:] for end in old], [end[2:] for end in new]) for old, new in families]
