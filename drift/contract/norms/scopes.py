"""For which incidents a norm holds beside their level: a category or an object that the log knows by that name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from drift.contract.norms.clocks import PATTERNS, pick_clock
from drift.contract.norms.levels import levels_in
from drift.contract.norms.spoken import Spoken, find_objects
from drift.contract.reading.language import COMMON_WORDS
from drift.wording.case import fold_spelling

LETTERS: Final = 3  # shorter words bind nothing
_WORD: Final = re.compile(r"[^\W\d_]{1,40}")


def find_scope(
    spoken: Spoken, condition: str, names: Iterable[str], levels: Mapping[str, str]
) -> tuple[str | None, bool]:
    """Return the category or object that a norm holds for, and whether it holds under what no column tells.

    Parameters
    ----------
    condition : of the target: "P1; Desktop"
    names : categories and objects of the log
    levels : names of levels
    """
    known = {fold_spelling(name): name for name in names}
    parts = [part.strip() for part in condition.split(";")]
    asked = [part for part in parts if part and not levels_in(part, levels) and _restricts(part, spoken)]
    asked += [] if spoken.in_table else [one for one in find_objects(spoken) if not levels_in(one, levels)]
    if not asked and not spoken.in_table:
        asked = [word for word in _WORD.findall(spoken.sentence) if _names_thing(word, known)]
    scopes = [known.get(fold_spelling(part)) for part in asked]
    if not asked:
        return None, False
    return (scopes[0], False) if len(set(scopes)) == 1 and scopes[0] is not None else (None, True)


def _names_thing(word: str, known: Mapping[str, str]) -> bool:
    """Return whether a word of a sentence is a category or an object of the log, and no word for an incident."""
    plain = fold_spelling(word)
    common = PATTERNS["incident"].search(plain) or PATTERNS["neutral"].match(plain) or pick_clock(plain)
    return len(plain) > LETTERS and plain in known and not common


def _restricts(part: str, spoken: Spoken) -> bool:
    """Return whether a condition says more than that there is an incident, and which clock runs for it."""
    if spoken.in_table:
        return True
    rest = part
    for name in ("incident", "restore", "respond", "close", "on_site", "start", "office"):
        rest = PATTERNS[name].sub(" ", rest)
    words = [word for word in rest.split() if len(word) >= LETTERS and word.casefold().strip(".,") not in COMMON_WORDS]
    return bool(words)
