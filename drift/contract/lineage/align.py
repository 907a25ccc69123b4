"""Which clause became which: two versions of a specification as pairs of clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from drift.contract.lineage.candidates import match_equal
from drift.contract.lineage.changes import ADDED, DROPPED, Pairs, name_changes
from drift.contract.lineage.choosing import (
    FURTHER_FROM,
    LEFT_FROM,
    RELATED_FROM,
    choose_one_to_one,
    find_plausible,
    holds_part,
    judge_pairs,
)
from drift.contract.lineage.clausetable import encode
from drift.contract.lineage.comparison import Words, compare_clauses
from drift.contract.lineage.pairing import further_features
from drift.contract.lineage.surroundings import related_share
from drift.contract.lineage.survival import expect_survival
from drift.contract.lineage.weights import weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drift.contract.lineage import Array
    from drift.contract.lineage.clausetable import Clauses


def align_clauses(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Tell which clause of a version became which of the next, by text first; numbers are evidence, never truth.

    Parameters
    ----------
    old, new : one row a clause; column `text`, and where known `clause_id` and `section`. Ids may repeat or be
        missing: rows identify. In English, Dutch, or both.

    Returns
    -------
    frame, one row a pair : old_id, new_id, old_row, new_row, change, score
        Rows are positions in the frames given, 0 = first. Old rows in order, then what was added. A clause that
        was added has old_id None and old_row missing, one that was dropped new_id None and new_row missing. A clause
        that was split or merged has several rows. A clause without a word pairs with none.

        change :
            same      equal words under the same number (case, blanks and punctuation do not count as words)
            moved     equal words under another number: renumbered or displaced. Where numbers repeat within a version,
                      or are missing, the section counts as part of the number.
            reworded  one clause became one with other words; whether it moved as well is told by the two ids
            split     one clause became several: one row a part
            merged    several clauses became one: one row a source. Where one clause takes part in both, the
                      row is a split if the old one has more pairs than the new one, else merged if it has fewer;
                      as many: split where the new text is the shorter one.
            added, dropped
            Equal words win: a clause that kept its words is same or moved, though it took in another; one that
            repeats them elsewhere is a copy, and added.
        score : probability that the two belong together, as the model of docs/lineage.md has it; 1 for equal words,
            0 for added and dropped

    Raises
    ------
    KeyError : a frame without a column `text`
    """
    for frame in (old, new):
        frame["text"]
    codes = encode([old, new])
    a, b = codes.versions
    pairs = align_versions(a, b, lambda: Words(codes))
    return _tabulate(old, new, a, b, pairs)


def align_versions(old: Clauses, new: Clauses, words: Any, weights: dict[str, Array] | None = None) -> Pairs:
    """Pair the clauses of two versions under shared codes.

    Parameters
    ----------
    words : called without arguments for the weights of the words when equal words leave something to pair
    weights : of the model, by step; those of lineage.toml unless told
    """
    equal = match_equal(old, new)
    if len(equal[0]) == old.n == new.n:
        return Pairs(*equal, np.ones(old.n, dtype=bool), np.ones(old.n))
    weighed = words()
    pairs = compare_clauses(old, new, equal, weighed)
    p = judge_pairs(pairs, weights)
    plausible = find_plausible(pairs, p)
    p = expect_survival(pairs, p) if related_share(pairs, p) >= RELATED_FROM else p
    chosen = choose_one_to_one(pairs, p, plausible)
    rest, features = further_features(pairs, p, chosen, weighed.texts)
    if len(rest):
        q = weigh("further", features, weights)
        paired_old, paired_new = np.isin(pairs.i[rest], pairs.i[chosen]), np.isin(pairs.j[rest], pairs.j[chosen])
        left = ~(paired_old & paired_new) & (p[rest] >= LEFT_FROM)
        joined = rest[((q >= FURTHER_FROM) | left) & plausible[rest] & holds_part(pairs, chosen)[rest]]
        chosen[joined] = True
    # a clause that kept its words gave off nothing: what repeats them elsewhere is a copy, and so it was added
    chosen &= pairs.equal | ~np.isin(pairs.i, pairs.i[pairs.equal])
    chosen |= pairs.announced
    score = np.where(pairs.equal, 1.0, p)
    return Pairs(pairs.i[chosen], pairs.j[chosen], pairs.equal[chosen], np.round(score[chosen], 4))


def _tabulate(old: pd.DataFrame, new: pd.DataFrame, a: Clauses, b: Clauses, pairs: Pairs) -> pd.DataFrame:
    dropped = np.setdiff1d(np.arange(a.n), pairs.i)
    added = np.setdiff1d(np.arange(b.n), pairs.j)
    rows = [
        *zip(pairs.i.tolist(), pairs.j.tolist(), name_changes(a, b, pairs), pairs.score.tolist(), strict=True),
        *((i, None, DROPPED, 0.0) for i in dropped.tolist()),
    ]
    rows.sort(key=lambda row: row[0])
    rows += [(None, j, ADDED, 0.0) for j in added.tolist()]
    return frame_pairs(rows, (_ids(old), _ids(new)))


def frame_pairs(
    rows: Sequence[tuple[int | None, int | None, str, float]], ids: tuple[list[Any], list[Any]]
) -> pd.DataFrame:
    """Return pairs as `align_clauses` does.

    Parameters
    ----------
    rows : old row, new row, change, score
    ids : numbers of the old and of the new clauses
    """
    return pd.DataFrame(
        {
            "old_id": pd.Series([None if i is None else ids[0][i] for i, *_ in rows], dtype=object),
            "new_id": pd.Series([None if j is None else ids[1][j] for _, j, *_ in rows], dtype=object),
            "old_row": pd.array([row[0] for row in rows], dtype="Int64"),
            "new_row": pd.array([row[1] for row in rows], dtype="Int64"),
            "change": pd.Series([row[2] for row in rows], dtype="str"),
            "score": pd.Series([row[3] for row in rows], dtype=float),
        }
    )


def _ids(frame: pd.DataFrame) -> list[Any]:
    if "clause_id" not in frame:
        return [None] * len(frame)
    return [None if value is None or value != value else value for value in frame["clause_id"].tolist()]
