"""Levels of priority under one name: "3" and "P3", "Hoog" and 2 where the contract itself says that they are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from drift.contract.lineage.tiers import find_tiers
from drift.contract.norms.clocks import PATTERNS as CLOCKS
from drift.sources.layout.norms.words import words_of
from drift.sources.patterns import load_patterns, load_rules
from drift.wording.case import fold_spelling

_WORDS: Final = load_rules(__package__ or "", "levels")["words"]
_BEFORE: Final = frozenset(_WORDS["before"].split())
_NAMED: Final = frozenset(name for name in words_of("tiers", "named") if " " not in name)
PATTERNS: Final = load_patterns(__package__ or "", "levels", named="|".join(sorted(_NAMED)))
BENT: Final = {"hoge": "hoog", "lage": "laag"}
LEVEL_SIGNS: Final = 40  # of what a tool calls a level; longer is a sentence

Names = Mapping[str, str]  # a name of a level -> the name that all of them go by


def name_levels(texts: Iterable[str], priorities: Iterable[str]) -> Names:
    """Return which names are of one level: as the contract pairs them, and the tool in its own labels.

    Parameters
    ----------
    texts : clauses and cells of the contract, which may say "prioriteit 2 (hoog)"
    priorities : what the tool calls its levels, which may say "2 - High"

    Names that would make two figures one level are kept apart: such a list contradicts itself.
    """
    pairs = [pair for text in texts for pair in _pairs_in(text)]
    pairs += [pair for label in priorities for pair in _chain(sorted(tokens_of(label)))]
    pairs += [pair for group in _WORDS["same"] for pair in _chain(group.split())]
    return _join(pairs)


def tokens_of(label: str) -> frozenset[str]:
    """Return the names of a level in a label of a tool or a cell: "Priority 2 (High)" has 2 and high."""
    if len(label) > LEVEL_SIGNS:
        return frozenset()
    tokens = (token.lstrip("0") or "0" for token in PATTERNS["token"].findall(fold_spelling(label)))
    return frozenset(token for token in tokens if token not in _BEFORE)


def levels_in(text: str, names: Names) -> frozenset[str]:
    """Return the levels that a condition or a short clause names: figures and letters, else known words."""
    tiers = find_tiers(text)
    if not tiers and len(text) <= LEVEL_SIGNS:
        tiers = frozenset(token for token in tokens_of(text) if token in _NAMED)
    return frozenset(names.get(tier, tier) for tier in tiers)


def worded_levels(text: str, names: Names) -> frozenset[str]:
    """Return the levels that a sentence names by a word beside the incidents: "critical incidents", "impact hoog"."""
    words = (match["after"] or match["before"] for match in CLOCKS["worded_level"].finditer(text))
    plain = (BENT.get(word, word) for word in map(fold_spelling, words))
    return frozenset(names.get(word, word) for word in plain)


def level_of(priority: str, names: Names) -> str:
    """Return the level of an incident by what its tool calls it; nothing where it has no priority."""
    found = {names.get(token, token) for token in tokens_of(priority)}
    known = sorted(found, key=lambda name: (not name.isdigit(), name))
    return known[0] if known else ""


def _pairs_in(text: str) -> list[tuple[str, str]]:
    matches = PATTERNS["paired"].finditer(fold_spelling(text))
    return [(match["number"] or match["figure"], match["name"] or match["word"]) for match in matches]


def _chain(names: list[str]) -> Iterable[tuple[str, str]]:
    return ((names[0], other) for other in names[1:])


def _join(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    groups: dict[str, set[str]] = {}
    for one, other in pairs:
        joined = groups.get(one, {one}) | groups.get(other, {other})
        if sum(name.isdigit() for name in joined) <= 1:
            groups.update(dict.fromkeys(joined, joined))
    return {name: _chief(group) for name, group in groups.items()}


def _chief(group: set[str]) -> str:
    return min(group, key=lambda name: (not name.isdigit(), name))
