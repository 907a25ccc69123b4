"""Work that no norm speaks of: incidents that none in force bound when they opened, and what they have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.contract.norms.bind import sources_of
from drift.measures.norms.findings import Silent
from drift.tables.engine import keep, to_frame, to_table

if TYPE_CHECKING:
    import ibis

    from drift.measures.norms.judged import Judged

GROUP: Final = 10  # incidents alike; fewer are as easily chance
COLUMNS: Final = ("category", "object", "title", "n")


def find_silent(judged: Judged, log: ibis.Table, cases: ibis.Table) -> Silent:
    """Return how many incidents of the time under a contract no norm in force bound, and which are alike.

    Parameters
    ----------
    log : all incidents, as in columns.py; cases : case, tool, incident_id, by the numbers of `judged`
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
    return Silent(int(silent.sum()), int(under[incidents.bin].sum()), _group(log, cases, incidents.number[silent]))


def _group(incidents: ibis.Table, cases: ibis.Table, numbers: np.ndarray) -> pd.DataFrame:
    """Return what GROUP or more of some incidents are of: by category and object, else by a title but for figures."""
    chosen = to_table(pd.DataFrame({"case": numbers}), {"case": "int64"})
    keys = cases.select("case", "tool", "incident_id").join(chosen, "case")
    rows = incidents.join(keys.select("tool", "incident_id"), ["tool", "incident_id"])
    plain = rows.title.re_replace(r"[^[:alpha:]]+", " ").strip().lower()
    rows = keep(rows.select(category=rows.category.fill_null(""), object=rows["object"].fill_null(""), title=plain))
    named = rows.filter((rows.category != "") | (rows["object"] != ""))
    things = _count(named, ["category", "object"])
    placed = {*zip(things["category"], things["object"], strict=True)}
    titles = _count(rows.filter(rows.title != ""), ["category", "object", "title"], "title")
    loose = np.array([pair not in placed for pair in zip(titles["category"], titles["object"], strict=True)], bool)
    alike = titles[loose].groupby("title", as_index=False)["n"].sum()
    alike = alike[alike["n"] >= GROUP].assign(category="", object="")
    groups = pd.concat([things.assign(title=""), alike])[[*COLUMNS]]
    order = ["n", *COLUMNS[:-1]]
    ordered: pd.DataFrame = groups.sort_values(order, ascending=[False, True, True, True], ignore_index=True)
    return ordered


def _count(rows: ibis.Table, columns: list[str], part: str | None = None) -> pd.DataFrame:
    """Count rows by some columns; of a whole GROUP or more, of parts all."""
    counts = rows.group_by(columns).agg(n=rows.count())
    counts = counts if part else counts.filter(counts.n >= GROUP)
    return to_frame(counts, *columns)
