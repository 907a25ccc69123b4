"""Ten lines that say how the workbook is to be read."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.reports.workbook.sheet import Sheet
from drift.terms import Edition
from drift.wording import Wording

LINES: Final = 10


def tell_how(say: Wording, edition: Edition) -> Sheet:
    """Return the lines, in order."""
    lines = []
    for n in range(1, LINES + 1):
        own = say(f"workbook.howto_{n}")
        lines.append(own if edition == "ours" else say.word(f"workbook.howto_{n}_shared", default=own))
    return Sheet("howto", pd.DataFrame({"line": range(1, LINES + 1), "sentence": lines}))
