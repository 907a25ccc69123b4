"""Commands as people and programs use them."""

import json
import os
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from builders import INCIDENTS, make_contract, make_workbook
from commands import run, start
from conftest import SORTEERCENTRUM
from hypothesis import given
from hypothesis import strategies as st

from drift.cli.grid import shorten_left
from drift.cli.groups import group_files
from drift.sources.accounts import FileAccount, SheetAccount


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sound")
    make_contract(folder, "SLA 2020-01-01", ["a"] * 6)
    make_contract(folder, "SLA 2022-01-01", ["a"] * 9)
    return folder


@pytest.mark.parametrize("command", [["--help"], ["-h"], ["check", "--help"], ["report", "--help"]])
def test_help_shows_examples(command):
    done = start(*command)
    assert done.returncode == 0
    assert "drift " in done.stdout


def test_check_gives_json_that_accounts_for_every_row():
    done = run("check", SORTEERCENTRUM, "--json")
    content = json.loads(done.stdout)
    assert (done.exit_code, content["schema"], len(content["files"])) == (0, 1, 31)
    for file in content["files"]:
        assert set(file) == {"file", "status", "reason", "tables", "problems", "more_problems", "notes"}
        for table in file["tables"]:
            rows = table["rows"]
            assert rows["read"] == sum(count for name, count in rows.items() if name != "read")
    accepted = Counter()
    for file in content["files"]:
        for table in file["tables"]:
            accepted[table["table"]] += table["rows"]["accepted"]
    assert (accepted["clauses"], accepted["incidents"], accepted["contacts"]) == (825, 3_630, 566)


def test_check_prints_a_table_and_a_sum(sound):
    done = start("check", sound)
    assert done.returncode == 0
    assert re.search(r"^SLA +2 versions 2020-01 to 2022-01 +15 +clauses +all read", done.stdout, re.M)
    assert done.stdout.rstrip().endswith("2 files: 2 read, 0 refused, 0 skipped; 17 rows: 15 accepted, 0 rejected.")
    assert done.stderr == ""


def test_check_all_has_a_row_a_sheet_and_no_column_of_zeros(sound):
    lines = run("check", sound, "--all").stdout.splitlines()
    heads = ["file", "sheet", "table", "tool", "read", "accepted", "heading"]
    assert lines[0].split() == heads
    assert [line.split() for line in lines[2:5]] == [
        ["SLA", "2020-01-01.xlsx", "Eisen", "clauses", "sla", "7", "6", "1"],
        ["SLA", "2022-01-01.xlsx", "Eisen", "clauses", "sla", "10", "9", "1"],
        ["together", "17", "15", "2"],
    ]


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """A folder with much that is wrong, long names, and things that are no files."""
    folder = tmp_path_factory.mktemp("odd")
    contracts = folder / "een map met een lange naam" / "contracten van de leverancier"
    for year in range(2018, 2024):
        make_contract(contracts, f"Dienstverleningsovereenkomst gebouwen {year}-01-01", ["a"] * 3)
    make_contract(folder, "contract 2020-01-01", ["a"] * 3)
    stamps = ["soon", "later", "never", "ooit", "ja", "nee", "wie weet"]
    for name in ("log a", "log b"):
        rows = [INCIDENTS, *([f"{name}{i}", "a", stamp, None] for i, stamp in enumerate(stamps))]
        make_workbook(folder / f"{name}.xlsx", {"Log": rows})
    for i in range(5):
        (folder / f"plaat{i}.png").write_bytes(b"\x89PNG")
        (folder / f"koppeling{i}.xlsx").symlink_to(folder / "log a.xlsx")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("x")
    (folder / ".profile").write_text("x")
    os.mkfifo(folder / "pijp")
    return folder


@pytest.mark.parametrize("every", [(), ("--all",)])
@pytest.mark.parametrize("width", [40, 80, 120, 160])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_check_fits_its_screen(odd, width, lang, every):
    done = run("check", odd, "--lang", lang, *every, columns=width)
    assert done.exit_code == 1
    assert max(len(line) for line in done.stdout.splitlines()) <= width
    assert len(done.stdout.splitlines()) < 120


def test_check_tells_what_is_wrong_first_and_what_is_alike_once(odd):
    lines = run("check", odd).stdout.splitlines()
    table = next(i for i, line in enumerate(lines) if line.startswith("file "))
    assert lines[0] == "refused: plaat0.png, plaat1.png, plaat2.png and 2 more: a picture; ask for the table itself"
    assert lines[1].startswith("log a.xlsx › Log › C2: found “soon”, expected a date")
    assert lines[1].endswith("(14×)")  # seven a log: a column whose cells fail alike is one line, in both files
    assert lines[2] == ""
    assert table == 3
    names = ("contract", "een map met een lange naam", "log")
    assert [next(i for i, line in enumerate(lines[table:]) if line.startswith(name)) for name in names] == [2, 3, 4]


def test_check_names_links_pipes_and_hidden_files_a_line_a_kind(odd):
    lines = run("check", odd).stdout.splitlines()
    assert [line.split(": ", 2)[1:] for line in lines if line.startswith("skipped")] == [
        [".git, .profile", "hidden: its name begins with a point"],
        [
            "koppeling0.xlsx, koppeling1.xlsx, koppeling2.xlsx and 2 more",
            "a link; links are not followed, put the file itself here",
        ],
        ["pijp", "a pipe or socket and no file"],
    ]


def test_check_all_names_every_file(odd):
    printed = run("check", odd, "--all").stdout
    names = [*(f"plaat{i}.png" for i in range(5)), *(f"koppeling{i}.xlsx" for i in range(5))]
    assert all(printed.count(name) == 1 for name in names)
    assert printed.count(" 2023-01-01.xlsx") == 1
    assert printed.count("found “soon”") == 2


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["SLA", "a/SLA v", "a/log (", "b/x"]),
            st.integers(2000, 2030),
            st.sampled_from([None, "clauses", "incidents"]),
            st.integers(0, 9),
            st.integers(0, 3),
        ),
        max_size=12,
    )
)
def test_groups_lose_no_row(parts):
    files = [
        FileAccount(f"{name} {year}-01-01.xlsx", "read", sheets=(SheetAccount("s", table, rejected=no, accepted=yes),))
        for name, year, table, yes, no in parts
    ]
    groups = group_files(files)
    for count in ("accepted", "rejected", "read"):
        assert sum(group.total(count) for group in groups) == sum(getattr(f.sheets[0], count) for f in files)
    assert all(group.name.startswith(group.files[0][:2]) for group in groups)


@given(st.text("ab/", max_size=60), st.integers(8, 60))
def test_a_path_is_shortened_from_the_left(path, width):
    short = shorten_left(path, width)
    assert len(short) <= width
    assert short == path or path.endswith(short.removeprefix("…"))


def test_check_speaks_dutch_in_a_dutch_environment_and_on_request(sound):
    assert "2 bestanden: 2 gelezen" in start("check", sound, lang="nl_NL.UTF-8").stdout
    assert "2 bestanden: 2 gelezen" in run("check", sound, "--lang", "nl").stdout


def test_check_exits_1_and_names_the_cell_when_a_row_is_rejected(tmp_path):
    make_workbook(tmp_path / "log.xlsx", {"Log": [INCIDENTS, ["I1", "a", "soon", None]]})
    done = run("check", tmp_path, "--lang", "nl")
    assert done.exit_code == 1
    assert "log.xlsx › Log › C2: gevonden ‘soon’, verwacht een datum" in done.stdout


def test_strict_fails_on_a_choice_that_could_be_made_otherwise(tmp_path):
    make_workbook(tmp_path / "log.xlsx", {"Log": [INCIDENTS, ["I1", "a", "05-11-2024", None]]})
    assert run("check", tmp_path).exit_code == 0
    assert run("check", tmp_path, "--strict").exit_code == 1


def test_report_prints_its_sentence_and_the_six_files_it_wrote(sound, tmp_path):
    done = start("report", sound, "--out", tmp_path / "out")
    assert done.returncode == 0
    sentence, *written = done.stdout.splitlines()
    assert sentence == json.loads(Path(written[3]).read_text(encoding="utf-8"))["verdict"]["sentence"]
    assert [line.rsplit(".", 1)[-1] for line in written] == ["pdf", "html", "xlsx", "json", "json", "xlsx"]
    assert len(list((tmp_path / "out").iterdir())) == 6


def test_report_json_is_the_record_and_nothing_else(sound, tmp_path):
    done = run("report", sound, "--out", tmp_path, "--json")
    assert json.loads(done.stdout)["rung"] == 1


def test_json_alone_writes_no_file_and_is_that_of_the_report(sound, tmp_path):
    shutil.copytree(sound, tmp_path / "in")
    before = sorted(path for path in (tmp_path / "in").rglob("*") if ".drift" not in path.parts)
    done = run("report", tmp_path / "in", "--json", "--lang", "en")
    assert done.exit_code == 0
    assert sorted(path for path in (tmp_path / "in").rglob("*") if ".drift" not in path.parts) == before
    written = run("report", tmp_path / "in", "--out", tmp_path / "out", "--lang", "en")
    assert written.exit_code == 0
    (path,) = (path for path in (tmp_path / "out").glob("*.json") if path.name != "run.json")
    assert done.stdout == path.read_text(encoding="utf-8")


def test_a_report_without_a_folder_is_wrong_use(sound):
    done = run("report", sound)
    assert done.exit_code == 2
    assert "--out" in done.stderr


def test_a_report_is_written_next_to_a_refused_file_which_it_names(tmp_path):
    folder = tmp_path / "in"
    make_contract(folder, "SLA 2020-01-01", ["a"] * 6)
    (folder / "kapot.xlsx").write_bytes(b"PK\x03\x04 broken")
    done = run("report", folder, "--out", tmp_path / "out", "--lang", "nl")
    assert done.exit_code == 0
    assert done.stderr.startswith("geweigerd: kapot.xlsx: beschadigd")


@pytest.mark.parametrize(
    ("make", "exit_code", "english", "dutch"),
    [
        (lambda folder: folder.mkdir(), 1, "there is no file in this folder", "in deze map staat geen bestand"),
        (lambda _: None, 2, "there is no such file or folder", "dit bestand of deze map bestaat niet"),
        (lambda folder: (folder.mkdir(), (folder / "a.txt").write_text("x")), 1, "a text file", "een tekstbestand"),
        (
            lambda folder: (folder.mkdir(), (folder / "drift.toml").write_text("zon = 'UTC'")),
            2,
            "did you mean zone?",
            "is zone bedoeld?",
        ),
    ],
)
def test_what_cannot_be_reported_on_is_one_line_in_the_users_language(tmp_path, make, exit_code, english, dutch):
    make(tmp_path / "in")
    for lang, expected in (("en_GB.UTF-8", english), ("nl_NL.UTF-8", dutch)):
        done = run("report", tmp_path / "in", "--out", tmp_path / "out", lang=lang)
        assert (done.exit_code, done.stdout) == (exit_code, "")
        assert expected in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_an_out_that_cannot_be_written_is_one_line(sound, tmp_path):
    (tmp_path / "file").write_text("x")
    done = start("report", sound, "--out", tmp_path / "file" / "out")
    assert done.returncode == 1
    assert "choose another one with --out" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_use_exits_2(sound):
    assert run("report", sound).exit_code == 2
    assert run("check").exit_code == 2
    assert run("nonsense").exit_code == 2


def test_simulate_writes_a_relation_that_check_reads(tmp_path):
    done = run("simulate", tmp_path / "s", "--scenario", "call-centre", "--seed", 3, "--months", 24)
    assert done.exit_code == 0
    assert all(line.startswith(str(tmp_path)) for line in done.stdout.splitlines())
    assert run("check", tmp_path / "s").exit_code == 0


def test_simulate_leaves_a_folder_with_other_files_alone(sound):
    done = run("simulate", sound, "--scenario", "portal", "--seed", 1, lang="nl_NL.UTF-8")
    assert done.exit_code == 2
    assert "in deze map staan al andere bestanden" in done.stderr


def test_simulate_makes_the_second_sample_and_one_thing_at_a_time(tmp_path):
    done = run("simulate", tmp_path / "m", "--sample", "metro", "--seed", 3, "--months", 24)
    assert done.exit_code == 0
    assert any(line.endswith("work notes 2013-14 (invented).csv") for line in done.stdout.splitlines())
    both = run("simulate", tmp_path / "b", "--sample", "metro", "--scenario", "portal", "--seed", 3)
    assert (both.exit_code, (tmp_path / "b").exists()) == (2, False)
    assert run("simulate", tmp_path / "n", "--seed", 3).exit_code == 2


def test_simulate_knows_the_scenarios_of_the_samples():
    from drift.cli.simulate import SCENARIOS as OFFERED
    from drift.samples.story import SCENARIOS

    assert [name.replace("-", " ") for name in OFFERED] == list(SCENARIOS)


@pytest.mark.long
def test_demo_writes_the_made_up_sample_and_a_dutch_report_on_it(started):
    done, folder = started("demo")
    assert done.returncode == 0, done.stderr
    sentence, *written = done.stdout.splitlines()
    assert sentence.startswith("Herstel: de betrokkenheid daalde")
    assert [line.rsplit("/", 1)[-1] for line in written] == [
        "sorteercentrum-zuid-verzonnen.pdf",
        "sorteercentrum-zuid-verzonnen.html",
        "sorteercentrum-zuid-verzonnen.xlsx",
        "sorteercentrum-zuid-verzonnen.json",
        "run.json",
        "sorteercentrum-zuid-verzonnen-roundtable.xlsx",
    ]
    record = json.loads((folder / "report" / "sorteercentrum-zuid-verzonnen.json").read_text(encoding="utf-8"))
    assert record["relation"] == "Sorteercentrum Zuid (verzonnen)"


def test_explain_prints_the_rows_with_their_cells(sound):
    done = run("explain", sound, "clause", "1.3")
    assert done.exit_code == 0
    assert "Clause 1.3" in done.stdout
    assert "B4" in done.stdout
    assert "text the same" in done.stdout


def test_explain_names_what_is_near_and_exits_2(sound):
    done = run("explain", sound, "clause 1.33", "--lang", "nl")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "wat erop lijkt: clause 1.3" in done.stderr


def test_explain_obeys_nothing_a_stranger_wrote(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", ["\x1b[31mred"] + ["a"] * 6)
    done = run("explain", tmp_path, "1.1")
    assert "red" in done.stdout
    assert "\x1b" not in done.stdout
