import datetime as dt
import re
import string

import pandas as pd
import pytest

from drift.errors import Address, Note
from drift.wording import Wording, guess_language, load_texts
from drift.wording.values import LogChange, Share

NL, EN = Wording("nl"), Wording("en")


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_codes():
    assert set(load_texts("nl")) == set(load_texts("en"))


def test_every_sentence_names_the_same_values_in_both_languages():
    differing = {
        code for code, text in load_texts("nl").items() if placeholders(text) != placeholders(load_texts("en")[code])
    }
    assert differing == set()


def test_every_code_that_the_program_names_has_a_text():
    from pathlib import Path

    import drift

    source = "\n".join(path.read_text(encoding="utf-8") for path in Path(drift.__file__).parent.rglob("*.py"))
    named = set(re.findall(r'(?:say|Note|Error)\(\s*"([a-z_]+(?:\.[a-z_]+)+)"', source))
    assert len(named) > 60
    assert {code for code in named if code not in load_texts("en")} == set()


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        (1234567, "1.234.567", "1,234,567"),
        (LogChange(0.6931472), "+100\u00a0%", "+100\u00a0%"),
        (LogChange(-0.0001), "0\u00a0%", "0\u00a0%"),
        (Share(0.985), "98\u00a0%", "98\u00a0%"),
        (dt.date(2023, 5, 1), "1 mei 2023", "1 May 2023"),
        (pd.Period("2023-03", "M"), "maart 2023", "March 2023"),
        (pd.Period("2023Q1", "Q"), "K1 2023", "Q1 2023"),
        (None, "–", "–"),
        (["a", "b", "c"], "a, b en c", "a, b and c"),
        (
            tuple(pd.PeriodIndex(["2022-01", "2022-02", "2022-03", "2023-01"], freq="M")),
            "januari 2022 – maart 2022 en januari 2023",
            "January 2022 – March 2022 and January 2023",
        ),
    ],
)
def test_a_value_is_written_as_its_reader_expects(value, nl, en):
    assert (NL.show(value), EN.show(value)) == (nl, en)


def test_numbers_use_the_sign_and_comma_of_the_language():
    assert NL.number(-1234.56, 1) == "−1.234,6"
    assert EN.number(-1234.56, 1) == "−1,234.6"
    assert EN.number(-0.04, 1) == "0.0"
    assert EN.number(float("nan")) == "–"


def test_a_float_without_digits_is_refused():
    with pytest.raises(TypeError, match="how many digits"):
        EN.show(0.5)


def test_what_a_stranger_wrote_is_never_a_template():
    assert "{relation.__class__}" in EN("report.title", relation="{relation.__class__}")


def test_a_note_tells_its_place():
    note = Note("note.draft", at=Address("a.xlsx", "Blad1", "C7"))
    assert NL.tell(note) == "a.xlsx › Blad1 › C7: heet een concept: niet van kracht"


@pytest.mark.parametrize(("lang", "expected"), [("nl_NL.UTF-8", "nl"), ("en_GB", "en"), ("C", "en"), ("de_DE", "en")])
def test_the_language_follows_the_environment(monkeypatch, lang, expected):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", lang)
    assert guess_language() == expected


@pytest.mark.parametrize(
    "code", ["note.rows_repeated", "note.filled_down", "note.hidden_rows", "caution.sources.calendars"]
)
def test_one_is_written_otherwise_than_more(code):
    for say in (NL, EN):
        values = dict.fromkeys(placeholders(load_texts(say.language)[code]), "x")
        one, many, thousands = (say(code, **values | {"n": n}) for n in (1, 2, 1000))
        assert one.replace("1 ", "2 ", 1) != many
        assert many.replace("2 ", say.number(1000) + " ", 1) == thousands


def test_one_agenda_and_one_row_in_both_languages():
    assert NL("caution.sources.calendars", n=1) == "1 agenda"
    assert NL("caution.sources.calendars_and_lists", n=2, lists=1) == "2 agenda's en 1 lijst"
    assert EN("caution.sources.calendars_and_lists", n=1, lists=2) == "1 calendar and 2 lists"
    assert NL("note.later_wins", n=1).startswith("1 rij toont")
    assert EN("note.later_wins", n=1).startswith("1 row shows")


def test_every_choice_of_a_form_stands_beside_a_number_and_has_two():
    for language in ("nl", "en"):
        for code, text in load_texts(language).items():
            for _, name, forms, _ in string.Formatter().parse(text):
                if name and forms:
                    assert forms.count("|") == 1, code
                    assert "{" + name + "}" in text, code
