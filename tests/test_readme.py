"""What the README and the help texts promise is run."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from commands import run
from conftest import ROOT, SAMPLE, SORTEERCENTRUM

from drift import analysis, checking

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(text):
    return sorted({line.strip() for line in re.findall(r"^ *(drift [^\n`]+)$", text, re.MULTILINE)})


def help_texts():
    names = ("check", "report", "compare", "rehearse", "portfolio", "init", "explain", "forget", "demo", "simulate")
    for command in names:
        yield run(command, "--help").stdout


def all_commands():
    found = {*commands(README), *(line for text in help_texts() for line in commands(text))}
    return sorted(line for line in found if "acme/" not in line)  # the reader's own folder


def _aside(part, folder):
    return str(folder / "changes.xlsx" if part.endswith(".xlsx") else folder)


@pytest.fixture(scope="module")
def intakes():
    """What was read, by path: commands that differ in what they show of it read it once."""
    return {}


@pytest.fixture
def read_once(intakes, monkeypatch):
    """Let commands that check the same files go on from what the first of them read."""
    check = checking.check

    def find(paths, **options):
        if paths not in intakes:
            intakes[paths] = check(paths, **options)
        return intakes[paths]

    monkeypatch.setattr(checking, "check", find)


@pytest.fixture
def analysed_once(sample, sorteercentrum, monkeypatch):
    """Let commands that begin with the analysis of a sample go on from there: it is the same for all of them."""
    monkeypatch.chdir(ROOT)
    analyse, analysed = analysis.analyse, {SAMPLE: sample, SORTEERCENTRUM: sorteercentrum}

    def find(path, **options):
        return analysed.get(Path(path).resolve()) or analyse(path, **options)

    monkeypatch.setattr(analysis, "analyse", find)


@pytest.mark.usefixtures("analysed_once", "read_once")
@pytest.mark.parametrize("line", all_commands())
def test_a_command_in_the_readme_or_in_a_help_text_runs(line, tmp_path, started):
    arguments = [_aside(part, tmp_path) if part.startswith("out/") else part for part in shlex.split(line)[1:]]
    if arguments[0] == "init":  # writes beside the data
        shutil.copytree(ROOT / arguments[1], tmp_path / "copy")
        arguments[1] = str(tmp_path / "copy")
    if arguments[0] in ("demo", "report") and arguments[-1] == str(tmp_path):  # as processes, which other tests look at
        done, _ = started(*arguments[:-1])
        assert done.returncode == 0, done.stderr
    else:
        done = run(*arguments)
        assert done.exit_code == 0, done.output


def test_there_are_commands_to_run():
    assert len(all_commands()) >= 4


def test_the_readme_opens_with_a_picture_and_the_two_commands():
    head = README[:2500]
    assert re.search(r"!\[[^\]]{40,}\]\(docs/[\w-]+\.png\)", head)
    assert "make demo" in head
    assert "make test" in head
    for target in re.findall(r"\((docs/[\w./-]+|data/[\w./-]+|[A-Z]+\.md)\)", README):
        assert (ROOT / target).exists(), target


def test_the_makefile_has_the_targets_that_the_readme_names():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`?make (demo|test|lint|bench)\b", README + CONTRIBUTING)):
        assert f"\n{target}:" in makefile, target
