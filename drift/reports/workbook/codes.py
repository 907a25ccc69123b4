"""Our own codes in the words of the reader; what a file says itself stays as it is."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.reports.workbook.sheet import Sheet
from drift.wording import Wording

# columns whose codes have words already; others have their own, code.COLUMN.VALUE
SECTIONS: Final = {
    "measure": ("measure.{}.name", "column.{}"),
    "party": ("report.growth.{}", "code.party.{}"),
    "kind": ("report.growth.{}", "roundtable.step.{}"),
    "change": ("compare.{}",),
    "on_level": ("level.{}",),
    "side": ("side.{}", "code.side.{}"),
    "what": ("report.works.{}",),
    "held": ("report.works.held_{}",),
    "window": ("explain.window.{}",),
    "chosen_as": ("roundtable.kind.{}",),
    "table": ("report.sources.kind_{}",),
}


def word_codes(sheet: Sheet, say: Wording) -> pd.DataFrame:
    """Return the table of a sheet with its codes in words."""
    worded = {name: _word(sheet.frame[name], name, say) for name in sheet.coded if name in sheet.frame}
    return sheet.frame.assign(**worded)


def _word(codes: pd.Series, column: str, say: Wording) -> pd.Series:
    words = {code: find_word(str(code), column, say) for code in codes.dropna().unique()}
    return codes.map(words)


def find_word(code: str, column: str, say: Wording) -> str:
    """Return the word for a code of a column; a code that has none stays as it is."""
    plain = code.replace(" ", "_")
    patterns = SECTIONS.get(column, ("code." + column + ".{}",))
    return say.word(*(pattern.format(plain) for pattern in patterns), default=code)
