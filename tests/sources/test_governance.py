"""Sheets that say who has the say: version history, contacts, meetings, escalation, RACI, in nl and en."""

import datetime as dt
import math

import openpyxl
import pandas as pd
import pytest
from builders import make_workbook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import read_contents

import drift
from drift.project import open_project
from drift.sources.accounts import FileAccount
from drift.sources.files import read_file, read_files
from drift.sources.people import People
from drift.sources.readings import join_files
from drift.tables.columns import schema_of, to_arrow
from drift.tables.intake import Intake

DAY = dt.datetime(2023, 3, 1)
CLAUSES = [["Nr", "Eis"], ["1.1", "Leverancier dient storingen binnen 4 uur te verhelpen."], ["1.2", "Klant meldt."]]
HISTORY = [
    ["Versie", "Datum", "Auteur", "Functie", "Goedgekeurd door", "Status", "Wijziging"],
    ["0.9", dt.datetime(2022, 11, 3), "Jan Jansen", "contractmanager", None, "concept", "eerste opzet"],
    ["1.0", dt.datetime(2023, 1, 9), "Jan Jansen", "contractmanager", "Piet de Vries (directeur)", "definitief", "-"],
    ["1.1", DAY, "Anna Bakker", "inkoper", "Piet de Vries (directeur)", "definitief", "norm strenger"],
]
MEETINGS = [
    ["Overleg", "Niveau", "Frequentie", "Deelnemers opdrachtgever", "Deelnemers leverancier"],
    ["Werkoverleg", "operationeel", "wekelijks", "Teamleider, monteur", "Servicemanager"],
    ["Contractoverleg", "tactisch", "maandelijks", "Contractmanager", "Servicemanager"],
    ["Stuurgroep", "strategisch", "2x per jaar", "Directeur", "Directeur"],
    ["Inkoopoverleg", None, "ad hoc", "Inkoper", None],
]


def read(path):
    """Return governance as it is stored, documents, the account of the file, and all that was read."""
    project = open_project(path)
    contents, people = read_contents(path), People(None)
    reading = read_file(contents, FileAccount(path.name, "read"), project, people)
    account, readings = reading.account, join_files([reading], people)
    frame = pd.concat([*readings.frames["governance"], schema_of("governance").empty_table().to_pandas()])
    stored = to_arrow("governance", frame.assign(relation="x")).to_pandas()
    for sheet in account.sheets:
        assert sheet.read == next(cells.n_rows for cells in contents.sheets if cells.sheet == sheet.sheet) or (
            sum(one.read for one in account.sheets) == sum(cells.n_rows for cells in contents.sheets)
        )
    return stored, readings.versions, Intake((account,)), readings


def governance_of(folder, sheets, name="SLA v1.1 2023-03-01.xlsx"):
    frame, versions, intake, readings = read(make_workbook(folder / name, sheets))
    return frame[frame["kind"] != "properties"], versions, intake, readings


def names_of(readings, persons):
    return [None if pd.isna(person) else readings.people.persons[person].name for person in persons]


def roles(frame):
    """Return (row, role, side, function, level) of every row, missing as None."""
    columns = ["row", "role", "side", "function", "level"]
    return [tuple(None if pd.isna(value) else value for value in row) for row in frame[columns].to_numpy()]


def test_a_version_history_on_its_own_sheet_gives_authors_and_approvers(tmp_path):
    frame, (version,), intake, readings = governance_of(tmp_path, {"Versiebeheer": HISTORY, "Eisen": CLAUSES})
    assert set(frame["kind"]) == {"version history"}
    assert roles(frame) == [
        (2, "author", None, "contract management", None),
        (3, "author", None, "contract management", None),
        (3, "approver", None, "management", None),
        (4, "author", None, "procurement", None),
        (4, "approver", None, "management", None),
    ]
    assert frame["clause_version"].tolist() == ["0.9", "1.0", "1.0", "1.1", "1.1"]
    assert frame["status"].tolist() == ["draft"] + ["signed"] * 4
    assert frame["on"].tolist()[-1] == dt.date(2023, 3, 1)
    assert names_of(readings, frame["person"]) == [
        "Jan Jansen", "Jan Jansen", "Piet de Vries", "Anna Bakker", "Piet de Vries"
    ]  # fmt: skip
    assert intake.total("accepted", "clauses") == 2
    assert intake.total("accepted", "governance") == 3
    assert names_of(readings, [version.author, version.approver]) == ["Anna Bakker", "Piet de Vries"]
    assert (version.function, version.status) == ("procurement", "signed")


@pytest.mark.parametrize("between", [[[None]], [[None], ["Eisen"]], []])
@pytest.mark.parametrize("title", [[], [["Versiebeheer"]], [["Service level agreement"], [None], ["Versiehistorie"]]])
def test_a_version_history_above_the_clauses_is_a_table_of_its_own(tmp_path, title, between):
    frame, _, intake, _ = governance_of(tmp_path, {"SLA": [*title, *HISTORY, *between, *CLAUSES]})
    assert len(frame) == 5
    assert intake.total("accepted", "clauses") == 2
    assert intake.total("accepted", "governance") == 3
    assert intake.total("read") == len([*title, *HISTORY, *between, *CLAUSES])


def test_a_version_history_below_the_clauses_is_no_clause(tmp_path):
    frame, _, intake, _ = governance_of(tmp_path, {"SLA": [*CLAUSES, [None], ["Document history"], *HISTORY]})
    assert (len(frame), intake.total("accepted", "clauses")) == (5, 2)


@pytest.mark.parametrize("title", [None, "Versiebeheer"])
@pytest.mark.parametrize("left", [True, False])
def test_a_version_history_beside_the_clauses_takes_nothing_from_them(tmp_path, title, left):
    clauses = [["Nr", "Omschrijving", "Norm"], *([f"1.{i}", "Leverancier dient te leveren.", "99 %"] for i in range(9))]
    history = [*HISTORY, *([None] * 7 for _ in range(6))]
    pairs = list(zip(history, clauses, strict=True))
    rows = [[*one, None, *other] if left else [*other, None, *one] for one, other in pairs]
    above = [[title] if left else [None] * 4 + [title]] if title else []
    frame, (version,), intake, readings = governance_of(tmp_path, {"SLA": [*above, *rows]})
    assert len(frame) == 5
    assert intake.total("accepted", "clauses") == 9
    assert intake.total("read") == len(above) + len(rows)
    assert names_of(readings, [version.author]) == ["Anna Bakker"]
    (clauses_read,) = readings.frames["clauses"]
    assert set(clauses_read["text"]) == {"Leverancier dient te leveren; Norm 99 %"}


def test_the_english_headings_are_known_as_well(tmp_path):
    history = [
        ["Version", "Date", "Author", "Approved by", "Description of change"],
        ["1.0", DAY, "Mary Jones, contract manager", "Carl Smith - managing director", "first issue"],
    ]
    frame, *_ = governance_of(tmp_path, {"Document control": history, "Requirements": CLAUSES})
    assert roles(frame) == [
        (2, "author", None, "contract management", None),
        (2, "approver", None, "management", None),
    ]


def test_a_numbered_history_under_a_title_is_no_list_of_clauses(tmp_path):
    rows = [["Nr", "Versie", "Datum", "Auteur", "Omschrijving"], ["1", "0.1", DAY, "Jan Jansen", "opzet"]]
    frame, _, intake, _ = governance_of(tmp_path, {"Wijzigingshistorie": rows, "Eisen": CLAUSES})
    assert (len(frame), intake.total("accepted", "clauses")) == (1, 2)


@pytest.mark.parametrize(
    "heads",
    [
        ["Nr", "Omschrijving", "Versie", "Datum", "Auteur"],
        ["Nr", "Eis", "Versie", "Datum", "Auteur", "Status"],
        ["Id", "Requirement", "Version", "Date", "Approved by", "Owner"],
        ["Artikel", "Afspraak", "Overleg", "Frequentie", "Deelnemers"],
    ],
)
def test_clauses_with_a_version_or_a_meeting_each_stay_clauses(tmp_path, heads):
    rows = [[f"{i}", "De leverancier dient te leveren.", "1.0", DAY, "Jan Jansen", "x"][: len(heads)] for i in range(5)]
    frame, _, intake, _ = governance_of(tmp_path, {"Overlegstructuur": [heads, *rows]})
    assert frame.empty
    assert intake.total("accepted", "clauses") == 5


def test_a_specification_of_one_column_below_a_history_keeps_every_clause(tmp_path):
    clauses = [[f"{i}.1 De leverancier dient elke melding te beantwoorden."] for i in range(1, 41)]
    frame, _, intake, _ = governance_of(tmp_path, {"SLA": [*HISTORY[:2], [None], *clauses]})
    assert (len(frame), intake.total("accepted", "clauses")) == (1, 40)


def test_a_meeting_matrix_tells_level_frequency_and_both_sides(tmp_path):
    frame, _, intake, _ = governance_of(tmp_path, {"Overlegstructuur": MEETINGS, "Eisen": CLAUSES})
    meetings = frame[frame["role"] == "meeting"]
    assert meetings["topic"].tolist() == ["Werkoverleg", "Contractoverleg", "Stuurgroep", "Inkoopoverleg"]
    assert meetings["level"].tolist()[:3] == ["operational", "tactical", "strategic"]
    assert meetings["times_a_year"].tolist()[:3] == [52, 12, 2]
    assert math.isnan(meetings["times_a_year"].iloc[3])
    assert roles(frame[frame["role"] == "participant"])[:3] == [
        (2, "participant", "customer", "operations", "operational"),
        (2, "participant", "customer", "operations", "operational"),
        (2, "participant", "supplier", "operations", "operational"),
    ]
    assert frame["person"].isna().all()  # functions, no names
    assert intake.total("accepted", "governance") == 4


def test_a_level_is_not_guessed_where_merged_cells_do_not_tell(tmp_path):
    rows = [MEETINGS[0], ["Werkoverleg", None, "wekelijks", "Monteur", None], MEETINGS[2]]
    frame, *_ = governance_of(tmp_path, {"Overlegstructuur": rows})
    assert frame.loc[frame["row"] == 2, "level"].isna().all()


def test_two_heading_rows_give_each_column_its_side(tmp_path):
    rows = [
        ["Overlegstructuur"],
        ["Meeting", "Frequency", "Participants", None],
        [None, None, "Customer", "Supplier"],
        ["Operational meeting", "weekly", "J. Smith", "M. Jones"],
    ]
    frame, _, _, readings = governance_of(tmp_path, {"Meetings": rows, "Eisen": CLAUSES})
    assert roles(frame) == [
        (4, "meeting", None, None, "operational"),
        (4, "participant", "customer", None, "operational"),
        (4, "participant", "supplier", None, "operational"),
    ]
    assert names_of(readings, frame["person"]) == [None, "J. Smith", "M. Jones"]


def test_a_participant_a_row_goes_on_with_the_meeting_above(tmp_path):
    rows = [
        ["Overleg", "Frequentie", "Niveau", "Deelnemers", "Partij"],
        ["Kwartaaloverleg", "per kwartaal", "tactisch", "Contractmanager", "Klant"],
        [None, None, None, "Servicemanager", "Leverancier"],
    ]
    frame, *_ = governance_of(tmp_path, {"Overleg": rows})
    assert frame["topic"].tolist() == ["Kwartaaloverleg"] * 3
    assert frame["role"].tolist() == ["meeting", "participant", "participant"]
    assert frame["side"].tolist()[1:] == ["customer", "supplier"]
    assert frame.loc[frame["role"] == "meeting", "times_a_year"].tolist() == [4]


def test_an_escalation_matrix_tells_who_is_next_at_each_level(tmp_path):
    rows = [
        ["Escalatieniveau", "Opdrachtgever", "Opdrachtnemer"],
        ["Operationeel", "Teamleider Techniek", "Servicemanager"],
        ["Tactisch", "Contractmanager", "Accountmanager"],
        ["3", "Directeur", "Directeur"],
    ]
    frame, *_ = governance_of(tmp_path, {"Escalatiematrix": rows, "Eisen": CLAUSES})
    assert roles(frame) == [
        (2, "escalation", "customer", "operations", "operational"),
        (2, "escalation", "supplier", "operations", "operational"),
        (3, "escalation", "customer", "contract management", "tactical"),
        (3, "escalation", "supplier", "contract management", "tactical"),
        (4, "escalation", "customer", "management", None),
        (4, "escalation", "supplier", "management", None),
    ]
    assert frame["topic"].tolist()[-1] == "3"


def test_contacts_lose_their_telephone_numbers_and_names(tmp_path):
    rows = [
        ["Naam", "Functie", "Organisatie", "Telefoon", "E-mail"],
        ["Jan Jansen", "Inkoper", "Opdrachtgever", "06-12345678", "jan@acme.nl"],
        ["Karin Mol", "Hoofd Techniek", "Acme BV", "06-12345679", "karin@acme.nl"],
    ]
    frame, _, intake, readings = governance_of(tmp_path, {"Contactpersonen": rows, "Eisen": CLAUSES})
    assert roles(frame) == [
        (2, "contact", "customer", "procurement", None),
        (3, "contact", None, "management", None),
    ]
    assert frame["organisation"].tolist() == ["Opdrachtgever", "Acme BV"]
    assert names_of(readings, frame["person"]) == ["Jan Jansen", "Karin Mol"]
    text = frame.to_csv()
    assert not any(word in text for word in ("Jansen", "Mol", "0612345678", "12345678", "acme.nl"))
    assert readings.people.mask("bel Jan Jansen") != "bel Jan Jansen"
    assert intake.total("accepted", "people") == 0


@pytest.mark.parametrize(
    "heads",
    [
        ["Taak", "Contractmanager", "Inkoper", "Leverancier"],
        ["Activity", "Contract manager", "Procurement", "Supplier"],
        ["Wat er gebeurt", "Contractbeheerder", "Inkoop", "Opdrachtnemer"],
    ],
)
def test_a_raci_with_roles_as_columns(tmp_path, heads):
    rows = [heads, ["Wijziging SLA", "A", "R", "C"], ["Maandrapport", "I", None, "A/R"]]
    frame, _, intake, _ = governance_of(tmp_path, {"RACI": rows, "Eisen": CLAUSES})
    assert roles(frame) == [
        (2, "accountable", None, "contract management", None),
        (2, "responsible", None, "procurement", None),
        (2, "consulted", "supplier", None, None),
        (3, "informed", None, "contract management", None),
        (3, "accountable", "supplier", None, None),
        (3, "responsible", "supplier", None, None),
    ]
    assert frame["topic"].tolist() == ["Wijziging SLA"] * 3 + ["Maandrapport"] * 3
    assert (intake.total("accepted", "governance"), intake.total("accepted", "clauses")) == (2, 2)


def test_a_raci_with_the_side_above_the_roles(tmp_path):
    rows = [
        [None, "Opdrachtgever", None, "Leverancier", None],
        ["Proces", "Inkoper", "Directeur", "Directeur", "Monteur"],
        ["Storing verhelpen", "I", "I", "A", "R"],
    ]
    frame, *_ = governance_of(tmp_path, {"Verantwoordelijkheden": rows})
    assert frame["side"].tolist() == ["customer", "customer", "supplier", "supplier"]
    assert frame["function"].tolist() == ["procurement", "management", "management", "operations"]


def test_a_raci_with_the_letters_as_columns(tmp_path):
    rows = [
        ["Task", "Responsible", "Accountable", "Consulted", "Informed"],
        ["Report", "Service manager supplier", "Contract manager", None, "Customer, supplier"],
    ]
    frame, *_ = governance_of(tmp_path, {"Roles and responsibilities": rows})
    assert roles(frame) == [
        (2, "responsible", "supplier", "operations", None),
        (2, "accountable", None, "contract management", None),
        (2, "informed", "customer", None, None),
        (2, "informed", "supplier", None, None),
    ]


def test_clauses_with_columns_of_letters_stay_clauses(tmp_path):
    rows = [["Nr", "Eis", "Klant", "Leverancier"], *([f"1.{i}", "Leverancier dient.", "A", "R"] for i in range(4))]
    frame, _, intake, _ = governance_of(tmp_path, {"Eisen": rows})
    assert frame.empty
    assert intake.total("accepted", "clauses") == 4


def test_the_analyst_may_say_that_a_sheet_is_governance(tmp_path):
    rows = [["Wat", "Hoe vaak dan", "Wie dan"], ["Teamoverleg", "wekelijks", "Monteur"]]
    path = make_workbook(tmp_path / "afspraken.xlsx", {"Blad1": rows})
    frame, *_ = read(path)
    assert frame.empty
    toml = """[[source]]
files = "afspraken.xlsx"
table = "governance"
columns = { meeting = "Wat", frequency = "Hoe vaak dan", participants = "Wie dan" }
"""
    (tmp_path / "drift.toml").write_text(toml, encoding="utf-8")
    frame, *_ = read(path)
    assert frame["role"].tolist() == ["meeting", "participant"]
    assert frame["times_a_year"].tolist()[0] == 52


def test_no_output_holds_a_name_of_a_governance_sheet(tmp_path):
    sheets = {"Versiebeheer": HISTORY, "Eisen": [*CLAUSES, ["1.3", "Bel Anna Bakker bij vragen."]]}
    make_workbook(tmp_path / "in" / "SLA v1.1 2023-03-01.xlsx", sheets)
    analysis = drift.analyse(tmp_path / "in")
    assert "governance" not in analysis.tables
    assert {"author", "approver"}.isdisjoint(analysis.measured.paper.stocks.versions.columns)
    drift.write_report(analysis, tmp_path / "out", language="nl")
    text = (tmp_path / "out" / "in.json").read_text(encoding="utf-8")
    assert "Bakker" not in text
    assert analysis.tables["clauses"]["text"].iloc[-1].count("Bakker") == 0


shuffled = st.permutations(range(7))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=shuffled)
def test_the_order_of_columns_does_not_matter(tmp_path_factory, order):
    folder = tmp_path_factory.mktemp("shuffled")
    rows = [[row[i] for i in order] for row in HISTORY]
    frame, *_ = governance_of(folder, {"Versies": rows, "Eisen": CLAUSES})
    expected = [("author", "contract management"), ("author", "contract management"), ("approver", "management"),
                ("author", "procurement"), ("approver", "management")]  # fmt: skip
    assert list(zip(frame["role"], frame["function"], strict=True)) == expected
    assert frame["clause_version"].tolist() == ["0.9", "1.0", "1.0", "1.1", "1.1"]


def test_without_a_date_in_the_name_the_version_history_gives_it(tmp_path):
    sheets = {"Versiebeheer": HISTORY, "Eisen": CLAUSES}
    _, (version,), intake, readings = governance_of(tmp_path, sheets, "SLA v1.0.xlsx")
    assert version.effective_on == dt.date(2023, 1, 9)
    assert [frame["effective_on"].tolist() for frame in readings.frames["clauses"]] == [[dt.date(2023, 1, 9)] * 2]
    (note,) = [note for note in intake.files[0].notes if note.code.startswith(("note.date_of", "note.no_date"))]
    assert (note.code, note.values["on"]) == ("note.date_of_history", dt.date(2023, 1, 9))


@pytest.mark.parametrize(
    ("name", "day", "codes"),
    [
        ("SLA v1.0 2023.xlsx", dt.date(2023, 1, 9), ["note.date_fuller"]),
        ("SLA v1.0 2023-01.xlsx", dt.date(2023, 1, 9), ["note.date_fuller"]),
        ("SLA v1.0 03-04-2025.xlsx", dt.date(2025, 4, 3), ["note.dates_of_version"]),
        ("SLA v1.0 2021.xlsx", dt.date(2021, 1, 1), ["note.dates_of_version", "note.rough_date"]),
        ("SLA v1.0 01-02-2023.xlsx", dt.date(2023, 2, 1), []),  # signed three weeks before
    ],
)
def test_the_fuller_date_in_the_period_of_the_name_wins_and_a_contradiction_is_told(tmp_path, name, day, codes):
    _, (version,), intake, readings = governance_of(tmp_path, {"Versiebeheer": HISTORY, "Eisen": CLAUSES}, name)
    assert version.effective_on == day
    assert [frame["effective_on"].tolist() for frame in readings.frames["clauses"]] == [[day] * 2]
    told = [note for note in intake.files[0].notes if "date" in note.code]
    assert [note.code for note in told] == codes
    assert all(note.values["on"] == dt.date(2023, 1, 9) for note in told if note.code != "note.rough_date")


NAMED = [["Ingangsdatum", dt.datetime(2022, 4, 1)], ["Contract", "geldig per 1 mei 2022"], [None, None]]
DATED = [["Nr", "Eis", "Geldig vanaf"], *([*row, dt.datetime(2021, 2, i + 3)] for i, row in enumerate(CLAUSES[1:]))]


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Voorblad!B1", dt.date(2022, 4, 1)),
        ("'voorblad'!$B$2", dt.date(2022, 5, 1)),
        ("B1", dt.date(2022, 4, 1)),
        ("Geldig vanaf", dt.date(2021, 2, 4)),
        ("2020-07-01", dt.date(2020, 7, 1)),
        ("filename", dt.date(2023, 3, 1)),
    ],
)
def test_drift_toml_points_at_the_day_a_version_takes_effect(tmp_path, told, day):
    toml = f'[[document]]\nfiles = "*.xlsx"\neffective_on = "{told}"\n'
    (tmp_path / "drift.toml").write_text(toml, encoding="utf-8")
    make_workbook(tmp_path / "SLA 2023-03-01.xlsx", {"Voorblad": NAMED, "Eisen": DATED})
    readings = read_files(open_project(tmp_path))
    assert [version.effective_on for version in readings.versions] == [day]
    assert {on for frame in readings.frames["clauses"] for on in frame["effective_on"]} == {day}
    assert not readings.accounts[0].problems
    notes = [note.code for account in readings.accounts for note in account.notes]
    assert ("note.dates_of_column" in notes) == (told == "Geldig vanaf")


@pytest.mark.parametrize(("told", "sheet", "cell"), [("Blad9!B1", "Blad9", "B1"), ("Ingangsdag", None, None)])
def test_what_drift_toml_points_at_and_is_not_there_is_told_and_the_name_counts(tmp_path, told, sheet, cell):
    toml = f'[[document]]\nfiles = "*.xlsx"\neffective_on = "{told}"\n'
    (tmp_path / "drift.toml").write_text(toml, encoding="utf-8")
    make_workbook(tmp_path / "SLA 2023-03-01.xlsx", {"Voorblad": NAMED, "Eisen": DATED})
    readings = read_files(open_project(tmp_path))
    assert [version.effective_on for version in readings.versions] == [dt.date(2023, 3, 1)]
    (problem,) = readings.accounts[0].problems
    assert (problem.at.sheet, problem.at.cell, problem.expected) == (sheet, cell, "expected.effective_on")


def test_an_empty_table_of_another_file_makes_no_contract_of_a_log(tmp_path):
    make_workbook(tmp_path / "a.xlsx", {"Contactpersonen": [["Naam", "Functie", "Telefoon"]]})
    log = [["Ticket", "Opened", "Handler", "Group", "Status"], ["I1", "2024-03-05 10:00", "Jan Jansen", "G", "Closed"]]
    path = make_workbook(tmp_path / "b.xlsx", {"Log": log})
    book = openpyxl.load_workbook(path)
    book.properties.creator = "Piet de Vries"
    book.save(path)
    readings = read_files(open_project(tmp_path), keep_key=False)
    assert not sum(map(len, readings.frames["governance"]))
    assert "Piet de Vries" not in {person.name for person in readings.people.persons.values()}


def test_a_list_of_contacts_without_any_date_beside_the_clauses_is_read(tmp_path):
    people = [["Naam", "Functie", "Organisatie", "E-mail"], ["Jan Jansen", "monteur", "Noord BV", "x@x.nl"]]
    make_workbook(tmp_path / "SLA 2022-01-01.xlsx", {"Eisen": CLAUSES, "Contactpersonen": people})
    intake = drift.check(tmp_path)
    assert (intake.total("accepted", "clauses"), intake.total("accepted", "governance")) == (2, 1)
