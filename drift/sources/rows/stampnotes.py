"""What to tell of the stamps of a column: one line for all that cannot be read, one for dates that are none."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd

from drift.errors import Note
from drift.sources.accounts import Faults
from drift.sources.layout.table import Table
from drift.sources.values.declared import looks_counted
from drift.sources.values.never import Never

FEW: Final = 5  # cells of a column that are told one by one; more are a way of writing, and get one line together


def fault_stamps(table: Table, bad: pd.Series, field: str) -> Faults:
    """Return the cells of a field that hold no moment: a few one by one, many as one line with the first of them."""
    faults = table.faults(bad, field, "expected.moment")
    if faults.n <= FEW:
        return faults
    first = faults.shown[0]
    code = "expected.epoch" if looks_counted(first.found) else "expected.moment_column"
    return Faults((replace(first, n=faults.n, expected=code if first.found else first.expected),), faults.n)


def tell_never(table: Table, never: Never, field: str) -> list[Note]:
    """Return what to tell of dates that are none: each day with its count and its first cell, and a lone slip."""
    texts, title = table.column(field).texts, table.title(field)
    notes = []
    if never.placeholders.any():
        days = texts[never.placeholders].str[:10]  # 9999-12-31 00:00 and 23:59:59 are one
        counts, firsts = days.value_counts(sort=False), days.drop_duplicates()
        cells = [table.address(int(row), field).cell for row in firsts.index[:FEW]]
        values = [
            Note("note.no_date_value", {"found": day, "n": int(counts[day]), "cell": cell})
            for day, cell in zip(firsts[:FEW], cells, strict=True)
        ]
        notes.append(Note("note.no_dates", {"heading": title, "n": len(days), "values": values}, table.at))
    if never.strays.any():
        row = int(never.strays.index[never.strays][0])
        cell = table.address(row, field).cell
        stray = {"heading": title, "n": int(never.strays.sum()), "found": str(texts[row]), "cell": cell}
        notes.append(Note("note.stray_stamp", stray, table.at))
    return notes
