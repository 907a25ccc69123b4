"""A source that names no relations: what stands there, and what to do, in one line."""

import os
import shutil

import pytest
from commands import run
from portfolios import write_versions

from drift.portfolio.source import list_tasks

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def versions(once):
    return once("one relation", lambda folder: write_versions(folder, more=1))


def fill_nothing(folder, _):
    folder.mkdir()


def fill_hidden(folder, _):
    folder.mkdir()
    (folder / ".DS_Store").write_bytes(b"\0")


def fill_links(folder, versions):
    folder.mkdir()
    (folder / "Alfa").symlink_to(versions)
    (folder / "Beta").symlink_to(folder / "nowhere")


def fill_relation(folder, versions):
    shutil.copytree(versions, folder)


def fill_file(folder, versions):
    shutil.copy(versions / "SLA 2019-01-01.xlsx", folder)


def fill_declared(folder, versions):
    shutil.copytree(versions, folder)
    (folder / "drift.toml").write_text('relation_column = "Klant"')


def fill_beside(folder, versions):
    for name in ("Alfa", "Beta"):
        shutil.copytree(versions, folder / name)
    shutil.copy(versions / "SLA 2019-01-01.xlsx", folder / "list.xlsx")


def fill_readme(folder, _):
    folder.mkdir()
    (folder / "README.md").write_text("Nothing here.")


def fill_garbage(folder, _):
    folder.write_bytes(bytes(range(256)) * 20)


@pytest.mark.parametrize(
    ("fill", "told"),
    [
        (fill_nothing, "this folder is empty; put a folder for each relation in it"),
        (fill_hidden, "this folder is empty; put a folder for each relation in it"),
        (fill_links, "nothing stands here but 2 links, and links are not followed"),
        (fill_relation, "this looks like one relation; drift report makes its report"),
        (fill_file, "this looks like one relation; drift report makes its report"),
        (fill_declared, "the column Klant, which relation_column in drift.toml names, tells no two relations apart"),
        (fill_beside, "1 file stands beside 2 folders, so this was read as one export"),
        (fill_readme, "neither a contract nor a log can be read in the file here"),
        (fill_garbage, "neither a contract nor a log can be read in this file"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_one_line_says_what_stands_there_and_what_to_do(fill, told, versions, tmp_path):
    source = tmp_path / "source"
    fill(source, versions)
    done = run("portfolio", source, "--out", tmp_path / "out", "--lang", "en")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"drift: {source}: {told}")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_link_to_nowhere_is_wrong_use(tmp_path):
    (tmp_path / "dead").symlink_to(tmp_path / "nowhere")
    assert run("portfolio", tmp_path / "dead", "--out", tmp_path / "out").exit_code == 2


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else")
def test_a_folder_that_is_closed_is_one_relation_and_not_the_end_of_the_run(tmp_path):
    for name, mode in (("Alfa", 0o755), ("Beta", 0)):
        (tmp_path / name).mkdir(mode)
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    os.seteuid(65534)
    try:
        assert [task.name for task in list_tasks(tmp_path)] == ["Alfa", "Beta"]
    finally:
        os.seteuid(0)
