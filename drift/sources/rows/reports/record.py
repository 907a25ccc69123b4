"""The cells of one period and indicator -> a record: norm, result, unit and verdict."""

from __future__ import annotations

from collections.abc import Mapping

from drift.errors import Problem
from drift.sources.layout.kpi.block import Block
from drift.sources.layout.kpi.labels import norm_in
from drift.sources.layout.kpi.words import read_head
from drift.sources.rows.reports.sheet import Place, Record, ReportSheet
from drift.sources.values.amounts import Amount, is_nothing, read_amount, tell_verdict, unit_in
from drift.sources.values.periods import Period

Subject = tuple[str, Period | None]  # indicator as its label says it, period


def read_record(sheet: ReportSheet, block: Block, subject: Subject, places: Mapping[str, Place]) -> Record | Problem:
    """Return what the cells (role -> place) say; a result that is no number and no verdict is a problem."""
    at = next((places[role] for role in ("result", "weak", "status", "norm") if role in places), None)
    if at and (fault := sheet.no_value(at)):
        return fault
    result = _read_result(sheet, places)
    if isinstance(result, Problem):
        return result
    amount, verdict = result
    label, inside = norm_in(subject[0]) or (subject[0], "")
    norm = sheet.amount(places["norm"]) if "norm" in places else read_amount(inside)
    row = at[0] if at else block.top
    return Record(
        row=row,
        cell=sheet.at(at).cell if at else None,
        period=str(subject[1]) if subject[1] else None,
        indicator=" ".join(label.split()),
        clause_id=sheet.text(places["clause_id"]) or None if "clause_id" in places else None,
        norm=norm,
        result=amount,
        unit=_find_unit(sheet, block, places),
        verdict=None if is_nothing(verdict) else " ".join(verdict.split()),
        numerator=_count(sheet, places.get("numerator")),
        denominator=_count(sheet, places.get("denominator")),
        labels=_list_labels(sheet, block, row),
        colour=_find_colour(sheet, places),
        vague=norm is None and "norm" in places and not is_nothing(sheet.text(places["norm"])),
    )


def _find_colour(sheet: ReportSheet, places: Mapping[str, Place]) -> str | None:
    colours = (sheet.colour(places[role]) for role in ("status", "result", "weak") if role in places)
    return next(filter(None, colours), None)


def _read_result(sheet: ReportSheet, places: Mapping[str, Place]) -> tuple[Amount | None, str] | Problem:
    """Return the number and the verdict; a word such as Met in the column of results is a verdict."""
    verdict = sheet.text(places["status"]) if "status" in places else ""
    at = places.get("result") or places.get("weak")
    told = sheet.text(at) if at else ""
    if at is None or is_nothing(told):
        return None, verdict
    amount = sheet.amount(at)
    if amount is None and tell_verdict(told) is None:
        return sheet.fault(at, "expected.report_value")
    return amount, verdict if amount else verdict or told


def _find_unit(sheet: ReportSheet, block: Block, places: Mapping[str, Place]) -> str | None:
    """Return the unit by its own column, or by the heading of the results or the norms."""
    unit = unit_in(sheet.text(places["unit"])) if "unit" in places else None
    heads = [block.heads[place[1]] for name in ("result", "norm") if (place := places.get(name))]
    return unit or next((one for text in heads if "(" in text or "%" in text if (one := unit_in(text))), None)


def _count(sheet: ReportSheet, place: Place | None) -> float | None:
    amount = sheet.amount(place) if place and not is_nothing(sheet.text(place)) else None
    return amount.value if amount else None


def _list_labels(sheet: ReportSheet, block: Block, row: int) -> tuple[str, ...]:
    taken = {block.indicator, block.shared.get("clause_id")}
    heads = [read_head(text).role for text in block.heads]
    named = (j for j, role in enumerate(heads) if role in ("label", "indicator") and j not in taken)
    return tuple(text for j in named if (text := sheet.text((row, j))))
