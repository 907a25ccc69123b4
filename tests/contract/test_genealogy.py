import pandas as pd
import pytest
from builders import make_contract, make_workbook

import drift
from drift.contract.lineage.tightening import compare_targets

SLA = "The provider keeps the booking service up for no less than {} % of each quarter for all users."
AGREEMENT = [
    "The customer pays the invoice within thirty days after it was received by the accounts department.",
    "Each party keeps confidential what it learns about the other party during the term of this agreement.",
    "The licence may not be transferred to a third party without written consent of the licensor.",
    "Disputes are first discussed between the contract managers of both parties before going to court.",
]


@pytest.fixture
def story(tmp_path):
    """The SLA clause of an agreement moves into a document of its own, and its target is relaxed."""
    make_contract(tmp_path, "agreement v1 01-01-2019", [*AGREEMENT, SLA.format("99.95")])
    make_contract(tmp_path, "agreement v2 01-06-2020", AGREEMENT)
    sla = [
        ["Nr", "Omschrijving"],
        ["A.1", "This addendum describes the support that is given."],
        ["A.2", SLA.format("99.9")],
    ]
    make_workbook(tmp_path / "sla v1 01-06-2020.xlsx", {"SLA": sla})
    return drift.analyse(tmp_path)


def test_a_clause_that_moves_into_a_document_of_its_own_is_one_clause(story):
    across = story.lineage[story.lineage["old_document"].notna() & story.lineage["new_document"].eq("sla")]
    assert across[["old_clause_id", "new_clause_id", "change"]].to_numpy().tolist() == [["1.5", "A.2", "reworded"]]
    assert story.lineage["change"].value_counts().to_dict() == {"same": 4, "reworded": 1}
    units = story.tables["units"]
    assert units["unit"].nunique() == 6
    unit = int(across["unit"].iloc[0])
    assert units.loc[units["unit"].eq(unit), ["file", "row"]].to_numpy().tolist() == [
        ["agreement v1 01-01-2019.xlsx", 6],
        ["sla v1 01-06-2020.xlsx", 3],
    ]


def test_its_target_was_relaxed_twofold(story):
    targets = story.tables["targets"]
    old, new = (
        targets[targets["file"].str.startswith(file) & targets["unit"].eq("%")].to_dict("records")
        for file in ("agreement v1", "sla")
    )
    (step,) = compare_targets(old, new)
    assert step.change == "relaxed"
    assert step.log_tightening == pytest.approx(-0.693147, abs=1e-6)


def test_a_version_that_flips_back_is_the_same_clauses(tmp_path):
    for k in range(5):
        texts = AGREEMENT if k % 2 == 0 else AGREEMENT[1:]
        make_contract(tmp_path, f"agreement v{k + 1} 01-01-{2015 + k}", list(texts))
    analysis = drift.analyse(tmp_path)
    units = analysis.tables["units"]
    assert units["unit"].nunique() == 4
    assert len(units) == 4 + 3 + 4 + 3 + 4
    assert analysis.lineage["change"].value_counts().to_dict() == {"moved": 12, "added": 2, "dropped": 2}


def test_the_parts_of_a_split_share_a_unit(tmp_path):
    whole = f"{AGREEMENT[0]} {AGREEMENT[1]}"
    make_contract(tmp_path, "agreement v1 01-01-2019", [whole, *AGREEMENT[2:]])
    make_contract(tmp_path, "agreement v2 01-01-2020", AGREEMENT)
    analysis = drift.analyse(tmp_path)
    assert analysis.lineage["change"].value_counts().to_dict() == {"split": 2, "moved": 2}
    assert analysis.tables["units"]["unit"].nunique() == 3


def test_the_sample_tells_where_the_terms_of_its_products_came_from(sample):
    across = sample.lineage.dropna(subset=["old_file", "new_file"])
    across = across[across["old_document"] != across["new_document"]]
    came = across[across["new_file"].str.contains("additional-products_2019-11-13")]
    assert came["old_clause_id"].str.startswith("J.1-").sum() == 7
    units = sample.tables["units"]
    own = units.drop_duplicates(["file", "sheet", "row"])
    assert len(own) == int(sample.tables["clauses"]["in_force"].sum())
    assert sample.tables["units"]["unit"].nunique() < 530
    assert pd.api.types.is_integer_dtype(sample.tables["units"]["unit"])


def test_a_clause_that_two_documents_gain_together_and_drop_apart_is_no_move(tmp_path):
    shared = SLA.format("99.95")
    for name, day, texts in (
        ("agreement v1", "01-01-2019", AGREEMENT[:2]),
        ("agreement v2", "14-03-2019", [*AGREEMENT[:2], shared]),
        ("agreement v3", "12-04-2019", AGREEMENT[:2]),
        ("sla v1", "01-01-2019", AGREEMENT[2:]),
        ("sla v2", "14-03-2019", [*AGREEMENT[2:], shared]),
        ("sla v3", "01-07-2019", AGREEMENT[2:]),
    ):
        make_contract(tmp_path, f"{name} {day}", list(texts))
    analysis = drift.analyse(tmp_path)
    assert analysis.lineage["change"].value_counts().to_dict() == {"same": 8, "added": 2, "dropped": 2}
    assert analysis.tables["units"]["unit"].nunique() == 6


def test_no_clause_of_the_sample_moves_back_in_time(sample):
    across = sample.lineage.dropna(subset=["old_file", "new_file"])
    across = across[across["old_document"] != across["new_document"]]
    assert not across["new_file"].str.contains("2019-03-14").any()


def test_a_merged_clause_stands_for_each_that_went_into_it(tmp_path):
    make_contract(tmp_path, "agreement v1 01-01-2019", list(AGREEMENT))
    make_contract(tmp_path, "agreement v2 01-01-2020", [f"{AGREEMENT[0]} {AGREEMENT[1]}", *AGREEMENT[2:]])
    analysis = drift.analyse(tmp_path)
    assert analysis.lineage["change"].value_counts().to_dict() == {"merged": 2, "moved": 2}
    units = analysis.tables["units"]
    joined = units[units["file"].str.contains("v2") & units["row"].eq(2)]
    assert sorted(joined["unit"].tolist()) == [1, 2]
    was = dict(zip(joined["unit"], zip(joined["was_file"].str[:12], joined["was_row"], strict=True), strict=True))
    own = analysis.lineage.loc[analysis.lineage["change"].eq("merged"), "unit"].unique().tolist()
    assert len(own) == 1
    assert was[own[0]] == ("agreement v2", 2)
    (other,) = {1, 2} - set(own)
    assert was[other] == ("agreement v1", other + 1)
