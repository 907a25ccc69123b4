"""Values as the page writes them: of a measure in its unit, of a table of numbers as short as they can be."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from drift.explain.number import unit_of
from drift.wording import Wording

DIGITS: Final = 3  # of a number behind a chart
HOURS: Final = ("hours", "working hours")


def write_measure(name: str, value: float, say: Wording) -> str:
    """Write the value of a measure in its unit: a share in per cent, a change of the paper's norms as a change."""
    unit = unit_of(name)
    if pd.isna(value):
        return say("html.untold")
    if unit == "share":
        return say.percent(value, 1)
    if unit == "ln":
        return say.change(value, 1)
    return say("front.hours", x=say.number(value, 1)) if unit in HOURS else write_number(value, say, 1)


def write_number(value: Any, say: Wording, digits: int = DIGITS) -> str:
    """Write a value behind a chart: a whole number without decimals, a period as people name it, a gap as nothing."""
    if isinstance(value, pd.Period):
        return say.short(value)
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return say.number(value, 0 if float(value).is_integer() else digits)
    return str(value)
