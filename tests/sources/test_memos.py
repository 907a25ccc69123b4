import datetime as dt

import pandas as pd
import pytest
from builders import make_workbook

from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.rows.memos import tell_kinds
from drift.wording import Wording

TOPDESK = """05-03-2024 10:15 Jansen, Piet: Gebeld met melder, band 3 staat stil.
06-03-2024 08:00 Vries, Anna de: Ter plaatse geweest.
Sensor vervangen, opgelost."""
SERVICENOW = """2024-03-06 08:00:10 - Anna de Vries (Work notes)
On site, sensor replaced. Resolved.

2024-03-05 10:15:23 - Piet Jansen (Additional comments)
Phoned the caller.
"""
ULTIMO = "[05-03-2024 10:15 PJANSEN] telefonisch overlegd met melder\n[6 maart 2024 08:00 AVRIES] ter plaatse, opgelost"
JIRA = "05/Mar/24 10:15 AM;pjansen;called the user\n06/Mar/24 8:00 AM;avries;visited, fixed"


def events_of(folder, memo, **more):
    rows = [["Meldingnummer", "Korte omschrijving", "Datum aangemeld", "Gereed", "Acties", *more]]
    opened = dt.datetime(2024, 3, 5, 9)
    rows += [["M1", "band stil", opened, opened + dt.timedelta(days=1), memo, *more.values()]]
    rows += [["M2", "band stil", opened, opened + dt.timedelta(days=1), None, *more.values()]]
    make_workbook(folder / "log.xlsx", {"Log": rows})
    readings = read_files(open_project(folder))
    events = [part for part in readings.frames["events"] if len(part)]
    return readings, pd.concat(events, ignore_index=True) if events else pd.DataFrame()


@pytest.mark.parametrize("memo", [TOPDESK, SERVICENOW, ULTIMO, JIRA])
def test_notes_become_events_as_the_tools_write_them(tmp_path, memo):
    _, events = events_of(tmp_path, memo)
    told = events.sort_values(["at", "kind"])[["at", "kind"]]
    minutes = [(str(at)[:16], kind) for at, kind in told.to_numpy()]
    assert minutes == [("2024-03-05 10:15", "call"), ("2024-03-06 08:00", "resolved"), ("2024-03-06 08:00", "visit")]
    assert events["incident_id"].unique().tolist() == ["M1"]
    assert events["actor"].nunique() == 2
    assert not events["actor"].str.contains("(?i)jansen|vries").any()


def test_the_rows_stay_accounted_for_and_the_notes_are_counted(tmp_path):
    readings, _ = events_of(tmp_path, "eerst dit\n" + TOPDESK)
    sheet = readings.accounts[0].sheets[0]
    assert (sheet.read, sheet.accepted, sheet.heading) == (3, 2, 1)
    notes = {note.code: note.values for note in readings.accounts[0].notes}
    assert (notes["note.memos"]["n"], notes["note.memos"]["incidents"]) == (2, 1)
    assert notes["note.memo_unstamped"]["n"] == 1


def test_no_sentence_tells_of_notes_without_a_readable_date_where_there_are_none(tmp_path):
    readings, _ = events_of(tmp_path, TOPDESK)
    (note,) = [note for note in readings.accounts[0].notes if note.code.startswith("note.memos")]
    assert Wording("nl").tell(note).endswith("2 gedateerde notities van 1 melding gelezen als gebeurtenissen")


def test_text_without_a_date_stays_text(tmp_path):
    readings, events = events_of(tmp_path, "band gesmeerd en weer aangezet")
    assert not len(events)
    assert "note.memo_unstamped" in {note.code for note in readings.accounts[0].notes}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Gebeld met melder", ["call"]),
        ("Melder niet gebeld", ["comment"]),
        ("Nog niet ter plaatse geweest, wacht op onderdeel", ["waiting"]),
        ("Could not be fixed, escalated", ["escalated"]),
        ("Geëscaleerd naar contractmanagement", ["escalated"]),
        ("Terugverwezen naar de werkvloer", ["referred back"]),
        ("Onderdeel besteld", ["comment"]),
        ("Melding heropend", ["reopened"]),
        ("Weer open, zelfde fout", ["reopened"]),
        ("Teruggebeld naar melder", ["call"]),
        ("Monteur geweest, niemand op de vloer gesproken", ["comment"]),
        ("Nobody on the night shift was called", ["comment"]),
        ("Niemand aangetroffen, melder gebeld", ["call"]),
        ("Voorgelegd aan contractbeheer", ["escalated"]),
        ("Niet geaccepteerd, graag opnieuw indienen", ["referred back"]),
    ],
)
def test_a_note_is_known_by_its_words(text, kinds):
    assert tell_kinds(text) == kinds
