import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment
from sklearn.feature_extraction.text import TfidfVectorizer

from drift.contract.lineage import inner
from drift.contract.lineage.inner import multiply_few, multiply_pairs, split_pairs
from drift.contract.lineage.likeness import CHARACTERS, Likeness, to_stems
from drift.contract.lineage.nearest import find_partners
from drift.contract.lineage.rivals import find_rivals, rank_rivals
from drift.contract.lineage.solving import solve
from drift.contract.lineage.termweights import weigh_characters, weigh_sorted, weigh_terms

WORDS = (
    "de",
    "leverancier",
    "storing",
    "Één",
    "uptime",
    "99,5",
    "%",
    "of",
    "within",
    "hours",
    "ﬁx",
    "coördineert",
    "x",
)
clauses = st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), min_size=2, max_size=12)


def sort_columns(weights):
    """Return the columns of a matrix in an order that hangs on their values alone."""
    dense = weights.toarray()
    return dense[:, np.lexsort(dense)]


@settings(max_examples=40, deadline=None)
@given(clauses)
def test_weights_are_those_of_scikit_learn_to_the_last_bit(texts):
    texts = [*texts, "word"]
    stems = [to_stems(text) for text in texts]
    shared = {"sublinear_tf": True, "dtype": np.float32}
    words = TfidfVectorizer(analyzer=list, **shared).fit_transform(stems)
    named = {"analyzer": "char_wb", "ngram_range": CHARACTERS, "strip_accents": "unicode"}
    chars = TfidfVectorizer(**named, **shared).fit_transform(texts)
    assert np.array_equal(weigh_sorted(stems).toarray(), words.toarray())
    assert np.array_equal(sort_columns(weigh_terms(stems)), sort_columns(words))
    assert np.array_equal(sort_columns(weigh_characters(texts, *CHARACTERS)), sort_columns(chars))


@settings(max_examples=40, deadline=None)
@given(clauses, st.randoms(use_true_random=False))
def test_pairs_in_blocks_are_pairs_one_by_one(texts, rng):
    weights = weigh_characters(texts, *CHARACTERS)
    wide = [(0, j) for j in range(len(texts))] + [(i, 1) for i in range(len(texts))]
    few = [(rng.randrange(len(texts)), rng.randrange(len(texts))) for _ in range(5)]
    a, b = np.array(rng.sample(wide + few, len(wide + few))).T
    split = split_pairs(a, b)
    assert len(split.onward.at) + len(split.back.at) + len(split.few) == len(a)
    assert np.array_equal(multiply_pairs(weights, weights, (a, b), split), multiply_few(weights, weights, a, b))


def test_rows_that_stand_in_many_pairs_are_multiplied_in_blocks_from_either_side(monkeypatch):
    monkeypatch.setattr(inner, "BLOCK", 300)  # so that each row is a block of its own
    texts = [f"clause {i} of {i % 7} words about {i % 5}" for i in range(200)]
    weights = weigh_characters(texts, *CHARACTERS)
    pairs = [(3, j) for j in range(200)] + [(i, 4) for i in range(200)] + [(i, i) for i in range(50, 60)]
    a, b = np.array(pairs).T
    split = split_pairs(a, b)
    assert split.onward.rows.tolist() == [3]
    assert split.back.rows.tolist() == [4]
    assert len(split.few) == 10
    assert np.array_equal(multiply_pairs(weights, weights, (a, b), split), multiply_few(weights, weights, a, b))


@settings(max_examples=40, deadline=None)
@given(clauses, st.integers(1, 4))
def test_partners_are_those_of_all_products_sorted(texts, most):
    weights = weigh_terms([text.split() for text in texts])
    half = len(texts) // 2
    a, b = weights[:half], weights[half:]
    alike = (a @ b.T).toarray()
    from_old = {(i, j) for i, row in enumerate(alike) for j in np.argsort(-row, kind="stable")[:most]}
    from_new = {(i, j) for j, row in enumerate(alike.T) for i in np.argsort(-row, kind="stable")[:most]}
    expected = sorted((int(i), int(j)) for i, j in from_old | from_new if alike[i, j] > 0.02)
    found = find_partners(a, b, most, 0.02)
    assert sorted(zip(*(side.tolist() for side in found), strict=True)) == expected


def test_partners_are_the_same_however_many_rows_are_dense_at_one_time(monkeypatch):
    weights = weigh_terms([[f"w{i % 7}", f"w{i % 11}", f"w{i % 3}"] for i in range(90)])
    whole = find_partners(weights[:50], weights[50:], 4, 0.02)
    monkeypatch.setattr("drift.contract.lineage.nearest.BLOCK", 8)
    assert all(map(np.array_equal, whole, find_partners(weights[:50], weights[50:], 4, 0.02)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from((0.0, 0.1, 0.5, -0.3))), max_size=20))
def test_a_rival_is_the_best_of_the_others(pairs):
    side, value = np.array([i for i, _ in pairs], dtype=np.int64), np.array([v for _, v in pairs], dtype=float)
    for k, (own, _) in enumerate(pairs):
        others = [v for m, (i, v) in enumerate(pairs) if i == own and m != k]
        before = [v for m, (i, v) in enumerate(pairs) if i == own and (v > value[k] or (v == value[k] and m < k))]
        assert find_rivals(side, value)[k] == max(others, default=0.0)
        assert rank_rivals(side, value)[k] == len(before)


def test_a_text_is_wholly_like_itself_and_texts_without_a_word_are_like_nothing():
    likeness = Likeness(["the supplier repairs", "the customer pays", "", "?"])
    same = likeness.compare(np.array([0, 2]), np.array([0, 2]))
    assert {name: round(float(value[0]), 6) for name, value in same.items()} == dict.fromkeys(same, 1.0)
    assert {name: float(value[1]) for name, value in same.items()} == dict.fromkeys(same, 0.0) | {"edit": 1.0}


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.randoms(use_true_random=False))
def test_an_assignment_without_rivals_is_that_of_the_solver(n_old, n_new, rng):
    gains = np.array([[rng.choice((0.0, 0.5, rng.random())) for _ in range(n_new)] for _ in range(n_old)])
    rows, columns = solve(gains)
    assert len(set(rows.tolist())) == len(set(columns.tolist())) == len(rows) == min(n_old, n_new)
    assert gains[rows, columns].sum() == pytest.approx(gains[linear_sum_assignment(gains, maximize=True)].sum())
