import pandas as pd
import pytest
from builders import make_contract

import drift
from drift.contract.lineage.successors import find_successors


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("[Withdrawn: Incorporated into PL-9].", ("pl-9",)),
        ("[Withdrawn: Incorporated into AC-2(10) and AU-6.]", ("ac-2(10)", "au-6")),
        ("Moved to 7.1", ("7.1",)),
        ("See clause 12.", ("12",)),
        ("Vervallen, zie 4.2", ("4.2",)),
        ("Opgegaan in 4.2 en 4.3.", ("4.2", "4.3")),
        ("Verplaatst naar artikel 9", ("9",)),
        ("The desk was moved to 3 sites.", ()),
        ("Reports are sent monthly, see 4.2.", ()),
        (
            "The supplier keeps a log of visits that is incorporated into 4.2 by the customer every single month.",
            (),
        ),
        (
            "The supplier keeps a log of all visits to the site and hands it over monthly. [Merged into 4.2]",
            ("4.2",),
        ),
    ],
)
def test_a_notice_names_its_successors(text, numbers):
    assert find_successors(text) == numbers


OLD = [
    "Spare parts lie in stock on the premises.",
    "Flaws are dealt with from one desk.",
    "Invoices are paid in a month.",
]


def frame(rows):
    return pd.DataFrame(rows, columns=["clause_id", "text"])


def found(old, new):
    table = drift.align_clauses(old, new).dropna(subset=["old_row", "new_row"])
    return set(zip(table["old_id"], table["new_id"], strict=True))


def test_a_notice_under_the_old_number_pairs_what_shares_no_word():
    old = frame(zip(["1.1", "1.2", "1.3"], OLD, strict=True))
    new = frame(
        [
            ("1.1", OLD[0]),
            ("1.2", "[Withdrawn: incorporated into 2.1]"),
            ("1.3", OLD[2]),
            ("2.1", "Central management."),
        ]
    )
    assert found(old, new) == {("1.1", "1.1"), ("1.2", "2.1"), ("1.3", "1.3")}


def test_a_notice_in_the_old_version_counts_as_well():
    old = frame([("1.1", OLD[0]), ("1.2", f"{OLD[1]} [To be moved to 2.1]"), ("1.3", OLD[2])])
    new = frame([("1.1", OLD[0]), ("1.3", OLD[2]), ("2.1", "Central management.")])
    assert ("1.2", "2.1") in found(old, new)


def test_a_notice_that_names_nothing_known_changes_nothing():
    old = frame(zip(["1.1", "1.2", "1.3"], OLD, strict=True))
    new = frame([("1.1", OLD[0]), ("1.2", "Moved to 9.9"), ("1.3", OLD[2])])
    assert {("1.1", "1.1"), ("1.3", "1.3")} <= found(old, new)


def test_a_withdrawn_row_tells_where_its_clause_went(tmp_path):
    make_contract(tmp_path, "agreement v1 01-01-2019", OLD)
    make_contract(tmp_path, "agreement v2 01-01-2020", [OLD[0], "Vervallen, zie 1.4", OLD[2], "Centraal beheer."])
    steps = drift.analyse(tmp_path).lineage[["old_clause_id", "new_clause_id", "change"]].to_numpy().tolist()
    assert ["1.2", "1.4", "reworded"] in steps
