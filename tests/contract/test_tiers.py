"""A tier is another clause, a value is not: rows of a table of priorities keep apart, whatever their number."""

import pandas as pd
import pytest

from drift.contract.lineage.align import align_clauses
from drift.contract.lineage.tiers import find_shift, find_tiers

REST = [
    ("1.1", "De leverancier houdt een logboek bij van alle werkzaamheden aan de installatie."),
    ("1.2", "Overleg vindt elke maand plaats op verzoek van een van beide partijen."),
    ("1.3", "De klant geeft toegang tot de technische ruimten na aankondiging."),
]


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("P1: herstel binnen 4 uur", {"1"}),
        ("Storing met prioriteit 2 | 8 uur", {"2"}),
        ("Priority 1 and 2: response within 15 minutes", {"1", "2"}),
        ("Severity level II incidents are fixed within a day", {"2"}),
        ("Urgentie: hoog, binnen 4 uur", set()),
        ("Service P1 - Furniture supply", set()),
        ("Artikel 2 gaat voor; zie bijlage 3.", set()),
        ("Binnen 2 uur na de melding.", set()),
        ("priority 1 " + "word " * 24, set()),
    ],
)
def test_a_tier_is_told_from_a_value_and_from_a_number(text, tiers):
    assert find_tiers(text) == tiers


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (  # the numbers of the tiers that went are given to others
            [
                ("4.1", "P1: herstel binnen 4 uur"),
                ("4.2", "P2: herstel binnen 8 uur"),
                ("4.3", "P3: herstel binnen 9 uur"),
            ],
            [("4.1", "P2: herstel binnen 8 uur"), ("4.2", "P4: herstel binnen 40 uur")],
            {("4.1", None), ("4.2", "4.1"), ("4.3", None), (None, "4.2")},
        ),
        (  # each became stricter: the new P2 reads as the old P1 did
            [("4.1", "P1: herstel binnen 4 uur"), ("4.2", "P2: herstel binnen 8 uur")],
            [("4.1", "P2: herstel binnen 4 uur"), ("4.2", "P1: herstel binnen 2 uur")],
            {("4.1", "4.2"), ("4.2", "4.1")},
        ),
        (
            [("4.1", "Fault of priority 1: within 4 hours"), ("4.2", "Fault of priority 2: within 8 hours")],
            [("4.1", "Fault of priority 3: within 8 hours"), ("4.5", "Fault of priority 1: within 2 hours")],
            {("4.1", "4.5"), ("4.2", None), (None, "4.1")},
        ),
        (  # the whole ladder was renamed
            [
                ("4.1", "P1: herstel van storingen binnen 4 uur"),
                ("4.2", "P2: herstel van storingen binnen 8 uur"),
                ("4.3", "P3: herstel van storingen binnen 24 uur"),
            ],
            [
                ("4.1", "P0: herstel van storingen binnen 4 uur"),
                ("4.2", "P1: herstel van storingen binnen 8 uur"),
                ("4.3", "P2: herstel van storingen binnen 20 uur"),
            ],
            {("4.1", "4.1"), ("4.2", "4.2"), ("4.3", "4.3")},
        ),
    ],
)
def test_tiers_keep_apart_though_their_numbers_are_given_away(old, new, expected):
    frames = [pd.DataFrame([*REST, *rows], columns=["clause_id", "text"]) for rows in (old, new)]
    table = align_clauses(*frames).iloc[len(REST) :]
    assert set(zip(table["old_id"], table["new_id"], strict=True)) == expected


@pytest.mark.parametrize(
    ("old", "new", "shift"),
    [
        (["P1: 4 uur", "P2: 8 uur"], ["P0: 4 uur", "P1: 8 uur"], -1),
        (["P1: 4 uur", "P2: 8 uur"], ["P2: 4 uur", "P3: 9 uur"], 1),
        (["priority 1: 4 hours", "priority 2: 8 hours"], ["priority 2: 8 hours", "priority 3: 40 hours"], 0),  # 1 went
        (["P1: 4 uur", "P2: 8 uur"], ["P1: 8 uur", "P2: 4 uur"], 0),
        (["P1: 4 uur", "P2: 8 uur"], ["P0: 4 uur", "P1: 8 uur", "P3: 9 uur"], 0),  # no ladder of the same length
        (["P1: 4 uur"], ["P2: 4 uur"], 0),
        (["P1: 4 uur", "P2: 8 uur"], [], 0),
    ],
)
def test_a_ladder_is_renamed_as_a_whole_or_not_at_all(old, new, shift):
    assert find_shift(old, new) == shift
    assert find_shift(new, old) == -shift
