import os
import stat

import pandas as pd
import pytest

from drift.sources.people import People, number_persons


@pytest.fixture
def people(tmp_path):
    return People(tmp_path)


def test_a_person_is_a_pseudonym_from_the_moment_of_reading(people):
    hidden = people.hide(pd.Series(["Jan Jansen", "jan  jansen", "Piet de Vries", None], dtype="str"))
    assert hidden[0] == hidden[1] != hidden[2]
    assert pd.isna(hidden[3])
    assert not hidden.dropna().str.contains("ans|ries", case=False).any()


def test_the_key_lies_beside_drift_toml_for_the_owner_alone(people, tmp_path):
    people.hide(pd.Series(["Jan"]))
    key = tmp_path / ".drift" / "key"
    assert len(key.read_bytes()) == 32
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_without_persons_no_key_is_made(people, tmp_path):
    people.hide(pd.Series([None, None], dtype="str"))
    assert not (tmp_path / ".drift").exists()


def test_the_same_key_gives_the_same_pseudonym_and_another_key_another(tmp_path, monkeypatch):
    name = pd.Series(["Jan"])
    first = People(tmp_path).hide(name)[0]
    assert People(tmp_path).hide(name)[0] == first
    monkeypatch.setenv("DRIFT_KEY", "other")
    assert People(tmp_path).hide(name)[0] != first


def test_persons_are_shown_as_numbers_by_first_appearance():
    callers, handlers = number_persons(pd.Series(["b", None, "a"]), pd.Series(["a", "c", "b"]))
    assert callers.tolist()[0::2] == [1, 2]
    assert handlers.tolist() == [2, 3, 1]


def test_without_a_folder_nothing_is_written_and_persons_are_pseudonyms_all_the_same(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert People(None).hide(pd.Series(["Jan"]))[0] != "Jan"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_key_is_made_anew(tmp_path):
    (tmp_path / ".drift").mkdir()
    (tmp_path / ".drift" / "key").write_bytes(b"")
    People(tmp_path).hide(pd.Series(["Jan"]))
    assert len((tmp_path / ".drift" / "key").read_bytes()) == 32
