"""What reading one table gives: rows of tables of ours, and what became of the rows of the sheet."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from drift.errors import Note
from drift.sources.accounts import NO_FAULTS, Faults, SheetAccount


@dataclass(frozen=True)
class TableReading:
    """The rows of one table, the account of the sheet's, what is to be told and what could not be read."""

    frames: Mapping[str, pd.DataFrame]  # by table
    account: SheetAccount
    notes: tuple[Note, ...] = ()
    faults: Faults = NO_FAULTS
