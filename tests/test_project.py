import datetime as dt

import pytest

from drift.errors import UsageError
from drift.project import open_project
from drift.wording import Wording


def refusal(tmp_path, text, language="en"):
    (tmp_path / "drift.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        open_project(tmp_path)
    return Wording(language).tell(refused.value.note)


def test_a_bare_folder_is_a_project_named_after_it(tmp_path):
    folder = tmp_path / "Sorteercentrum  Zuid"
    folder.mkdir()
    project = open_project(folder)
    assert (project.name, project.settings.zone, project.config) == ("Sorteercentrum Zuid", "Europe/Amsterdam", None)


def test_a_blank_name_is_no_name(tmp_path):
    (tmp_path / "drift.toml").write_text('relation = "  "')
    assert open_project(tmp_path).name == tmp_path.name


def test_drift_toml_may_be_named_itself(tmp_path):
    (tmp_path / "drift.toml").write_text('relation = "A"\n[[milestone]]\non = 2021-03-01\nwhat = "new tool"\n')
    project = open_project(tmp_path / "drift.toml")
    assert project.name == "A"
    assert project.folder == tmp_path
    assert project.settings.milestone[0].on == dt.date(2021, 3, 1)


def test_an_unknown_key_names_the_nearest(tmp_path):
    assert refusal(tmp_path, 'relatoin = "A"') == "drift.toml: unknown key relatoin; did you mean relation?"
    told = refusal(tmp_path, '[[document]]\nfile = "x"', "nl")
    assert told == "drift.toml: onbekende sleutel document.0.file; is files bedoeld?"


def test_an_unknown_key_far_from_all_lists_what_is_known(tmp_path):
    assert "known are: schema, relation, relation_column, language, zone" in refusal(tmp_path, "qqqqq = 1")


def test_a_wrong_value_says_what_was_expected_in_the_language_of_the_reader(tmp_path):
    told = refusal(tmp_path, 'zone = "Europe/Amsterdm"', "nl")
    assert (
        told
        == "drift.toml: zone = 'Europe/Amsterdm' is niet bruikbaar; verwacht een tijdzone; is Europe/Amsterdam bedoeld?"
    )
    assert refusal(tmp_path, 'base = ["2021", "2022-01"]').endswith("expected months such as 2021-01")
    assert refusal(tmp_path, "cut_days = 900").endswith("expected a whole number not beyond 366")
    assert refusal(tmp_path, "cut_days = 0").endswith("expected a number of 1 or more")
    assert refusal(tmp_path, "weights = {size = -1}").endswith("expected a number of 0 or more")
    scope = '[[scope]]\non = 2021-01-01\nunit = "{}"\namount = {}'
    assert refusal(tmp_path, scope.format("scanners", -1)).endswith("expected an amount above 0")
    assert "expected what is counted" in refusal(tmp_path, scope.format("", 1))
    assert refusal(tmp_path, '[[scope]]\nunits = "x"').endswith("unknown key scope.0.units; did you mean unit?")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('zone = "Amsterdam"', "zone"),
        ("cut_days = 0", "cut_days"),
        ('base = ["2018-13", "2019-01"]', "base.0"),
        ('language = "de"', "language"),
        ('[[document]]\nfiles = "a"\nrole = "law!"', "document.0.role"),
    ],
)
def test_a_wrong_value_names_its_key(tmp_path, text, key):
    assert refusal(tmp_path, text).startswith(f"drift.toml: {key} = ")


def test_broken_toml_names_the_line(tmp_path):
    assert "line 2" in refusal(tmp_path, "relation = 'a'\nzone == 1")


@pytest.mark.parametrize(("relation", "name"), [("ZUID  2", "Zuid"), ("zuid", "Zuid"), ("Noord", "Noord")])
def test_spellings_of_a_relation_are_joined(tmp_path, relation, name):
    text = f"relation = '{relation}'\n[aliases]\n'Zuid' = ['zuid 2']\n"
    (tmp_path / "drift.toml").write_text(text, encoding="utf-8")
    assert open_project(tmp_path).name == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[sides]\nhandler = 'customer'", "the other side"),
        ("[sides]\ncaler = 'supplier'", "did you mean caller?"),
        ("[weights]\nwords = 2.0", "expected one of"),
        ("[working_time]\nhours = '8-17'", "hours such as 08:00-17:00"),
        ("[working_time]\ndays = 'ma-vr'", "days such as mon-fri"),
    ],
)
def test_sides_weights_and_working_time_are_checked(tmp_path, text, told):
    assert told in refusal(tmp_path, text)


def test_a_path_that_is_not_there_is_wrong_use(tmp_path):
    with pytest.raises(UsageError) as refused:
        open_project(tmp_path / "nothing")
    assert refused.value.exit_code == 2
