"""A column that no vocabulary knows holds persons where its values say so; they are masked, and shown nowhere."""

import datetime as dt

import pandas as pd
import pytest
from builders import make_workbook

import drift
from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.people import People, is_person_name
from drift.sources.people.columns import Column

GIVEN = ["Wietske", "Koos", "Gijsbert", "Fatma", "Łukasz", "Siobhan", "Dagmar", "Teun", "Ayşe", "Joost"]
FAMILY = ["Ploegstra", "Zwaluw", "Haverkort", "Yılmaz", "Wójcik", "Brennan", "Hoekstra", "Smalbrugge", "Demir", "Kolk"]
PERSONS = {
    "Budgethouder": [f"{a} {b}" for a, b in zip(GIVEN, FAMILY, strict=True)],
    "Gewijzigd door": ["Wietske Ploegstra"],
    "Akkoord": ["W. Ploegstra", "K. Zwaluw", "n.v.t."],
    "Owner 2": ["wietske.ploegstra@acme.example", "koos.zwaluw@acme.example"],
    "customfield_10234": ["Ploegstra, Wietske", "Zwaluw, Koos van der", "Team Beheer"],
    "u_sponsor": ["Wietske van der Ploeg", "Koos de Zwaluw", "Anna Ploegstra"],
    "Veld 7": ["Wietske Ploegstra", "Koos Zwaluw", "Fatma Yılmaz", "Teun Smalbrugge"],
    "Goedgekeurd door": ["wploegstra", "k.zwaluw"],
    "Ketenregisseur": ["WIETSKE PLOEGSTRA"],
    "Interne eigenaar": ["Wietske"],
    "X": ["wploegstra", "koos.zwaluw"],  # log-ins of persons that another column knows
}
OTHERS = {
    "Locatie": ["Amsterdam Zuid", "Bergen op Zoom", "Wijk bij Duurstede", "Den Haag"],
    "Werkplek": ["Hal Noord", "Dok Oost", "Toren West", "Gebouw Midden"],
    "Product": ["Windows Server", "Microsoft Office", "Adobe Reader", "Lotus Notes"],
    "Pakket": ["Windows Server", "Linux Server", "Backup Server"],
    "Soort 2": ["Password Reset", "Access Request", "Hardware Failure"],
    "Team 2": ["Eerste Lijn", "Tweede Lijn", "Functioneel Beheer"],
    "Leverancier": ["Blauwe Lijn BV", "Acme Logistics", "Gemeente Utrecht"],
    "Straatnaam": ["Lange Voorhout", "Van Baerlestraat"],
    "Contact via": ["Telefoon", "E-mail", "Portaal"],
    "Kleurcode": ["Rood", "Groen", "Geel"],
    "Status 2": ["In Behandeling", "Wacht Op Klant", "Gereed"],
    "Vraag": ["Wat Is Er Stuk", "Hoe Laat Was Dat"],
    "Codes": ["KPN, ZL", "AML, HNO", "BD, RTD"],
    "UID": [f"overleg-{n}@acme.example" for n in range(9)],
    "Waarde": ["Hoge Waarde", "Lage Waarde", "Geen Waarde", "Vaste Waarde"],
}


@pytest.mark.parametrize("heading", PERSONS)
def test_a_column_of_persons_is_told(heading):
    people = People(None)
    people.hide(pd.Series(["Wietske Ploegstra", "Zwaluw, Koos"] if heading == "X" else [], dtype="str"))
    people.consider(Column(heading, tuple(PERSONS[heading])))
    assert [column.heading for column in people.settle()] == [heading]
    masked = {people.mask(f"belde met {value}") for value in PERSONS[heading] if value not in ("n.v.t.", "Team Beheer")}
    assert masked == {"belde met […]"}
    assert len(people.persons) == (2 if heading == "X" else 0)


@pytest.mark.parametrize("heading", OTHERS)
def test_a_column_of_other_things_is_not(heading):
    people = People(None)
    people.hide(pd.Series(["Jan Jansen"]))
    people.consider(Column(heading, tuple(OTHERS[heading])))
    assert people.settle() == []
    for value in OTHERS[heading]:
        assert "@" in value or people.mask(f"bij {value}") == f"bij {value}"


def test_words_that_the_texts_write_small_are_no_names():
    column = Column("Veld 8", ("Vaste Prijs", "Losse Uren"))
    texts = tuple(
        f"Een vaste prijs of losse uren, zoals de partijen in bijlage {n} overeenkomen en vastleggen" for n in range(9)
    )
    for order in ([column, Column("Tekst", texts)], [Column("Tekst", texts), column]):
        people = People(None)
        for one in order:
            people.consider(one)
        assert people.settle() == []


def test_a_column_makes_names_known_by_which_another_is_told():
    people = People(None)
    people.consider(Column("A", ("ploegstra", "zwaluw")))
    people.consider(Column("Akkoord", ("W. Ploegstra", "K. Zwaluw")))
    assert [column.heading for column in people.settle()] == ["Akkoord", "A"]


@pytest.mark.parametrize("name", ["Jan Jansen", "de Vries, J.", "dhr. Smit", "J.P. van 't Hof", "Łukasz Wójcik"])
def test_a_persons_name_looks_like_one(name):
    assert is_person_name(name)


@pytest.mark.parametrize(
    "name",
    ["Sorteercentrum Zuid", "Acme Logistics", "Service Desk", "Jan", "ACME NL", "Hal 3", "Gemeente Utrecht", "", "x y"],
)
def test_another_name_does_not(name):
    assert not is_person_name(name)


def test_a_name_of_known_persons_is_told():
    people = People(None)
    people.hide(pd.Series(["Jan Jansen", "Piet de Vries"]))
    assert people.is_person("Jansen")
    assert people.is_person("de vries")
    assert not people.is_person("Sorteercentrum Zuid")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("columns")
    heads = ["Meldingnummer", "Omschrijving", "Aanmelddatum", "Aanmelder", "Budgethouder", "Softwarepakket"]
    rows = [
        [f"M{i}", "Zonderling belde Appelmans", dt.datetime(2022, 1, 3) + dt.timedelta(days=6 * i), "Jan Jansen",
         "Wietske Zonderling", "Lotus Notes"]
        for i in range(60)
    ]  # fmt: skip
    cover = [
        ["Eigenaar", "Datum Akkoord"],
        ["Dienstverlening"],
        ["Opsteller", "Wubbo Terpstra"],
        ["Akkoord: Koos Zwaluw", None, "Versie", "1.0"],
    ]
    make_workbook(folder / "voorblad.xlsx", {"Voorblad": cover})
    other = [["Iets", "Wie"], *[[f"code {i}", "K. Appelmans"] for i in range(12)]]
    make_workbook(folder / "log.xlsx", {"Meldingen": [heads, *rows], "Los": other})
    return folder


def test_columns_of_sheets_read_and_not_read_are_looked_at(folder):
    people = read_files(open_project(folder), keep_key=False).people
    assert people.mask("Zonderling belde met Appelmans over Lotus Notes") == "[…] belde met […] over Lotus Notes"
    assert [person.name for person in people.persons.values()] == ["Jan Jansen"]


def test_a_name_behind_a_label_is_known(folder):
    people = read_files(open_project(folder), keep_key=False).people
    text = "Dienstverlening: Terpstra, zwaluw en Versie, Datum Akkoord"
    assert people.mask(text) == "Dienstverlening: […], […] en Versie, Datum Akkoord"


def test_no_output_holds_their_names(folder, tmp_path):
    for path in drift.write_report(drift.analyse(folder), tmp_path, language="nl"):
        if path.suffix == ".json":
            assert "onderling" not in path.read_text()
            assert "ppelmans" not in path.read_text()
