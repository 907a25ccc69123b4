"""A row of a table of norms as one text, as it stands in the sheet: Hersteltijd | P1: 4 uur | P2: 8 uur."""

from __future__ import annotations

from drift.sources.layout.norms.block import NormBlock
from drift.sources.layout.norms.columns import LABELS, list_paths
from drift.sources.layout.norms.grid import turn
from drift.sources.layout.norms.words import roles_of


def write_rows(block: NormBlock) -> dict[int, str]:
    """Return the text of each row of the sheet below the headings: labels, then each cell with its heading."""
    raw = turn(block.grid) if block.turned else block.grid
    width = len(raw[0])
    labels = (
        set(range(block.n_heads)) if block.turned else {one.j for one in block.columns if one.role in (*LABELS, "text")}
    )
    numbers = {k for k in range(block.n_heads - 1) if "id" in roles_of(block.grid[k][0].text)}
    hidden = numbers if block.turned else {one.j for one in block.columns if one.role == "id"}
    shared = labels if block.turned else {one.j for one in block.columns if one.role in ("tier", "section", "name")}
    paths = list_paths(raw[: block.n_above], width)
    texts: dict[int, str] = {}
    last = [""] * width
    for entries in raw[block.n_above :]:
        last = [entry.text or (last[j] if j in shared else "") for j, entry in enumerate(entries)]
        parts = []
        for j, text in enumerate(" ".join(text.split()) for text in last):
            heading = " ".join(paths[j])
            if text and j not in hidden:
                parts.append(text if j in labels or not heading else f"{heading}: {text}")
        texts[entries[0].row] = " | ".join(parts)
    return texts
