"""Decisions that others labelled: each step is told with the precision that is asked of it, on words not mended on."""

import csv

import pytest
from decisions import LABELLED, count, split

from drift.terms import STEPS

ASKED = 0.85  # of every step; what is less sure is not told


@pytest.fixture(scope="module")
def unseen():
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["id"].startswith("s2")]
    return [row for row in rows if split(row["label"]) == split(row["second"])]


def test_there_are_as_many_as_the_page_says(unseen):
    assert len(unseen) == 120
    assert {len(row["text"]) > 0 for row in unseen} == {True}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_is_told_is_true(unseen, step):
    right, told, _ = count(unseen)[step]
    assert told >= 5
    assert right / told >= ASKED


def test_more_than_half_of_what_is_true_is_told(unseen):
    sums = [sum(part) for part in zip(*count(unseen).values(), strict=True)]
    assert sums[0] / sums[2] > 0.6
