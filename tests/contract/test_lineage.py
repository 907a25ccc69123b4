import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared_cases import shared_path

import drift
from drift.contract.lineage.changes import join_families
from drift.contract.lineage.likeness import normalise_text

TEXTS = [
    "The supplier repairs priority 1 incidents within four hours after they were reported by the customer.",
    "Every month the supplier sends a report about availability and response times to the contract manager.",
    "Passwords of administrators are changed at least every ninety days and never shared between persons.",
    "The customer gives access to the technical rooms after an announcement of two working days.",
    "Spare parts are kept in stock on the premises for the conveyor belts and the sorting machines.",
    "Penalties are set off against the invoice of the quarter in which the norm was missed.",
    "De opdrachtnemer stelt een vaste contactpersoon aan die tijdens kantooruren telefonisch bereikbaar is.",
    "Preventief onderhoud wordt buiten productietijd uitgevoerd volgens het jaarplan van de opdrachtgever.",
    "Wijzigingen in de programmatuur worden eerst getest in een omgeving die gescheiden is van productie.",
    "Bij calamiteiten escaleert de opdrachtnemer binnen dertig minuten naar het strategisch overleg.",
]


def clauses(texts, ids=None, section=None):
    ids = ids if ids is not None else [f"1.{i}" for i in range(1, len(texts) + 1)]
    frame = pd.DataFrame({"clause_id": pd.Series(ids, dtype=object), "text": texts})
    return frame if section is None else frame.assign(section=section)


def pairs(frame):
    both = frame.dropna(subset=["old_row", "new_row"])
    return set(zip(both["old_row"].astype(int), both["new_row"].astype(int), strict=True))


def changes(frame):
    return frame["change"].tolist()


def test_the_result_has_the_promised_shape():
    found = drift.align_clauses(clauses(TEXTS), clauses(TEXTS[:9]))
    assert list(found) == ["old_id", "new_id", "old_row", "new_row", "change", "score"]
    assert changes(found) == ["same"] * 9 + ["dropped"]
    last = found.iloc[-1]
    assert (last["old_id"], last["new_id"], last["old_row"], last["score"]) == ("1.10", None, 9, 0.0)
    assert last["new_row"] is pd.NA


def test_a_version_against_itself_is_all_same(sorteercentrum):
    clauses = sorteercentrum.tables["clauses"]
    sample = clauses.loc[clauses["version"].eq("4.0"), ["clause_id", "text"]].reset_index(drop=True)
    assert len(sample) > 100
    found = drift.align_clauses(sample, sample)
    assert set(changes(found)) == {"same"}
    assert found["old_row"].tolist() == found["new_row"].tolist() == list(range(len(sample)))


@settings(max_examples=15)
@given(st.permutations(range(len(TEXTS))), st.integers(0, 3))
def test_order_and_numbers_change_no_pair(order, offset):
    old, new = clauses(TEXTS), clauses([TEXTS[k] for k in order], [f"{offset}.{k}" for k in range(len(order))])
    found = drift.align_clauses(old, new)
    assert pairs(found) == {(old_row, new_row) for new_row, old_row in enumerate(order)}
    assert set(changes(found)) <= {"same", "moved"}


def test_a_pure_renumbering_is_moved_never_reworded():
    found = drift.align_clauses(clauses(TEXTS), clauses(TEXTS, [f"7.{i}" for i in range(10)]))
    assert changes(found) == ["moved"] * 10


def test_a_retired_number_given_to_another_clause_pairs_by_text():
    old, new = clauses(TEXTS[:6], list("abcdef")), clauses(TEXTS[1:7], list("abcdef"))
    found = drift.align_clauses(old, new)
    assert pairs(found) == {(k + 1, k) for k in range(5)}
    assert changes(found) == ["dropped", *["moved"] * 5, "added"]


def test_blanks_case_and_punctuation_are_no_words_but_figures_and_signs_are():
    assert normalise_text("Within  4 hours;") == normalise_text("within 4 Hours")
    assert normalise_text("99,9 %") == normalise_text("99.9 %") != normalise_text("999 %")
    assert normalise_text(">= 98") != normalise_text("<= 98")


def test_a_changed_target_is_reworded_under_both_numbers():
    new = [TEXTS[0].replace("four", "eight"), *TEXTS[1:]]
    found = drift.align_clauses(clauses(TEXTS), clauses(new, [f"2.{i}" for i in range(10)]))
    assert found.iloc[0].tolist()[:5] == ["1.1", "2.0", 0, 0, "reworded"]
    assert changes(found)[1:] == ["moved"] * 9


def test_a_clause_split_in_two_and_two_merged_into_one_are_found_and_mirror_each_other():
    whole = (
        "The supplier keeps a log of all visits to the site. Visitors report at the gate and wear a badge of the day."
    )
    parts = [
        "The supplier keeps a log of all visits to the site.",
        "Visitors report at the gate and wear a badge of the day.",
    ]
    old, new = clauses([*TEXTS, whole]), clauses([*TEXTS, *parts])
    split, merged = drift.align_clauses(old, new), drift.align_clauses(new, old)
    assert pairs(split) == {(k, k) for k in range(10)} | {(10, 10), (10, 11)}
    assert changes(split)[-2:] == ["split", "split"]
    assert pairs(merged) == {(b, a) for a, b in pairs(split)}
    assert changes(merged)[-2:] == ["merged", "merged"]


def test_turning_the_versions_round_turns_added_and_dropped_round():
    rng = random.Random(4)
    old = clauses([" ".join(word for word in text.split() if rng.random() > 0.15) for text in TEXTS[:8]])
    new = clauses(TEXTS[2:])
    there, back = drift.align_clauses(old, new), drift.align_clauses(new, old)
    assert pairs(there) == {(j, i) for i, j in pairs(back)}
    turned = {"added": "dropped", "dropped": "added", "split": "merged", "merged": "split"}
    assert sorted(turned.get(change, change) for change in changes(there)) == sorted(changes(back))


def test_repeated_texts_are_told_apart_by_number_and_neighbours():
    old = clauses(["The supplier shall:", TEXTS[0], "The supplier shall:", TEXTS[1], "The supplier shall:", TEXTS[2]])
    new = clauses(["The supplier shall:", TEXTS[1], "The supplier shall:", TEXTS[2]], [None] * 4)
    assert pairs(drift.align_clauses(old, new)) == {(2, 0), (3, 1), (4, 2), (5, 3)}


def test_numbers_may_repeat_or_be_missing_and_a_clause_without_words_pairs_with_none():
    old = clauses([TEXTS[0], TEXTS[1], None, TEXTS[2]], ["1", "1", None, None])
    found = drift.align_clauses(old, clauses([TEXTS[2], TEXTS[1], TEXTS[0], "  "], ["1", None, "1", "9"]))
    assert pairs(found) == {(0, 2), (1, 1), (3, 0)}
    assert changes(found) == ["same", "moved", "dropped", "moved", "added"]


def test_where_numbers_repeat_the_section_is_part_of_the_address():
    old = clauses(TEXTS[:4], ["1", "2", "1", "2"], ["A", "A", "B", "B"])
    new = clauses([TEXTS[0], TEXTS[3], TEXTS[2], TEXTS[1]], ["1", "2", "1", "2"], ["A", "A", "B", "B"])
    assert changes(drift.align_clauses(old, new)) == ["same", "moved", "same", "moved"]


def test_two_unrelated_contracts_have_nothing_in_common():
    english, dutch = clauses(TEXTS[:6] * 1), clauses(TEXTS[6:])
    assert pairs(drift.align_clauses(english, dutch)) == set()


def test_empty_versions_and_a_frame_without_texts():
    none = clauses([])
    assert len(drift.align_clauses(none, none)) == 0
    assert changes(drift.align_clauses(none, clauses(TEXTS[:2]))) == ["added", "added"]
    assert changes(drift.align_clauses(clauses(TEXTS[:2]), none)) == ["dropped", "dropped"]
    with pytest.raises(KeyError, match="text"):
        drift.align_clauses(pd.DataFrame({"clause_id": []}), none)


def test_the_same_versions_give_the_same_table():
    rng = np.random.default_rng(3)
    words = [f"word{k}" for k in range(80)]
    old = clauses([" ".join(rng.choice(words, 14)) for _ in range(60)])
    new = clauses([" ".join(text.split()[: int(rng.integers(6, 14))]) for text in old["text"]])
    pd.testing.assert_frame_equal(drift.align_clauses(old, new), drift.align_clauses(old, new))
    assert len({(k, k) for k in range(60)} & pairs(drift.align_clauses(old, new))) >= 58


def test_a_copy_of_a_clause_that_still_stands_is_added_and_no_split():
    limits = "nobody lets a truck stand at {} for longer than unloading takes unless the yard master has allowed it"
    old = [("1", limits.format("dock A")), ("2", "invoices are paid within thirty days after receipt")]
    new = [*old, ("3", limits.format("dock B"))]
    frames = [pd.DataFrame(rows, columns=["clause_id", "text"]) for rows in (old, new)]
    assert drift.align_clauses(*frames)["change"].tolist() == ["same", "same", "added"]


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (
            "4. Plan the work of every quarter with the customer",
            "6. Plan the work of every quarter with the customer",
            "moved",
        ),
        ("(a) the plan of every quarter", "(c) the plan of every quarter", "moved"),
        ("4. the plan of every quarter", "the plan of every quarter", "same"),
        ("repaired within 4 working days", "repaired within 6 working days", "reworded"),
        ("4 hours after the report it is repaired", "6 hours after the report it is repaired", "reworded"),
    ],
)
def test_a_list_number_in_front_is_a_number_and_no_word(old, new, change):
    found = drift.align_clauses(clauses([*TEXTS, old], [None] * 11), clauses([*TEXTS, new], [None] * 11))
    assert changes(found)[-1] == change


def read_real(day):
    names = {"id": "clause_id", "clause text": "text"}
    path = shared_path("cases/github") / "contract" / f"corporate-terms_{day}.xlsx"
    return pd.read_excel(path, dtype=str, engine="calamine").rename(columns=names)


def test_a_number_that_shifted_in_its_section_pairs_nobody():
    """Three definitions were put in between: the numbers behind them shifted, those of the other sections did not."""
    found = drift.align_clauses(read_real("2019-06-01"), read_real("2019-07-01"))
    by_old = found.dropna(subset=["old_id"]).groupby("old_id")["new_id"].agg(list)
    assert by_old["A-8"] == ["A-9"]  # "Corporate Account" means
    assert by_old["A-13"] == ["A-14"]  # "External User" means
    assert by_old["A-14"] == ["A-16"]  # "Fees" means
    assert by_old["O-4"] == ["O-1"]  # each party warrants
    assert "split" not in changes(found)
    came = [number for number in found.loc[found["change"].eq("added"), "new_id"] if number.startswith("A-")]
    # "Beta Previews", "Feedback", "Support"; and "Customer", which is defined in other words altogether
    assert came == ["A-6", "A-10", "A-15", "A-32"]


def test_what_went_is_no_merge_into_a_clause_that_kept_its_words():
    went = "Batteries of emergency lights in the same rooms are replaced every four years at night."
    found = drift.align_clauses(clauses([*TEXTS, went]), clauses(TEXTS))
    assert changes(found) == ["same"] * 10 + ["dropped"]


def test_of_versions_that_keep_half_only_that_half_is_paired():
    rest = [
        f"Annex {k} lists the {thing} that are outside the scope of this agreement."
        for k, thing in enumerate(("lifts", "boilers", "fire doors", "solar panels", "sprinklers"), start=1)
    ]
    new = [text.replace("supplier", "contractor").replace("opdrachtnemer", "leverancier") for text in TEXTS[:5]]
    assert pairs(drift.align_clauses(clauses(TEXTS), clauses([*new, *rest]))) == {(k, k) for k in range(5)}


def test_clauses_that_are_split_and_merged_in_turn_are_one_family():
    pairs = [(0, 0), (0, 1), (1, None), (2, 1), (3, 4), (None, 2)]
    assert join_families(pairs) == [([0, 2], [0, 1]), ([1], []), ([3], [4]), ([], [2])]
