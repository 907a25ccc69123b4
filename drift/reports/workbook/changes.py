"""A change in percent beside each natural log: what people read beside what adds up."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from drift.reports.workbook.sheet import Sheet

SUFFIX: Final = "_change"  # of a column that says in percent what the one before it says as a log


def add_changes(sheet: Sheet) -> Sheet:
    """Return a sheet with a column in percent behind each of logs; it leads to where that one leads."""
    logs = [name for name in map(str, sheet.frame) if sheet.styles.get(name) == "ln"]
    if not logs:
        return sheet
    frame = sheet.frame.copy()
    links = dict(sheet.links)
    for name in logs:
        frame.insert(list(frame).index(name) + 1, name + SUFFIX, np.expm1(frame[name].astype(float)))
        links |= {name + SUFFIX: sheet.links[name]} if name in sheet.links else {}
    styles = {**sheet.styles, **{name + SUFFIX: "change" for name in logs}}
    return replace(sheet, frame=frame, styles=styles, links=links)
