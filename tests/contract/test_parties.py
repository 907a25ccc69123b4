"""Whatever the parties are called, a clause reads the same; who is who is told, never guessed."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written import read_corpus

import drift
from drift.contract.parties import load_words, replace_parties, to_names

NAMES = [  # made up
    *("Verhoef", "Zwenkpost N.V.", "Meridiaan Techniek B.V.", "De Vijf Sluizen", "Harrow & Pike Ltd", "Quillstore"),
    *("ABX", "Noord-West Onderhoud", "L'Atelier", "Stichting De Linde", "Foldspace Hosting, Inc.", "Brug 9 Services"),
    *("Vervoersregio De Waarden", "Oost IT", "Het Anker", "Kestrel", "St. Anna Ziekenhuis", "O'Hara Group", "P3 Zorg"),
    "Élan",
]
OTHER_ROLES = ["Provider", "Contractor", "Vendor", "Operator", "Carrier"]
ROLES_NL = ["Opdrachtnemer", "Contractant", "De exploitant", "De vervoerder", "Aannemer", "De dienstverlener"]


def read(texts, parties=None):
    frame = drift.classify_clauses(texts, parties=parties)
    return json.loads(frame.drop(columns="targets").to_json(orient="records"))


WORDS = "|".join(sorted(load_words()["roles"]["supplier"], key=len, reverse=True))
CALLED = re.compile(rf"\b(?:(?:the|de) )?(?:{WORDS})\b(?!-)", re.I)
SAID = [one for one in read_corpus() if CALLED.search(one.text)]
ENGLISH = [one.text for one in SAID if one.language == "en"][:100]
DUTCH = [one.text for one in SAID if one.language == "nl"][:100]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_was_told_reads_as_the_role(name):
    assert len(ENGLISH) == len(DUTCH) == 100
    texts = [*ENGLISH, *DUTCH]
    assert read([CALLED.sub(name, text) for text in texts], {"supplier": [name]}) == read(texts)


@pytest.mark.parametrize("role", OTHER_ROLES)
def test_role_words_that_were_not_told_read_alike(role):
    assert read([CALLED.sub(f"the {role}", text) for text in ENGLISH]) == read(ENGLISH)


@pytest.mark.parametrize("role", ROLES_NL)
def test_dutch_role_words_read_alike(role):
    assert read([CALLED.sub(role, text) for text in DUTCH]) == read(DUTCH)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("The KPR B.V. shall repair.", "supplier shall repair."),
        ("KPR’s staff", "supplier's staff"),
        ("De Opdrachtnemer belt binnen 4 u; u belt wij", "supplier belt binnen 4 u; customer belt supplier"),
        ("Third parties may enter; third-party software", "outsider may enter; third-party software"),
        ("HET KPR NETWERK", "supplier netwerk"),
        ("a supervisory authority", "a supervisory authority"),
        ("The Authority shall pay", "customer shall pay"),
    ],
)
def test_parties_are_replaced_by_their_role(text, plain):
    assert replace_parties(text, to_names({"supplier": ["KPR N.V."]})) == plain


def test_what_was_told_goes_before_what_a_word_means_elsewhere():
    swapped = {"customer": ["Operator"], "supplier": ["Maintainer"]}
    (row,) = read(["The Operator shall give access to the depot."], swapped)
    assert row["party"] == "customer"


def test_a_side_that_is_neither_is_refused():
    with pytest.raises(ValueError, match="seller"):
        drift.classify_clauses(["The Seller shall pay."], parties={"seller": ["Seller"]})


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60), st.text(min_size=1, max_size=12))
def test_any_name_and_any_text_can_be_read(text, name):
    replace_parties(text, to_names({"supplier": [name]}))
