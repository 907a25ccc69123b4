"""One row a ticket, an event, an SLA, or a snapshot of the same tickets."""

from exports import AUDIT

import drift
from drift.project import open_project
from drift.sources.files import read_files


def codes(readings):
    return {note.code: dict(note.values) for account in readings.accounts for note in account.notes}


def test_a_history_gives_incidents_by_their_last_state_and_an_event_a_row(tmp_path):
    (tmp_path / "audit.csv").write_text(AUDIT)
    readings = read_files(open_project(tmp_path))
    (incidents,), (events,) = readings.frames["incidents"], readings.frames["events"]
    assert incidents["incident_id"].tolist() == ["INC1", "INC2"]
    assert incidents["status"].tolist() == ["Closed", "Active"]
    assert incidents["sla_met"].tolist() == [False, True]
    assert incidents["n_reassigned"].tolist() == [1, 0]
    assert events["kind"].tolist() == ["opened", "assigned", "waiting", "resolved", "closed", "opened", "assigned"]
    assert events["text"].tolist()[:2] == ["#0", "#1"]
    assert codes(readings)["note.row_an_event"] == {"rows": 7, "incidents": 2}
    assert [(s.table, s.accepted, s.repeated) for s in readings.accounts[0].sheets] == [("events", 7, 0)]


def test_a_history_counts_as_a_log_of_incidents(tmp_path):
    (tmp_path / "audit.csv").write_text(AUDIT)
    analysis = drift.analyse(tmp_path)
    assert (len(analysis.tables["incidents"]), len(analysis.tables["events"])) == (2, 7)


def test_a_history_exported_twice_counts_once_whatever_its_dates_look_like(tmp_path):
    (tmp_path / "a.csv").write_text(AUDIT)
    again = AUDIT.replace("/2021", "-2021").replace("27/5", "27-05").replace("4/6", "04-06").replace("1/6", "01-06")
    (tmp_path / "b.csv").write_text(again.replace("true", "TRUE").replace("false", "FALSE"))
    accounts = drift.check(tmp_path).of("events")
    assert sorted((sheet.accepted, sheet.repeated) for sheet in accounts) == [(0, 7), (7, 0)]


def test_a_row_an_sla_gives_each_incident_once_met_when_all_are(tmp_path):
    (tmp_path / "sla.csv").write_text(
        "Number,Opened,Short description,SLA definition,Has breached,Updated,Assignment group\n"
        "INC1,2024-03-05 08:00:00,a,Response,false,2024-03-06 08:00:00,G\n"
        "INC1,2024-03-05 08:00:00,a,Resolution,true,2024-03-06 08:00:00,G\n"
        "INC2,2024-03-05 09:00:00,b,Response,false,2024-03-07 08:00:00,G\n"
        "INC2,2024-03-05 09:00:00,b,Resolution,false,2024-03-07 08:00:00,G\n"
    )
    readings = read_files(open_project(tmp_path))
    (frame,) = readings.frames["incidents"]
    assert frame["sla_met"].tolist() == [False, True]
    assert frame["sla_kind"].tolist() == ["Response; Resolution"] * 2
    assert [(s.accepted, s.repeated, s.read) for s in readings.accounts[0].sheets] == [(2, 2, 5)]
    assert codes(readings)["note.row_an_sla"] == {"rows": 4, "incidents": 2}


def test_of_snapshots_the_latest_counts_and_the_others_are_repeated(tmp_path):
    weeks = ["2024-03-04", "2024-03-11", "2024-03-18"]
    rows = ["Ticketnummer;Onderwerp;Gemeld op;Status;Behandelaar;Peildatum"]
    rows += [f"T{i};a;2024-03-0{i} 08:00;week {w};Bo;{day}" for w, day in enumerate(weeks) for i in range(1, 9)]
    (tmp_path / "stand.csv").write_text("\n".join(rows) + "\n")
    assert codes(read_files(open_project(tmp_path)))["note.snapshots"] == {"rows": 24, "incidents": 8}
    (sheet,) = drift.check(tmp_path).of("incidents")
    assert (sheet.accepted, sheet.repeated) == (8, 16)
    assert set(drift.analyse(tmp_path).tables["incidents"]["status"]) == {"week 2"}


def test_later_exports_of_open_tickets_win_and_the_earlier_ones_are_told(tmp_path):
    head = "Incident,Title,Opened,Resolved,Updated\n"
    (tmp_path / "week 1.csv").write_text(head + "I1,a,2024-03-05 08:00,,2024-03-05 09:00\n")
    (tmp_path / "week 2.csv").write_text(head + "I1,a,2024-03-05 08:00,2024-03-07 08:00,2024-03-07 08:00\n")
    intake = drift.check(tmp_path)
    assert [(sheet.accepted, sheet.repeated) for sheet in intake.of("incidents")] == [(0, 1), (1, 0)]
    assert [note.values for note in intake.notes if note.code == "note.later_wins"] == [{"n": 1}]


def test_a_log_without_numbers_knows_a_row_by_all_it_holds(tmp_path):
    (tmp_path / "log.csv").write_text(
        "Datum,Tijd,Installatie,Storing,Monteur\n05-03-2024,14:30,T1,Band,Bo\n05-03-2024,14:30,T1,Band,Bo\n"
        "25-03-2024,08:00,T2,Motor,Bo\n"
    )
    readings = read_files(open_project(tmp_path))
    assert codes(readings)["note.no_ids_repeated"] == {"n": 3, "repeated": 1}
    (sheet,) = drift.check(tmp_path).of("incidents")
    assert (sheet.accepted, sheet.repeated) == (2, 1)


def test_meetings_are_read_and_shown_nowhere_while_sides_are_unknown(tmp_path):
    (tmp_path / "log.csv").write_text("Incident,Title,Opened,Resolved\nI1,a,2024-03-05 08:00,2024-03-05 09:00\n")
    (tmp_path / "agenda.csv").write_text(
        "Subject,Start Date,Start Time,End Date,End Time,Required Attendees\n"
        "Secret,5/23/2026,9:00,5/23/2026,10:00,Ann\n"
    )
    analysis = drift.analyse(tmp_path)
    assert analysis.intake.total("accepted", "contacts") == 1
    assert {"contacts", "attendees"}.isdisjoint(analysis.tables)
