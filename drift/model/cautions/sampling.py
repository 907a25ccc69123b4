"""What was not exported: an export that stopped at its limit, calendars of some people and not of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Note
from drift.model.cautions.caution import Caution

if TYPE_CHECKING:
    from drift.tables.intake import Intake

CALENDARS: Final = ("outlook", "teams", "ics")


def find_limits(intake: Intake) -> list[Caution]:
    """Return a caution for each export that has as many rows as its tool writes at most."""
    notes = [(file.file, note) for file in intake.files for note in file.notes if note.code == "note.limit"]
    return [
        Caution("export_limit", "qualify", (), Note("caution.export_limit", {**note.values, "file": file}))
        for file, note in notes
    ]


def find_calendars(contacts: pd.DataFrame) -> Caution | None:
    """Tell whose calendars were read: their number, and the months in which it changes."""
    meetings = contacts[contacts["tool"].isin(CALENDARS)]
    if not len(meetings):
        return None
    months = pd.PeriodIndex(meetings["at"], freq="M")
    spans = pd.Series(months, index=meetings["file"]).groupby(level=0).agg(["min", "max"])
    starts, ends = sorted(set(spans["min"])), sorted(set(spans["max"]))
    changes = tuple(sorted({*starts[1:], *ends[:-1]}))
    values = {"n": len(spans), "months": changes or (starts[0], ends[-1])}
    code = "calendars_change" if changes else "calendars"
    return Caution(code, "qualify" if changes else "inform", changes, Note(f"caution.{code}", values))
