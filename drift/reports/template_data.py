"""Pages -> the data that the template reads: the one place that knows both."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from drift.charts.style import Chart
from drift.reports.glyphs import Cleaner
from drift.reports.pages.blocks import Block


def to_data(part: object, clean: Cleaner) -> Any:
    """Return a page, a block or what is in it as JSON has it: its text cleaned, what is not set left out."""
    if isinstance(part, str):
        return clean(part)
    if isinstance(part, Chart):
        return {"kind": "chart", "name": part.name, "alt": clean(part.alt)}
    if isinstance(part, dict):
        return {key: to_data(value, clean) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [to_data(value, clean) for value in part]
    if is_dataclass(part):
        values = {field.name: (getattr(part, field.name), field.default) for field in fields(part)}
        data = {name: to_data(value, clean) for name, (value, default) in values.items() if value != default}
        return {"kind": type(part).__name__.casefold(), **data} if isinstance(part, Block) else data
    return part
