"""Nothing that a stranger wrote reaches a terminal as anything but text: every command, plain and on a screen."""

import datetime as dt
import io
import json
import os
import re
import sys
import unicodedata
import zipfile

import pytest
from builders import make_contract, make_log, make_workbook
from commands import run

import drift
from drift.cli import output
from drift.cli.console import PlainConsole, plain_text
from drift.errors import DriftError
from drift.wording import Wording
from drift.wording.stages import tell_stage

CONTROLS = "".join(map(chr, (*range(1, 32), *range(127, 160)))).replace("/", "")
ESCAPES = "\x1b[31m\x1b[2J\x1b]8;;http://x\x07k\x1b]8;;\x07\x1b]52;c;Zm9v\x07\x1bP1$r\x1b\\\x1b_x\x1b\\\x9b2J\x9dx\x9c\x90x\x9c"
UNSEEN = "\u202e\u202d\u2066\u2067\u2068\u2069\u200b\u200e\u200f\u061c\u00ad\ufeff\u2060\u2028\u2029\u180e\U000e0041"
MARKUP = "[red]x[/red][link=http.x]y[/link][blink] :smile: [bold"
HOSTILE = f"{ESCAPES}{UNSEEN}{MARKUP}\r\n\tx\x08\x08"
IN_XML = f"\x85\x9b2J\x9dx\x9c{UNSEEN}{MARKUP}\ty"  # what XML can hold
IN_SHEETS = f"\x9b2J{UNSEEN[:9]}y".replace("[", "(").replace("]", ")")  # 31 characters, no brackets
OURS = re.compile(r"\x1b\[[0-9;]*m")  # colours of our own, on a screen


def steering(text):
    return {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")} - {"\n"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Return a folder in which every name and value is a stranger's."""
    if sys.platform == "win32":
        pytest.skip("this file system has no such names")
    folder = tmp_path_factory.mktemp("relation") / f"map{HOSTILE.replace('/', '')[:90]}"
    folder.mkdir()
    names = HOSTILE.replace("/", "")
    texts = [f"De leverancier lost een storing binnen {n} uur op. {IN_XML}" for n in range(1, 9)]
    old = make_contract(folder, f"SLA{names[:60]} 2020-01-01", texts)
    new = make_contract(folder, f"SLA{names[:60]} 2021-01-01", [*texts[2:], f"nieuw {IN_XML}", f"ook {IN_XML}"])
    make_log(folder, dt.datetime(2020, 1, 1), 4)
    (folder / f"log{names[60:120]}.csv").write_text(
        f'Incident;Title;Opened\n"{HOSTILE}";"x{HOSTILE}";"{HOSTILE}"\n' * 12
    )
    (folder / f"{CONTROLS}.pdf").write_bytes(b"%PDF-1.4")
    (folder / f"lege{UNSEEN}.xlsx").write_bytes(b"")
    os.mkfifo(folder / f"pijp{ESCAPES.replace('/', '')}")
    (folder / os.fsdecode(b"r\xff\xfe\x9b.csv")).write_text("a;b\n1;2\n")
    heads = [f"Kop{IN_XML}{i}" for i in range(4)]
    rows = [[f"waarde {IN_XML}", i, dt.datetime(2020, 1, 1), IN_XML] for i in range(12)]
    make_workbook(folder / "onbekend.xlsx", {IN_SHEETS: [heads, *rows]})
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr(f"m{HOSTILE}.csv", f"a;b\n{HOSTILE};2\n")
        archive.writestr(f"n{HOSTILE}.docx", "no document")
    escaped = "".join(f"\\U{ord(sign):08x}" for sign in f"Zuid {HOSTILE}{IN_XML}")
    (folder / "drift.toml").write_text(f'relation = "{escaped}"\n')
    return folder, old, new


COMMANDS = {
    "check": ["check", "FOLDER"],
    "check all": ["check", "FOLDER", "--all"],
    "check json": ["check", "FOLDER", "--json"],
    "check one": ["check", "OLD", "--lang", "nl"],
    "report": ["report", "FOLDER", "--out", "OUT"],
    "report json": ["report", "FOLDER", "--out", "OUT", "--json"],
    "explain a clause": ["explain", "FOLDER", "clause", "1.1"],
    "compare": ["compare", "OLD", "NEW"],
    "compare json": ["compare", "OLD", "NEW", "--json"],
    "compare a folder": ["compare", "OLD", "FOLDER"],
    "init": ["init", "FOLDER"],
    "forget": ["forget", "FOLDER"],
    "no such path": ["check", "FOLDER/niet" + HOSTILE],
    "no such relation": ["report", "FOLDER", "--out", "OUT", "--relation", HOSTILE],
    "no such command": [HOSTILE],
    "no such option": ["check", "--" + HOSTILE],
    "no such language": ["check", "FOLDER", "--lang", HOSTILE],
    "too many arguments": ["report", "FOLDER", HOSTILE, "--out", "OUT"],
    "a folder to simulate": ["simulate", "OLD", "--scenario", "healthy", "--seed", "1", "--months", "24"],
}


@pytest.mark.parametrize(
    ("name", "columns"),
    [*((name, None) for name in COMMANDS), ("check", 60), ("check all", 60), ("compare", 60), ("no such path", 60)],
)
def test_a_command_prints_nothing_that_a_terminal_obeys(hostile, tmp_path, name, columns):
    folder, old, new = map(str, hostile)
    words = {"FOLDER": folder, "OLD": old, "NEW": new, "OUT": str(tmp_path / "out")}
    arguments = [re.sub("^(FOLDER|OLD|NEW|OUT)", lambda word: words[word.group()], part) for part in COMMANDS[name]]
    done = run(*arguments, columns=columns)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert steering(done.stdout) == set()
    assert steering(done.stderr) == set()
    assert done.stdout or done.stderr
    assert max(map(len, done.stderr.splitlines()), default=0) <= 2_100


@pytest.mark.parametrize("name", ["check json", "compare json"])
def test_json_keeps_the_values(hostile, tmp_path, name):
    folder, old, new = map(str, hostile)
    words = {"FOLDER": folder, "OLD": old, "NEW": new, "OUT": str(tmp_path / "out")}
    done = run(*(words.get(part, part) for part in COMMANDS[name]))
    values = json.dumps(json.loads(done.stdout), ensure_ascii=False)
    assert "\u202e" in values or "\x9b" in values
    assert done.stdout.isascii() or steering(done.stdout) == set()


def test_a_line_an_entry_whatever_the_names(hostile):
    lines = run("check", hostile[0], "--all").stdout.splitlines()
    told = [line for line in lines if line.startswith(("refused", "skipped"))]
    assert len(told) == sum(file.status in ("refused", "skipped") for file in drift.check(hostile[0]).files)


def test_brackets_are_no_mark_up_and_colours_are_ours_alone():
    screen = io.StringIO()
    console = PlainConsole(file=screen, force_terminal=True, color_system="standard", width=500)
    console.print(plain_text(HOSTILE, style="bold"))
    console.print(HOSTILE)  # what somebody forgot to make plain
    shown = OURS.sub("", screen.getvalue())
    assert steering(shown) == set()
    assert shown.count(MARKUP) == 2
    assert {*OURS.findall(screen.getvalue())} == {"\x1b[1m", "\x1b[0m"}


def test_the_bar_shows_no_name(monkeypatch):
    screen = io.StringIO()
    screen.isatty = lambda: True
    monkeypatch.setattr(sys, "stderr", screen)
    with output.progress_bar(lambda code: f"{code}\x1b[31m\x9b{MARKUP[:12]}") as progress:
        progress(1, 2)
        tell_stage("measures")
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", screen.getvalue())
    assert steering(shown) <= {"\r"}
    assert all(text in shown for text in ("stage.reading", "stage.measures", MARKUP[:12]))


def test_the_bar_counts_files_and_then_names_the_stage(monkeypatch):
    screen = io.StringIO()
    screen.isatty = lambda: True
    monkeypatch.setattr(sys, "stderr", screen)
    with output.progress_bar(Wording("nl")) as progress:
        progress(2, 9)
    assert "bestanden lezen 2/9" in screen.getvalue()
    with output.progress_bar(Wording("en")) as progress:
        progress(2, 9)
        tell_stage("evidence")
    assert "weighing the evidence" in screen.getvalue()
    assert "weighing the evidence 2/9" not in screen.getvalue()


def test_what_a_notebook_shows_of_a_fault_is_text():
    assert steering(str(DriftError("error.no_path", path=HOSTILE))) == set()


def test_a_wide_name_leaves_the_reason_on_the_screen(tmp_path):
    name = "x" * 200 + ".pdf"
    (tmp_path / name).write_bytes(b"%PDF-1.4")
    deep = tmp_path / ("y" * 200) / ("z" * 200)
    deep.mkdir(parents=True)
    (deep / name).write_bytes(b"%PDF-1.4")
    lines = [line for line in run("check", tmp_path).stdout.splitlines() if "PDF" in line]
    assert lines
    assert max(map(len, lines)) < 600
