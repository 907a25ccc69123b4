"""The made-up contract: its versions, its numbers, and which clause became which."""

import re
from collections import Counter

import pytest

from drift.samples.contract_truth import list_norms, trace
from drift.samples.plots import GROWN
from drift.samples.scenes.scene import load_scene
from drift.samples.versions import write_paper


@pytest.fixture(scope="module")
def paper():
    return write_paper(load_scene(), GROWN)


def test_the_paper_grows_and_shrinks_as_told(paper):
    assert {version.name: len(paper.clauses[version.name]) for version in paper.versions} == {
        "1.0": 64, "1.1": 65, "1.2": 66, "2.0": 92, "3.0": 113, "3.1": 131, "4.0 concept": 139, "4.0": 116,
    }  # fmt: skip


def test_a_number_is_used_once_in_a_version_and_no_slot_is_left_open(paper):
    for clauses in paper.clauses.values():
        assert max(Counter(clause.number for clause in clauses).values()) == 1
        assert not any(re.search(r"[{}]", clause.text) for clause in clauses)


def test_lineage_accounts_for_every_clause_of_both_versions(paper):
    for version in paper.versions:
        before = paper.before(version)
        if before:
            pairs = trace(paper, before, version)
            assert {pair["old"] for pair in pairs} - {None} == {clause.number for clause in paper.clauses[before.name]}
            assert {pair["new"] for pair in pairs} - {None} == {clause.number for clause in paper.clauses[version.name]}


def test_lineage_knows_every_kind_of_change(paper):
    by_name = {version.name: version for version in paper.versions}

    def count(old, new):
        return Counter(pair["change"] for pair in trace(paper, by_name[old], by_name[new]))

    assert count("1.0", "1.1") == {"same": 63, "reworded": 1, "added": 1}
    assert count("1.1", "1.2") == {"same": 64, "moved": 1, "added": 1}
    assert count("1.2", "2.0") == {"same": 51, "reworded": 11, "added": 28, "dropped": 3, "split": 2}
    assert count("2.0", "3.0") == {"same": 69, "reworded": 15, "added": 28, "dropped": 6, "merged": 2}
    assert count("3.1", "4.0") == {"same": 107, "reworded": 1, "added": 8, "dropped": 23}


def test_one_version_renumbers_everything_behind_its_new_chapter_and_the_others_keep_their_numbers(paper):
    numbers = {name: {clause.key: clause.number for clause in clauses} for name, clauses in paper.clauses.items()}
    assert (numbers["1.2"]["jaarplan"], numbers["2.0"]["jaarplan"], numbers["4.0"]["jaarplan"]) == ("4.3", "5.1", "5.1")
    for old, new in (("2.0", "3.0"), ("3.0", "3.1"), ("3.1", "4.0")):
        kept = numbers[old].keys() & numbers[new].keys()
        assert all(numbers[old][key] == numbers[new][key] for key in kept)


def test_the_norms_are_tightened_year_after_year_and_one_is_relaxed_after_the_round_table(paper):
    norms = list_norms(paper)
    response = [
        (norm["version"], norm["to"], norm["tightened"]) for norm in norms if norm["metric"] == "reactietijd P1"
    ]
    assert response == [("2.0", 30, True), ("3.0", 15, True), ("4.0", 30, False)]
    available = [norm["to"] for norm in norms if norm["metric"] == "beschikbaarheid"]
    assert available == [99, 99.5]
    assert Counter(norm["tightened"] for norm in norms) == {True: 29, False: 1}
