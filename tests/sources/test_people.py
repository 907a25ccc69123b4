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


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("bel Jansen even", "bel […] even"),
        ("mail jan.jansen@acme.nl nu", "mail […] nu"),
        ("06-12345678 of +31 6 12345678", "[…] of […]"),
        ("Kade 3, 1234 AB Utrecht", "Kade 3, […]"),
        ("Bijlage 04 2021-01-01", "Bijlage 04 2021-01-01"),
        ("1000 GB op 2024-03-05 om 14:30, zaak 0123", "1000 GB op 2024-03-05 om 14:30, zaak 0123"),
        ("de Vries van het team", "[…] van het team"),
        ("JANSEN en jansen", "[…] en […]"),
        ("met Bo Li, niet met li of bo", "met […], niet met li of bo"),
        ("Jansen, Jan", "[…]"),
    ],
)
def test_what_can_be_recognised_is_masked_and_the_rest_stays(people, text, masked):
    people.hide(pd.Series(["Jan Jansen", "Piet de Vries", "Vries, de", "Bo Li"]))
    assert people.mask(text) == masked


def test_persons_are_shown_as_numbers_by_first_appearance():
    callers, handlers = number_persons(pd.Series(["b", None, "a"]), pd.Series(["a", "c", "b"]))
    assert callers.tolist()[0::2] == [1, 2]
    assert handlers.tolist() == [2, 3, 1]


def test_common_words_of_the_contract_are_spared_unless_the_whole_name_stands_there(people):
    people.hide(pd.Series(["Customer Service", "Jan Jansen"]))
    people.spare({"customer", "service", "shall"})
    assert people.mask("The customer calls Customer Service, or Jansen") == "The customer calls […], or […]"


def test_without_a_folder_nothing_is_written_and_persons_are_pseudonyms_all_the_same(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert People(None).hide(pd.Series(["Jan"]))[0] != "Jan"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_key_is_made_anew(tmp_path):
    (tmp_path / ".drift").mkdir()
    (tmp_path / ".drift" / "key").write_bytes(b"")
    People(tmp_path).hide(pd.Series(["Jan"]))
    assert len((tmp_path / ".drift" / "key").read_bytes()) == 32


def test_an_id_of_ten_digits_is_no_telephone_number(people):
    people.hide(pd.Series(["Jan Jansen"]))
    assert people.mask_names("0612345678 Jansen") == "0612345678 […]"
