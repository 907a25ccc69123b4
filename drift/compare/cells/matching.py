"""Rows and columns of a sheet matched with those of the next version by label, so that one inserted shifts none."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from drift.contract.lineage.redline import align_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drift.compare.cells.grid import Line

MOST: Final = 2_000  # rows a side that are matched by their labels in order; more of them pair by labels they have once
LONG: Final = 500  # letters of a line of text, from which its letters are compared in the order of a linear engine
ALIKE: Final = 0.5  # of the letters, from which a line of text is another reworded

Pair = tuple[int | None, int | None]


def match_columns(old: Sequence[Line], new: Sequence[Line]) -> list[Pair]:
    """Return which column became which, 0 = A; None where one came or went."""
    names = [_name_columns(lines) for lines in (old, new)]
    if names[0] == names[1]:
        return [(i, i) for i in range(len(names[0]))]
    return _align(*names)


def _name_columns(lines: Sequence[Line]) -> list[str]:
    """Return the headings of the columns: the first row that fills two cells or more; a blank one has none."""
    width = max((len(line.cells) for line in lines), default=0)
    head = next((line.cells for line in lines if sum(map(bool, line.cells)) > 1), ())
    cells = [*head, *[""] * (width - len(head))]
    last = max((i for line in lines for i, cell in enumerate(line.cells) if cell), default=-1)
    return [cell.casefold() for cell in cells[: last + 1]]


def _align(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return pairs of equal names in order; between these, as many as there are on both sides pair by their place."""
    pairs: list[Pair] = []
    for kind, a, b, c, d in align_words(old, new):
        if kind == "equal" or (kind == "replace" and b - a == d - c):
            pairs += zip(range(a, b), range(c, d), strict=True)
        else:
            pairs += [(i, None) for i in range(a, b)] + [(None, j) for j in range(c, d)]
    return pairs


def match_lines(old: Sequence[Line], new: Sequence[Line], columns: Sequence[Pair]) -> list[Pair]:
    """Return which row became which: equal ones first, then by label, then what shares a cell in its place."""
    shared = [(i, j) for i, j in columns if i is not None and j is not None]
    rows = [
        [tuple(_cell(line, pair[side]) for pair in shared) for line in lines] for side, lines in enumerate((old, new))
    ]
    if max(len(old), len(new)) > MOST:
        return _match_once(rows[0], rows[1])
    pairs: list[Pair] = []
    for kind, a, b, c, d in align_words(rows[0], rows[1]):
        if kind == "equal":
            pairs += zip(range(a, b), range(c, d), strict=True)
        else:
            pairs += _match_block(old, new, range(a, b), range(c, d))
    return pairs


def _cell(line: Line, column: int) -> str:
    return line.cells[column] if column < len(line.cells) else ""


def _match_block(old: Sequence[Line], new: Sequence[Line], olds: range, news: range) -> list[Pair]:
    """Match rows between equal ones: by label in order; what is left pairs in its place with one that is like it."""
    labels = [old[i].label for i in olds], [new[j].label for j in news]
    pairs: list[Pair] = []
    for kind, a, b, c, d in align_words(*labels):
        left, right = olds[a:b], news[c:d]
        if kind == "equal":
            pairs += zip(left, right, strict=True)
            continue
        together = len(left) == len(right) and all(_are_alike(old[i], new[j]) for i, j in zip(left, right, strict=True))
        if together:
            pairs += zip(left, right, strict=True)
        else:
            pairs += [(i, None) for i in left] + [(None, j) for j in right]
    return pairs


def _are_alike(old: Line, new: Line) -> bool:
    """Return whether two rows share a cell, or are two lines of like text."""
    if any(a and a == b for a, b in zip(old.cells, new.cells, strict=False)):
        return True
    single = all(sum(map(bool, line.cells)) == 1 for line in (old, new))
    return single and _compare_letters(old.label, new.label) >= ALIKE


def _compare_letters(old: str, new: str) -> float:
    """Return the share of the letters of two texts that they have in common, in order."""
    if len(old) + len(new) < LONG:
        return SequenceMatcher(None, old, new).ratio()
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(old, new))


def _match_once(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> list[Pair]:
    """Match the rows of a long list by the cell they begin with, where that stands there once."""
    firsts = [[next(filter(None, row), "") for row in rows] for rows in (old, new)]
    times = [Counter(side) for side in firsts]
    at = {name: j for j, name in enumerate(firsts[1]) if times[1][name] == 1}
    pairs: list[Pair] = [(i, at[name]) for i, name in enumerate(firsts[0]) if times[0][name] == 1 and name in at]
    equal = {i for i, _ in pairs}, {j for _, j in pairs}
    rest = [[k for k in range(len(rows)) if k not in equal[side]] for side, rows in enumerate((old, new))]
    common = Counter(old[i] for i in rest[0]) & Counter(new[j] for j in rest[1])
    gone, came = ([k for k in rest[side] if not common[(old, new)[side][k]]] for side in (0, 1))
    return [*pairs, *((i, None) for i in gone), *((None, j) for j in came)]
