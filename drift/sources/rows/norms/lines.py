"""The rows of a table of norms with what their labels say: those of rows above where a label stands for several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from drift.sources.layout.norms.block import NormBlock
from drift.sources.layout.norms.columns import NormColumn
from drift.sources.layout.norms.grid import Entry
from drift.sources.layout.norms.words import is_colour, is_tier, roles_of

_NAMED: Final = ("tier", "name", "text")
_LABELS: Final = ("sign", "id", "tier", "section", "name", "description", "unit", "text")
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
    for entries in (one for row in block.body for one in _unstack(block, row)):
        filled = [entry for entry in entries if entry.text]
        if len(filled) == 1 and not block.turned:
            section = filled[0].text
            continue
        own = _read_labels(block, entries)
        carried = {role: text for role, text in last.items() if role in _FILLED}
        kept = {role: text for role, text in carried.items() if not _begins_anew(block, role, own, last)}
        labels = {**kept, **own}
        last = labels if filled else {}
        called = next((entry.text for entry in filled), "")
        idle = any(one.role == "metric" for one in block.columns) and not _IDLE.isdisjoint(roles_of(called))
        if filled and not idle:
            lines.append(Line(entries, labels, section))
    return _keep_green(lines)


def _keep_green(lines: list[Line]) -> list[Line]:
    """Keep the green band where a row a colour tells when a norm is met, nearly and not; a colour is no level."""
    levels = [next((line.labels[role] for role in _NAMED if role in line.labels), "") for line in lines]
    colours = {name: [is_colour(level, name) for level in levels] for name in ("green", "amber", "red")}
    if not any(colours["green"]) or not any(colours["amber"] + colours["red"]):
        return lines
    kept = [line for line, green in zip(lines, colours["green"], strict=True) if green]
    return [replace(line, labels={**line.labels, **dict.fromkeys(_NAMED, "")}) for line in kept]


def _unstack(block: NormBlock, row: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """Yield a row for each line of a stacked cell of levels; a cell of one line holds for all of them."""
    level = block.level
    tiers = _lines_of(row[level.j].text) if level else []
    if len(tiers) < 2 or not all(map(is_tier, tiers)):
        yield row
        return
    each = [_lines_of(entry.text) for entry in row]
    if any(len(each[one.j]) not in (0, 1, len(tiers)) for one in block.values):
        yield row
        return
    for k in range(len(tiers)):
        yield [
            entry._replace(text=lines[k]) if len(lines) == len(tiers) else entry
            for entry, lines in zip(row, each, strict=True)
        ]


def _lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _begins_anew(block: NormBlock, role: str, own: Mapping[str, str], last: Mapping[str, str]) -> bool:
    """Whether a label to the left of a blank one is another than in the row above, so that the blank is its own."""
    places = {one.role: one.j for one in reversed(block.columns) if one.role in _FILLED}
    outer = [name for name, j in places.items() if j < places.get(role, 0)]
    return any(name in own and own[name] != last.get(name) for name in outer)


def read_level(block: NormBlock, line: Line, column: NormColumn) -> str:
    """Return the level that a norm holds for: of the block it stands in, where blocks stand side by side."""
    tiers = [one for one in block.columns if one.role == "tier" and one.j < column.j]
    ends = [one.j for one in block.values if tiers and one.j < tiers[-1].j]
    own = [one for one in tiers if not ends or one.j > ends[-1]]
    if not ends or not own:
        return line.labels.get("tier", "")
    return _write_level(own[0], line.entries[own[0].j].text)


def _write_level(column: NormColumn, text: str) -> str:
    plain = " ".join(text.split())
    if _BARE.fullmatch(plain) and "tier" in roles_of(column.heading):
        return f"{column.heading} {plain}"  # Prioriteit 1
    return "" if is_blank(plain) else plain


def _read_labels(block: NormBlock, entries: Sequence[Entry]) -> dict[str, str]:
    labels: dict[str, str] = {}
    level = block.level
    for one in block.columns:
        text = " ".join(entries[one.j].text.split())
        if one.role == "tier" and one is not level:
            continue
        if text and one.role in _LABELS and one.role not in labels:
            labels[one.role] = _write_level(one, text) if one.role == "tier" else text
    return labels


def is_blank(text: str) -> bool:
    """Whether a label says nothing of what a norm holds for: Tijd, Norm."""
    return not _BLANK.isdisjoint(roles_of(text)) and not is_tier(text)
