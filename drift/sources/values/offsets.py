"""How far ahead of UTC a stamp says it is: Z, +01:00, UTC+1, CET."""

from __future__ import annotations

from typing import Final

import numpy as np

# minutes ahead of UTC. Left out: what two continents mean differently (CST, IST, AST) - such a column is not guessed
ZONE_WORDS: Final = {
    **dict.fromkeys(("Z", "UTC", "GMT", "UT", "WET"), 0),
    **dict.fromkeys(("CET", "MET", "MEZ", "BST", "WEST"), 60),
    **dict.fromkeys(("CEST", "MEST", "MESZ", "EET"), 120),
    "EEST": 180,
    "EDT": -240,
    "EST": -300,
    "CDT": -300,
    "MDT": -360,
    "MST": -420,
    "PDT": -420,
    "PST": -480,
}
_ANY: Final = "|".join(sorted(ZONE_WORDS, key=lambda word: (-len(word), word)))
_AHEAD: Final = r"[+-]\d\d?(?::?\d\d)?"
# +01:00, GMT+0100 (Central European Standard Time), +01:00[Europe/Amsterdam], (CET)
OFFSET: Final = rf"(?: *(?:UTC|GMT)? *(?P<offset>{_AHEAD}|[\[(]?(?i:{_ANY})[\])]?)(?: *[\[(][^\[\]()]{{2,40}}[\])])?)?"
NAMED: Final = rf"(?P<offset>(?i:{_ANY})|(?:UTC|GMT)?{_AHEAD})"


def to_offset(text: str) -> np.timedelta64:
    """Return how far ahead of UTC a text says it is, in minutes; NaT where it says nothing."""
    word = text.strip("[]() ").upper()
    if not word or word in ZONE_WORDS:
        return np.timedelta64(ZONE_WORDS[word] if word else "NaT", "m")
    digits = word.removeprefix("UTC").removeprefix("GMT").replace(":", "")
    hours, rest = (digits[1:-2], digits[-2:]) if len(digits) > 3 else (digits[1:], "0")
    minutes = int(hours) * 60 + int(rest)
    return np.timedelta64(-minutes if digits[0] == "-" else minutes, "m")
