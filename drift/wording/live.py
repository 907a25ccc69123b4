"""Text from strangers on its way into a csv: never a live formula."""

from __future__ import annotations

from typing import Final

LIVE: Final = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheet programs start a formula by (CWE-1236)


def quiet(cell: object) -> object:
    """Return a cell of a csv such that no program runs it: text that could be a formula gets a ' in front.

    Numbers stay numbers: -5 is a value, "-5" is what somebody wrote.
    """
    return "'" + cell if isinstance(cell, str) and cell.startswith(LIVE) else cell
