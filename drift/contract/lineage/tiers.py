"""Which tier a short clause is about: P1, prioriteit 2, severity 3. A value may change, a tier is another clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drift.contract.lineage.likeness import normalise_text
from drift.sources.patterns import compile_bound

if TYPE_CHECKING:
    from collections.abc import Sequence

LADDER: Final = 2  # tiers; one alone may have become any other
SHORT: Final = 25  # words; a longer clause speaks of many things, and a tier it names may change like any other word
_NUMBER: Final = r"(?:[0-9]|i{1,3}|iv|v|[a-e])"
_NO_TIME: Final = r"(?!\s*(?:uur|uren|hours?|h|min\w*|dagen|days?|werk\w*|working|business)\b)"
_LIST: Final = rf"({_NUMBER}(?:\s*(?:,|/|&|-|–|en|of|and|or)\s*(?:p|prio|sev)?\s*{_NUMBER}{_NO_TIME})*)\b"
_NAMED: Final = compile_bound(
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
        one for match in _NAMED.finditer(plain) for one in re.findall(rf"\b(?:p|prio|sev)?({_NUMBER})\b", match[1])
    ]
    return frozenset(_ROMAN.get(one, one) for one in (*listed, *_SHORT_NAME.findall(plain)))


def find_shift(old: Sequence[str], new: Sequence[str]) -> int:
    """Return by how much a whole ladder of tiers was renamed: P1 and P2 that are now called P0 and P1 give -1; else 0.

    Every tier of the old version plus the shift must be a tier of the new one, and the other way round, and what the
    clauses say apart from the tier must fit the shift better than the names as they stand.
    """
    ladders = [_ladder(texts) for texts in (old, new)]
    tiers = [{tier for tier, _ in ladder} for ladder in ladders]
    if len(tiers[0]) < LADDER or len(tiers[0]) != len(tiers[1]) or tiers[0] == tiers[1]:
        return 0
    shift = min(tiers[1]) - min(tiers[0])
    if {tier + shift for tier in tiers[0]} != tiers[1]:
        return 0
    fits, stays = (len({(tier + by, rest) for tier, rest in ladders[0]} & ladders[1]) for by in (shift, 0))
    return shift if fits > stays or not stays else 0


def _ladder(texts: Sequence[str]) -> set[tuple[int, str]]:
    """Return (tier, what is said of it) of the short clauses that name one tier by a figure."""
    clauses = ((find_tiers(text), text) for text in texts)
    return {
        (int(tier), normalise_text(_SHORT_NAME.sub(" ", _NAMED.sub(" ", text.casefold()))))
        for tiers, text in clauses
        if len(tiers) == 1
        for tier in tiers
        if tier.isdigit()
    }
