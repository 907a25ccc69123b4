"""No form of a known name is left, however it is written; what stands around it stays byte for byte."""

import pandas as pd
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from name_spellings import ENCODINGS, NAMES, forms

from drift.sources.people import MASK, People

KNOWN = People(None)
KNOWN.hide(pd.Series(list(NAMES)))
BEFORE, BEHIND = "1: <", "> 7%"


def leftovers(people, encode):
    for name, parts in NAMES.items():
        for form in forms(*parts):
            text = BEFORE + encode(form) + BEHIND
            masked = people.mask(text)
            inside = masked.removeprefix(BEFORE).removesuffix(BEHIND)
            if not masked.startswith(BEFORE + MASK) or any(map(str.isalpha, inside)):
                yield name, form, masked


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_nothing_is_left_of_any_form(encoding):
    assert list(leftovers(KNOWN, ENCODINGS[encoding])) == []


SYLLABLES = ["ba", "ke", "wij", "dro", "sen", "stra", "mü", "łu", "şe", "ğlu", "ko", "vić", "đe", "ørn", "pe", "ßel"]
words = st.lists(st.sampled_from(SYLLABLES), min_size=3, max_size=4).map("".join).map(str.capitalize)
particles = st.sampled_from(["", "", "de", "van der", "el", "von", "ten"])


@given(words, particles, words, st.sampled_from(sorted(ENCODINGS)), st.integers(0, 40))
def test_nothing_is_left_of_a_name_made_up(first, between, last, encoding, i):
    assume(first != last)
    people = People(None)
    people.hide(pd.Series([" ".join(filter(None, [first, between, last]))]))
    every = list(forms(first, between, last))
    masked = people.mask(BEFORE + ENCODINGS[encoding](every[i % len(every)]) + BEHIND)
    assert masked.startswith(BEFORE + MASK)
    assert not any(map(str.isalpha, masked.removeprefix(BEFORE)))


PIECES = [
    "Jan", "jan ", "de", "Vries", "J.", "Will", "will", "May", "Change", "change", "Seen by ", "1234", "AB",
    "06", "-", " ", "12345678", ". ", ", ", "@", "acme.nl", "\n", "'", "’s", "a123456", "O'", "Brien", "2024",
    "Müller", "&uuml;", "(", "+31", "Straat 1, ", "tel ", "bsn ", "123456782", "NL91ABNA0417164300", "van",
    "v.", "_", "\u200b", "12 ",
]  # fmt: skip
WORDS_TOO = People(None)
WORDS_TOO.hide(pd.Series([*NAMES, "Mark Change", "Will May", "a123456"]))


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("NL91ABNA0417164300Jan")  # a name that stands free only once the number is gone
@example("JanJanWillMay")  # humps before a log-in that is cut out of them
def test_what_stands_beside_a_mask_is_told_at_once(text):
    for mask in (WORDS_TOO.mask, WORDS_TOO.mask_names):
        assert mask(mask(text)) == mask(text)


@given(st.text(alphabet="Jan de Vriesjvü&uml;#06-12345678@.ac,'’\u0308\u200b1234AB\n\\[…]\tßﬁЈ", max_size=40))
def test_masking_what_is_masked_changes_nothing_and_the_rest_stays(text):
    masked = KNOWN.mask(text)
    assert KNOWN.mask(masked) == masked
    assert len(masked) <= 3 * len(text)
    rest = iter(text)
    assert all(sign in rest for sign in masked.replace(MASK, ""))


@pytest.mark.parametrize("text", ["", "geen naam hier", "prijs 3 € – café", "İ ﬁ ½ \u200b"])
def test_a_text_without_a_name_is_the_same_object(text):
    assert KNOWN.mask(text) is text


def test_two_spellings_of_a_person_stay_two_pseudonyms():
    hidden = People(None).hide(pd.Series(["Jan de Vries", "Vries, Jan de", "jan  de vries"]))
    assert hidden[0] == hidden[2] != hidden[1]


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("J. (Hans) Dijkgraaf", "Hans belde", "[…] belde"),
        ("Kobus, J. (Joop)", "joop belde", "[…] belde"),
        ("Dagmar Hoekstra (Acme BV)", "acme belt, en een bv", "acme belt, en een bv"),
        ("Joost Wassenaar / Joos Wassenar", "Joos en wassenar", "[…] en […]"),
        ("ACME\\jdrost", "acme en jdrost en jdrost2", "acme en […] en […]2"),
        ("teun.smalbrugge@acme.example", "acme, example en Smalbrugge", "acme, example en […]"),
        ("Anna Terpstra-de Graaff", "De Graaff en Terpstra", "[…] en […]"),
        ("Gudrun Schaefer", "Gudrun Schafer en Schäfer", "[…] en […]"),
        ("Piet van Woerden", "het is geworden en worden, van Woerden", "het is geworden en worden, […]"),
        ("Jan de Vries", "JdV belt, jdv niet", "[…] belt, jdv niet"),
        ("a123456", "a123456 en a123457", "[…] en a123457"),
        ("Bo Li", "bel B. Li: bo en li niet", "bel […]: bo en li niet"),
        ("J.P. Kamerling", "JP Kamerling en jp kamerling en X Kamerling", "[…] en […] en X […]"),
        ("Anna Pelgrim", "met a pelgrim", "met a […]"),
        ("Käthe Müller", "K&auml;the M&#252;ller &amp; co, K&auml;se", "[…] &amp; co, K&auml;se"),
        ("Jan de Vries", "met Jan de V. en Jan de V-snaar", "met […]. en […] de V-snaar"),
        ("Jan de Vries", "de printer van Jan de monteur", "de printer van […] de monteur"),
    ],
)
def test_a_form_of_its_own(name, text, masked):
    people = People(None)
    people.hide(pd.Series([name]))
    assert people.mask(text) == masked


def test_a_name_in_other_letters_is_found_in_them():
    people = People(None)
    people.hide(pd.Series(["Иван Петров"]))
    assert people.mask("звонил ИВАН Петров, и Петров") == "звонил […], и […]"
