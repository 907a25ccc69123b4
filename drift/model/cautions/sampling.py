"""What was not exported: an export that stopped at its limit, calendars of some people and not of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.model.cautions.caution import Caution, caution_of

if TYPE_CHECKING:
    from drift.tables.intake import Intake

CALENDARS: Final = ("outlook", "teams", "ics")


def find_limits(intake: Intake) -> list[Caution]:
    """Return a caution for each export that has as many rows as its tool writes at most."""
    return [
        caution_of("export_limit", "qualify", **{**note.values, "file": file.file})
        for file in intake.files
        for note in file.notes
        if note.code == "note.limit"
    ]


def find_calendars(contacts: pd.DataFrame) -> list[Caution]:
    """Tell whose calendars were read: their number, and the months in which it changes."""
    meetings = contacts[contacts["tool"].isin(CALENDARS)]
    if not len(meetings):
        return []
    months = pd.PeriodIndex(meetings["at"], freq="M")
    spans = pd.Series(months, index=meetings["file"]).groupby(level=0).agg(["min", "max"])
    starts, ends = sorted(set(spans["min"])), sorted(set(spans["max"]))
    changes = tuple(sorted({*starts[1:], *ends[:-1]}))
    if not changes:
        return [caution_of("calendars", "inform", n=len(spans), months=(starts[0], ends[-1]))]
    return [caution_of("calendars_change", "qualify", changes, n=len(spans), months=changes)]
