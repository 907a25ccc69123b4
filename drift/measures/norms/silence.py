"""Work that no norm speaks of: incidents that none in force bound when they opened, and what they have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import pyarrow as pa

from drift.contract.norms.bind import sources_of
from drift.measures.norms.findings import Silent

if TYPE_CHECKING:
    import ibis

    from drift.measures.norms.judged import Judged

GROUP: Final = 10  # incidents alike; fewer are as easily chance


def find_silent(judged: Judged, cases: ibis.Table) -> Silent:
    """Return how many incidents of the time under a contract no norm in force bound, and which are alike.

    Parameters
    ----------
    cases : case, category, object, by the numbers of `judged`
    """
    incidents = judged.bench.incidents
    n_bins, n_cells = len(incidents.edges) - 1, len(incidents.cells)
    under = np.zeros(n_bins, dtype=bool)
    for source in sources_of(judged.binding):
        under |= judged.in_force(source)
    spoken = np.zeros((n_bins, n_cells), dtype=bool)
    for norms in judged.assigned.values():
        for cell, norm in norms.items():
            spoken[:, cell] |= judged.in_force(norm.source)
    silent = under[incidents.bin] & ~spoken[incidents.bin, incidents.cell]
    return Silent(int(silent.sum()), int(under[incidents.bin].sum()), _group(cases, incidents.number[silent]))


def _group(cases: ibis.Table, numbers: np.ndarray) -> pd.DataFrame:
    """Return what GROUP or more of some incidents are of: category, object, n; most first."""
    table = cases.select("case", "category", "object").to_pyarrow()
    chosen = table.filter(pa.array(np.isin(table["case"].to_numpy(), numbers)))
    counts = chosen.group_by(["category", "object"]).aggregate([([], "count_all")]).to_pandas()
    counts = counts.rename(columns={"count_all": "n"}).fillna({"category": "", "object": ""})
    counts = counts[(counts["n"] >= GROUP) & (counts["category"].ne("") | counts["object"].ne(""))]
    groups: pd.DataFrame = counts.sort_values(
        ["n", "category", "object"], ascending=[False, True, True], ignore_index=True
    )
    return groups
