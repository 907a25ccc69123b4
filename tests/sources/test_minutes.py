"""Minutes in Word: one contact a document, who was there, what was decided, and actions that count once."""

import datetime as dt

import pandas as pd
import pytest
from docx import Document
from minutes import ACTIONS, HEADER, ITEMS, write_minutes
from reading import frames_of

import drift
from drift.project import open_project
from drift.sources.files import read_files
from drift.tables.store import build_tables


def intake_of(folder):
    """Return the intake; every row of every sheet is accounted for."""
    intake = drift.check(folder)
    for file in intake.files:
        assert file.status == "read", file.reason
    return intake


def codes_of(folder):
    return [note.code for note in intake_of(folder).every_note if note.code.startswith("note.minutes")
            or note.code in ("note.attendance_list", "note.agenda")]  # fmt: skip


def tables_of(folder):
    """Return the stored tables contacts, attendees, decisions and actions, and the intake."""
    project = open_project(folder)
    store, intake = build_tables(read_files(project, keep_key=False), project)
    with store:
        return {name: store.fetch(name).to_pandas() for name in ("contacts", "decisions", "actions")}, intake


def test_minutes_are_one_contact_with_its_level_its_people_and_its_decisions(tmp_path):
    write_minutes(tmp_path / "2021-09-01 verslag.docx")
    frames = frames_of(tmp_path)
    (contact,) = frames["contacts"].to_dict("records")
    assert (contact["sheet"], contact["row"], contact["at"]) == ("Table 1", 1, pd.Timestamp(2021, 9, 1))
    assert (contact["level"], contact["direct"], contact["topic"]) == ("tactical", True, "Verslag tactisch overleg")
    people = frames["attendees"]
    assert len(people) == people["person"].nunique() == 4  # who was absent is none of them
    assert people["told_side"].tolist()[:2] == ["customer", "supplier"]
    assert people["role"].tolist()[3] == "organizer"
    assert (people["sheet"] + people["row"].astype(str)).unique().tolist() == ["Table 11"]
    decisions = frames["decisions"]
    assert decisions[["topic", "text"]].to_numpy().tolist() == [
        ["Storingen band 12 (SC-036)", "De leverancier herkent de klacht niet."],
        ["Reservedelen", "Afgesproken is dat er twee riemen op locatie komen."],
        ["Reservedelen", "Het punt gaat naar de stuurgroep"],
    ]
    assert decisions["row"].tolist() == [7, 9, 11]
    assert set(decisions["contact_sheet"]) == {"Table 1"}
    assert decisions["at"].unique().tolist() == [pd.Timestamp(2021, 9, 1)]


def test_the_intake_shows_contacts_decisions_and_actions_and_every_row(tmp_path):
    write_minutes(tmp_path / "2021-09-01 verslag.docx")
    (file,) = intake_of(tmp_path).files
    counts = [(one.sheet, one.table, one.accepted, one.heading, one.note, one.blank) for one in file.sheets]
    assert counts == [
        ("Text", "decisions", 3, 0, 8, 0),
        ("Table 1", "contacts", 1, 0, 1, 0),
        ("Table 2", "actions", 3, 1, 0, 0),
    ]


def test_an_action_that_is_carried_over_counts_once_and_the_last_status_wins(tmp_path):
    write_minutes(tmp_path / "2021-09-01 verslag.docx")
    later = [ACTIONS[0], ["Riemen  bestellen", "Gerda Zonderling", "gesloten"], ["Proef met sensor", "", "loopt nog"],
             ["Kast nakijken", "allen", ""]]  # fmt: skip
    header = [[HEADER[0][0].replace("1-9", "6-10"), HEADER[0][1]], HEADER[1]]
    write_minutes(tmp_path / "2021-10-06 verslag.docx", actions=later, header=header)
    tables, intake = tables_of(tmp_path)
    actions = tables["actions"].set_index("text")
    assert actions["status"].astype(object).where(actions["status"].notna(), None).to_dict() == {
        "Riemen bestellen": "done", "Proef met sensor": "open", "Handleiding bijwerken": "done", "Kast nakijken": None,
    }  # fmt: skip
    assert actions["n_seen"].tolist() == [2, 2, 1, 1]
    assert actions.loc["Riemen bestellen", ["at", "seen_at"]].tolist() == [
        dt.datetime(2021, 9, 1),
        dt.datetime(2021, 10, 6),
    ]
    assert actions["side"].fillna("").tolist() == ["", "", "supplier", ""]
    assert actions["owner"].notna().tolist() == [True, True, False, False]
    counted = [(one.accepted, one.repeated) for one in intake.of("actions")]
    assert counted == [(3, 0), (1, 2)]
    assert len(tables["contacts"]) == 2


@pytest.mark.parametrize(
    ("name", "written", "at", "code"),
    [
        ("2021-09-01 verslag.docx", "1-9-2021", "2021-09-01", None),
        ("2021-09-01 verslag.docx", "woensdag 1 september 2021", "2021-09-01", None),
        ("2021-09-01 verslag.docx", "1/9/2021", "2021-09-01", None),
        ("2021-09-01 verslag.docx", "September 1st, 2021", "2021-09-01", None),
        ("2021-09-01 verslag.docx", "9-1-2021", "2021-09-01", "note.minutes_days_swapped"),
        ("2021-09-01 verslag.docx", "1-9-2020", "2021-09-01", "note.minutes_days_differ"),
        ("2021-09-01 verslag.docx", "1-9-20256", "2021-09-01", "note.minutes_day_unread"),
        ("verslag overleg.docx", "1-9-2021", "2021-09-01", None),
        ("verslag 2021-09.docx", "", "2021-09-01", "note.minutes_month"),
        ("2021-09-01/verslag.docx", "", "2021-09-01", None),
    ],
)
def test_the_day_of_the_name_goes_before_that_of_the_page_and_both_are_told(tmp_path, name, written, at, code):
    header = [[f"vergaderdatum\n{written}", HEADER[0][1]], HEADER[1]]
    write_minutes(tmp_path / name, header=header)
    assert frames_of(tmp_path)["contacts"]["at"].tolist() == [pd.Timestamp(at)]
    assert codes_of(tmp_path) == ([code] if code else [])


def test_a_day_that_cannot_be_read_is_told_without_its_words(tmp_path):
    write_minutes(tmp_path / "2021-09-01 verslag.docx", header=[["Datum", "Harmen Onbekend 20256"]])
    (note,) = [one for one in intake_of(tmp_path).every_note if one.code == "note.minutes_day_unread"]
    assert note.values == {"found": "20256"}


def test_the_hours_of_a_meeting_are_read(tmp_path):
    header = [["Datum: 1 september 2021, 10.00 - 11:30 uur", "aanwezig\nGerda Zonderling"]]
    write_minutes(tmp_path / "verslag.docx", header=header)
    (contact,) = frames_of(tmp_path)["contacts"].to_dict("records")
    assert (contact["at"], contact["at_utc"], contact["minutes"]) == (
        pd.Timestamp(2021, 9, 1, 10), pd.Timestamp(2021, 9, 1, 8), 90,
    )  # fmt: skip


def test_minutes_without_a_day_are_no_contact_and_keep_their_actions(tmp_path):
    write_minutes(tmp_path / "verslag.docx", header=[["aanwezig\nGerda Zonderling", "afwezig\nJoost Ontbrekend"]])
    frames = frames_of(tmp_path)
    assert (len(frames["contacts"]), len(frames["decisions"]), len(frames["actions"])) == (0, 0, 3)
    assert frames["actions"]["at"].isna().all()
    assert codes_of(tmp_path) == ["note.minutes_no_day"]


AUDIT = ["De keten is getoetst en akkoord bevonden.", "De norm voor herstel is vastgesteld op 4 uur."]
ENGLISH = [
    "Minutes of the strategic board",
    "Date: 3 March 2021",
    "Present (customer):",
    "Gerda Zonderling",
    "Piet van Elderen (operations)",
    "",
    "Apologies: Joost Ontbrekend",
    "Previous minutes",
    "The minutes of 1 February were approved.",
    "Belt 12",
    "It was agreed to replace the belt. The price is to be agreed. Referred back to operations.",
    "RESOLVED: That the supplier reports monthly",
    "Will the crew be larger?",
]


def test_minutes_in_english_with_labels_in_lines(tmp_path):
    actions = [["Action", "Owner", "Due date", "Progress"]]
    actions += [["Order a belt", "Gerda Zonderling", "within 2 weeks", "In progress"]]
    write_minutes(tmp_path / "board.docx", header=None, items=ENGLISH[1:], title=ENGLISH[0], actions=actions)
    frames = frames_of(tmp_path)
    (contact,) = frames["contacts"].to_dict("records")
    assert (contact["sheet"], contact["row"], contact["at"]) == ("Text", 2, pd.Timestamp(2021, 3, 3))
    assert (contact["level"], contact["topic"]) == ("strategic", "Minutes of the strategic board")
    assert frames["attendees"][["told_side", "told_function"]].fillna("").to_numpy().tolist() == [
        ["customer", ""],
        ["customer", "operations"],
    ]
    assert frames["decisions"]["text"].tolist() == [
        "It was agreed to replace the belt.",
        "Referred back to operations.",
        "RESOLVED: That the supplier reports monthly",
    ]
    (action,) = frames["actions"].to_dict("records")
    assert (action["status"], action["due"]) == ("open", "within 2 weeks")
    sheets = [(one.table, one.first_row, one.read) for one in intake_of(tmp_path).files[0].sheets]
    assert sheets == [("contacts", 1, 2), ("decisions", 3, 11), ("actions", 1, 2)]


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("toekomst-overleg/2021-09-01 verslag.docx", {}, "note.minutes_planned"),
        ("2023-XX-XX/verslag.docx", {}, "note.minutes_planned"),
        ("2021-09-01 verslag (vervallen).docx", {}, "note.minutes_cancelled"),
        ("2021-09-01 verslag.docx", {"title": "Verslag: overleg afgelast"}, "note.minutes_cancelled"),
        ("2021-09-01 presentielijst.docx", {}, "note.attendance_list"),
        ("2021-09-01 verslag.docx", {"items": (), "actions": None}, "note.attendance_list"),
        (
            "2021-09-01 verslag.docx",
            {"title": "Verslag audit", "header": None, "items": AUDIT},
            "note.minutes_no_meeting",
        ),
        (
            "2021-09-01 agenda.docx",
            {"title": "", "items": ["Bespreken van de storingen aan band 12"], "actions": None},
            "note.agenda",
        ),
    ],
)
def test_what_was_only_planned_cancelled_or_attended_is_no_contact_and_told(tmp_path, name, options, code):
    write_minutes(tmp_path / name, **options)
    frames = frames_of(tmp_path)
    assert (len(frames["contacts"]), len(frames["decisions"]), len(frames["actions"])) == (0, 0, 0)
    assert codes_of(tmp_path)[0] == code


def test_an_agenda_is_no_contact_and_told(tmp_path):
    document = Document()
    document.add_paragraph("Agenda tactisch overleg")
    document.add_paragraph("1. Opening en vaststelling van de agenda voor deze keer")
    document.save(tmp_path / "2021-09-01 agenda.docx")
    assert len(frames_of(tmp_path)["contacts"]) == 0
    assert codes_of(tmp_path) == ["note.agenda"]


def test_a_struck_decision_and_a_struck_action_do_not_stand(tmp_path):
    path = write_minutes(
        tmp_path / "2021-09-01 verslag.docx", actions=[ACTIONS[0], ["Riemen bestellen", "Gerda Zonderling", ""]]
    )
    document = Document(str(path))
    (deciding,) = [one for one in document.paragraphs if one.text.startswith("Afgesproken")]
    for run in (*deciding.runs, *document.tables[1].cell(1, 0).paragraphs[0].runs):
        run.font.strike = True
    document.save(str(path))
    frames = frames_of(tmp_path)
    assert not frames["decisions"]["text"].str.startswith("Afgesproken").any()
    assert frames["actions"]["status"].tolist() == ["dropped"]


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        ([["Nr", "Actie", "Naam", ""], ["324/01", "Rapport aanpassen", "Gerda Zonderling", "Open"],
          ["324/02", "Overleg plannen", "Piet van Elderen", "Gesloten"]],
         [["324/01", "Rapport aanpassen", "open"], ["324/02", "Overleg plannen", "done"]]),
        ([["NR", "Actie", "Actiehouder", "Status", "Toelichting"], ["2025521-1", "Meten", "Piet", "Afgevoerd", "-"]],
         [["2025521-1", "Meten", "dropped"]]),
        ([["Actie", "Verantwoordelijke(n)", "Wanneer", "Opmerkingen"], ["Meten", "Piet", "zomer 2026", "?"]],
         [[None, "Meten", None]]),
        ([["Num", "Wat", "Door", "Gereed"], ["1", "Meten", "Piet", "x"]], [["1", "Meten", "done"]]),
    ],
)  # fmt: skip
def test_the_layouts_of_action_tables(tmp_path, rows, read):
    write_minutes(tmp_path / "2021-09-01 verslag.docx", actions=rows)
    actions = frames_of(tmp_path)["actions"].astype(object)
    assert actions[["number", "text", "status"]].where(actions.notna(), None).to_numpy().tolist() == read


def test_a_table_with_a_column_of_decisions_is_read(tmp_path):
    rows = [["Agendapunt", "Besluit", "Toelichting"], ["Band 12", "Aangehouden", "-"], ["Riemen", "", "geen tijd"]]
    write_minutes(tmp_path / "2021-09-01 verslag.docx", actions=rows, items=["De vergadering begint op tijd vandaag."])
    decisions = frames_of(tmp_path)["decisions"]
    assert decisions[["sheet", "row", "topic", "text"]].to_numpy().tolist() == [
        ["Table 2", 2, "Band 12", "Aangehouden"]
    ]


@pytest.mark.parametrize(
    ("rows", "contacts"),
    [
        ([["Pomp 3", "stond stil"], ["Pomp 4", "loopt"]], [("Table 1", 1)]),
        ([["Versie", "Datum", "Auteur", "Status"], ["1.0", "01-09-2021", "Gerda Zonderling", "Definitief"]], []),
    ],
)
def test_minutes_of_tables_alone_have_the_first_that_nobody_else_reads_for_their_place(tmp_path, rows, contacts):
    write_minutes(tmp_path / "notulen 2021-09-01.docx", title="", header=None, items=(), actions=rows)
    frame = frames_of(tmp_path)["contacts"]
    assert [*zip(frame.get("sheet", []), frame.get("row", []), strict=True)] == contacts
    assert intake_of(tmp_path).total("read") == len(rows)


def test_an_agenda_within_minutes_gives_neither_topic_nor_hours(tmp_path):
    rows = [["Tijd", "Onderwerp", "Spreker"], ["14:00", "Opening", "Gerda"], ["14:10", "Storingen", "Piet"]]
    write_minutes(tmp_path / "2021-09-01 verslag.docx", actions=rows)
    (contact,) = frames_of(tmp_path)["contacts"].to_dict("records")
    assert (contact["topic"], contact["at"]) == ("Verslag tactisch overleg", pd.Timestamp(2021, 9, 1))


def test_a_contract_that_speaks_of_decisions_does_not_become_minutes(tmp_path):
    document = Document()
    document.add_paragraph("Dienstverleningsovereenkomst")
    document.add_heading("1 Overleg", 1)
    for i in range(1, 12):
        document.add_paragraph(f"1.{i} De leverancier voert besluit {i} van de stuurgroep binnen {i} dagen uit.")
    document.save(tmp_path / "DVO 01-01-2021.docx")
    frames = frames_of(tmp_path)
    assert (len(frames["clauses"]) >= 11, len(frames["contacts"]), len(frames["decisions"])) == (True, 0, 0)


def test_names_of_minutes_leave_masked(tmp_path):
    write_minutes(
        tmp_path / "2021-09-01 verslag.docx", items=[*ITEMS, "Akkoord, zegt Joost Ontbrekend tegen Kees Uitgesteld."]
    )
    readings = read_files(open_project(tmp_path), keep_key=False)
    people = readings.people
    for name in ("Gerda Zonderling", "Piet van Elderen", "Kees Uitgesteld", "Joost Ontbrekend", "Wilma Schrijver"):
        assert name not in people.mask(f"Volgens {name} is het af")
    kept = pd.concat([frame.astype(str) for frame in readings.frames["attendees"]])
    assert not kept.apply(lambda column: column.str.contains("Zonderling|Elderen|Schrijver")).to_numpy().any()
