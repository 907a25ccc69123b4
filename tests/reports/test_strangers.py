"""What strangers write in a cell, a sheet or a file name must not stop a report, run as code, or name a person."""

import datetime as dt
import re
import zipfile

import pytest
from builders import make_contract, make_workbook

import drift
from drift.wording import load_texts

SHEET = re.compile(r"sheet\.").match  # titles of sheets, among the texts
ODD = "😀 漢字 bel\x07 $a$ # @ <b> & =1+1 {x} %s \\n [DELETED]"
FIRST = dt.datetime(2022, 1, 3, 9)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("strangers") / "relation 😀 $x$ #<&>"
    for name, n in (("SLA 漢 $a$ 2022-01-01", 8), ("SLA 漢 $a$ 2023-01-01", 12)):
        make_contract(folder, name, [f"Leverancier dient binnen {i + 2} uur te reageren. {ODD}" for i in range(n)])
    incidents = [["Meldingnummer", "Omschrijving", "Aanmelddatum", "Gereed", "Aanmelder", "Behandelaar"]]
    events = [["Meldingnummer", "Datum", "Actie", "Tekst", "Door"]]
    for i in range(150):
        opened = FIRST + dt.timedelta(days=6 * i)
        incidents.append(
            [
                f"M{i}",
                f"{ODD} bel Jansen 06-12345678",
                opened,
                opened + dt.timedelta(hours=3),
                "Jan Jansen",
                "P. Visscher",
            ]
        )
        events.append(
            [f"M{i}", opened + dt.timedelta(hours=1), "Update", "=HYPERLINK(1) j.jansen@acme.nl", "P. Visscher"]
        )
    incidents.append(["M-fout", "x", "Jan Jansen", None, None, None])
    make_workbook(folder / "log.xlsx", {"Meldingen": incidents, "Acties": events})
    out = tmp_path_factory.mktemp("out")
    return drift.write_report(drift.analyse(folder), out, language="nl")


def content(path):
    if path.suffix != ".xlsx":
        return path.read_bytes().decode("utf-8", "ignore")
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())


def test_a_report_comes_out_with_a_plain_name(written):
    assert [path.name for path in written] == [
        "relation-x.pdf",
        "relation-x.html",
        "relation-x.xlsx",
        "relation-x.json",
        "run.json",
        "relation-x-roundtable.xlsx",
    ]


@pytest.mark.parametrize("secret", ["Jansen", "Visscher", "12345678", "@acme.nl"])
def test_no_output_names_a_person(written, secret):
    for path in written:
        assert secret not in content(path), path.name


def test_a_formula_in_the_workbook_is_one_of_ours_over_our_own_sheets(written):
    titles = "|".join(text for language in ("en", "nl") for key, text in load_texts(language).items() if SHEET(key))
    place = rf"'(?:{titles})'!\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?"
    ours = re.compile(rf"(?:{place}|(?:ABS|AVERAGE|EXP|GEOMEAN|ROWS|SUM|SUMPRODUCT)\(|[-*/(),]|\d+)+")
    formulas = re.findall("<f>([^<]*)</f>", content(written[2]))
    assert formulas
    assert [formula for formula in formulas if not ours.fullmatch(formula.replace("&apos;", "'"))] == []


def sheet_of(written):
    import openpyxl

    heads, *rows = openpyxl.load_workbook(written[2])["Meldingen"].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_the_text_is_kept_as_text(written):
    titles = {row["titel"] for row in sheet_of(written)}
    assert len(titles) == 1
    assert (
        titles.pop()
        .replace("_x0007_", "\x07")
        .startswith("😀 漢字 bel\x07 $a$ # @ <b> & =1+1 {x} %s \\n [DELETED] bel […] […]")
    )


def test_persons_are_numbers_by_first_appearance(written):
    first = sheet_of(written)[0]
    assert (first["melder (persoon nr.)"], first["behandelaar (persoon nr.)"]) == (1, 2)


@pytest.mark.long
def test_a_new_key_changes_no_byte(tmp_path, monkeypatch):
    incidents = [["Meldingnummer", "Aanmelddatum", "Aanmelder", "Behandelaar"]]
    incidents += [[f"M{i}", FIRST + dt.timedelta(days=i), f"Naam {i % 7}", f"Ander {i % 3}"] for i in range(60)]
    make_workbook(tmp_path / "in" / "log.xlsx", {"Meldingen": incidents})
    outputs = []
    for key in ("one", "another"):
        monkeypatch.setenv("DRIFT_KEY", key)
        outputs.append(drift.write_report(drift.analyse(tmp_path / "in"), tmp_path / key, language="nl"))
    assert [path.read_bytes() for path in outputs[0]] == [path.read_bytes() for path in outputs[1]]


def test_no_output_names_a_person_wherever_the_name_stands(tmp_path):
    heads = ["Meldingnummer", "Omschrijving", "Aanmelddatum", "Gereed", "Soort", "Prioriteit", "Aanmelder"]
    rows = [
        [f"Jansen-{i}", "jansen belde", FIRST + dt.timedelta(days=i), None, "voor Piet Jansen", "JANSEN", "Piet Jansen"]
        for i in range(60)
    ]
    rows.append(["X", "x", "Gerda Zonderling", None, None, None, None])
    make_workbook(tmp_path / "in" / "log Jansen.xlsx", {"Blad Jansen": [heads, *rows]})
    written = drift.write_report(drift.analyse(tmp_path / "in"), tmp_path / "out", language="nl")
    for path in written:
        text = content(path).casefold()
        assert "jansen" not in text, path.name
        assert "zonderling" not in text, path.name


def test_a_heading_of_an_attached_csv_is_no_formula_either():
    import pandas as pd

    from drift.reports.pdf import to_csv

    assert to_csv(pd.DataFrame({"=1+1+cmd": [1.0]})).decode().startswith("'=1+1+cmd")
