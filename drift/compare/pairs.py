"""The pairs of two versions, a row each: which clause became which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable


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


def frame_pairs(
    rows: Iterable[tuple[int | None, int | None, float, str]], ids: tuple[list[str | None], list[str | None]]
) -> pd.DataFrame:
    """Return pairs as `align_clauses` does: old and new row, score, change; with the numbers of the clauses."""
    listed = [*rows]
    return pd.DataFrame(
        {
            "old_id": pd.Series([None if i is None else ids[0][i] for i, *_ in listed], dtype=object),
            "new_id": pd.Series([None if j is None else ids[1][j] for _, j, *_ in listed], dtype=object),
            "old_row": pd.array([row[0] for row in listed], dtype="Int64"),
            "new_row": pd.array([row[1] for row in listed], dtype="Int64"),
            "change": pd.Series([row[3] for row in listed], dtype="str"),
            "score": pd.Series([row[2] for row in listed], dtype=float),
        }
    )
