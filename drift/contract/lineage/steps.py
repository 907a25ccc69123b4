"""How each version changed against the one before it: clauses kept, moved, reworded, added, dropped."""

from __future__ import annotations

from typing import Final

import pandas as pd

CHANGES: Final = ("same", "moved", "reworded", "split", "merged", "added", "dropped")
COLUMNS: Final = ("document", "file", "version", "effective_on", "role", *CHANGES)


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
    told = pd.concat([came[["at", "change"]], gone[["at", "change"]]], ignore_index=True)
    counts = pd.crosstab(told["at"], told["change"]).reindex(columns=list(CHANGES), fill_value=0)
    later = order[order["file"].isin(counts.index)].set_index("file")
    joined = later.join(counts.astype("int64")).reset_index()
    ordered: pd.DataFrame = joined[list(COLUMNS)].sort_values(["effective_on", "document", "file"], ignore_index=True)
    return ordered
