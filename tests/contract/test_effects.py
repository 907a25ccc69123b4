"""What the change of a clause does: patterns beside sentences that prove them, and properties of the effects."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.contract.effects.codes import EFFECTS, Said
from drift.contract.effects.tell import tell_effects
from drift.contract.effects.words import PATTERNS, compare_words, load_effects
from drift.contract.lineage.redline import align_words
from drift.contract.reading.classify import read_clause

RULES = load_effects()["patterns"]


@pytest.mark.parametrize("name", RULES)
def test_a_pattern_finds_its_examples_and_leaves_the_others(name):
    rule, pattern = RULES[name], PATTERNS[name]
    assert rule["finds"]
    assert rule["leaves"]
    assert [text for text in rule["finds"] if not pattern.search(text)] == []
    assert [text for text in rule["leaves"] if pattern.search(text)] == []
    assert rule["language"] in ("en", "nl", "en, nl")


@pytest.mark.parametrize("name", RULES)
def test_a_pattern_takes_twice_the_time_for_twice_the_text(name):
    text = "the supplier shall if unless not measured 5 % of the monthly fee per hour by na de melding " * 40

    def spend(times):
        started = time.process_time()
        for _ in range(3):
            PATTERNS[name].findall(text * times)
        return time.process_time() - started

    spend(1)
    assert min(spend(8) for _ in range(3)) < 8 * 4 * min(spend(1) for _ in range(3)) + 0.02


def said(text):
    reading = read_clause(text)
    return Said(text, reading.obligation, reading.party, reading.modality, reading.kind)


def effects(old, new):
    return tell_effects(said(old), said(new), [])


SENTENCES = [
    "The supplier shall repair the belt.",
    "The client may audit the records once a year.",
    "The supplier shall not enter the hall without approval.",
    "De leverancier meldt elk ongeval aan de klant, tenzij dit al bekend is.",
    "De beschikbaarheid is gemiddeld 98 % per maand, gemeten aan de poort.",
    "Partijen overleggen elk kwartaal, mits er iets te bespreken is.",
]


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True), st.randoms())
def test_a_text_with_its_sentences_in_another_order_does_the_same(sentences, random):
    shuffled = sentences[:]
    random.shuffle(shuffled)
    assert effects(" ".join(sentences), " ".join(shuffled)) == ()


@given(st.sampled_from(SENTENCES), st.sampled_from([str.upper, str.lower, lambda text: text.replace(" ", "  ")]))
def test_case_and_blanks_do_nothing(sentence, change):
    assert effects(sentence, change(sentence)) == ()


@given(st.permutations(range(len(SENTENCES))))
def test_effects_come_by_weight(order):
    texts = [SENTENCES[k] for k in order]
    told = effects(" ".join(texts[:3]), " ".join(texts[3:]))
    assert list(told) == sorted(told, key=EFFECTS.index)


UNDONE = {
    "duty_added": "duty_lifted",
    "prohibition_added": "prohibition_lifted",
    "exception_added": "exception_lifted",
    "condition_added": "condition_lifted",
    "duty_softened": "duty_hardened",
    "stricter": "relaxed",
}
BACK = UNDONE | {lifted: added for added, lifted in UNDONE.items()}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("The supplier shall repair the belt.", "The supplier shall not repair the belt.", "prohibition_added"),
        ("The supplier shall repair the belt.", "The supplier should repair the belt.", "duty_softened"),
        ("De klant moet dit wekelijks melden.", "De klant zou dit wekelijks moeten melden.", "duty_softened"),
        ("De leverancier meldt dit.", "De leverancier meldt dit, tenzij het al bekend is.", "exception_added"),
        ("De klant geeft toegang.", "De klant geeft toegang, mits dit is aangekondigd.", "condition_added"),
        ("The supplier shall inspect it yearly.", "The supplier shall inspect it monthly.", "stricter"),
        ("The supplier shall test all changes.", "The supplier shall test all critical changes.", "relaxed"),
        ("De leverancier test alle wijzigingen.", "De leverancier test alle grote wijzigingen.", "relaxed"),
        ("The client shall pay invoices.", "The client shall pay undisputed invoices.", "relaxed"),
        ("De leverancier meldt storingen.", "De leverancier meldt ernstige storingen.", "relaxed"),
    ],
)
def test_the_way_back_undoes_what_was_done(old, new, told):
    there, back = effects(old, new), effects(new, old)
    assert told in there
    assert set(back) == {BACK[effect] for effect in there}


def test_what_changed_is_told_by_words_without_case_and_punctuation():
    words = compare_words("Within 99,50 % of the time.", "within 99.5% of the Time!")
    assert words.runs == ()
    assert compare_words("within 4 hours", "within 4 working hours").is_changed("new", 9, 16)


@pytest.mark.parametrize("pair", [("a " * 16_000, "b " + "a " * 15_999), ("a b " * 8_000, "b a " * 8_000)])
def test_a_cell_full_of_one_word_takes_no_longer_than_a_text(pair):
    started = time.process_time()
    effects_of = tell_effects(*(Said(text, True, "supplier", "obligation", "target") for text in pair), [])
    assert effects_of == ()
    assert time.process_time() - started < 20  # seconds; word by word it takes minutes


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_words_line_up_without_a_gap(old, new):
    codes = align_words(old, new)
    assert [word for _, i, j, _, _ in codes for word in old[i:j]] == old
    assert [word for _, _, _, k, m in codes for word in new[k:m]] == new
    assert all(old[i:j] == new[k:m] for kind, i, j, k, m in codes if kind == "equal")


def test_a_number_repeated_beside_a_clause_is_no_duty_of_its_own():
    old = "Leesgraad: De scanners lezen ten minste 98 % van de leesbare labels; Norm ≥ 98 %"
    new = "De scanners lezen ten minste 98 % van de leesbare labels."
    assert effects(old, new) == effects(new, old) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It may do so with consent of the client.", "It may do so with the prior written consent of the client."),
        ("It may do so with the client's consent.", "It may do so with the client's prior written consent."),
        ("Dit mag met toestemming.", "Dit mag met voorafgaande schriftelijke toestemming."),
    ],
)
def test_a_consent_in_more_words_is_the_same_condition(old, new):
    assert effects(old, new) == effects(new, old) == ()


def test_what_is_not_subject_to_a_cap_has_no_condition():
    assert effects("The liability is capped at EUR 1,000.", "The liability is not subject to a cap.") == ()
