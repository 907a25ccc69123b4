"""Arguing by the contract: every pattern beside sentences that prove it, and texts of which a reader knows at once."""

import ibis
import pandas as pd
import pytest

from drift.measures.work.questions import argue
from drift.measures.work.questions.argue import load_rules, pattern_of
from drift.measures.work.questions.talk import tell_talk
from drift.tables.engine import to_frame, to_table

ARGUES = (
    "Op grond van artikel 6.2 komen deze kosten voor uw rekening.",
    "Valt buiten scope, offerte volgt.",
    "Hier staan we contractueel niet voor aan de lat",
    "Er was vier uur afgesproken en jullie waren er na acht. Wij willen de korting zien.",
    "Zonder toegang telt de wachttijd niet mee voor de KPI.",
    "Wij stellen u in gebreke.",
    "Under clause 7 the travel cost is yours.",
    "Out of scope, we can quote for it.",
    "You promised two hours in the SLA and it took six. What credit do we get?",
    "Misuse, chargeable.",
    "We dispute the penalty: the delay was force majeure.",
)
STATES = (
    "Gereed binnen norm.",
    "Doorlooptijd 4 dagen, nog binnen norm.",
    "Conform SLA afgehandeld",
    "SLA gepauzeerd - wacht op klant",
    "Binnen SLA: ja",
    "prio 2 - norm 4 uur",
    "Keuring volgens NEN 3140 uitgevoerd",
    "Artikel 55.210 niet op voorraad",
    "Artikel 2207 uit de kennisbank gevolgd, werkt weer",
    "Parkeerboete ontvangen voor de bus",
    "Klant vroeg of dit onder het contract valt",
    "Resolved within SLA",
    "Handled as per SLA, user informed",
    "SLA: 4h - Status: achieved",
    "EN 81-20 inspection done, no remarks",
    "Variable out of scope in the second function",
    "Intern's contract ends in August, please disable the account",
    "Scanner 58 slipt, rol vervangen",
)
RULES = [(table, name) for table in ("none", "patterns") for name in load_rules()[table]]


def argues(lower):
    return argue.argues(lower, argue.take_out(lower))


def ask_all(texts, ask):
    rows = to_table(pd.DataFrame({"row": range(len(texts)), "text": texts}), {"row": "int64", "text": "string"})
    return to_frame(rows.select("row", found=ask(rows.text.lower())), "row")["found"]


def search(texts, ask):
    return [text for text, yes in zip(texts, ask_all(texts, ask), strict=True) if yes]


@pytest.mark.parametrize(("table", "name"), RULES)
def test_a_pattern_finds_its_examples_and_leaves_the_others(table, name):
    rule = load_rules()[table][name]
    assert rule["finds"]
    assert rule["leaves"]
    assert search([*rule["finds"], *rule["leaves"]], lambda text: text.re_search(pattern_of(name))) == rule["finds"]


def test_what_is_no_argument_is_looked_for_and_taken_out_once_a_query():
    texts = to_table(pd.DataFrame({"text": ["Storing"]}), {"text": "string"})
    none = pattern_of(*load_rules()["none"]).replace("'", "''")
    assert ibis.to_sql(tell_talk(texts, "text"), dialect="duckdb").count(none) == 2


def test_a_pattern_proves_nothing_without_words_that_hold_somebody_to_it():
    states = "The contract states the old address, can we change it?"
    holds = "The contract states four hours, you needed nine and we will not pay."
    assert ask_all([states, holds], lambda text: text.re_search(pattern_of("says"))).all()
    assert search([states, holds], argues) == [holds]


def test_words_of_three_kinds_are_too_few_and_what_tells_of_a_settled_matter_takes_two_away():
    three = "Wij hebben geen contract."
    four = "Wij hebben geen contract, u betaalt."
    assert search([three, four, four + " Opgelost."], argues) == [four]


def test_texts_that_argue_are_told_from_a_status_a_form_and_a_technical_norm():
    assert search([*ARGUES, *STATES], argues) == [*ARGUES]


def test_capitals_and_what_stands_round_a_text_change_nothing():
    edges = ("", " ", "\n", "- ")
    turned = [
        (text in ARGUES, edge + shown + edge)
        for text in (*ARGUES, *STATES)
        for shown in (text, text.upper())
        for edge in edges
    ]
    assert search([shown for _, shown in turned], argues) == [shown for told, shown in turned if told]


def test_a_long_report_that_names_many_things_needs_more_words():
    short = "Het contract ligt klaar en wij weigeren de rekening."
    assert search([short, short + " Band 3 slipt nog." * 20], argues) == [short]


def test_without_text_nothing_is_told():
    assert ask_all([None, "Storing"], argues).isna().tolist() == [True, False]
