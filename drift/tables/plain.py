"""Rows and values of frames as plain Python, as JSON has them."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pandas as pd

from drift.terms import DECIMALS


def to_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame by column name, values as pandas has them."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def to_plain(value: Any) -> Any:
    """Return a value as JSON has it: dates as ISO, months as 2023-05, missing and infinite as null."""
    if isinstance(value, dict):
        return {name: to_plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(part) for part in value]
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, bool | str | int):
        return value
    if isinstance(value, float):
        # adding 0.0 turns -0.0 into 0.0: readers of a file should not wonder about its sign
        return round(float(value), DECIMALS) + 0.0 if math.isfinite(value) else None
    if isinstance(value, dt.date):  # moments are dates too
        return value.isoformat()
    return value.item() if hasattr(value, "item") else str(value)
