"""Two versions in two languages: clauses paired by number, by the figures in them, and by their order."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from drift.contract.lineage.align import frame_pairs
from drift.contract.lineage.changes import ADDED, DROPPED, REWORDED
from drift.contract.lineage.clausetable import tidy_number
from drift.contract.reading.language import tell_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

TOLD: Final = 0.8  # of the clauses whose language is told; a version with fewer in one language is in several
READ: Final = 20_000  # characters that tell the language of a version whose clauses are too short to
BY_NUMBER, BY_FIGURES, BY_ORDER = 0.9, 0.8, 0.6  # scores: the last one is to be checked
_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPS: Final = re.compile(r"[.,](?=\d{3}(?:\D|$))")


def language_of(clauses: pd.DataFrame, readings: pd.DataFrame) -> str | None:
    """Return the language of a version; None where it cannot be told or is more than one."""
    told = readings["language"].dropna()
    if told.empty:
        return tell_language(" ".join(clauses["text"].astype(str))[:READ])
    counts = told.value_counts()
    return str(counts.index[0]) if counts.iloc[0] >= TOLD * len(told) else None


def pair_translated(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Pair the clauses of a version with those of its translation.

    Returns
    -------
    frame : as of `align_clauses`; every pair is reworded. Score: .9 by a number that each version has once, .8 by
        figures that only these two clauses have, .6 by the order between clauses that are paired.
    """
    pairs: dict[int, tuple[int, float]] = {}
    for score, name in ((BY_NUMBER, _number_of), (BY_FIGURES, _figures_of)):
        _pair_unique(old, new, name, score, pairs)
    _pair_between(len(old), len(new), pairs)
    rows: list[tuple[int | None, int | None, str, float]] = [
        (i, pairs[i][0], REWORDED, pairs[i][1]) if i in pairs else (i, None, DROPPED, 0.0) for i in range(len(old))
    ]
    rows += [(None, j, ADDED, 0.0) for j in sorted(set(range(len(new))) - {j for j, _ in pairs.values()})]
    return frame_pairs(rows, (_list_ids(old), _list_ids(new)))


def _pair_unique(
    old: pd.DataFrame, new: pd.DataFrame, name: Callable[[Any], str], score: float, pairs: dict[int, tuple[int, float]]
) -> None:
    """Pair clauses that are not paired yet by a name that each side has once."""
    taken = {j for j, _ in pairs.values()}
    sides = [
        _index_unique((k, name(row)) for k, row in enumerate(frame.itertuples(index=False)) if k not in done)
        for frame, done in ((old, set(pairs)), (new, taken))
    ]
    pairs |= {i: (sides[1][named], score) for named, i in sides[0].items() if named in sides[1]}


def _index_unique(named: Iterable[tuple[int, str]]) -> dict[str, int]:
    rows = [(row, name) for row, name in named if name]
    times = Counter(name for _, name in rows)
    return {name: row for row, name in rows if times[name] == 1}


def _number_of(row: Any) -> str:
    return tidy_number(row.clause_id) if isinstance(row.clause_id, str) else ""


def _figures_of(row: Any) -> str:
    """Return the figures of a clause, however its language writes them: 5.000 and 5,000, 98,5 and 98.5."""
    figures = (_GROUPS.sub("", match[0]).replace(",", ".") for match in _FIGURE.finditer(str(row.text)))
    return " ".join(sorted(figures))


def _pair_between(n_old: int, n_new: int, pairs: dict[int, tuple[int, float]]) -> None:
    """Pair what stands between two pairs in its order, where both sides have as many clauses there."""
    anchors = [(-1, -1), *sorted((i, j) for i, (j, _) in pairs.items()), (n_old, n_new)]
    for (i, j), (next_i, next_j) in pairwise(anchors):
        if next_i - i == next_j - j > 1:
            pairs |= {i + k: (j + k, BY_ORDER) for k in range(1, next_i - i)}


def _list_ids(clauses: pd.DataFrame) -> list[str | None]:
    return [number if isinstance(number, str) else None for number in clauses["clause_id"]]
