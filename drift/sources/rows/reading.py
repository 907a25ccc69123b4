"""What reading one table gives: rows of tables of ours, and what became of the rows of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from drift.errors import Note
from drift.sources.accounts import NO_FAULTS, Faults


@dataclass(frozen=True)
class Counts:
    """Rows below a heading by what became of them."""

    accepted: int
    rejected: int = 0
    repeated: int = 0
    note: int = 0  # no rows of the table


@dataclass(frozen=True)
class TableReading:
    """The rows of one table, how many of the sheet's they are, what could not be read and what is to be told."""

    frames: Mapping[str, pd.DataFrame]  # by table
    counts: Counts
    notes: tuple[Note, ...] = ()
    faults: Faults = NO_FAULTS
    holds: str | None = None  # the table that its rows turn out to be; None: what its heading says
