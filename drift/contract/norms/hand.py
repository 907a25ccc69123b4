"""Norms that the analyst bound himself, in drift.toml."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drift.contract.norms.norm import Source

if TYPE_CHECKING:
    from drift.project.settings import HandNorm


def find_hand(source: Source, entries: Sequence[HandNorm]) -> HandNorm | None:
    """Return the entry that speaks of a clause: the first of its number, and of its document where it names one."""
    for entry in entries:
        if entry.clause == source.clause_id and entry.document in (None, source.document):
            return entry
    return None
