"""The rows of a table as a sheet has them: persons as numbers, each row with its place as text."""

from __future__ import annotations

import pandas as pd

from drift.analysed import Analysis
from drift.explain.places import CELL_OF, Places
from drift.tables.columns import PERSONS


def make_plain(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table without the name of its relation, persons as whole numbers."""
    frame = frame.drop(columns="relation", errors="ignore")
    return frame.astype(dict.fromkeys(PERSONS.get(name, ()), "Int64"))


def place_rows(analysis: Analysis, name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with `file!sheet!cell` of every row, where its rows have a cell of their own."""
    if name not in CELL_OF:
        return frame
    return frame.assign(place=pd.Series(Places(analysis.intake).written(name, frame), index=frame.index, dtype="str"))
