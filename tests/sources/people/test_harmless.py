"""What is told at a glance to name nobody is left alone by the closer look too."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.sources.people import People
from drift.sources.people.harmless import names_nobody, reaches_nobody
from drift.sources.people.masking import find_names
from drift.sources.people.plain import read_plain

PIECES = [
    "Jan de Vries",
    "Kwakkelstein",
    "telkwakkelsteinen",
    "KWAKKELSTEIN",
    "belJansen",
    "jansens",
    "JdV",
    "pump",
    "2",
]
PIECES += [
    "0",
    "06-1234",
    "5678",
    "+31 ",
    "1234 AB",
    "1234",
    "@",
    "x.nl",
    "&uuml;",
    "=4A",
    "\u00fc",
    "\x01",
    ".",
    ",",
    "(",
]
PIECES += [
    "NL",
    "91",
    "tel: ",
    "a123456",
    " ",
    " ",
    "_",
    "Will",
    "Bos",
    "bossen",
    "\t",
    "\n",
    "M\u00fcller",
    "muller",
    "mueller",
]


@pytest.fixture(scope="module")
def people():
    known = People(None)
    known.hide(
        pd.Series(["Jan de Vries", "Piet Kwakkelstein", "Will Bos", "Ute M\u00fcller", "a123456", "Truus Jansen"])
    )
    return known


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8).map("".join))
def test_a_text_that_names_nobody_at_a_glance_holds_no_name_and_no_address(people, text):
    book = people._book
    if names_nobody(text, book):
        assert not [span for reading in read_plain(text) for span in find_names(book, reading)]
        if reaches_nobody(text):
            assert not [span for reading in read_plain(text) for span in people._find_all(reading)]


@pytest.mark.parametrize(
    ("text", "at_a_glance"),
    [
        ("pump 12 jams at the inlet, 977 done", True),
        ("seen by kwakkelstein", False),
        ("telkwakkelstein", False),
        ("call 06-12345678", False),
        ("mail j@x.nl", False),
        ("1234 AB", False),
        ("te\u0301l", False),
    ],
)
def test_what_a_glance_tells(people, text, at_a_glance):
    assert (reaches_nobody(text) and names_nobody(text, people._book)) is at_a_glance


def test_a_word_met_before_its_name_is_known_is_masked_after_it():
    people = People(None)
    people.hide(pd.Series(["Jan Smit"]))
    assert people.mask("ask Zonderling") == "ask Zonderling"
    people.hide(pd.Series(["Gerda Zonderling"]))
    assert people.mask("ask Zonderling") == "ask […]"
