"""A cover says from when a version is in force; the name of a file often tells less, or the day of signing."""

import datetime as dt

import openpyxl
import pandas as pd
import pytest

from drift.project import open_project
from drift.sources.files import read_files

DUTCH = [
    ("Overeenkomst onderhoud",),
    ("Versie", "1.0"),
    ("Ingangsdatum", "1 januari 2019"),
    ("Ondertekend", "14-12-2018"),
]


def write(folder, name, *cover, clauses=12):
    folder.mkdir(exist_ok=True)
    book = openpyxl.Workbook()
    for row in cover:
        book.active.append(row)
    sheet = book.create_sheet("Eisen")
    sheet.append(("Nr", "Eis"))
    for i in range(clauses):
        sheet.append((f"{i + 1}", f"De leverancier herstelt storing {i} binnen {i + 1} uur."))
    book.save(folder / name)


def version_of(folder):
    readings = read_files(open_project(folder))
    (day,) = pd.concat(readings.frames["clauses"])["effective_on"].unique()
    return day, [note.code for note in readings.accounts[0].notes if "cover" in note.code]


@pytest.mark.parametrize(
    ("cover", "day"),
    [
        (DUTCH, dt.date(2019, 1, 1)),
        ([("Service agreement",), ("Effective date:", "", dt.datetime(2020, 7, 1))], dt.date(2020, 7, 1)),
        ([("Commencement date: 3 May 2021",)], dt.date(2021, 5, 3)),
    ],
)
def test_a_name_without_a_day_takes_that_of_the_cover(tmp_path, cover, day):
    write(tmp_path / "acme", "Overeenkomst v1.0 getekend 141218.xlsx", *cover)
    found, notes = version_of(tmp_path / "acme")
    assert found == day
    assert notes == ["note.date_of_cover"]


def test_a_name_with_a_year_takes_the_day_of_the_cover(tmp_path):
    write(tmp_path / "acme", "Overeenkomst v1.0 2019.xlsx", *DUTCH[:2], ("Ingangsdatum", "1 maart 2019"))
    assert version_of(tmp_path / "acme")[0] == dt.date(2019, 3, 1)


def test_a_day_in_the_name_stays_and_another_on_the_cover_is_told(tmp_path):
    write(tmp_path / "acme", "Overeenkomst v1.0 2018-06-01.xlsx", *DUTCH)
    assert version_of(tmp_path / "acme") == (dt.date(2018, 6, 1), ["note.date_beside_cover"])


def test_the_day_of_signing_in_a_name_gives_way_to_the_later_day_on_the_cover(tmp_path):
    write(tmp_path / "acme", "Overeenkomst v1.0 getekend 2018-12-14.xlsx", *DUTCH)
    assert version_of(tmp_path / "acme") == (dt.date(2019, 1, 1), ["note.date_of_cover"])


@pytest.mark.parametrize(
    "cover",
    [
        [("Versie", "0.9"), ("Ingangsdatum", "1 januari 2018")],  # of a version before
        [("Ingangsdatum", "1 januari 2018"), ("Ingangsdatum", "1 januari 2020")],
        [("Ingangsdatum", "nader te bepalen")],
        [("De ingangsdatum van de vorige overeenkomst was 1 januari 2018 en die van deze volgt",)],
    ],
)
def test_a_cover_that_tells_no_one_day_of_this_version_says_nothing(tmp_path, cover):
    write(tmp_path / "acme", "Overeenkomst v1.0 2019-05-01.xlsx", *cover)
    assert version_of(tmp_path / "acme") == (dt.date(2019, 5, 1), [])


def test_what_drift_toml_says_goes_before_the_cover(tmp_path):
    write(tmp_path / "acme", "Overeenkomst v1.0.xlsx", *DUTCH)
    entry = '[[document]]\nfiles = "*.xlsx"\neffective_on = 2019-02-02\n'
    (tmp_path / "acme" / "drift.toml").write_text(entry, encoding="utf-8")
    assert version_of(tmp_path / "acme") == (dt.date(2019, 2, 2), [])


def documents_of(folder):
    return {version.document for version in read_files(open_project(folder)).versions}


RISING = (
    "DVO liften beheer v1.0 2019-01-01",
    "DVO liften beheer ACME-BV v1.1 2020-01-01",
    "Afspraken liften beheer v2 2021-01-01",
)


@pytest.mark.parametrize(
    ("names", "documents"),
    [
        (RISING, {"liften beheer"}),
        (
            ("SLA liften beheer v1.0 2019-01-01", "SLA liften beheer concept NIET GETEKEND v1.1 2020-01-01"),
            {"SLA liften beheer"},
        ),
        ((*RISING[:2], "Afspraken liften beheer v1.1 2021-01-01"), 3),  # a number comes back
        ((*RISING[:2], "Afspraken liften beheer v2 2019-06-01"), 3),  # a higher number is older
        (
            tuple(
                f"SLA liften beheer {site} v{i} 20{i + 18}-01-01" for i, site in enumerate(("Noord", "Zuid", "West"), 1)
            ),
            3,
        ),
        (("SLA netwerk v1 2019-01-01", "SLA werkplek v2 2020-01-01", "SLA telefonie v3 2021-01-01"), 3),
    ],
)
def test_versions_whose_numbers_rise_are_of_one_document(tmp_path, names, documents):
    for name in names:
        write(tmp_path / "acme", f"{name}.xlsx")
    found = documents_of(tmp_path / "acme")
    assert (len(found) if isinstance(documents, int) else found) == documents
