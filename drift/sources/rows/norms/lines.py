"""The rows of a table of norms with what their labels say: those of rows above where a label stands for several."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from drift.sources.layout.norms.block import NormBlock
from drift.sources.layout.norms.grid import Entry
from drift.sources.layout.norms.words import is_tier, roles_of

_LABELS: Final = ("id", "tier", "section", "name", "description", "unit", "text")
_FILLED: Final = ("tier", "section", "name")  # labels that stand once for the rows below them
_IDLE: Final = frozenset({"aim", "weight", "frequency"})  # what a row may be called that holds no norms
_BLANK: Final = frozenset({"norm", "weak", "target", "share", "bare"})  # what a label may be called that names no level
_BARE: Final = re.compile(r"[0-9]|[A-Ea-e]|I{1,3}|IV|V")


@dataclass(frozen=True)
class Line:
    """One row of norms with what its labels say."""

    entries: Sequence[Entry]
    labels: Mapping[str, str]  # role -> text of its first column
    section: str = ""  # the lone text above it


def list_lines(block: NormBlock) -> list[Line]:
    """Return the rows that hold norms, with their labels: those of rows above where a label stands for several."""
    lines: list[Line] = []
    last: dict[str, str] = {}
    section = ""
    for entries in block.body:
        filled = [entry for entry in entries if entry.text]
        if len(filled) == 1 and not block.turned:
            section = filled[0].text
            continue
        own = _read_labels(block, entries)
        labels = {**{role: text for role, text in last.items() if role in _FILLED}, **own}
        last = labels if filled else {}
        called = next((entry.text for entry in filled), "")
        idle = any(one.role == "metric" for one in block.columns) and not _IDLE.isdisjoint(roles_of(called))
        if filled and not idle:
            lines.append(Line(entries, labels, section))
    return lines


def _read_labels(block: NormBlock, entries: Sequence[Entry]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for one in block.columns:
        text = " ".join(entries[one.j].text.split())
        if one.role == "tier" and _BARE.fullmatch(text) and "tier" in roles_of(one.heading):
            text = f"{one.heading} {text}"  # Prioriteit 1
        if text and one.role in _LABELS and one.role not in labels:
            labels[one.role] = "" if one.role == "tier" and is_blank(text) else text
    return labels


def is_blank(text: str) -> bool:
    """Whether a label says nothing of what a norm holds for: Tijd, Norm."""
    return not _BLANK.isdisjoint(roles_of(text)) and not is_tier(text)
