"""Which spellings may be one person: all that one person may be written as, and no two that are surely two."""

import itertools

import pytest

from drift.sources.people.hands import list_hands
from drift.sources.people.people import Person
from drift.sources.people.spellings import KINDS

ONE = [
    [
        *(
            "Jan de Vries",
            "Vries, Jan de",
            "J. de Vries",
            "de Vries J.",
            "JAN DE VRIES",
            "Jan de Vreis",
            "dhr. de Vries",
        ),
        *("J.P. de Vries (extern)", "Jan de Vries (a123456)", "a123456", "Jan V.", "jdevries", "jan.devries", "vriesj"),
        *(
            "dhr. de Vries",
            "j_devries2",
            "ACME\\jdevries",
            "adm-jdevries",
            "jan.devries@acme.example",
            "devries.jan@other.example",
        ),
    ],
    ["Fatma Yilmaz", "Yilmaz Fatma", "Yilmaz F.", "Fatma Y.", "F. Yilmaz", "fyilmaz3"],
    ["Jürgen Müller", "Mueller, Juergen", "J. Muller", "jmueller"],
    ["Anna Jansen-de Boer", "Anna Jansen", "Anna de Boer"],
]
APART = [
    *("Persoon 1", "Persoon 2", "Test User 10001", "Test User 10002", "user12", "user13", "Agent 3", "Agent 4"),
    *("Engineer A", "Engineer B", "Caller Abelino", "Caller Bertolf", "Monteur Noord", "Monteur Zuid", "Piet", "Klaas"),
    *("Kees Bandsma", "Ilias Bandsma", "Joost Bandsma", "pvdberg", "kbakker", "4711", "4712", "JohnDoe"),
]


def hands_of(names, robots=()):
    return list_hands({name: Person(name) for name in names}, robots).set_index("person")


@pytest.mark.parametrize("spellings", ONE, ids=lambda names: names[0])
def test_spellings_that_may_be_one_person_are_one_hand_in_any_order(spellings):
    for names in (spellings, spellings[::-1]):
        found = hands_of(names)
        assert found["hand"].nunique() == 1
        assert set(found["kind"]) == {"name"}


def test_persons_that_are_surely_several_stay_several():
    everybody = [*APART, *itertools.chain(*ONE)]
    found = hands_of(everybody)
    assert found.loc[APART, "hand"].nunique() == len(APART)
    assert found["hand"].nunique() == len(APART) + len(ONE)


def test_what_nothing_joins_with_a_name_tells_its_kind():
    told = {"Jan de Vries": "name", "Piet K.": "short", "Sjaak": "word", "kees@x.example": "address", "pvr": "login"}
    found = hands_of([*told, "88123"])
    assert found["kind"].to_dict() == {**told, "88123": "number"}
    assert set(found["kind"]) == set(KINDS)


def test_a_robot_joins_nobody():
    found = hands_of(["Jan de Vries", "jan.devries", "portal"], robots=["portal"])
    assert set(found.index) == {"Jan de Vries", "jan.devries"}
