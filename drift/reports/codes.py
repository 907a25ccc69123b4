"""Our own codes in the words of the reader; what a file says itself stays as it is."""

from __future__ import annotations

from typing import Final

import pandas as pd

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
    **{f"{measure}_finding": ("report.works.held_{}",) for measure in ("same_hands", "solved_on_the_floor")},
    "window": ("explain.window.{}",),
    "chosen_as": ("roundtable.kind.{}",),
    "table": ("report.sources.kind_{}",),
}


def word_codes(frame: pd.DataFrame, coded: tuple[str, ...], say: Wording) -> pd.DataFrame:
    """Return a table with the codes of some of its columns in words."""
    worded = {
        name: frame[name].map({code: find_word(str(code), name, say) for code in frame[name].dropna().unique()})
        for name in coded
        if name in frame
    }
    return frame.assign(**worded)


def find_word(code: str, column: str, say: Wording) -> str:
    """Return the word for a code of a column; a code that has none stays as it is."""
    patterns = SECTIONS.get(column, ("code." + column + ".{}",))
    return say.word(*(pattern.format(code) for pattern in patterns), default=code)
