"""Which clause became which: two versions of a specification as pairs of clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from drift.contract.lineage.changes import ADDED, DROPPED, Pairs, name_changes
from drift.contract.lineage.clausetable import encode
from drift.contract.lineage.comparison import Words, compare_clauses
from drift.contract.lineage.equals import match_equal
from drift.contract.lineage.pairing import assign, further_features
from drift.contract.lineage.surroundings import context_features, logit, related_share, text_features, typical
from drift.contract.lineage.survival import expect_survival
from drift.contract.lineage.weights import weigh

if TYPE_CHECKING:
    from drift.contract.lineage.clausetable import Clauses
    from drift.contract.lineage.comparison import Comparison

Array = np.ndarray[Any, np.dtype[Any]]

# probabilities; an F1 that can be reached is highest at half of it (Lipton, Elkan and Naryanaswamy 2014), and F1
# runs from .45 to .97 over the corpora of benchmarks/lineage_training.py. A further pair makes a split or a merge
# of a clause that has its counterpart already: it is told where it is likelier than not
PAIRED_FROM: Final = 0.3
FURTHER_FROM: Final = 0.5
LEFT_FROM: Final = 0.8  # a clause without any pair joins a clause that has one
# below this share of clauses with a confident pair the two are not versions of one text: only near copies count
RELATED_FROM: Final = 0.05
COPY_EDIT: Final = 0.85  # likeness of the strings, of a near copy
COPY_WORDS: Final = 6
PART_FROM: Final = 0.4  # of the weighted words of a part, that stand in the whole
TAKEN_IN: Final = 0.8  # of the weighted words: a clause that took in another without a change held it before
CERTAIN: Final = 0.9999  # equal words
TOLD: Final = 0.98  # a notice names the successor
# what stands around two clauses never pairs them on its own: they share words, or the one stands in the other
ALIKE_FROM: Final = 0.12  # mean cosine of words and character n-grams; unrelated clauses of one document reach .10
COVERED_FROM: Final = 0.4
# probability by the words alone, where versions were written anew, and where nearly every clause kept its words: what
# reads otherwise there is another clause (GitHub's terms: three of nine pairs below .15 were true, none below .1)
BY_WORDS_FROM: Final = (0.01, 0.1)
KEPT: Final = (0.8, 0.95)  # mean likeness of the confident pairs, from the one to the other


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
        joined = rest[((q >= FURTHER_FROM) | left) & plausible[rest] & _holds_part(pairs, chosen)[rest]]
        chosen[joined] = True
    # a clause that kept its words gave off nothing: what repeats them elsewhere is a copy, and so it was added
    chosen &= pairs.equal | ~np.isin(pairs.i, pairs.i[pairs.equal])
    chosen |= pairs.announced
    score = np.where(pairs.equal, 1.0, p)
    return Pairs(pairs.i[chosen], pairs.j[chosen], pairs.equal[chosen], np.round(score[chosen], 4))


def _holds_part(pairs: Comparison, chosen: Array) -> Array:
    """Return which pairs may join others: the words of a part stand in the whole, or a notice tells it.

    A split that is none hides growth where clauses are counted by what they came from; a merge onto a clause that kept
    its words needs nearly all of the words.
    """
    like = pairs.likeness
    no_split = ~np.isin(pairs.i, pairs.i[chosen]) | (like["cover_new"] >= PART_FROM)
    no_copy = ~np.isin(pairs.j, pairs.j[pairs.equal]) | (like["cover_old"] >= TAKEN_IN)
    return np.asarray((no_split & no_copy) | pairs.announced)


def judge_pairs(pairs: Comparison, weights: dict[str, Array] | None = None) -> Array:
    """Return the probability of each candidate: by its words, then twice more with what stands around it."""
    by_words = p = weigh("words", text_features(pairs), weights)
    for step in ("context", "again"):
        p = np.where(pairs.equal, CERTAIN, np.where(pairs.barred, 0.0, p))  # what is barred is nobody's rival
        p = weigh(step, context_features(pairs, p), weights)
    p = np.where(pairs.announced, TOLD, np.where(pairs.barred | (by_words < least_by_words(pairs, p)), 0.0, p))
    return np.where(pairs.equal, CERTAIN, p)


def least_by_words(pairs: Comparison, p: Array) -> float:
    """Return the probability by words alone from which a pair may stand in these two versions."""
    return float(np.interp(typical(pairs.likeness["words"], p), KEPT, BY_WORDS_FROM))


def choose_one_to_one(pairs: Comparison, p: Array, plausible: Array) -> Array:
    """Return the one-to-one pairs: equal words stand, the rest is assigned for the greatest total of log odds."""
    free = ~np.isin(pairs.i, pairs.i[pairs.equal]) & ~np.isin(pairs.j, pairs.j[pairs.equal])
    gain = np.where(free & plausible, logit(p) - logit(np.array(PAIRED_FROM)), 0.0)
    return np.asarray(assign(pairs, gain) | pairs.equal)


def find_plausible(pairs: Comparison, p: Array) -> Array:
    """Return which pairs may stand: those that share words; near copies alone where the texts are no versions."""
    like = pairs.likeness
    if related_share(pairs, p) >= RELATED_FROM:
        alike = ((like["words"] + like["chars"]) / 2 >= ALIKE_FROM) | pairs.announced
        return np.asarray(alike | (np.maximum(like["cover_old"], like["cover_new"]) >= COVERED_FROM))
    words = np.minimum(pairs.old.lengths[pairs.i], pairs.new.lengths[pairs.j])
    return np.asarray(((like["edit"] >= COPY_EDIT) & (words >= COPY_WORDS)) | pairs.announced)


def _tabulate(old: pd.DataFrame, new: pd.DataFrame, a: Clauses, b: Clauses, pairs: Pairs) -> pd.DataFrame:
    dropped = np.setdiff1d(np.arange(a.n), pairs.i)
    added = np.setdiff1d(np.arange(b.n), pairs.j)
    rows = [
        *zip(pairs.i.tolist(), pairs.j.tolist(), name_changes(a, b, pairs), pairs.score.tolist(), strict=True),
        *((i, None, DROPPED, 0.0) for i in dropped.tolist()),
    ]
    rows.sort(key=lambda row: row[0])
    rows += [(None, j, ADDED, 0.0) for j in added.tolist()]
    ids = [_ids(frame) for frame in (old, new)]
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
