"""drift rehearse: exit codes, what is printed and what is written."""

import json

import pytest
from commands import run
from rehearsed_relations import make_relation, make_version

IMPOSSIBLE = "Incidents of priority 1 are resolved within 1 hour."
PAST = "Rehearsed on the past; people act differently under other norms."


@pytest.fixture(scope="module")
def relation(tmp_path_factory):
    folder = make_relation(tmp_path_factory.mktemp("relation"))
    make_version(folder / "SLA v2.0 concept.xlsx", [IMPOSSIBLE])
    return folder


def test_it_prints_the_sentence_and_writes_what_it_says(relation, tmp_path):
    done = run("rehearse", relation, "--out", tmp_path / "out", "--lang", "en")
    assert done.exit_code == 0, done.output
    sentence, *files = done.stdout.splitlines()
    assert sentence.startswith("SLA 2.0 as a draft, held against the last 24 months beside what was in force (1.0)")
    assert sentence.endswith(PAST)
    assert [str(path) for path in sorted((tmp_path / "out").iterdir())] == sorted(files)
    record = next(path for path in (tmp_path / "out").iterdir() if path.suffix == ".json")
    assert json.loads(record.read_text(encoding="utf-8"))["sentence"] == sentence


def test_equal_input_gives_equal_bytes(relation, tmp_path):
    for name in ("one", "two"):
        assert run("rehearse", relation, "--out", tmp_path / name, "--lang", "nl").exit_code == 0
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_json_goes_to_stdout_alone(relation):
    done = run("rehearse", relation, "--json", "--months", "6")
    record = json.loads(done.stdout)
    assert (record["months"]["n"], record["never_met"]) == (6, ["1.1"])


def test_it_speaks_dutch(relation):
    done = run("rehearse", relation, "--lang", "nl")
    assert done.stdout.rstrip().endswith("Geoefend op het verleden; onder andere normen doen mensen anders.")


def test_nothing_to_rehearse_is_exit_1_and_says_why(tmp_path):
    folder = make_relation(tmp_path / "bare")
    done = run("rehearse", folder, lang="nl_NL.UTF-8")
    assert done.exit_code == 1
    assert "er staat geen concept in de map" in done.stderr


@pytest.mark.parametrize(
    "given", [["nowhere"], ["RELATION", "nowhere.xlsx"], ["RELATION", "--months", "0"], ["RELATION", "RELATION"]]
)
def test_wrong_use_is_exit_2(given, relation):
    assert run("rehearse", *(relation if word == "RELATION" else word for word in given)).exit_code == 2


def test_help_ends_in_an_example():
    assert "drift rehearse data/samples/sorteercentrum" in run("rehearse", "--help").stdout


def test_nothing_is_written_beside_the_data(tmp_path):
    folder = make_relation(tmp_path / "relation")
    path = make_version(tmp_path / "SLA v2.0 concept.xlsx", [IMPOSSIBLE])
    before = sorted(folder.rglob("*"))
    assert run("rehearse", folder, path).exit_code == 0
    assert sorted(folder.rglob("*")) == before


def test_what_it_wrote_is_no_source_and_nobody_is_named(tmp_path):
    folder = make_relation(tmp_path / "relation")
    make_version(folder / "SLA v2.0 concept.xlsx", [IMPOSSIBLE], "Inkoper")
    first = run("rehearse", folder, "--out", folder / "out", "--json", lang="nl_NL.UTF-8")
    again = run("rehearse", folder, "--json", lang="nl_NL.UTF-8")
    assert (first.exit_code, again.stdout) == (0, first.stdout)
    assert json.loads(again.stdout)["asked"]["authors"] == ["procurement"]
    assert "Marit" not in first.stdout
    assert not any(b"Marit" in path.read_bytes() for path in (folder / "out").iterdir())
