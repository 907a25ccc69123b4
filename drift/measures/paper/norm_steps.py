"""What each version changed: how many clauses, and how many norms it made stricter and relaxed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.contract.lineage.steps import count_steps
from drift.contract.lineage.tightening import RELAXED, TIGHTENED, compare_targets
from drift.measures.paper.tightness import list_families, list_targets

if TYPE_CHECKING:
    from drift.tables.store import Store

NORM_STEPS: Final = (TIGHTENED, RELAXED)


def count_norm_steps(store: Store) -> pd.DataFrame:
    """Count, for each version that changed a norm, those made stricter and those relaxed; money and penalties are none.

    Returns
    -------
    frame : index file, a count for each of NORM_STEPS
    """
    targets = list_targets(store)
    both = store.fetch("lineage").to_pandas().dropna(subset=["old_file", "new_file"])
    found: Counter[tuple[str, str]] = Counter()
    for olds, news in list_families(both):
        before, after = ([target for place in side for target in targets.get(place, [])] for side in (olds, news))
        found.update((news[0][0], step.change) for step in compare_targets(before, after) if step.change in NORM_STEPS)
    files = sorted({file for file, _ in found})
    rows = [[found[file, change] for change in NORM_STEPS] for file in files]
    return pd.DataFrame(rows, index=pd.Index(files, name="file", dtype="str"), columns=list(NORM_STEPS), dtype="int64")


def count_changes(store: Store) -> pd.DataFrame:
    """Return what each version changed: clauses, and norms made stricter and relaxed."""
    clauses = count_steps(store.fetch("lineage").to_pandas(), store.fetch("documents").to_pandas())
    norms = count_norm_steps(store)
    return (
        clauses.join(norms, on="file").fillna(dict.fromkeys(NORM_STEPS, 0)).astype(dict.fromkeys(NORM_STEPS, "int64"))
    )
