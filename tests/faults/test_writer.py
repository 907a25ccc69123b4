"""The writer is killed, and each of its calls fails, one after the other, until a run passes untouched."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from small_writer import NAMES, RECORD, text_of
from trying import Writer

ALL = (*NAMES, RECORD)
ERRORS = ("ENOSPC", "EDQUOT", "EROFS", "EACCES", "EIO", "EFBIG", "EMFILE", "ENOMEM", "ENAMETOOLONG")


@pytest.fixture(scope="module")
def writer():
    process = Writer()
    yield process
    process.close()


@pytest.fixture
def folder(tmp_path):
    """A folder in memory where the system has one: each try waits for the disk several times."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=memory) as name:
        yield Path(name)


def words_in(folder: Path) -> list[str | None]:
    """Return of which report each file is, whole to its last byte; None: there is no such file."""
    return [word_of(folder, name) for name in ALL]


def word_of(folder: Path, name: str) -> str | None:
    path = folder / name
    if not path.exists():
        return None
    text = path.read_text(encoding="utf-8")
    if name == RECORD:
        return json.loads(text)["word"]
    word = text.split()[3]
    assert text == text_of(name, word)
    return word


def is_owned(folder: Path) -> bool:
    """Whether all files are those that the record tells the hashes of."""
    outputs = json.loads((folder / RECORD).read_text(encoding="utf-8"))["outputs"]
    return all(hashlib.sha256((folder / one["file"]).read_bytes()).hexdigest() == one["sha256"] for one in outputs)


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".drift-")]


def tries(writer, folder: Path, how: str | int, *, former: bool = True, **chosen: bool):
    """Yield what came of a try for each call that may break, each in a fresh folder with or without a former report."""
    at = 0
    while True:
        at += 1
        home = folder / str(at)
        home.mkdir()
        if former:
            assert writer.attempt(home, "former", single=chosen.get("single", False)).said == "written"
        came = writer.attempt(home, "new", at, how, **chosen)
        if at > came.n_calls and came.said == "written":
            return  # there was no such call: it passed untouched
        yield at, home, came


@pytest.mark.parametrize("former", [True, False])
def test_killed_at_any_call_each_file_is_whole_and_a_mixture_disowned(writer, folder, former):
    n_killed, seen = 0, set()
    for _, home, came in tries(writer, folder, "kill", former=former):
        n_killed += 1
        assert came.code == -9
        words = words_in(home)
        assert set(words) <= ({"former", "new"} if former else {None, "new"})
        mixed = len(set(words)) > 1
        seen.add(tuple(words))
        # the record is the last that is replaced: where it is the new one, all are
        assert words[-1] != "new" or not mixed
        if former:
            assert is_owned(home) == (not mixed)
        assert writer.attempt(home, "next").said == "written"  # the next run mends it, and takes away what was left
        assert words_in(home) == ["next"] * 4
        assert leftovers(home) == []
    assert n_killed >= 40
    assert len(seen) == 5  # none replaced, one, two, three, all: no state between them was missed


def test_a_single_file_killed_at_any_call_is_whole(writer, folder):
    n_killed = 0
    for _, home, came in tries(writer, folder, "kill", single=True):
        n_killed += 1
        assert came.code == -9
        assert word_of(home, NAMES[0]) in ("former", "new")
        assert writer.attempt(home, "next", single=True).said == "written"
        assert leftovers(home) == []
    assert n_killed >= 10


@pytest.mark.parametrize("error", ERRORS)
def test_a_call_that_fails_leaves_all_former_or_all_new_files(writer, folder, error):
    failed = 0
    for _, home, came in tries(writer, folder, getattr(errno, error)):
        words = words_in(home)
        assert (came.code, set(words)) in ((3, {"former"}), (0, {"new"}))
        if came.code == 3:
            failed += 1
            assert came.said.startswith("error.")
        assert is_owned(home)
        assert writer.attempt(home, "next").said == "written"
        assert words_in(home) == ["next"] * 4
        assert leftovers(home) == []
    assert failed >= 20


@pytest.mark.parametrize("error", ERRORS[:4])
def test_a_first_report_that_fails_leaves_nothing(writer, folder, error):
    for _, home, came in tries(writer, folder, getattr(errno, error), former=False):
        assert (came.code, set(words_in(home))) in ((3, {None}), (0, {"new"}))


def test_a_disk_that_stays_full_leaves_the_former_report(writer, folder):
    for _, home, came in tries(writer, folder, errno.ENOSPC, lasting=True):
        assert (came.code, set(words_in(home))) in ((3, {"former"}), (0, {"new"}))
        assert came.said in ("error.full", "written")


@pytest.mark.parametrize("name", ["TERM", "HUP", "INT"])
def test_a_signal_at_any_call_leaves_all_former_or_all_new_files_and_nothing_else(writer, folder, name):
    number = getattr(signal, f"SIG{name}")
    for _, home, came in tries(writer, folder, name):
        assert came.code == 128 + number
        assert set(words_in(home)) in ({"former"}, {"new"})
        assert is_owned(home)
        assert leftovers(home) == []


def test_a_link_in_the_way_is_replaced_and_never_written_through(writer, folder):
    elsewhere = folder / "elsewhere"
    elsewhere.write_text("mine")
    home = folder / "out"
    home.mkdir()
    for name in (NAMES[0], RECORD):
        (home / name).symlink_to(elsewhere)
    assert writer.attempt(home, "new").said == "written"
    assert not (home / RECORD).is_symlink()
    assert words_in(home) == ["new"] * 4
    assert elsewhere.read_text() == "mine"


def test_a_folder_that_is_a_link_is_refused(writer, folder):
    (folder / "elsewhere").mkdir()
    home = folder / "out"
    home.mkdir()
    (home / "sub").symlink_to(folder / "elsewhere")
    assert writer.attempt(home, "new").said == "error.output_way"
    assert [*(folder / "elsewhere").iterdir()] == []
    assert [path.name for path in home.iterdir()] == ["sub"]


def test_a_link_that_was_replaced_is_put_back_as_a_link(writer, folder):
    codes = set()
    for at in range(1, 200):
        home = folder / str(at)
        home.mkdir()
        (home / NAMES[0]).symlink_to("nowhere")
        came = writer.attempt(home, "new", at, errno.EIO)
        codes.add(came.code)
        if came.code == 3:
            assert (home / NAMES[0]).readlink() == Path("nowhere")
        else:
            assert words_in(home) == ["new"] * 4
        if at > came.n_calls:
            break
    assert codes == {0, 3}


def test_a_folder_in_the_place_of_a_file_is_told_and_nothing_is_replaced(writer, folder):
    assert writer.attempt(folder, "former").said == "written"
    (folder / NAMES[2]).unlink()
    (folder / NAMES[2]).mkdir()
    assert writer.attempt(folder, "new").said == "error.output_way"
    assert word_of(folder, NAMES[0]) == word_of(folder, RECORD) == "former"
    assert leftovers(folder) == []
