"""Roles, meetings and authors of each version, and who has the say over all of them."""

import datetime as dt
import math

import pytest
from builders import make_workbook

from drift.contract.governance import read_governance, show_count
from drift.project import open_project
from drift.sources.files import read_files
from drift.tables.store import build_tables

CLAUSES = [["Nr", "Eis"], ["1.1", "Leverancier dient storingen te verhelpen."]]
HEADS = ["Versie", "Datum", "Auteur", "Functie", "Goedgekeurd door"]
ROWS = [
    ["1.0", dt.datetime(2021, 1, 4), "Jan Jansen", "teamleider", "Piet de Vries (directeur)"],
    ["2.0", dt.datetime(2022, 1, 3), "Jan Jansen", "teamleider", "Piet de Vries"],
    ["3.0", dt.datetime(2023, 1, 2), "Anna Bakker", "inkoper", "Anna Bakker (inkoper)"],
]
MEETINGS = [
    ["Overleg", "Niveau", "Frequentie", "Deelnemers klant", "Deelnemers leverancier"],
    ["Werkoverleg", "operationeel", "wekelijks", "Teamleider", "Servicemanager"],
    ["Dagstart", "operationeel", "ad hoc", "Monteur", "Monteur"],
    ["Stuurgroep", "strategisch", "per kwartaal", "Directeur", "Directeur"],
]


@pytest.fixture(scope="module")
def governance(tmp_path_factory):
    """Three versions: the first without any governance sheet, the second with more meetings than the third.

    What the approver of the second does is told by the list of persons alone.
    """
    folder = tmp_path_factory.mktemp("relation")
    make_workbook(folder / "SLA v1.0 2021-02-01.xlsx", {"Eisen": CLAUSES})
    make_workbook(
        folder / "SLA v2.0 2022-02-01.xlsx",
        {"Eisen": CLAUSES, "Versiebeheer": [HEADS, *ROWS[:2]], "Overlegstructuur": MEETINGS},
    )
    make_workbook(
        folder / "SLA v3.0 2023-02-01.xlsx",
        {"Eisen": CLAUSES, "Versiebeheer": [HEADS, *ROWS], "Overlegstructuur": [MEETINGS[0], MEETINGS[3]]},
    )
    roster = [
        ["Naam", "Partij", "Functie", "Niveau", "Vanaf"],
        ["Piet de Vries", "klant", "directie", "strategisch", None],
    ]
    make_workbook(folder / "people.xlsx", {"Personen": roster})
    project = open_project(folder)
    store, intake = build_tables(read_files(project, keep_key=False), project)
    assert intake.all_read
    with store:
        yield read_governance(*(store.fetch(name).to_pandas() for name in ("governance", "people", "documents")))


def test_meetings_agreed_are_counted_by_level_and_version(governance):
    found = governance.meetings[["version", "level", "n_meetings", "n_known", "times_a_year"]].to_numpy().tolist()
    assert found == [
        ["2.0", "operational", 2, 1, 52.0],
        ["2.0", "strategic", 1, 1, 4.0],
        ["3.0", "strategic", 1, 1, 4.0],
    ]


def test_roles_are_counted_by_side_function_and_level(governance):
    second = governance.roles[governance.roles["version"] == "2.0"]
    columns = ["role", "side", "function", "level", "n_rows", "n_persons"]
    assert second[columns].to_numpy().tolist() == [
        ["participant", "customer", "operations", "operational", 2, 0],
        ["participant", "supplier", "operations", "operational", 2, 0],
        ["participant", "customer", "management", "strategic", 1, 0],
        ["participant", "supplier", "management", "strategic", 1, 0],
    ]


def test_authors_of_a_version_without_a_history_come_from_a_later_file(governance):
    found = governance.authors[["version", "role", "function", "n_persons"]].to_numpy().tolist()
    assert found == [
        ["1.0", "author", "operations", 1],
        ["1.0", "approver", "management", 1],
        ["2.0", "author", "operations", 1],
        ["2.0", "approver", "management", 1],
        ["3.0", "author", "procurement", 1],
        ["3.0", "approver", "procurement", 1],
    ]


def test_the_say_is_the_share_of_versions_that_a_function_wrote_or_approved(governance):
    say = governance.say.set_index(["role", "function"])
    assert say.loc[("author", "operations"), ["n_versions", "n_known", "n_persons"]].tolist() == [2, 3, 1]
    assert math.isclose(say.loc[("author", "procurement"), "share"], 1 / 3)
    assert math.isclose(say.loc[("approver", "management"), "share"], 2 / 3)


def test_few_persons_are_not_shown():
    assert [show_count(n) for n in (0, 1, 4, 5)] == ["0", "<5", "<5", "5"]


def test_nothing_told_gives_empty_tables(tmp_path):
    make_workbook(tmp_path / "SLA 2021-02-01.xlsx", {"Eisen": CLAUSES})
    project = open_project(tmp_path)
    store, _ = build_tables(read_files(project, keep_key=False), project)
    with store:
        found = read_governance(*(store.fetch(name).to_pandas() for name in ("governance", "people", "documents")))
    assert [len(frame) for frame in (found.roles, found.meetings, found.authors, found.say)] == [0, 0, 0, 0]
