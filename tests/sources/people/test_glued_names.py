"""Names glued to other letters, with the ending -en, wrapped for a carrier, or beside an article."""

import pandas as pd
import pytest

from drift.sources.people import People

NAMES = ["Jan Kwakkelstein", "Zoë van den Hrödval-Özkan", "Piet Bos", "Anna de Boer", "Karel Stelling", "Mark Visser"]


@pytest.fixture(scope="module")
def people():
    people = People(None)
    people.hide(pd.Series(NAMES))
    return people


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("telKwakkelstein", "tel[…]"),
        ("telkwakkelstein belt", "tel[…] belt"),
        ("overleg Kwakkelsteinoverleg", "overleg […]overleg"),
        ("telkwakkelsteinthuis", "tel[…]thuis"),
        ("telBos", "tel[…]"),
        ("telbos, hakbosje en bossen", "telbos, hakbosje en bossen"),  # too short a name to tell it by itself
        ("vandenhrodval", "[…]"),
        ("zoe\u200bvan\u200bden\u200bHrödval-Özkan", "[…]-[…]"),
        ("Kwakkelsteinen en Hrödval-Özkanen", "[…] en […]"),
        ("boeren en Bossen", "boeren en Bossen"),
        ("jkwakkelsteins", "[…]"),
        ("Zo%C3%AB%20van%20den%20Hr%C3%B6dval-%C3%96zkan belde", "[…] belde"),
        ("Zo=C3=AB=20van=20den=20Hr=C3=B6dval-=C3=96zkan belde", "[…] belde"),
        ("Zo\\u00eb van den Hr\\u00f6dval-\\u00d6zkan belde", "[…] belde"),
        ("10%20 van de bos", "10%20 van de bos"),
        ("De bos takken, een bos en Bos", "De bos takken, een bos en […]"),
        ("bel bos of de boer", "bel […] of […]"),
    ],
)
def test_a_name_is_found_where_it_is_one(people, text, masked):
    assert people.mask(text) == masked


def test_a_name_that_texts_write_small_is_found_in_no_longer_word(people):
    people.ease([f"{n} stelling en kwakkelstein of Kwakkelstein" for n in range(9)])
    assert people.mask("vaststelling van stellingen: telkwakkelstein") == "vaststelling van stellingen: tel[…]"


def test_a_login_is_no_word_of_the_contract():
    people = People(None)
    people.hide(pd.Series(["Hondt, Marie-Claire d'", "mhondt"]))
    people.spare(f"mail {n} aan mhondt of marieclaire.hondt" for n in range(5))
    assert people.mask("mhondt, marieclaire_dhondt") == "[…], […]_[…]"


def test_a_frequent_word_beside_others_is_no_person():
    people = People(None)
    people.hide(pd.Series(["Will Kwakkelstein", "Mark Visser"]))
    people.ease(f"{n} gesprek met Mark en Will gehad" for n in range(120))
    assert people.mask("Service desk will call; Mark the ticket; Will not start") == (
        "Service desk will call; Mark the ticket; Will not start"
    )
    assert people.mask("Mark belde, Will ook, W. Kwakkelstein en mark visser") == "[…] belde, […] ook, […] en […]"


def test_a_cell_of_names_is_known_whole_as_well():
    people = People(None)
    people.hide(pd.Series(["Kwakkelstein", "Jan"]))
    people.know(["Kwakkelstein, Jan", "Manager Inkoop, Contracten"])
    assert people.mask("jkwakkelstein van Inkoop") == "[…] van Inkoop"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Type 5600 GX vervangen", "Type 5600 GX vervangen"),
        ("klant op 5600 GX woont", "klant op […] woont"),
        ("Kade 3, 5600 GX Venlo", "[…]"),
        ("Ordernummer 0612345678 en order number 0612345678", "Ordernummer 0612345678 en order number 0612345678"),
        ("bel nummer 0612345678, ordernummer 06-12345678", "bel nummer […], ordernummer […]"),
    ],
)
def test_the_word_before_tells_what_a_number_is_of(people, text, masked):
    assert people.mask(text) == masked
