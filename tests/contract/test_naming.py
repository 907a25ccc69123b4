"""Names of parties that a contract tells, or that act in it untold: asked for, never used unasked."""

import time

import openpyxl
import pytest

import drift
from drift.contract.naming import find_named


def told(texts, names=()):
    return [(one.name, one.side) for one in find_named(texts, names)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Zwenkpost N.V., gevestigd te Breda, hierna te noemen opdrachtnemer, en Stichting De Linde "
            "(hierna: de opdrachtgever).",
            [("Zwenkpost N.V.", "supplier"), ("Stichting De Linde", "customer")],
        ),
        (
            "This Agreement is between Harrow & Pike Ltd (the “Supplier”) and Quillstore Inc., hereinafter referred to "
            "as the Customer.",
            [("Harrow & Pike Ltd", "supplier"), ("Quillstore Inc.", "customer")],
        ),
        (
            "Zonnevelt B.V., hierna te noemen leverancier, en Gemeente Oosterdam, hierna opdrachtgever, komen overeen.",
            [("Zonnevelt B.V.", "supplier")],  # who begins with a role word is known by it
        ),
        (
            "Zonnevelt, hierna te noemen leverancier, en Oosterdam, hierna opdrachtgever, komen overeen.",
            [("Zonnevelt", "supplier"), ("Oosterdam", "customer")],
        ),
        ("The Supplier (the contractor) shall report.", []),
        ("Where a fault occurs, the Supplier shall repair it.", []),
    ],
)
def test_a_definition_tells_a_name_and_its_side(text, found):
    assert told([text]) == found


def test_a_name_that_acts_again_and_again_is_asked_for():
    texts = ["Belbos herstelt de storing.", "4.2 Belbos levert een rapport.", "Belbos moet melden.", "De klant belt."]
    assert told(texts) == [("Belbos", None)]
    assert told(texts[1:]) == []
    assert told(texts, (("Belbos", "supplier"),)) == []


def test_who_does_what_is_done_is_asked_for_too():
    texts = [f"Storing {n} wordt door Belbos binnen {n} uur hersteld." for n in range(1, 4)]
    assert told(texts) == [("Belbos", None)]


def test_a_short_name_has_the_side_of_the_whole_one():
    texts = ["Belbos N.V. (hierna: leverancier) begint.", "Belbos meldt dit.", "Belbos herstelt.", "Belbos levert X."]
    assert told(texts) == [("Belbos N.V.", "supplier"), ("Belbos", "supplier")]


def test_names_are_asked_for_and_once_told_read_as_the_side(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Nr", "Eis"])
    for number, said in enumerate(["meldt elke storing.", "levert elke maand een rapport.", "wijst iemand aan."], 1):
        book.active.append([f"1.{number}", f"Belbos {said}"])
    book.save(tmp_path / "SLA 2021-01-01.xlsx")
    asked = [note for note in drift.check(tmp_path).notes if note.code.startswith("note.party")]
    assert [(note.code, note.values["names"]) for note in asked] == [("note.party_unknown", "Belbos")]
    (tmp_path / "drift.toml").write_text('[parties]\ncustomer = ["Belbos"]\n', encoding="utf-8")
    assert [note for note in drift.check(tmp_path).notes if note.code.startswith("note.party")] == []
    readings = drift.analyse(tmp_path).tables["readings"]
    assert readings["party"].tolist() == ["customer"] * 3


@pytest.mark.parametrize("piece", ["Aa ", "A", "A, ", "Aa & ", "A.A-"])
def test_the_search_takes_no_longer_than_the_text(piece):
    def seconds(text):
        started = time.perf_counter()
        find_named([text])
        return time.perf_counter() - started

    short, long = (min(seconds(piece * n) for _ in range(3)) for n in (4000, 16000))
    assert long < 12 * short + 0.01
