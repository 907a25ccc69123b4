"""Where too few clauses live on, every pair is raised alike, by a bounded amount; where enough do, nothing moves."""

import numpy as np
import pandas as pd
import pytest

from drift.contract.lineage.candidates import match_equal
from drift.contract.lineage.clausetable import encode
from drift.contract.lineage.comparison import Words, compare_clauses
from drift.contract.lineage.surroundings import logit
from drift.contract.lineage.survival import LIVES_ON, MOST_SHIFT, expect_survival

N = 40


@pytest.fixture(scope="module")
def pairs():
    old = [f"machine {k} is inspected by party {k % 7} every month" for k in range(N)]
    new = [f"machine {k} shall be examined monthly by party {k % 7}" for k in range(N)]
    codes = encode([pd.DataFrame({"text": [*texts, "both keep to the law"]}) for texts in (old, new)])
    return compare_clauses(*codes.versions, match_equal(*codes.versions), Words(codes))


def give(pairs, chance):
    return np.where(pairs.equal, 0.9999, np.where(pairs.i == pairs.j, chance, 0.0))


def test_enough_clauses_that_live_on_move_nothing(pairs):
    p = give(pairs, LIVES_ON + 0.02)
    assert expect_survival(pairs, p).tolist() == p.tolist()


def test_half_of_them_are_raised_to_what_is_expected(pairs):
    p = give(pairs, 0.5)
    raised = expect_survival(pairs, p)
    same = (pairs.i == pairs.j) & ~pairs.equal
    assert raised[same].mean() == pytest.approx(LIVES_ON, abs=0.02)
    assert raised[pairs.equal].tolist() == [0.9999]
    assert (raised[p == 0] == 0).all()


def test_what_hardly_says_anything_is_raised_by_no_more_than_the_bound(pairs):
    p = give(pairs, 0.01)
    same = (pairs.i == pairs.j) & ~pairs.equal
    assert np.allclose(logit(expect_survival(pairs, p))[same], logit(p)[same] + MOST_SHIFT)


def test_of_a_version_that_lost_most_of_its_clauses_the_other_one_counts():
    texts = [f"clause about subject {k} and room {k}" for k in range(N)]
    codes = encode([pd.DataFrame({"text": texts}), pd.DataFrame({"text": texts[:4]})])
    halved = compare_clauses(*codes.versions, match_equal(*codes.versions), Words(codes))
    certain = np.where(halved.equal, 0.9999, 0.1)
    assert expect_survival(halved, certain).tolist() == certain.tolist()
