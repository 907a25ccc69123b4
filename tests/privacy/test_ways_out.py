"""A name that the log tells stands in no output of any command, wherever else in the folder it was written."""

import datetime as dt
import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest
from builders import make_workbook
from click.testing import CliRunner
from pypdf import PdfReader

from drift.cli.main import cli

NAME = "Gerda Zonderling"
SOUGHT = re.compile("zonderling|gerda", re.I)
LATER = dt.timedelta(hours=4)
TOML = f"""
relation = "Relatie {NAME}"
alias = "Hal 7 van {NAME}"
aliases = {{ "Relatie {NAME}" = ["Zonderling en Co"] }}
parties = {{ supplier = ["{NAME}"] }}
[[source]]
files = "log*.xlsx"
sheet = "Log {NAME}"
tool = "lijst van {NAME}"
[[document]]
files = "SLA*.xlsx"
name = "SLA van {NAME}"
[[milestone]]
on = 2021-02-01
what = "{NAME} ging weg"
[[scope]]
on = 2021-01-01
unit = "lijnen van {NAME}"
amount = 4
"""


def make_folder(top):
    """Write a contract and a log in which the name stands in every place that people can write."""
    folder = top / f"Relatie {NAME}"
    heads = ["Incident", "Title", "Opened", "Resolved", "Handler", "Category", "Object", "Group", "Status", "Priority"]
    rows: list[list[object]] = [[*heads, f"Gezien door {NAME}"]]
    for i in range(48):
        opened = dt.datetime(2021, 1 + i // 8, 1 + i % 8 * 3, 9)
        told = [f"{kind} {NAME}" for kind in ("Soort", "Pomp", "Team", "Klaar", "P1")]
        who = NAME if i % 2 else "Pieter Belt"
        rows.append([f"I{i} {NAME}" if i == 3 else f"I{i}", f"Pomp, {NAME}", opened, opened + LATER, who, *told, "x"])
    lists = [
        ["Datum", f"Notitie {NAME}", "Aantal", "Bedrag"],
        *([dt.datetime(2021, 1, d), "x", 3, 4] for d in range(1, 13)),
    ]
    make_workbook(folder / f"log {NAME}.xlsx", {f"Log {NAME}": rows, f"Lijst {NAME}": lists})
    for version, hours in ((1, 4), (2, 2)):
        texts = [
            f"De leverancier zal storingen binnen {hours} uur oplossen.",
            *[f"{NAME} zal elke {hours}e dag bellen."] * 3,
        ]
        clauses = [[f"1.{i} {NAME}", text, f"beheer {NAME}"] for i, text in enumerate(texts, start=1)]
        sheets = {f"Eisen {NAME}": [["Nr", "Omschrijving", f"Eigenaar, {NAME}"], *clauses]}
        make_workbook(folder / f"SLA {NAME} v{version} 0{version}-01-2021.xlsx", sheets)
    (folder / f"kapot {NAME}.xlsx").write_bytes(b"PK\x03\x04" + NAME.encode())
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_folder(tmp_path_factory.mktemp("planted"))


def run(*arguments):
    """Return all that a command prints; the paths it was given are the user's own words."""
    result = CliRunner().invoke(cli, [*map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    printed = result.stdout + result.stderr
    for given in arguments:
        printed = printed.replace(str(given), "") if isinstance(given, Path) else printed
    return printed


def opened(path):
    """Return every text of a file, archives and the pages of a PDF opened."""
    content = path.read_bytes()
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
    if content[:5] == b"%PDF-":
        with pikepdf.open(path) as pdf:
            said = [page.extract_text() for page in PdfReader(path).pages]
            held = [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Filter" in one]
            return " ".join([*said, str(pdf.docinfo), *(one.decode("utf-8", "ignore") for one in held)])
    return content.decode("utf-8", "ignore")


@pytest.mark.parametrize("options", [(), ("--all",), ("--json",)])
def test_check_names_nobody(folder, options):
    printed = run("check", folder, *options, "--lang", "nl")
    assert len(printed) > 300
    assert not SOUGHT.search(printed)


def test_explain_names_nobody(folder):
    printed = run("explain", folder, "I5", "--json")
    assert json.loads(printed)["what"]
    assert not SOUGHT.search(printed + run("explain", folder, "nonsense"))


def test_what_init_proposes_names_nobody_and_reads_the_same(folder, tmp_path):
    own = tmp_path / folder.name
    shutil.copytree(folder, own)
    before = json.loads(run("check", own, "--json"))["files"]
    assert not SOUGHT.search(run("init", own))
    proposed = (own / "drift.toml").read_text()
    assert not SOUGHT.search(proposed)
    assert '# alias = "Relation 1"' in proposed
    assert f'files = "log {"?" * len(NAME)}.xlsx"' in proposed
    kept = [own / ".drift" / "last.json", own / ".drift" / "last.parquet", own / "purpose-nl.pdf"]
    assert not [path.name for path in kept if SOUGHT.search(opened(path))]
    after = {file["file"]: file for file in json.loads(run("check", own, "--json"))["files"]}
    assert {file["file"]: file["tables"] for file in before} == {
        file["file"]: after[file["file"]]["tables"] for file in before
    }


@pytest.mark.parametrize(("edition", "lang"), [("ours", "nl"), ("shared", "en")])
def test_a_report_names_nobody(folder, tmp_path, edition, lang):
    own = tmp_path / "in"
    shutil.copytree(folder, own)
    (own / "drift.toml").write_text(TOML)
    (own / "comments.toml").write_text(f'[[comment]]\npage = "scissors"\ntext = "Vraag het {NAME}"\n')
    printed = run("report", own, "--out", tmp_path / "out", "--edition", edition, "--lang", lang)
    written = sorted((tmp_path / "out").iterdir())
    assert not SOUGHT.search(printed + " ".join(path.name for path in written))
    assert {"hal-7-van.json", "hal-7-van-shared.json"} & {path.name for path in written}
    assert not [path.name for path in written if SOUGHT.search(opened(path))]


def test_a_refusal_of_several_relations_names_nobody(tmp_path):
    rows = [["Incident", "Title", "Opened", "Resolved", "Handler", "Klant"]]
    for i in range(40):
        at = dt.datetime(2021, 1, 1 + i % 28, 9)
        rows.append([f"I{i}", "pomp", at, at + LATER, NAME, ("Acme", f"Firma {NAME}", "Globex")[i % 3]])
    make_workbook(tmp_path / "in" / "log.xlsx", {"Log": rows})
    printed = run("report", tmp_path / "in", "--out", tmp_path / "out")
    assert "Acme (14)" in printed
    assert not SOUGHT.search(printed)
    assert not SOUGHT.search(
        run("report", tmp_path / "in", "--out", tmp_path / "out", "--relation", f"{NAME} 2").replace("2", "")
    )


def test_a_setting_that_is_refused_shows_no_address(tmp_path):
    (tmp_path / "drift.toml").write_text('zone = "gerda@zonderling.nl"\n')
    assert not SOUGHT.search(run("check", tmp_path))


def test_relations_that_are_persons_are_not_listed(tmp_path):
    """Who makes the column of callers tell customers apart gets no list of them."""
    callers = ["Hans Krombeenstra", "Marieke Zwaveltak", "Johanna Oudenaarden", "Ietje Fonteinga"]
    heads = ["Incidentnummer", "Korte omschrijving", "Aanmelddatum", "Gereed", "Aanmelder", "Behandelaar"]
    days = [dt.datetime(2021, 1 + i // 8, 1 + i % 8 * 3, 9) for i in range(48)]
    rows = [[f"I{i}", "Pomp stuk", day, day + LATER, callers[i % 4], "Pieter Belt"] for i, day in enumerate(days)]
    make_workbook(tmp_path / "in" / "meldingen.xlsx", {"Log": [heads, *rows]})
    (tmp_path / "in" / "drift.toml").write_text('relation_column = "Aanmelder"\n', encoding="utf-8")
    done = CliRunner().invoke(cli, ["report", str(tmp_path / "in"), "--out", str(tmp_path / "out")])
    assert "[…] (12)" in done.output
    said = done.output
    assert [word for name in callers for word in name.split() if word.lower() in said.lower()] == []
