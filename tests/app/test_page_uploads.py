"""Files that a browser sends: their names are cleaned, their content tells, nothing is written over."""

import io
from dataclasses import dataclass, field

import pytest
from builders import make_contract
from hypothesis import given
from hypothesis import strategies as st

from drift.app.uploads import NAME_CHARACTERS, clean_name, take_files


@dataclass
class Sent:
    filename: str
    content: bytes
    stream: io.BytesIO = field(init=False)

    def __post_init__(self):
        self.stream = io.BytesIO(self.content)


@pytest.fixture
def workbook(tmp_path):
    return make_contract(tmp_path / "elsewhere", "SLA 2020-01-01", ["a"] * 6).read_bytes()


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "project"
    made.mkdir()
    return made


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("SLA v1.0 01-01-2018.xlsx", "SLA v1.0 01-01-2018.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\log.csv", "log.csv"),
        ("/abs/log.csv", "log.csv"),
        ("..", "file"),
        ("", "file"),
        (".hidden.xlsx", "hidden.xlsx"),
        (".drift", "drift"),
        ("a\x00b\nc.csv", "a_b_c.csv"),
        ('a<b>:"|?*.csv', "a_b______.csv"),
        ("con.xlsx", "_con.xlsx"),
        ("LPT1", "_LPT1"),
        ("com².csv", "_com².csv"),  # Windows takes it for com2
        ("a.csv:stream", "a.csv_stream"),
        ("rechts\u202enaar.xlsx", "rechts_naar.xlsx"),
        ("me\u0301ting.xlsx", "méting.xlsx"),
        ("x" * 300 + ".xlsx", "x" * NAME_CHARACTERS + ".xlsx"),
    ],
)
def test_a_name_becomes_one_that_stands_in_a_folder(given, clean):
    assert clean_name(given) == clean


@given(st.text(max_size=400))
def test_no_name_leads_out_of_its_folder(given):
    name = clean_name(given)
    assert not set(name) & set('/\\\x00:*?"<>|\n\r')
    assert name not in ("", ".", "..")
    assert not name.startswith(".")
    assert len(name.encode()) <= 4 * (NAME_CHARACTERS + 7)
    assert clean_name(name) == name


def test_files_are_copied_and_none_is_written_over(folder, workbook):
    (folder / "a.xlsx").write_bytes(b"mine")
    taken = take_files([Sent("a.xlsx", workbook), Sent("A.XLSX", workbook), Sent("sub/a.xlsx", workbook)], folder)
    assert [one.reason for one in taken] == [None] * 3
    assert [one.name for one in taken] == ["a (2).xlsx", "A (3).XLSX", "a (4).xlsx"]
    assert sorted(path.name for path in folder.iterdir()) == ["A (3).XLSX", "a (2).xlsx", "a (4).xlsx", "a.xlsx"]
    assert (folder / "a.xlsx").read_bytes() == b"mine"
    assert (folder / "a (2).xlsx").read_bytes() == workbook


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("log.xlsx", b"%PDF-1.7 x", None),  # may be a report of ours: the reader tells
        ("photo.xlsx", b"\x89PNG\r\n", "refused.picture"),
        ("page.xlsx", b"<html><script>alert(1)</script>", "refused.html"),
        ("program.xlsx", b"MZ\x90\x00" + bytes(range(256)), "site.files.unknown"),
        ("drift.toml", b"schema = 1\n", "site.files.settings"),
        ("drift.toml. ", b"schema = 1\n", "site.files.settings"),
        ("x/drift.xlsx", b"schema = 1\n", "site.files.settings"),
        ("DRIFT.TOML", b"schema = 1\n", "site.files.settings"),
        ("~$log.xlsx", b"x;y\n1;2\n", "skipped.lock"),
        ("empty.csv", b"", "skipped.empty"),
    ],
)
def test_content_tells_what_is_taken(folder, name, content, code):
    (taken,) = take_files([Sent(name, content)], folder)
    assert (taken.reason.code if taken.reason else None) == code
    assert [path.name for path in folder.iterdir()] == ([name] if code is None else [])


def test_a_link_in_the_way_is_not_written_through(folder, tmp_path, workbook):
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"other")
    (folder / "a.xlsx").symlink_to(other)
    (taken,) = take_files([Sent("a.xlsx", workbook)], folder)
    assert taken.name == "a (2).xlsx"
    assert other.read_bytes() == b"other"


def test_nothing_chosen_is_nothing_taken(folder):
    assert take_files([Sent("", b"")], folder) == []
