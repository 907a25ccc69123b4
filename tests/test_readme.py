"""What the README and the help texts promise is run."""

import json
import re
import shlex
import shutil
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from commands import run
from conftest import ROOT, SORTEERCENTRUM

from drift import analysis, checking
from drift.cli.main import cli
from drift.reports.front.page import build_front
from drift.reports.front.pairs import count_prescribed
from drift.reports.material import gather
from drift.wording import Wording

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FRONT = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.nl.md")}
README = FRONT["README.md"]
PAGES = [*FRONT, "docs/start.md", "docs/start.nl.md", "docs/reference.md", "docs/manager.md", "docs/page.md"]
LENGTH = 150  # lines of a front page, at most


def commands(text):
    return sorted({line.strip() for line in re.findall(r"^ *(drift [^\n`]+)$", text, re.MULTILINE)})


def help_texts():
    names = ("check", "report", "compare", "rehearse", "portfolio", "init", "explain", "forget", "demo", "simulate")
    for command in names:
        yield run(command, "--help").stdout


def all_commands():
    texts = [(ROOT / page).read_text(encoding="utf-8") for page in PAGES] + [*help_texts()]
    found = {line for text in texts for line in commands(text) if not line.startswith("drift page")}  # it waits
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
def analysed_once(sorteercentrum, monkeypatch):
    """Let commands that begin with the analysis of a sample go on from there: it is the same for all of them."""
    monkeypatch.chdir(ROOT)
    analyse, analysed = analysis.analyse, {SORTEERCENTRUM: sorteercentrum}

    def find(path, **options):
        return analysed.get(Path(path).resolve()) or analyse(path, **options)

    monkeypatch.setattr(analysis, "analyse", find)


@pytest.mark.long
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


@pytest.mark.parametrize("text", FRONT.values(), ids=FRONT)
def test_a_front_page_is_short_and_opens_with_a_picture_and_the_two_commands(text):
    head = text[:2900]
    assert re.search(r"!\[[^\]]{40,}\]\(docs/[\w.-]+\.png\)", head)
    assert "make demo" in head
    assert "make test" in head
    assert len(text.splitlines()) < LENGTH


def test_both_front_pages_say_the_same_things():
    one, other = FRONT.values()
    for pattern in (r"^ +(?:drift|make|pip|py|\.venv)\S* \S+", r"^#+", r"^\d+\. ", r"^\| ", r"^- \*\*"):
        found = [[part.strip() for part in re.findall(pattern, text, re.MULTILINE)] for text in (one, other)]
        assert found[0] == found[1]
        assert found[0]
    digits = [sorted(re.findall(r"\d+", re.sub(r"\S+\.(?:xlsx|md|png)", "", text))) for text in (one, other)]
    assert digits[0] == digits[1]


def options_of(page):
    """Return each command that a page names within a line, with its options."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for line in re.findall(r"`drift ([a-z]+[^`\n]*)`", text):
        yield line.split()[0], re.findall(r"--[a-z-]+", line)


@pytest.mark.parametrize("page", PAGES)
def test_a_command_named_on_a_page_exists_with_its_options(page):
    for name, options in options_of(page):
        assert name in cli.commands, name
        known = {option for parameter in cli.commands[name].params for option in parameter.opts} | {"--help"}
        assert set(options) <= known, (name, options)


def test_the_figures_of_the_front_pages_are_those_of_the_sample(sorteercentrum):
    truth = json.loads((SORTEERCENTRUM / "truth.json").read_text(encoding="utf-8"))
    assert truth["dates"]["onset"] == "2021-04"
    assert [*map(str, sorteercentrum.verdict.onset_interval)] == ["2021-03", "2021-05"]
    assert str(sorteercentrum.verdict.alarm) == "2021-09"
    front = build_front(gather(sorteercentrum, Wording("en"))).blocks[0]
    assert [pair.value for pair in front.pairs[:2]] == ["57 → 125", "72 → 8 → 37\u00a0%"]
    largest = count_prescribed(sorteercentrum)[1].idxmax()
    assert (pd.Period(largest, "M") - sorteercentrum.verdict.alarm).n == 16
    said = "March and May 2021,\nand could be told in September 2021, sixteen months before the contract"
    assert said in README
    assert (
        "from 57 to 125 things, and the callers who got the same person as before from 72 to 8 and back to 37 %"
        in README
    )


def test_the_figures_of_the_starts_are_those_of_the_sample(sorteercentrum):
    intake = sorteercentrum.intake
    status = Counter(file.status for file in intake.files)
    figures = [status["read"], status["skipped"], status["refused"]]
    figures += [intake.total("accepted", table) for table in ("incidents", "clauses", "contacts", "people")]
    for page in ("docs/start.md", "docs/start.nl.md"):
        text = " ".join((ROOT / page).read_text(encoding="utf-8").split())
        told = re.search(
            r"(\d+) (?:files read|bestanden gelezen), (\d+) \D+, (\d+) \D+; (\S+) \w+, (\d+) \w+, (\d+) \w+, (\d+) ",
            text,
        )
        assert [int(re.sub(r"\D", "", part)) for part in told.groups()] == figures


def test_the_makefile_has_the_targets_that_the_readme_names():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(
        re.findall(r"`?make (demo|test|lint|bench|docs|cases)\b", "".join(FRONT.values()) + CONTRIBUTING)
    ):
        assert f"\n{target}:" in makefile, target
