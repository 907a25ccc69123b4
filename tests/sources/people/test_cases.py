"""A known name in another case, or in a log-in that was cut off, is masked; words made of the same letters stay."""

import pandas as pd
import pytest

from drift.sources.people import People

KNOWN = People(None)
KNOWN.hide(
    pd.Series(
        ["Jan Kowalski", "Piotr Nowak", "Anna Zaręba", "Eva Novotný", "Marek Svoboda", "Ahmet Yılmaz", "Kurt Müller",
         "Mika Virtanen", "Piet Jansen", "J. van den Bergh", "Wietske Kwakkelstein", "Mark Bos", "Nico Koster"]
    )
)  # fmt: skip
CASES = [
    "Kowalskiego", "Kowalskiemu", "Kowalskim", "Kowalską", "Kowalska", "Kowalskiej", "KOWALSKIEGO", "Nowaka",
    "Nowakowi", "Nowakiem", "Nowaková", "Nowakové", "Zaręby", "Zarębą", "Novotného", "Novotným", "Svobodová",
    "Svobodové", "Svobodovou", "Markowi", "Müllersche", "Muellerschen", "Virtaselle", "Jana Kowalskiego",
    "Anny Zaręby", "Piotra Nowaka", "Piotrem Nowakiem",
]  # fmt: skip
CUT = [
    "vdberghj",
    "jansenpi",
    "jansenp2",
    "kwakkelw",
    "wkwakkel",
    "kwakkew",
    "wiekwa",
    "kwakwie",
    "wietkwak",
    "jansepie",
]


@pytest.mark.parametrize("form", CASES)
def test_a_name_in_another_case_is_masked(form):
    assert KNOWN.mask(f"gebeld met {form}, dank") == "gebeld met […], dank"


@pytest.mark.parametrize(("text", "masked"), [("Ahmet'in fişi", "[…]'in fişi"), ("Ahmet’in fişi", "[…]’in fişi")])
def test_a_suffix_behind_an_apostrophe_leaves_no_name(text, masked):
    assert KNOWN.mask(text) == masked


@pytest.mark.parametrize("login", CUT)
def test_a_log_in_that_was_cut_off_is_masked(login):
    assert KNOWN.mask(f"map van {login} weg") == f"map van […]{login[7:] if login[-1] == '2' else ''} weg"


UNTOUCHED = [
    "de marka en de nowaka", "Marka is een merk", "Jana is er niet", "Bosschen en bossen", "kostenpost hoog",
    "Panama, Camera en Agenda",
]  # fmt: skip


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_only_resembles_a_case_stays(text):
    assert KNOWN.mask(text) == text


def test_a_cut_log_in_that_the_contract_or_the_texts_use_as_a_word_stays():
    people = People(None)
    people.hide(pd.Series(["Nico Koster", "Martin Kettering"]))
    assert people.mask("kosten en market") == "[…] en […]"
    people.spare(["de kosten zijn voor de opdrachtgever"])
    people.ease([*["open market"] * 3, "Market closed"])
    assert people.mask("kosten en market") == "kosten en market"
