"""What a contract calls its parties is nobody's name, in whatever column it stands."""

import csv

import pytest

import drift

CLAUSES = [
    "keeps the landings free of dirt.",
    "pays an invoice within 30 days.",
    "gives access to the machine rooms at any time.",
    "states the unit in every report.",
    "appoints a contact for each station.",
    "reviews the plan before 1 March.",
    "approves quotations in writing.",
    "keeps a copy of each programme.",
    "answers questions within 2 working days.",
    "holds a drill twice a year.",
]


@pytest.mark.parametrize("party", ["Authority", "Client", "Agency", "Provider", "Gemeente", "Steering group"])
def test_the_owner_of_a_clause_that_is_a_party_masks_no_word_of_the_text(tmp_path, party):
    rows = [("Clause", "Description", "Owner")]
    rows += [(f"1.{i}", f"The {party} {text}", party) for i, text in enumerate(CLAUSES, 1)]
    with (tmp_path / "SLA v1.0 2020-01-01.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    texts = drift.analyse(tmp_path).tables["clauses"]["text"].tolist()
    assert texts == [row[1] for row in rows[1:]]
