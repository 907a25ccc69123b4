"""Values that a spreadsheet may have changed before anybody read them."""

from typing import Final

import numpy as np
import pyarrow.compute as pc

from drift.errors import Note
from drift.sources.layout.table import Table
from drift.sources.opening.child import NUMBER, TEXT

_LIST: Final = r"^\d+(?:, ?\d+)+$"
_LONG_LIST: Final = r"^\d+(?:, ?\d+){2,}$|^\d+(?:, \d+)+$"  # no number looks like this


def find_lost_lists(table: Table) -> list[Note]:
    """Note columns of lists (`47,50,51`) in which two-part lists became numbers: 47,50 is 47.5 now."""
    notes = []
    rows = table.rows.to_numpy() - 1
    for i in range(table.cells.n_columns):
        kinds = table.cells.kinds(i).to_numpy()[rows]
        if not ((kinds == TEXT).any() and (kinds == NUMBER).any()):
            continue
        texts = table.cells.texts(i).take(rows)
        plain = texts.filter(kinds == TEXT)
        n_lists = pc.sum(pc.match_substring_regex(plain, _LIST)).as_py() or 0
        n_long = pc.sum(pc.match_substring_regex(plain, _LONG_LIST)).as_py() or 0
        points = pc.fill_null(pc.match_substring(texts, "."), fill_value=False)
        decimals = (kinds == NUMBER) & points.to_numpy(zero_copy_only=False)
        if n_long and 2 * n_lists > len(plain) and decimals.any():
            first = table.rows[int(np.flatnonzero(decimals)[0])]
            heading = table.cells.text_at(table.heading.row, i) if table.heading.row else ""
            values = {"heading": heading, "n": int(decimals.sum()), "lists": int(n_lists), "row": int(first)}
            notes.append(Note("note.lost_lists", values, table.at))
    return notes
