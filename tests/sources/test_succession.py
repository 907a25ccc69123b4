"""Contracts that follow one another, and those that stand beside each other."""

import pytest
from builders import make_contract

import drift

SHARED = [
    "The supplier shall keep every scanner of the hall in working order during the agreed hours.",
    "The supplier shall report each quarter on the faults that were found and repaired.",
    "The customer shall give the technicians access to the hall at all times of the day.",
    "Both parties shall appoint a contact for questions about this agreement and its annexes.",
    "Complaints are answered by the service desk of the supplier in the language of the caller.",
    "Spare parts for the conveyor belts shall be held in stock at the depot of the customer.",
]
OWN = "The supplier shall inspect installation number {} once a year and record what was found there."


def documents_of(analysis):
    return analysis.tables["documents"].set_index("file")["document"].to_dict()


def test_contracts_that_follow_one_another_are_one_document(tmp_path):
    make_contract(tmp_path, "hall HK4410 2018-07-10", SHARED)
    make_contract(tmp_path, "hall HK7025 2022-07-14", [*SHARED, *(OWN.format(k) for k in range(6))])
    analysis = drift.analyse(tmp_path)
    assert documents_of(analysis) == {"hall HK4410 2018-07-10.xlsx": "hall", "hall HK7025 2022-07-14.xlsx": "hall"}
    assert analysis.tables["documents"]["version"].tolist() == ["HK4410", "HK7025"]
    assert analysis.measured.paper.stocks.total["clauses"].dropna().iloc[[0, -1]].tolist() == [6.0, 12.0]
    assert analysis.lineage["change"].value_counts().to_dict() == {"same": 6, "added": 6}
    (note,) = [note for note in analysis.intake.notes if note.code == "note.successors"]
    assert note.values == {"documents": "hall HK4410, hall HK7025", "document": "hall", "share": 100}


@pytest.mark.parametrize(
    ("names", "texts"),
    [
        (("hall HK4410 2018-07-10", "hall HK7025 2018-07-10"), (SHARED, SHARED)),  # begin together
        (("hall HK4410 2018-07-10", "hall HK7025 2022-07-14"), (SHARED, [OWN.format(k) for k in range(9)])),  # unlike
        (("perceel 3830 2018-07-10", "perceel 6232 2022-07-14"), (SHARED, SHARED)),  # parts of one whole
        (("hall RM38 2018-07-10", "hall RM62 2022-07-14"), (SHARED, SHARED)),  # no contract number
    ],
)
def test_contracts_that_stand_beside_each_other_stay_apart(tmp_path, names, texts):
    for name, clauses in zip(names, texts, strict=True):
        make_contract(tmp_path, name, clauses)
    assert len(set(documents_of(drift.analyse(tmp_path)).values())) == 2


def test_numbered_versions_that_take_turns_under_other_names_are_one_document(tmp_path):
    make_contract(tmp_path, "hall v1.0 2018-07-10", SHARED)
    make_contract(tmp_path, "services of the hall v2.0 2020-07-14", [*SHARED, OWN.format(1)])
    make_contract(tmp_path, "hall v2.1 draft 2020-12-01", [*SHARED, OWN.format(1)])
    make_contract(tmp_path, "hall v3.0 2022-07-14", [*SHARED, OWN.format(1), OWN.format(2)])
    analysis = drift.analyse(tmp_path)
    assert set(documents_of(analysis).values()) == {"hall"}
    assert analysis.measured.paper.stocks.total["clauses"].dropna().iloc[[0, -1]].tolist() == [6.0, 8.0]
    (note,) = [note for note in analysis.intake.notes if note.code == "note.numbered"]
    assert note.values == {"documents": "hall, services of the hall", "document": "hall", "share": 100}


@pytest.mark.parametrize(
    ("names", "texts"),
    [
        (("hall v1.0 2018", "site v2.0 2020", "hall v2.0 2022"), (SHARED, SHARED, SHARED)),  # two that bear one number
        (("hall v1.0 2018", "hall v2.0 2019", "site v3.0 2020"), (SHARED, SHARED, SHARED)),  # no turns
        (("hall v1.0 2018", "site v2.0 2020", "hall v3.0 2022"), (SHARED, [OWN.format(k) for k in range(6)], SHARED)),
    ],
)
def test_numbered_papers_that_may_stand_beside_each_other_stay_apart(tmp_path, names, texts):
    for name, clauses in zip(names, texts, strict=True):
        make_contract(tmp_path, f"{name}-07-10", clauses)
    assert len(set(documents_of(drift.analyse(tmp_path)).values())) == 2


def test_what_drift_toml_names_is_left_alone(tmp_path):
    make_contract(tmp_path, "hall HK4410 2018-07-10", SHARED)
    make_contract(tmp_path, "hall HK7025 2022-07-14", SHARED)
    (tmp_path / "drift.toml").write_text('[[document]]\nfiles = "*HK7025*"\nname = "second hall"\n', encoding="utf-8")
    assert sorted(documents_of(drift.analyse(tmp_path)).values()) == ["hall HK4410", "second hall"]
