"""Names of cells: row 1 and column 0 are A1. XlsxWriter has them too, and takes a twentieth of a second to load."""

from __future__ import annotations

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def name_column(i: int) -> str:
    """Return the letters of a column: 0 is A, 26 is AA."""
    name, left = "", i + 1
    while left > 0:
        left, letter = divmod(left - 1, len(LETTERS))
        name = LETTERS[letter] + name
    return name


def name_cell(row: int, i: int) -> str:
    """Return the name of a cell, row 1 = first and column 0 = A; empty where there is none."""
    return f"{name_column(i)}{row}" if row > 0 and i >= 0 else ""


def find_column(name: str) -> int:
    """Return the column that letters name: A is 0."""
    i = 0
    for letter in name:
        i = i * len(LETTERS) + LETTERS.index(letter) + 1
    return i - 1
