"""What the page writes into drift.toml, in place, and what it understands of rows copied in Excel."""

import datetime as dt
import tomllib

import pytest

from drift.errors import UsageError
from drift.project import open_project
from drift.setup.overrule import SheetChoice, name_relation, overrule
from drift.setup.people_line import Choice, Line
from drift.setup.people_list import Listing
from drift.setup.people_pasted import read_pasted
from drift.sources.people import Person

OWN = """# mine
schema = 1
language = "nl"   # as they speak

[[source]]
files = "tickets/*.xlsx"  # every month
table = "incidents"
columns = { title = "Onderwerp" } # by hand

[weights]
hands = 2
"""


@pytest.fixture
def own(tmp_path):
    (tmp_path / "drift.toml").write_text(OWN, encoding="utf-8")
    return tmp_path


def read(folder):
    return (folder / "drift.toml").read_text(encoding="utf-8")


def test_the_lines_of_the_analyst_stay_and_a_choice_goes_before_them(own):
    overrule(own, SheetChoice("tickets/2024 [a].xlsx", "Blad1", "events", {"at": "Tijdstip"}))
    assert all(line in read(own) for line in OWN.splitlines())
    first, second = tomllib.loads(read(own))["source"]
    assert first == {
        "files": "tickets/2024 [[]a].xlsx", "sheet": "Blad1", "table": "events", "columns": {"at": "Tijdstip"},
    }  # fmt: skip
    assert second["files"] == "tickets/*.xlsx"
    assert open_project(own).settings.source[0].speaks_of("Blad1")


def test_a_second_choice_replaces_the_first(own):
    choice = SheetChoice("a.xlsx", None, "events", {"at": "Tijdstip", "text": "Tekst"})
    overrule(own, choice)
    overrule(own, SheetChoice("a.xlsx", None, "events", {"at": "Datum", "text": None}))
    entries = tomllib.loads(read(own))["source"]
    assert [entry["files"] for entry in entries] == ["a.xlsx", "tickets/*.xlsx"]
    assert entries[0]["columns"] == {"at": "Datum"}


def test_a_document_has_its_name_role_and_day(own):
    overrule(own, SheetChoice("a.xlsx", None, document='x" = 1', role="dap", effective_on=dt.date(2023, 7, 1)))
    document = {"files": "a.xlsx", "name": 'x" = 1', "role": "dap", "effective_on": dt.date(2023, 7, 1)}
    assert tomllib.loads(read(own))["document"] == [document]


def test_a_folder_without_settings_gets_some(tmp_path):
    overrule(tmp_path, SheetChoice("a.xlsx", None, "none"))
    assert tomllib.loads(read(tmp_path)) == {"schema": 1, "source": [{"files": "a.xlsx", "table": "none"}]}


@pytest.mark.parametrize(
    "choice", [SheetChoice("a.xlsx", None, "nonsense"), SheetChoice("a.xlsx", None, "events", {"nonsense": "x"})]
)
def test_what_would_not_be_understood_is_not_written(own, choice):
    with pytest.raises(UsageError):
        overrule(own, choice)
    assert read(own) == OWN


def test_the_relation_is_named_among_the_keys_above(own):
    name_relation(own, 'Zuid "2"', "Klant")
    settings = tomllib.loads(read(own))
    assert (settings["relation"], settings["relation_column"]) == ('Zuid "2"', "Klant")
    assert all(line in read(own) for line in OWN.splitlines())
    name_relation(own, "Noord", None)
    assert tomllib.loads(read(own))["relation"] == "Noord"
    assert read(own).count("relation = ") == 1


@pytest.fixture
def listing():
    persons = ["Gerda Zonderling", "Jan", "Inkoop"]
    return Listing(tuple((f"k{i}", Line(Person(name), Choice(), "")) for i, name in enumerate(persons)), ())


@pytest.mark.parametrize(
    ("text", "chosen", "unknown"),
    [
        ("Gerda Zonderling\tklant\toperationeel", {"k0": {"side": "customer", "level": "operational"}}, ()),
        ("customer\tGERDA  zonderling", {"k0": {"side": "customer"}}, ()),
        ("jan\tLeverancier\r\nInkoop\tinkoop\n", {"k1": {"side": "supplier"}, "k2": {"function": "procurement"}}, ()),
        (  # the words of a list of persons, as its reader takes them; what stands first counts
            "Jan\topdrachtnemer\tUitvoering\tOperationeel\tDirectie",
            {"k1": {"side": "supplier", "function": "operations", "level": "operational"}},
            (),
        ),
        ("Naam\tPartij\nJan\tklant", {"k1": {"side": "customer"}}, (1,)),
        ("Jan\t\t", {}, (1,)),
        ("\n \t \n", {}, ()),
        ("x\n=HYPERLINK(1)\tklant", {}, (1, 2)),
    ],
)
def test_rows_of_excel_are_understood_by_their_words(listing, text, chosen, unknown):
    pasted = read_pasted(text, listing)
    assert (pasted.chosen, pasted.unknown) == (chosen, unknown)
