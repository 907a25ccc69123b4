"""The headings of sheets that were taken for no table: for the analyst to say what stands below each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from drift.sources.layout.unread.blocks import find_blocks
from drift.sources.opening.cells import Cells, Contents
from drift.sources.opening.reader import Entry, shared_readers

HEADINGS = 60  # of a sheet that are shown


def read_headings(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the headings of each sheet of a file, of its largest block of rows; nothing of what cannot be read now."""
    if not path.is_file():  # a member of an archive, or gone
        return {}
    ((_, read),) = shared_readers().read([Entry(path)])
    return {cells.sheet: _list_headings(cells) for cells in read.sheets} if isinstance(read, Contents) else {}


def _list_headings(cells: Cells) -> tuple[str, ...]:
    if not cells.n_rows or not cells.n_columns:
        return ()
    blank = [cells.texts(i).is_null().to_numpy() for i in range(cells.n_columns)]
    filled = (~np.column_stack(blank)).sum(axis=1)
    block = max(find_blocks(cells, filled), key=lambda one: len(one.rows), default=None)
    return tuple(dict.fromkeys(filter(None, block.headings)))[:HEADINGS] if block else ()
