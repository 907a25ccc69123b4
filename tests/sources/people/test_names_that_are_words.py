"""A family name that is a word of the language is one before a noun, and a person's before what persons do."""

import pandas as pd
import pytest

from drift.sources.people import People
from drift.sources.people.columns import Column

PERSONS = [
    "Jan de Groot", "Hans Klein", "Kees Lang", "Emma de Wit", "Tom Price", "Sarah Long", "Mark Visser", "Anna Bos",
    "Bakker, W.", "Piet de Jong", "Justin Case", "Ina Snel", "Will May", "V. Kamer",
]  # fmt: skip
TEXTS = [f"{n} storing in het bos bij paal {n}, gemeld aan Visser en Bakker en Bos" for n in range(120)]
TEXTS += [f"{name} belde" for name in ("Groot", "Klein", "Lang", "Wit", "Price", "Long", "Jong", "Case", "Snel", "May")]
TEXTS += ["Mark belde"]  # in a log of a hundred texts that never write one small it is a name, not a word
KINDS = ("Groot", "Groot Onderhoud", "Bos Beheer", "Visser", "Storing")


@pytest.fixture(scope="module")
def people():
    known = People(None)
    known.hide(pd.Series(PERSONS))
    known.set_apart(Column("Categorie", KINDS))
    known.settle()
    known.spare(["De bakker levert brood voor negen uur."])
    known.ease(TEXTS)
    return known


@pytest.mark.parametrize(
    "text",
    [
        "Groot onderhoud gepland in week 32", "4.2 Groot onderhoud", "3) Groot onderhoud", "Klein en groot onderhoud",
        "Onderhoud - Groot onderhoud", "Planning (Klein materieel)", "Lang snoer nodig", "Wit scherm na update",
        "Klaar. Klein defect hersteld", "Jong personeel inwerken", "Price list is out of date", "Price-list wrong",
        "Long queue at the front desk", "Case sensitivity in the search", "May report does not match", "Snel internet",
        "Bos maaien bij paal 7", "Bakker producten te laat", "Groot", "Groot Onderhoud", "SLA Groot Onderhoud liften",
        "Onder Groot Onderhoud wordt verstaan", "Bos Beheer", "Lang verhaal kort", "Klein\u00a0onderhoud",
        "GROOT ONDERHOUD", "Klein/groot onderhoud", "Klein- en groot onderhoud", "Kamer 3.12 te warm", "naar Kamer 7",
    ],
)  # fmt: skip
def test_before_a_noun_it_is_a_word(people, text):
    assert people.mask(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Groot belde over de printer", "[…] belde over de printer"),
        ("Groot: printer kapot", "[…]: printer kapot"),
        ("Groot, J. belt", "[…]. belt"),
        ("De Groot heeft geen toegang", "[…] heeft geen toegang"),
        ("Klein reageert niet", "[…] reageert niet"),
        ("Lang van inkoop wil een laptop", "[…] van inkoop wil een laptop"),
        ("Klein nieuwe medewerker", "[…] nieuwe medewerker"),  # not Kleine nieuwe
        ("Kamer 06-12345678", "[…] […]"),
        ("Snel (inkoop) belt terug", "[…] (inkoop) belt terug"),
        ("Price called about the invoice", "[…] called about the invoice"),
        ("Long has no access", "Long has no access"),  # as The wait: long has
        ("gesproken met Groot over onderhoud", "gesproken met […] over onderhoud"),
        ("met Klein gebeld, Hans Klein onderhoud", "met […] gebeld, […] onderhoud"),
        ("Visser laptop kapot", "[…] laptop kapot"),  # nothing tells that it is a word here
        ("Mark laptop kapot", "[…] laptop kapot"),  # a first name
        ("Bos bellen over de storing", "[…] bellen over de storing"),
        ("Groot en Visser bellen", "[…] en […] bellen"),
        ("J. de Groot onderhoud", "[…] onderhoud"),
        ("gemeld door Visser", "gemeld door […]"),
        ("Visser", "[…]"),  # no word of the language: a team may be called so
    ],
)
def test_before_what_persons_do_it_is_a_name(people, text, masked):
    assert people.mask(text) == masked
