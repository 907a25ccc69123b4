"""The language drift init proposes: contract first, then what people wrote, then the headings of the tools."""

import datetime as dt

import pytest
from builders import make_workbook

from drift.project import open_project
from drift.setup.language import guess_language
from drift.sources.files import read_files

DUTCH = ["De leverancier dient storingen binnen 4 uur te verhelpen.", "De klant wordt per kwartaal geïnformeerd."]
ENGLISH = ["The supplier shall resolve faults within 4 hours.", "The customer must be informed of any outage."]
DAY = dt.datetime(2024, 3, 15, 9)


def contract(folder, texts, headings):
    make_workbook(folder / "SLA 2024-01-01.xlsx", {"Blad1": [headings, *([f"1.{i}", t] for i, t in enumerate(texts))]})


def topdesk(folder):
    heads = ["Meldingnummer", "Korte omschrijving", "Aanmelddatum", "Datum afgemeld", "Behandelaarsgroep"]
    make_workbook(folder / "meldingen.xlsx", {"Log": [heads, ["M1", "De lift werkt niet", DAY, DAY, "TD"]]})


def servicenow(folder):
    heads = "number,short_description,opened_at,resolved_at,assignment_group,made_sla,caller_id\n"
    rows = [f"INC{i},The printer does not work for {i} users,2024-03-{i + 13},,Desk,true,Caller {i}" for i in range(9)]
    (folder / "incident.csv").write_text(heads + "\n".join(rows) + "\n")


def outlook(folder):
    heads = '"Subject","Start Date","Start Time","End Date","End Time","Meeting Organizer","Required Attendees"\n'
    (folder / "calendar.csv").write_text(heads + '"Review","3/15/2024","9:00 AM","3/15/2024","10:00 AM","Ann","Bo"\n')


def guess(folder, default="en"):
    return guess_language(read_files(open_project(folder)), default)


def test_a_dutch_contract_among_exports_of_english_tools_makes_a_dutch_folder(tmp_path):
    contract(tmp_path, DUTCH, ["Nr", "Omschrijving"])
    topdesk(tmp_path)
    servicenow(tmp_path)
    outlook(tmp_path)
    found = guess(tmp_path)
    assert (found.language, found.dutch_share["contract"], found.dutch_share["titles"]) == ("nl", 1.0, 0.5)


def test_an_english_contract_beside_a_dutch_tool_makes_an_english_folder(tmp_path):
    contract(tmp_path, ENGLISH, ["No", "Requirement"])
    topdesk(tmp_path)
    servicenow(tmp_path)
    assert guess(tmp_path).language == "en"


@pytest.mark.parametrize(("write", "language"), [(topdesk, "nl"), (servicenow, "en")])
def test_without_a_contract_titles_and_headings_tell(tmp_path, write, language):
    write(tmp_path)
    assert guess(tmp_path, "nl" if language == "en" else "en").language == language


def test_where_nothing_tells_the_language_of_the_user_stands(tmp_path):
    (tmp_path / "log.csv").write_text("ID;Status\n1;x\n")
    assert [guess(tmp_path, language).language for language in ("nl", "en")] == ["nl", "en"]
