"""A column that is read as teams, places or things and in truth holds persons' names shows none; a note tells it."""

import datetime as dt

import pandas as pd
import pytest
from builders import make_workbook

from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.people import People
from drift.sources.people.columns import Column

PERSONS = {
    "initials behind": ["Selma H.", "Bart K.", "Ploni Z.", "Wubbo T."],
    "initials before": ["S. Hansel", "B.J. Kwakkel", "W. van der Zwiebel"],
    "two words": ["Selma Hansel", "Bart Kwakkel", "Zweder Ploegstra", "Ytsen Wroblon", "Fatma Demirel"],
    "family name first": ["Hansel, Selma", "Kwakkel, Bart", "Zwiebel, W. van der"],
    "without a comma": ["Hansel Selma", "Kwakkel Bart"],
    "capitals": ["SELMA HANSEL", "BART KWAKKEL"],
    "a firm in brackets": ["Selma Hansel (Acme BV)", "Bart Kwakkel (extern)"],
    "particles": ["Bart de Kwakkel", "Selma van der Hansel", "Sietske aan den Zwiebel", "Teun op den Brouw"],
    "one team among them": ["Selma Hansel", "Bart Kwakkel", "Teun Zwiebel", "Fatma Demirel", "Servicedesk"],
    "first names": ["Selma", "Bart", "Teun"],
    "many first names": ["Jan", "Ingrid", "Fatima", "Omar", "Piet", "Selma"],
    "persons of the log": ["Jansen", "P. Drost", "Drost", "jansen"],
}
OTHERS = {
    "cupboards": ["Kast A", "Kast B", "Kast C", "Rek D"],
    "places": ["Bergen op Zoom", "Wijk bij Duurstede", "Alphen aan den Rijn", "Hoek van Holland", "Den Haag"],
    "cities": ["San Diego", "San Jose", "Los Angeles", "Santa Maria", "New York", "Baton Rouge"],
    "streets": ["Kees van Galenstraat", "Willem de Zwijgerlaan", "Anna Paulownaplein", "Prins Hendrikkade"],
    "real teams": ["Eerste Lijn", "Tweede Lijn", "Functioneel Beheer", "Kantoor Automatisering"],
    "fun teams": ["Purple Rain", "Flying Circus", "Gouden Eeuw", "Rolling Stones"],
    "a team called after somebody": ["Eerste Lijn", "Team Jansen", "Netwerk Infra", "Jan Drost", "Werkplek Zuid"],
    "teams after persons": ["Team Selma", "Team Bart", "Team Teun"],
    "kinds": ["Password Reset", "Access Request", "Email Delivery", "Printer Jam", "Screen Broken"],
    "things of users": ["Laptop Jansen", "Laptop Drost", "Printer Zuid", "Telefoon Jansen"],
    "one value": ["Selma Hansel"],
    "codes": ["HNO", "AML-2", "Lijn 4"],
    "channels": ["Telefoon", "E-mail", "Portaal", "Balie"],
    "products": ["Lotus Notes", "Adobe Acrobat", "Google Chrome", "Visual Studio"],
    "firms": ["Acme BV", "Jansen Logistiek", "Bosch Siemens", "Royal Haskoning"],
    "texts": ["Selma belde over de printer", "Bart vraagt een laptop", "Teun mist de map"],
}


def known(heading, values, *more):
    people = People(None)
    people.hide(pd.Series(["Piet Jansen", "Jan Drost"]))
    for column in (Column(heading, tuple(values)), *more):
        people.doubt(column)
    people.settle()
    return people


@pytest.mark.parametrize("heading", ["Team", "Categorie", "Object", "Locatie", "Kanaal"])
@pytest.mark.parametrize("kind", PERSONS)
def test_persons_in_it_are_masked(heading, kind):
    people = known(heading, PERSONS[kind])
    assert [one.column.heading for one in people.shown] == [heading]
    shown = {people.mask(f"{heading}: {value}") for value in PERSONS[kind]} - {f"{heading}: Servicedesk"}
    assert {text.replace(".", "").partition(" (")[0] for text in shown} == {f"{heading}: […]"}


@pytest.mark.parametrize("kind", OTHERS)
def test_what_it_should_hold_stays(kind):
    people = known("Team", OTHERS[kind])
    assert people.shown == []
    for value in OTHERS[kind]:
        own = any(word in value for word in ("Jansen", "Drost"))
        assert own or people.mask(f"Team: {value}") == f"Team: {value}"


def test_words_that_other_cells_write_small_are_no_names():
    kinds = ["Frank Koppeling", "Kees Afvoer", "Paul Mutatie", "Olaf Aanvulling"]
    texts = tuple(f"{n} de koppeling, afvoer, mutatie of aanvulling" for n in range(4))
    assert known("Soort", kinds, Column("Titel", texts)).shown == []
    assert len(known("Soort", kinds).shown) == 1


def test_a_column_that_is_told_makes_another_known():
    people = known("Team", ["Selma Hansel", "Bart Kwakkel"], Column("Zaal", ("Hansel", "Kwakkel")))
    assert [one.column.heading for one in people.shown] == ["Team", "Zaal"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shown")
    heads = ["Meldingnummer", "Omschrijving", "Aanmelddatum", "Gereed", "Aanmelder", "Behandelgroep", "Locatie"]
    rows = [
        [f"M{i}", "Scherm blijft zwart", opened, opened + dt.timedelta(hours=5), "Jan Jansen",
         PERSONS["initials behind"][i % 4], ["Bergen op Zoom", "Den Haag"][i % 2]]
        for i in range(60)
        for opened in [dt.datetime(2022, 1, 3, 9) + dt.timedelta(days=6 * i)]
    ]  # fmt: skip
    make_workbook(folder / "log.xlsx", {"Meldingen": [heads, *rows]})
    return folder


def test_a_note_names_sheet_cell_and_what_to_do(folder):
    readings = read_files(open_project(folder), keep_key=False)
    notes = [note for note in readings.notes if note.code == "note.persons_shown"]
    assert [(str(note.at), dict(note.values)) for note in notes] == [
        ("log.xlsx › Meldingen › F1", {"heading": "Behandelgroep", "n": 4, "of": 4})
    ]


def test_what_leaves_holds_none_of_them(folder):
    people = read_files(open_project(folder), keep_key=False).people
    assert people.mask("Team: Selma H., Zaal: Bergen op Zoom") == "Team: […]., Zaal: Bergen op Zoom"
    assert [person.name for person in people.persons.values()] == ["Jan Jansen"]
