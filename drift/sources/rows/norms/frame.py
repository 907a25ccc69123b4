"""Norms as a frame, as the table norms has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Note

if TYPE_CHECKING:
    from drift.errors import Address
    from drift.sources.layout.table import Table
    from drift.sources.rows.norms.norm import Norm

_TEXTS: Final = (
    *("file", "sheet", "cell", "metric", "tier", "window", "comparator", "unit", "per", "condition", "stated"),
    *("quote", "kind"),
)


def to_frame(table: Table, norms: Sequence[Norm], *, whole: bool) -> pd.DataFrame:
    """Return the norms of a table; whole: its rows say nothing else, so that their words are not read."""
    columns = [
        "row",
        "cell",
        "metric",
        "tier",
        "window",
        "comparator",
        "value",
        "unit",
        "per",
        "condition",
        "stated",
        "quote",
    ]
    frame = pd.DataFrame([vars(norm) for norm in norms], columns=[*columns, "kind"])
    frame = frame.assign(file=table.file, sheet=table.cells.sheet, whole=whole)
    return frame.astype({**dict.fromkeys(_TEXTS, "str"), "row": "int64", "value": "float64", "whole": "bool"})


def tell_norms(norms: Sequence[Norm], at: Address) -> Note:
    """Return how many rows, targets and norms without a number were read."""
    n = sum(norm.value is not None for norm in norms)
    counts = {"rows": len({norm.row for norm in norms}), "n": n}
    if n == len(norms):
        return Note("note.norms", counts, at)
    return Note("note.norms_stated", {**counts, "stated": len(norms) - n}, at)
