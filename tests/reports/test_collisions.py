"""Two relations whose names make the same file names do not replace each other's reports."""

import json
import logging

import pytest
from builders import make_contract

import drift
from drift.reports.collisions import hash_name, read_relation, tell_apart, tell_record
from drift.reports.writing import to_slug
from drift.wording import Wording

EN = Wording("en")


def place(folder, name, relation):
    (folder / name).write_text(json.dumps({"relation": relation}), encoding="utf-8")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("con", "Con."),
        ("Noord", "Noord!"),
        ("relation-con", "con"),
        ("A/B", "A B"),
        ("Café", "Cafe"),
        ("Acme B.V.", "Acme B V"),
    ],
)
def test_the_second_of_two_relations_has_files_of_its_own_and_the_first_keeps_them(tmp_path, caplog, first, second):
    slug = to_slug(first)
    assert to_slug(second) == slug
    assert tell_apart(tmp_path, slug, first, EN) == slug  # nothing stands here yet
    place(tmp_path, f"{slug}.json", first)
    own = tell_apart(tmp_path, slug, second, EN)
    assert own == f"{slug}-{hash_name(second)}"
    assert caplog.messages == [
        f"note: {tmp_path}: {slug}.json here is the report of another relation, whose name makes the same file names; "
        f"it stays, and this report is called {own}"
    ]
    place(tmp_path, f"{own}.json", second)
    assert tell_apart(tmp_path, slug, first.upper(), EN) == slug
    assert tell_apart(tmp_path, slug, f"  {second}", EN) == own


def test_spellings_of_one_relation_replace_each_other(tmp_path, caplog):
    place(tmp_path, "noord.json", "Noord")
    place(tmp_path, "run.json", "Noord")
    tell_record(tmp_path, "run.json", "NOORD ", EN)
    assert tell_apart(tmp_path, "noord", "  noord", EN) == "noord"
    assert caplog.messages == []


@pytest.mark.parametrize("content", [b"{}", b"[1]", b"\xff", b"", b"[" * 100_000, b'"x"'])
def test_what_is_no_report_is_in_the_way_of_none(tmp_path, content):
    (tmp_path / "noord.json").write_bytes(content)
    assert read_relation(tmp_path / "noord.json") is None
    assert tell_apart(tmp_path, "noord", "Noord", EN) == "noord"


def test_a_link_is_not_followed(tmp_path):
    place(tmp_path, "other.json", "Zuid")
    (tmp_path / "noord.json").symlink_to(tmp_path / "other.json")
    assert tell_apart(tmp_path, "noord", "Noord", EN) == "noord"


def test_a_report_beside_that_of_another_relation_leaves_it_and_says_so(tmp_path, caplog):
    make_contract(tmp_path / "in", "SLA 2020-01-01", ["a"] * 6)
    out = tmp_path / "out"
    out.mkdir()
    place(out, "con.json", "x")
    place(out, "relation-con.json", "con")
    place(out, "run.json", "con")
    before = (out / "relation-con.json").read_bytes()
    with caplog.at_level(logging.WARNING, logger="drift"):
        written = drift.write_report(drift.analyse(choose(tmp_path / "in", "Con.")), out, language="en")
    own = f"relation-con-{hash_name('Con.')}"
    assert sorted({path.name.split(".")[0].removesuffix("-roundtable") for path in written}) == [own, "run"]
    assert (out / "relation-con.json").read_bytes() == before
    told = [message for message in caplog.messages if "another relation" in message]
    assert len(told) == 2
    assert "run.json here was the record of another relation and is now that of this one" in told[0]
    assert f"this report is called {own}" in told[1]


def choose(folder, name):
    """Return a folder whose report is called so."""
    (folder / "drift.toml").write_text(f'relation = "{name}"\n', encoding="utf-8")
    return folder


@pytest.mark.parametrize("relation", ["Run", "run shared", "Acme Zuid Shared", "Acme Zuid Roundtable"])
def test_no_name_is_that_of_another_file_of_a_report(relation):
    slug = to_slug(relation)
    assert slug != "-".join(relation.casefold().split())
    assert slug.startswith("-".join(relation.casefold().split()) + "-")
    assert to_slug("Acme Zuid") == "acme-zuid"
