"""Tables whose rows say what they hold: Norm, Realisatie, Status, some rows for each indicator."""

from __future__ import annotations

from collections.abc import Sequence

from drift.errors import Problem
from drift.sources.layout.kpi.block import Block, Slot
from drift.sources.layout.kpi.words import VALUES, role_of
from drift.sources.rows.reports.perrow import name_table
from drift.sources.rows.reports.record import read_record
from drift.sources.rows.reports.sheet import Outcome, Record, ReportSheet
from drift.sources.values.amounts import is_nothing


def read_kinds(sheet: ReportSheet, block: Block, slots: Sequence[Slot], rows: Sequence[int]) -> list[Outcome]:
    """Read some rows of a table; the records of an indicator stand with its first row."""
    outcomes = []
    for name, group in _group_rows(sheet, block, rows):
        found = [one for slot in slots if (one := _read_group(sheet, block, (name, group), slot))]
        records = tuple(one for one in found if isinstance(one, Record))
        problems = tuple(one for one in found if isinstance(one, Problem))
        first, *others = group.values()
        outcomes.append(Outcome(first, "accepted", records, problems))
        outcomes += [Outcome(row, "accepted") for row in others]
    return outcomes


def _group_rows(sheet: ReportSheet, block: Block, rows: Sequence[int]) -> list[tuple[str, dict[str, int]]]:
    """Return each indicator with its rows by what they hold; a role that comes again begins the next."""
    indicator = ""
    groups: list[tuple[str, dict[str, int]]] = []
    for row in rows:
        role = role_of(sheet.text((row, block.shared["kind"])))
        if role not in VALUES:
            continue
        text = sheet.text((row, block.indicator)) if block.indicator is not None else name_table(block)
        if not groups or (text and text != indicator) or role in groups[-1][1]:
            indicator = text or indicator
            groups.append((indicator, {}))
        groups[-1][1][role] = row
    return groups


def _read_group(
    sheet: ReportSheet, block: Block, group: tuple[str, dict[str, int]], slot: Slot
) -> Record | Problem | None:
    """Return what the rows of an indicator say of one period; None where they hold a norm at most."""
    column = next(iter(slot.columns.values()))
    places = {role: (row, column) for role, row in group[1].items()}
    told = [places[role] for role in ("result", "weak", "status") if role in places]
    if all(is_nothing(sheet.text(place)) for place in told):
        return None
    return read_record(sheet, block, (group[0], slot.period), places)
