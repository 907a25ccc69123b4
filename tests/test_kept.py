"""What is kept between runs: used where nothing changed, made anew where something did, and only this user's."""

from __future__ import annotations

import datetime as dt
import hmac
import os
import pickle
import shutil
import stat

import openpyxl
import pyarrow as pa
import pytest
from builders import make_contract, make_log
from commands import run
from conftest import SORTEERCENTRUM

from drift.kept import load, open_seal, recall, save, take_fingerprint
from drift.project import open_project
from drift.reports import write_report

pytestmark = pytest.mark.long

PRINT = bytes(range(32))


@pytest.fixture
def relation(tmp_path):
    folder = tmp_path / "Acme"
    folder.mkdir()
    make_contract(folder, "SLA v1 2023-01-01", ["Leverancier dient te leveren."] * 6)
    make_contract(folder, "SLA v2 2024-01-01", ["Leverancier dient te leveren."] * 8)
    make_log(folder, dt.datetime(2023, 1, 1), 14)
    return folder


@pytest.fixture
def place(tmp_path, sorteercentrum):
    save(sorteercentrum, tmp_path / ".drift" / "analysis-1", PRINT)
    return tmp_path / ".drift" / "analysis-1"


def test_what_did_not_change_is_not_read_again_and_says_the_same(relation, tmp_path):
    steps, files = [], []
    for name in ("first", "again", "fresh"):
        analysis = recall(relation, progress=lambda *step: steps.append(step), fresh=name == "fresh")
        written = write_report(analysis, tmp_path / name, language="nl")
        files.append(({path.name: path.read_bytes() for path in written}, len(steps)))
        steps.clear()
    assert files[0][0] == files[1][0] == files[2][0]
    assert [bool(n) for _, n in files] == [True, False, True]
    (home,) = (relation / ".drift").glob("analysis-*")
    assert stat.S_IMODE(home.stat().st_mode) == 0o600
    answers = [
        run("explain", relation, *question.split(), "--json", *fresh).output
        for question in ("engagement", "clause 1.1", "incident I001-002", "drift 2023-09")
        for fresh in ((), ("--fresh",))
    ]
    assert answers[::2] == answers[1::2]
    assert len(set(answers)) == 4
    assert run("forget", relation).exit_code == 0
    assert not (relation / ".drift").exists()


def change_row(folder):
    book, told = openpyxl.load_workbook(folder / "log.xlsx"), (folder / "log.xlsx").stat()
    book.active.cell(2, 2).value = "anders"
    book.save(folder / "log.xlsx")
    os.utime(folder / "log.xlsx", ns=(told.st_atime_ns, told.st_mtime_ns))  # who puts the clock back deceives nobody


@pytest.mark.parametrize(
    "change",
    [
        change_row,
        lambda folder: make_contract(folder, "SLA v3 2025-01-01", ["Leverancier dient te leveren."]),
        lambda folder: (folder / "log.xlsx").unlink(),
        lambda folder: (folder / "log.xlsx").rename(folder / "tickets.xlsx"),
        lambda folder: (folder / "drift.toml").write_text("cut_days = 3\n"),
        lambda folder: (folder / "notes.txt").write_text("nothing to read"),
    ],
    ids=["row", "new", "gone", "renamed", "settings", "unread"],
)
def test_what_changed_is_another_question(relation, change):
    before = take_fingerprint(open_project(relation))
    assert take_fingerprint(open_project(relation)) == before
    change(relation)
    assert take_fingerprint(open_project(relation)) != before


def test_the_same_files_in_another_folder_are_another_question(relation, tmp_path):
    shutil.copytree(relation, tmp_path / "Other")
    assert take_fingerprint(open_project(relation)) != take_fingerprint(open_project(tmp_path / "Other"))


def test_it_is_loaded_for_its_own_question_alone(place):
    assert load(place, PRINT) is not None
    assert load(place, PRINT[::-1]) is None


class Loaded:
    """Tells that it was loaded: by making a folder."""

    def __init__(self, folder):
        self.folder = folder

    def __reduce__(self):
        return os.mkdir, (str(self.folder),)


def sealed(thing, key):
    content = pickle.dumps(thing)
    packed = PRINT + len(content).to_bytes(8, "big") + pa.compress(content, codec="zstd", asbytes=True)
    return hmac.digest(key, packed, "sha256") + packed


@pytest.mark.parametrize("key", [b"", bytes(32), b"a stranger's own key, of 32 bytes"])
def test_nothing_a_stranger_put_there_is_loaded(place, tmp_path, key):
    place.write_bytes(sealed(Loaded(tmp_path / "loaded"), key))
    assert load(place, PRINT) is None
    assert not (tmp_path / "loaded").exists()
    place.write_bytes(sealed(Loaded(tmp_path / "loaded"), open_seal()))  # the control: the same under our own seal
    assert load(place, PRINT) is None  # it is no analysis
    assert (tmp_path / "loaded").exists()


@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "folder", "pipe", "link"])
def test_what_is_damaged_is_none(place, damage):
    content = place.read_bytes()
    place.unlink()
    middle = len(content) // 2
    if damage == "folder":
        place.mkdir()
    elif damage == "pipe":
        os.mkfifo(place)
    elif damage == "link":
        (place.parent / "other").write_bytes(content)
        place.symlink_to(place.parent / "other")
    else:
        flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        place.write_bytes({"empty": b"", "cut": content[:middle], "flipped": flipped}[damage])
    assert load(place, PRINT) is None


def test_nothing_is_written_through_a_link(tmp_path, sorteercentrum):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".drift").symlink_to(tmp_path / "elsewhere")
    save(sorteercentrum, tmp_path / ".drift" / "analysis-1", PRINT)
    assert [*(tmp_path / "elsewhere").iterdir()] == []


def test_what_is_kept_names_nobody(sorteercentrum, tmp_path):
    save(sorteercentrum, tmp_path / ".drift" / "analysis-1", PRINT)
    packed = (tmp_path / ".drift" / "analysis-1").read_bytes()[64:]
    content = pa.decompress(packed[8:], int.from_bytes(packed[:8], "big"), codec="zstd", asbytes=True)
    sheet = openpyxl.load_workbook(SORTEERCENTRUM / "people.xlsx").active
    names = [str(row[0].value).encode() for row in sheet.iter_rows(min_row=2) if row[0].value]
    assert len(names) > 20
    assert [name for name in names if name in content] == []


@pytest.mark.parametrize("stands", ["pipe", "zero", "folder", "short"])
def test_a_key_that_is_none_is_no_key_and_nobody_waits_for_it(place, tmp_path, monkeypatch, stands):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    key = tmp_path / "config" / "drift" / "seal"
    key.parent.mkdir(parents=True)
    if stands == "pipe":
        os.mkfifo(key)
    elif stands == "zero":
        key.symlink_to("/dev/zero")
    elif stands == "folder":
        key.mkdir()
    else:
        key.write_bytes(b"too short")
    assert load(place, PRINT) is None


def test_what_is_kept_does_not_say_where_the_folder_lies(relation):
    analysis = recall(relation)
    (home,) = (relation / ".drift").glob("analysis-*")
    packed = home.read_bytes()[64:]
    content = pa.decompress(packed[8:], int.from_bytes(packed[:8], "big"), codec="zstd", asbytes=True)
    assert str(relation.parent).encode() not in content
    assert recall(relation).project == analysis.project
