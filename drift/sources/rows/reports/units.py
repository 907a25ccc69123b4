"""Names and units that are one for each indicator, whatever each cell of a report says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from drift.sources.rows.reports.sheet import Record
from drift.sources.values.amounts import Amount

_TO_MINUTES: Final = {"minute": 1.0, "hour": 60.0, "day": 1440.0}
SHARE: Final = 1.5  # at most so much is a share where others are percentages; 150 % of a plan can be


def tell_apart(records: Sequence[Record]) -> list[Record]:
    """Name indicators that stand several times in a period by what else names their rows: the service, the priority."""
    n = Counter((record.period, record.indicator) for record in records)
    twice = {indicator for (_, indicator), times in n.items() if times > 1}
    return [
        replace(record, indicator=" · ".join((record.indicator, *record.labels)))
        if record.indicator in twice else record
        for record in records
    ]  # fmt: skip


def align_units(records: Sequence[Record]) -> list[Record]:
    """Give norm and result of every indicator one unit: 0.97 beside 95 % is 97, 240 minutes beside 8 hours are 4."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record.indicator, []).append(record)
    scales = {name: _find_scales(group) for name, group in groups.items()}
    return [_align(record, *scales[record.indicator]) for record in records]


def _align(record: Record, norm_scale: float, result_scale: float) -> Record:
    norm, result = record.norm, record.result
    unit = (norm and norm.unit) or (result and result.unit) or record.unit
    return replace(
        record,
        unit=unit,
        norm=norm and replace(norm, value=round(norm.value * norm_scale, 6)),
        result=result and replace(result, value=round(_convert(result, unit) * result_scale, 6)),
    )


def _find_scales(records: Sequence[Record]) -> tuple[float, float]:
    """Return what to multiply norms and results of one indicator with: 100 where one are shares beside percentages."""
    norms = [record.norm for record in records if record.norm]
    results = [record.result for record in records if record.result]
    if "%" not in {one.unit for one in (*norms, *results)} | {record.unit for record in records}:
        return 1.0, 1.0
    return _find_scale(norms), _find_scale(results)


def _find_scale(amounts: Iterable[Amount]) -> float:
    values = [abs(one.value) if one.unit is None else None for one in amounts]
    shares = bool(values) and all(value is not None and value <= SHARE for value in values)
    return 100.0 if shares else 1.0


def _convert(amount: Amount, unit: str | None) -> float:
    if amount.unit in _TO_MINUTES and unit in _TO_MINUTES:
        return amount.value * _TO_MINUTES[amount.unit] / _TO_MINUTES[unit]
    return amount.value
