"""What lies on the table beside the measures when a relation is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from drift.measures.work.log_shape import LogShape
    from drift.tables.intake import Intake


@dataclass(frozen=True)
class Dossier:
    """Tables as in columns.py, persons as pseudonyms: for judging, never shown."""

    intake: Intake
    documents: pd.DataFrame
    clauses: pd.DataFrame
    people: pd.DataFrame
    attendees: pd.DataFrame
    contacts: pd.DataFrame
    shape: LogShape | None  # None without incidents
