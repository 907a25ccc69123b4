"""Words for how often, for jobs, sides and levels, for the status of a version, and the properties of a file."""

import datetime as dt
import math

import openpyxl
import pytest
from reading import read_contents

from drift.project.settings import Document
from drift.sources.people import People
from drift.sources.rows.clauses.contracts import identify_version
from drift.sources.rows.clauses.provenance import read_properties
from drift.sources.values.filenames import read_name
from drift.sources.values.frequencies import times_a_year
from drift.sources.values.roles import Holder, function_of, level_of, read_holders, side_of
from drift.sources.values.statuses import plain_version, status_of


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Maandelijks", 12), ("per kwartaal", 4), ("wekelijks", 52), ("2x per jaar", 2), ("2 x per jaar", 2),
        ("tweewekelijks", 26), ("om de week", 26), ("elke 2 weken", 26), ("1x per 6 weken", 52 / 6),
        ("halfjaarlijks", 2),
        ("tweejaarlijks", 0.5), ("minimaal 2 keer per jaar", 2), ("eens per maand", 12), ("dagelijks", 260),
        ("Monthly", 12), ("quarterly", 4), ("twice a year", 2), ("every two weeks", 26), ("fortnightly", 26),
        ("4 times per year", 4), ("semi-annually", 2), ("wekelijks (52x per jaar)", 52),
    ],
)  # fmt: skip
def test_a_frequency_is_times_a_year(text, times):
    assert times_a_year(text) == pytest.approx(times)


@pytest.mark.parametrize(
    "text",
    ["ad hoc", "bi-weekly", "bimonthly", "per jaar 4 keer", "2x maandelijks", "per week of per maand", ""],
)  # fmt: skip
def test_what_does_not_tell_one_frequency_is_unknown(text):
    assert math.isnan(times_a_year(text))


@pytest.mark.parametrize(
    ("title", "function"),
    [
        ("Senior inkoper", "procurement"), ("Hoofd Inkoop", "procurement"), ("Procurement manager", "procurement"),
        ("Contractmanager", "contract management"), ("Service level manager", "contract management"),
        ("Servicemanager", "operations"), ("Service Delivery Manager", "operations"), ("Teamleider", "operations"),
        ("monteurs", "operations"), ("Algemeen directeur", "management"), ("Head of Facilities", "management"),
        ("Operationeel directeur", "management"), ("Jurist", "Jurist"),
        ("Adviseur Huisvesting", "Adviseur Huisvesting"),
    ],
)  # fmt: skip
def test_a_job_title_tells_the_function_or_stays_as_written(title, function):
    assert function_of(title) == function


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Opdrachtgever", "customer"), ("namens de leverancier", "supplier"), ("Service provider", "supplier"),
        ("OG", "customer"), ("on call", None), ("klant en leverancier", None), ("Supplier manager", None),
        ("Customer service manager", None), ("Acme BV", None),
    ],
)  # fmt: skip
def test_a_side_is_told_by_its_words_alone(text, side):
    assert side_of(text) == side


def test_a_level_is_told_or_missing():
    assert level_of("Tactisch overleg") == "tactical"
    assert level_of(None, "Strategic board") == "strategic"
    assert level_of("tactisch/operationeel") is None
    assert level_of("1", "Stuurgroep") is None


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("J. de Vries (contractmanager)", [Holder("J. de Vries", "contract management")]),
        ("Contractmanager: J. de Vries", [Holder("J. de Vries", "contract management")]),
        ("Jan Jansen, directeur", [Holder("Jan Jansen", "management")]),
        ("dhr. P. Bakker / mw. A. Smit", [Holder("P. Bakker"), Holder("A. Smit")]),
        ("Jan Jansen en Piet de Vries", [Holder("Jan Jansen"), Holder("Piet de Vries")]),
        ("-", []),
    ],
)
def test_a_cell_for_names_gives_persons_and_their_functions(text, holders):
    assert read_holders(text, named=True) == holders


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Contractmanager, servicemanager", [Holder(None, "contract management"), Holder(None, "operations")]),
        (
            "Klant: inkoper en monteur",
            [Holder(None, "procurement", "customer"), Holder(None, "operations", "customer")],
        ),
        ("Directeur Facilitaire Zaken", [Holder(None, "management")]),
        ("Directeur J. Bos", [Holder("J. Bos", "management")]),
        ("Leverancier", [Holder(None, None, "supplier")]),
    ],
)
def test_a_cell_for_participants_tells_functions_from_persons(text, holders):
    assert read_holders(text, named=False) == holders


@pytest.mark.parametrize(
    ("text", "version", "status"),
    [
        ("Concept", None, "draft"), ("definitief", "0.9", "signed"), ("vigerend", None, "in force"),
        (None, "0.9", "draft"),
        (None, "v0.1", "draft"), (None, "1.0", None), (None, "10.9", None), ("definitief concept", None, "draft"),
        ("nog niet getekend", None, None), ("concept, later vastgesteld", None, None), ("final draft", None, "draft"),
    ],
)  # fmt: skip
def test_the_status_is_said_in_words_or_by_a_version_below_one(text, version, status):
    assert status_of(text, version) == status


def test_versions_are_compared_by_their_number():
    assert plain_version("v1.0") == plain_version("Versie 1") == plain_version("1") == "1"
    assert plain_version("1.10") != plain_version("1.1")
    assert plain_version("concept") == plain_version(None) == ""


@pytest.mark.parametrize(
    ("file", "document", "status"),
    [
        ("SLA v0.9 2023-01-01.xlsx", "SLA", "draft"),
        ("SLA v0.9 def 2023-01-01.xlsx", "SLA", "signed"),
        ("SLA vigerend 2023.xlsx", "SLA", "in force"),
        ("SLA final draft v2.xlsx", "SLA", "draft"),
        ("Live services v2.xlsx", "Live services", None),
    ],
)
def test_the_name_of_a_file_tells_its_status(file, document, status):
    name = read_name(file)
    assert (name.document, name.status) == (document, status)


@pytest.mark.parametrize(
    ("file", "role"),
    [
        ("DAP techniek v2 2023-01-01.xlsx", "dap"),
        ("Dossier Afspraken en Procedures 2023-01-01.xlsx", "dap"),
        ("Werkafspraken balie.xlsx", "dap"),
        ("Working agreements v1.xlsx", "dap"),
        ("SLA en DAP v1.xlsx", "sla"),
        ("Adaptief onderhoud.xlsx", "sla"),
    ],
)
def test_working_agreements_are_known_by_their_name(file, role):
    assert identify_version(file, ()).role == role
    assert identify_version(file, (Document(files="*", name="Afspraken", role="prices"),)).role == "prices"
    assert identify_version(file, (Document(files="*"),)).role == role


def test_the_properties_of_a_file_are_authors_and_programs_are_nobody(tmp_path):
    book = openpyxl.Workbook()
    book.properties.creator, book.properties.lastModifiedBy = "Jan Jansen", "Microsoft Office User"
    book.properties.created = dt.datetime(2022, 5, 4, 10)
    book.active.append(["Nr", "Eis"])
    book.save(tmp_path / "a.xlsx")
    properties = read_contents(tmp_path / "a.xlsx").properties
    assert properties["creator"] == "Jan Jansen"
    people = People(None)
    (row,) = read_properties("a.xlsx", properties, people).to_dict("records")
    assert (row["role"], row["kind"], row["on"]) == ("author", "properties", dt.date(2022, 5, 4))
    assert people.persons[row["person"]].name == "Jan Jansen"


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Vries, J. de", ["Vries, J. de"]),
        ("Dijk, Pieter van", ["Dijk, Pieter van"]),
        ("Kuipers, J.W.", ["Kuipers, J.W."]),
        ("Kevin v/d Pol / A. Smit", ["Kevin v/d Pol", "A. Smit"]),
        ("J. Jansen, P. Bakker", ["J. Jansen", "P. Bakker"]),
        ("Jansen, Bakker", ["Jansen", "Bakker"]),
    ],
)
def test_a_name_with_the_family_name_first_is_one_person(text, persons):
    assert [holder.person for holder in read_holders(text, named=True)] == persons
