"""What was read of a clause stays with it through the versions, until a word changes that could change it.

Two readings of nearly the same words may differ by chance; a contract does not grow by that. A clause in the same words
keeps its reading whatever heading it stands under now; one that was reworded keeps it too where it is surely the same
clause, and the words that bind, allow or forbid, the negations and the parties are those it had.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.contract.lineage.changes import MOVED, REWORDED, SAME
from drift.contract.parties import Names
from drift.contract.reading.duties import list_binding_words
from drift.contract.reading.plain import to_plain
from drift.contract.reading.read import READ
from drift.terms import CHECK_BELOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PLACE: Final = ("file", "sheet", "row")
Place = tuple[Any, ...]


def carry_readings(
    readings: pd.DataFrame, clauses: pd.DataFrame, lineage: pd.DataFrame, names: Names = ()
) -> pd.DataFrame:
    """Return the readings, those of clauses that did not change in force as they were in the version before.

    Parameters
    ----------
    readings, clauses : a row a clause, in the same order, as in columns.py
    lineage : a row a step of a clause, in the order of time
    names : of both parties
    """
    places = [*clauses[[*_PLACE]].itertuples(index=False, name=None)]
    steps = _list_steps(lineage, {place: i for i, place in enumerate(places)})
    return carry_steps((readings, readings), (clauses["text"], clauses["text"]), steps, names)


def carry_steps(
    readings: tuple[pd.DataFrame, pd.DataFrame],
    texts: tuple[pd.Series, pd.Series],
    steps: Iterable[tuple[str, int, int]],
    names: Names = (),
) -> pd.DataFrame:
    """Return the new readings, with what became of none in force as it was.

    Parameters
    ----------
    readings, texts : of the old and of the new clauses, in the same order; of one set of clauses twice the same
    steps : change (same, moved, reworded), row of the old clause, row of the new one; in the order of time
    names : of both parties
    """
    old, new = (frame[[*READ]].to_numpy(dtype=object) for frame in readings)
    before, after = (said.tolist() for said in texts)
    old = new if readings[0] is readings[1] else old  # one set of clauses: what a step changed, the next carries on
    for change, i, j in steps:
        if change != REWORDED or _binds_alike(before[i], after[j], names):
            new[j] = old[i]
    carried = pd.DataFrame(new, columns=[*READ], index=readings[1].index).astype(readings[1][[*READ]].dtypes)
    return readings[1].assign(**{name: carried[name] for name in READ})


def _list_steps(lineage: pd.DataFrame, rows: dict[Place, int]) -> Iterator[tuple[str, int, int]]:
    kept = lineage[list_carried(lineage)]
    old, new = (zip(*(kept[f"{side}_{name}"].tolist() for name in _PLACE), strict=True) for side in ("old", "new"))
    for change, was, now in zip(kept["change"].tolist(), old, new, strict=True):
        yield change, rows[was], rows[now]


def list_carried(steps: pd.DataFrame) -> pd.Series:
    """Return which steps carry a reading on: change and score, a row a step."""
    sure = steps["change"].ne(REWORDED) | steps["score"].ge(CHECK_BELOW)
    return steps["change"].isin((SAME, MOVED, REWORDED)) & sure


def _binds_alike(old: str, new: str, names: Names) -> bool:
    return _binding_words(old, names) == _binding_words(new, names)


@lru_cache(maxsize=4096)
def _binding_words(text: str, names: Names) -> Counter[str]:
    return Counter(list_binding_words(to_plain(text, names)))
