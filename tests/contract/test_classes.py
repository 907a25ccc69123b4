"""classify_clauses: its shape, what must not change it, and how well it agrees with labels."""

import json
from math import isfinite

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learning import learn, read_written
from written import read_corpus

import drift
from drift.contract.reading.language import tell_language
from drift.contract.reading.weights import read_weights

pytestmark = pytest.mark.long

KINDS = {"target", "outcome", "procedure", "reporting", "governance", "penalty", "boilerplate"}
PAIRS = [  # one clause in two languages
    ("The Supplier shall resolve each fault within 4 hours.", "De Leverancier lost elke storing binnen 4 uur op."),
    ("The Supplier may not replace staff.", "De Leverancier mag personeel niet vervangen."),
    (
        "The Supplier shall report every quarter on performance.",
        "De Leverancier rapporteert elk kwartaal over de prestaties.",
    ),
    ("The parties shall hold a meeting twice a year.", "Partijen houden twee keer per jaar overleg."),
    ("The Customer may terminate the agreement.", "De Opdrachtgever kan de overeenkomst opzeggen."),
    ("The Supplier shall pay a penalty of € 500 per day.", "De Leverancier betaalt een boete van € 500 per dag."),
    ("This agreement is governed by Dutch law.", "Op deze overeenkomst is Nederlands recht van toepassing."),
]
CLAUSES = [text for pair in PAIRS for text in pair]


def rows(frame):
    return json.loads(frame.to_json(orient="records"))


def drop_words(row):
    """Return a reading without the clause's own words in its targets."""
    return row | {"targets": [(t["comparator"], t["value"], t["unit"]) for t in row["targets"]]}


def test_the_columns_and_their_values_are_as_promised():
    frame = drift.classify_clauses([*CLAUSES, "P1 15 min / P2 4 uur"], sections=None)
    assert list(frame) == ["obligation", "party", "modality", "kind", "targets"]
    assert frame["obligation"].dtype == bool
    assert set(frame["party"]) <= {"supplier", "customer", "both", "none"}
    assert set(frame["modality"]) <= {"obligation", "prohibition", "permission", "soft", "none"}
    assert set(frame["kind"]) <= KINDS
    assert (frame["party"].eq("none") == ~frame["obligation"]).all()
    for target in frame["targets"].sum():
        assert list(target) == ["metric", "comparator", "value", "unit", "per", "condition"]
        assert isfinite(target["value"])


@pytest.mark.parametrize("nothing", ["", "   ", None, float("nan"), pd.NA])
def test_an_empty_or_missing_text_says_nothing(nothing):
    assert rows(drift.classify_clauses([nothing])) == [
        {"obligation": False, "party": "none", "modality": "none", "kind": "boilerplate", "targets": []}
    ]


def test_no_clauses_give_an_empty_frame():
    assert drift.classify_clauses([]).shape == (0, 5)


def test_as_many_sections_as_texts_are_asked_for():
    with pytest.raises(ValueError, match="zip"):
        drift.classify_clauses(["a", "b"], sections=["c"])


def test_a_series_keeps_its_index():
    frame = drift.classify_clauses(pd.Series(CLAUSES[:2], index=[7, 3]))
    assert frame.index.tolist() == [7, 3]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(CLAUSES))))
def test_the_order_of_clauses_does_not_matter(order):
    straight = rows(drift.classify_clauses(CLAUSES))
    assert rows(drift.classify_clauses([CLAUSES[i] for i in order])) == [straight[i] for i in order]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(CLAUSES),
    st.sampled_from(["", " ", "\t", "\n", "4.2 ", "12.3.1 ", "12.3.1. ", "(a) ", "3. ", "A.12 ", "Eis 12: ", "- "]),
    st.sampled_from(["", " ", "  \n", ",", ";", ".", ":", " ."]),
)
def test_what_stands_round_a_clause_changes_nothing(text, before, after):
    read = [drop_words(row) for row in rows(drift.classify_clauses([text, before + text + after]))]
    assert read[0] == read[1]


def test_case_and_quotes_change_nothing():
    said = "De Leverancier meldt “grote” storingen binnen 4 uur; 's nachts ook."
    same = [said.upper(), said.lower(), said.replace("“", '"').replace("”", '"'), said.replace("'", "’")]
    read = [drop_words(row) for row in rows(drift.classify_clauses([said, *same]))]
    assert all(row == read[0] for row in read)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0][:30])
def test_a_clause_says_the_same_in_both_languages(pair):
    english, dutch = rows(drift.classify_clauses(pair))
    for reading in (english, dutch):
        reading["targets"] = [(t["comparator"], t["value"], t["unit"]) for t in reading["targets"]]
    assert english == dutch


def test_the_weights_are_those_that_the_written_clauses_give():
    shipped, again = read_weights(), learn(read_written())
    assert shipped.classes == again.classes
    assert set(shipped.features) == set(again.features)
    apart = max(float(np.abs(shipped.features[name] - again.features[name]).max()) for name in shipped.features)
    assert apart < 0.02  # a processor may round otherwise in the third decimal


def test_the_written_clauses_are_as_many_and_as_varied_as_was_asked():
    clauses = read_corpus()
    assert len(clauses) >= 3000
    assert len({clause.contract for clause in clauses}) >= 40
    assert 0.4 < sum(clause.language == "nl" for clause in clauses) / len(clauses) < 0.6
    assert sum(not clause.labels.obligation for clause in clauses) >= 1200
    assert sum(clause.passive for clause in clauses) >= 400
    assert len({clause.key for clause in clauses}) == len(clauses)


def test_a_binding_label_has_a_party_and_a_free_one_has_none():
    for clause in read_written():
        assert (clause.party != "none") == clause.obligation, clause.key
        assert (
            clause.modality
            in (("obligation", "prohibition", "soft"), ("none", "permission", "soft"))[not clause.obligation]
        ), clause.key


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Supplier shall repair the fault and inform the Buyer.", "en"),
        ("De leverancier herstelt de storing en meldt dit bij de opdrachtgever door een bericht.", "nl"),
        ("Der Auftragnehmer muss die Störung beheben und den Kunden innerhalb von vier Stunden informieren.", "de"),
        ("Le prestataire doit corriger les anomalies dans un délai de quatre heures et informer le client.", "fr"),
        ("P1 | 15 min", None),
        ("Grounds and gardens", None),
    ],
)
def test_the_language_of_a_clause_is_told_by_its_common_words(text, language):
    assert tell_language(text) == language


def test_a_clause_in_another_language_is_not_read_for_duties():
    german = "Der Auftragnehmer muss die Störung beheben und den Kunden über die Ursache informieren."
    (row,) = rows(drift.classify_clauses([german]))
    assert (row["obligation"], row["modality"], row["party"]) == (False, "none", "none")


def test_a_block_of_code_agrees_nothing():
    """The same words outside of it are a duty with a norm."""
    said = "The supplier must answer within 120 minutes and export the report every month."
    one, two = drift.classify_clauses([said, f"```sh\n{said}\n```"]).to_dict("records")
    assert (one["obligation"], len(one["targets"]) > 0) == (True, True)
    assert (two["obligation"], two["party"], two["kind"], two["targets"]) == (False, "none", "boilerplate", [])
