"""The pairs of two versions, a row each: which clause became which."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Pair:
    """A clause of the old version and one of the new; None where there is none."""

    change: str  # as in lineage.changes
    old: int | None  # rows of the versions, 0 = first
    new: int | None


def list_pairs(frame: pd.DataFrame) -> list[Pair]:
    """Return the pairs of a frame as of `align_clauses`."""
    rows = ([None if pd.isna(row) else int(row) for row in frame[f"{side}_row"]] for side in ("old", "new"))
    return [Pair(*pair) for pair in zip(map(str, frame["change"]), *rows, strict=True)]
