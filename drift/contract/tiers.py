"""Which tier a short clause is about: P1, prioriteit 2, severity 3. A value may change, a tier is another clause."""

from __future__ import annotations

import re
from typing import Final

SHORT: Final = 25  # words; a longer clause speaks of many things, and a tier it names may change like any other word
_NUMBER: Final = r"(?:[0-9]|i{1,3}|iv|v|[a-e])"
_NO_TIME: Final = r"(?!\s*(?:uur|uren|hours?|h|min\w*|dagen|days?|werk\w*|working|business)\b)"
_LIST: Final = rf"({_NUMBER}(?:\s*(?:,|/|&|-|–|en|of|and|or)\s*(?:p|prio|sev)?\s*{_NUMBER}{_NO_TIME})*)\b"
_NAMED: Final = re.compile(
    r"\b(?:priorit(?:y|ies|eit|eiten)|prio|severit(?:y|ies)|sev|urgen(?:cy|tie)|tier|(?:ernst|prioriteits)?klasse|class|"
    rf"categor(?:y|ie)|support level|ernstniveau)(?:\s+level|\s+niveau)?[\s:.-]*{_LIST}"
)
# "P1", but not the number of a service, a package or an article
_SHORT_NAME: Final = re.compile(
    r"(?<![\w.:-])(?<!service )(?<!package )(?<!section )(?<!clause )(?<!artikel )(?<!bijlage )"
    r"(?:p|prio|sev)-?([0-5])\b(?![.:]\d)"
)
_ROMAN: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}


def find_tiers(text: str) -> frozenset[str]:
    """Return the tiers a short clause names, as figures or letters; none of a long one."""
    if len(text.split()) > SHORT:
        return frozenset()
    plain = text.casefold()
    listed = [
        one for found in _NAMED.finditer(plain) for one in re.findall(rf"\b(?:p|prio|sev)?({_NUMBER})\b", found[1])
    ]
    return frozenset(_ROMAN.get(one, one) for one in (*listed, *_SHORT_NAME.findall(plain)))
