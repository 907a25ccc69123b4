"""From files to frames: what is recognised, and what becomes of every row."""

import datetime as dt
import shutil

import pytest
from builders import CLAUSES, EVENTS, INCIDENTS, make_contract, make_workbook

import drift
from drift.errors import UsageError
from drift.project import open_project
from drift.sources.files import read_files

DAY = dt.datetime(2024, 3, 5, 14, 30)


def only_sheet(intake):
    (file,) = intake.files
    (sheet,) = file.sheets
    return file, sheet


def test_a_heading_row_below_a_title_block_is_found(tmp_path):
    rows = [["Service Level Agreement"], [None], ["versie 2", "concept"], CLAUSES, ["1.1", "a"], [None], ["1.2", "b"]]
    make_workbook(tmp_path / "SLA 2024-01-01.xlsx", {"Eisen": rows})
    _, sheet = only_sheet(drift.check(tmp_path))
    assert (sheet.table, sheet.heading, sheet.note, sheet.blank, sheet.accepted, sheet.read) == (
        "clauses",
        1,
        2,
        2,
        2,
        7,
    )


@pytest.mark.parametrize(
    "headings",
    [
        ["Meldingnummer", "Korte omschrijving", "Aanmelddatum", "Gereed"],
        ["Ticket ID", "Subject", "Created at", "Solved at"],
        ["INCIDENT\nNUMMER", "Titel", "Datum\u00a0aangemeld", "Datum gereed*"],
    ],
)
def test_a_log_is_recognised_in_dutch_and_english(tmp_path, headings):
    make_workbook(tmp_path / "x.xlsx", {"1": [headings, ["M1", "kapot", DAY, DAY + dt.timedelta(hours=1)]]})
    readings = read_files(open_project(tmp_path))
    (frame,) = readings.frames["incidents"]
    assert frame[["incident_id", "title"]].iloc[0].tolist() == ["M1", "kapot"]
    assert (frame["opened_at"].iloc[0], frame["resolved_at"].iloc[0]) == (DAY, DAY + dt.timedelta(hours=1))


def test_a_row_that_cannot_be_placed_is_rejected_with_its_cell(tmp_path):
    rows = [
        INCIDENTS,
        ["I1", "a", DAY, None],
        ["I2", "b", "soon", None],
        [None, "c", DAY, None],
        ["I4", "d", None, None],
    ]
    make_workbook(tmp_path / "log.xlsx", {"Log": rows})
    file, sheet = only_sheet(drift.check(tmp_path))
    assert (sheet.accepted, sheet.rejected) == (1, 3)
    assert {(str(problem.at), problem.found) for problem in file.problems} == {
        ("log.xlsx › Log › C3", "soon"),
        ("log.xlsx › Log › A4", ""),
        ("log.xlsx › Log › C5", ""),
    }


def test_a_cell_that_is_not_needed_is_a_problem_but_no_reason_to_reject_the_row(tmp_path):
    make_workbook(tmp_path / "log.xlsx", {"Log": [INCIDENTS, ["I1", "a", DAY, "later"]]})
    intake = drift.check(tmp_path)
    file, sheet = only_sheet(intake)
    assert (sheet.accepted, sheet.rejected, file.problems[0].found) == (1, 0, "later")
    assert not intake.all_read


def test_of_an_incident_that_is_there_twice_the_later_update_wins(tmp_path):
    headings = [*INCIDENTS, "Updated"]
    late, early = DAY + dt.timedelta(days=9), DAY + dt.timedelta(days=1)
    rows = [headings, ["I1", "new", DAY, None, late], ["I1", "old", DAY, None, early], ["I2", "b", DAY, None, early]]
    make_workbook(tmp_path / "log.xlsx", {"Log": rows})
    _, sheet = only_sheet(drift.check(tmp_path))
    assert (sheet.accepted, sheet.repeated) == (2, 1)
    titles = drift.analyse(tmp_path).tables["incidents"].set_index("incident_id")["title"]
    assert titles["I1"] == "new"


def test_an_update_that_is_there_twice_counts_once(tmp_path):
    rows = [EVENTS, ["I1", DAY, "Update", "x"], ["I1", DAY, "Update", "x"], ["I1", DAY, "Resolved", "x"]]
    make_workbook(tmp_path / "log.xlsx", {"Log": [INCIDENTS, ["I1", "a", DAY, DAY]], "Events": rows})
    events = drift.check(tmp_path).of("events")[0]
    assert (events.accepted, events.repeated) == (2, 1)


def test_a_sheet_that_is_no_table_of_ours_is_kept_as_notes(tmp_path):
    make_workbook(tmp_path / "x.xlsx", {"Lunch": [["soup", "bread"], [None, None], ["cheese", 1]]})
    _, sheet = only_sheet(drift.check(tmp_path))
    assert (sheet.table, sheet.note, sheet.blank, sheet.read) == (None, 2, 1, 3)


def test_a_group_heading_becomes_the_section_of_the_clauses_below_it(tmp_path):
    rows = [CLAUSES, ["2 Beschikbaarheid", None], ["2.1", "a"], ["2.2", "b"], ["3 Herstel", None], ["3.1", "c"]]
    make_workbook(tmp_path / "SLA 2024-01-01.xlsx", {"Eisen": rows})
    (frame,) = read_files(open_project(tmp_path)).frames["clauses"]
    assert frame["section"].tolist() == ["2 Beschikbaarheid", "2 Beschikbaarheid", "3 Herstel"]


def test_deleted_clauses_are_kept_but_not_in_force(tmp_path):
    rows = [["Nr", "Omschrijving", "Status"], ["1", "a", "Vervallen"], ["2", "[DELETED] b", None], ["3", "c", "ok"]]
    make_workbook(tmp_path / "SLA 2024-01-01.xlsx", {"Eisen": rows})
    (frame,) = read_files(open_project(tmp_path)).frames["clauses"]
    assert frame["in_force"].tolist() == [False, False, True]


def test_a_type_column_tells_planned_work_from_faults_and_names_what_it_does_not_know(tmp_path):
    rows = [[*INCIDENTS, "Soort melding"]]
    rows += [[f"I{i}", "a", DAY, None, kind] for i, kind in enumerate(["Storing", "Onderhoud", "Wijziging", "Raadsel"])]
    make_workbook(tmp_path / "log.xlsx", {"Log": rows})
    readings = read_files(open_project(tmp_path))
    assert readings.frames["incidents"][0]["type"].tolist() == ["corrective", "planned", "change", "corrective"]
    notes = {note.code: note.values for note in readings.accounts[0].notes}
    assert notes["note.type_unknown"] == {"words": "Raadsel", "n": 1}


def test_drift_toml_overrules_every_guess(tmp_path):
    rows = [["x"], ["nr van ons", "wat", "wanneer"], ["A1", "kapot", "03-04-2024"]]
    make_workbook(tmp_path / "raar.xlsx", {"Blad1": rows, "Blad2": rows})
    (tmp_path / "drift.toml").write_text(
        '[[source]]\nfiles = "*.xlsx"\ntable = "incidents"\nsheet = "Blad2"\nheading_row = 2\nday_first = false\n'
        'columns = { incident_id = "Nr van ons", title = "wat", opened_at = "wanneer" }\n'
    )
    (frame,) = read_files(open_project(tmp_path)).frames["incidents"]
    assert frame[["sheet", "incident_id", "title"]].iloc[0].tolist() == ["Blad2", "A1", "kapot"]
    assert frame["opened_at"].iloc[0] == dt.datetime(2024, 3, 4)


def test_lock_files_empty_files_and_readmes_are_skipped_by_name(tmp_path):
    make_contract(tmp_path, "SLA 2024-01-01", ["a"])
    for name, text in {"~$SLA.xlsx": "x", "leeg.xlsx": "", "README.md": "x", "notes.txt": "prose"}.items():
        (tmp_path / name).write_text(text)
    accounts = {file.file: (file.status, file.reason and file.reason.code) for file in drift.check(tmp_path).files}
    assert accounts["~$SLA.xlsx"] == ("skipped", "skipped.lock")
    assert accounts["leeg.xlsx"] == ("skipped", "skipped.empty")
    assert accounts["README.md"] == ("skipped", "skipped.readme")
    assert accounts["notes.txt"][0] == "refused"
    assert accounts["SLA 2024-01-01.xlsx"] == ("read", None)


def test_one_broken_workbook_is_refused_and_the_others_are_read(tmp_path):
    whole = make_contract(tmp_path, "SLA 2024-01-01", ["a", "b"])
    (tmp_path / "SLA 2024-02-01.xlsx").write_bytes(whole.read_bytes()[:2000])
    files = {file.file: file for file in drift.check(tmp_path).files}
    assert files["SLA 2024-02-01.xlsx"].status == "refused"
    assert files["SLA 2024-01-01.xlsx"].sheets[0].accepted == 2


def test_a_report_written_into_the_folder_is_never_read_as_a_source(tmp_path):
    make_contract(tmp_path, "SLA 2024-01-01", ["a"] * 6)
    drift.write_report(drift.analyse(tmp_path), tmp_path / "out", language="en")
    status = {file.file: (file.status, file.reason and file.reason.code) for file in drift.check(tmp_path).files}
    assert status.pop("SLA 2024-01-01.xlsx") == ("read", None)
    assert set(status.values()) == {("skipped", "skipped.own")}
    assert len(status) == 6


def test_a_run_record_cannot_hide_a_file_that_it_did_not_write(tmp_path):
    make_workbook(tmp_path / "log.xlsx", {"Log": [INCIDENTS, ["I1", "a", DAY, None]]})
    (tmp_path / "run.json").write_text('{"versions": {"drift": "1"}, "outputs": [{"file": "log.xlsx", "sha256": "0"}]}')
    assert drift.check(tmp_path).total("accepted", "incidents") == 1


def test_a_document_spelled_two_ways_is_one(tmp_path):
    make_contract(tmp_path, "SLA 2023-01-01", ["a"] * 8)
    make_contract(tmp_path, "Sla  2024-01-01", ["a"] * 9)
    assert list(drift.analyse(tmp_path).measured.paper.specification.by_document) == ["SLA"]


def test_words_for_nothing_are_no_incident_numbers(tmp_path):
    make_workbook(tmp_path / "log.xlsx", {"Log": [INCIDENTS, ["-", "a", DAY, None], ["n/a", "b", DAY, None]]})
    assert drift.check(tmp_path).total("rejected") == 2


def test_a_heading_without_clauses_is_no_version(tmp_path):
    make_contract(tmp_path, "SLA 2023-01-01", ["a"] * 8)
    make_contract(tmp_path, "SLA 2024-01-01", [])
    analysis = drift.analyse(tmp_path)
    assert analysis.measured.paper.stocks.total["clauses"].iloc[-1] == 8
    assert "note.no_clauses" in [note.code for file in analysis.intake.files for note in file.notes]


@pytest.mark.parametrize(
    ("entry", "key", "value"),
    [
        ('[[document]]\nfiles = "contrat/*.xlsx"', "document.files", "contrat/*.xlsx"),
        ('[[source]]\nfiles = "lgo.xlsx"', "source.files", "lgo.xlsx"),
        ('[[source]]\nfiles = "log.xlsx"\nsheet = "Lgo"', "source.sheet", "Lgo"),
        ('[[source]]\nfiles = "log.xlsx"\ntable = "clauses"', "source.table", "clauses"),
    ],
)
def test_a_setting_that_fits_nothing_is_told(tmp_path, entry, key, value):
    make_workbook(tmp_path / "log.xlsx", {"Log": [INCIDENTS, ["I1", "a", DAY, None]]})
    (tmp_path / "drift.toml").write_text(entry)
    told = [note.values for note in drift.check(tmp_path).notes if note.code == "note.unmatched"]
    assert told == [{"key": key, "value": value}]


def test_an_unknown_field_names_the_nearest(tmp_path):
    make_workbook(tmp_path / "log.xlsx", {"Log": [INCIDENTS, ["I1", "a", DAY, None]]})
    (tmp_path / "drift.toml").write_text('[[source]]\nfiles = "log.xlsx"\ncolumns = { incidentid = "Incident" }')
    with pytest.raises(UsageError) as refused:
        drift.check(tmp_path)
    assert refused.value.note.values["near"] == "incident_id"


def test_check_writes_nothing_into_the_folder(tmp_path):
    rows = [["Meldingnummer", "Aanmelddatum", "Behandelaar"], ["M1", DAY, "Jan Jansen"]]
    make_workbook(tmp_path / "log.xlsx", {"Log": rows})
    drift.check(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["log.xlsx"]


def test_the_path_may_be_one_file(tmp_path):
    make_contract(tmp_path, "SLA 2024-01-01", ["a"])
    other = make_contract(tmp_path, "SLA 2025-01-01", ["a", "b"])
    assert [file.file for file in drift.check(other).files] == ["SLA 2025-01-01.xlsx"]


def test_hidden_sheets_are_left_out_and_named(tmp_path):
    import xlsxwriter

    path = tmp_path / "SLA 2024-01-01.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("Nu", "Oud"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, CLAUSES)
            sheet.write_row(1, 0, ["1", name])
        sheet.hide()
    (file,) = drift.check(path).files
    assert [(sheet.sheet, sheet.accepted, sheet.note) for sheet in file.sheets] == [("Nu", 1, 0), ("Oud", 0, 2)]
    assert {"sheet": "Oud", "n": 2} in [note.values for note in file.notes if note.code == "note.hidden_table"]


def test_a_hidden_sheet_that_the_analyst_names_is_read(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "log.xlsx")) as book:
        for name in ("Open", "Archief"):
            sheet = book.add_worksheet(name)
            for i, row in enumerate([["Nummer", "Aangemeld", "Omschrijving"], ["M1" + name, "13-01-2024 10:00", "x"]]):
                sheet.write_row(i, 0, row)
        sheet.hide()
    (tmp_path / "drift.toml").write_text(
        "".join(
            f'[[source]]\nfiles = "*.xlsx"\nsheet = "{name}"\ntable = "incidents"\n' for name in ("Open", "Archief")
        )
    )
    assert drift.check(tmp_path).total("accepted", "incidents") == 2


def test_a_real_relation_is_recognised_without_a_drift_toml(real_folder, tmp_path):
    shutil.copytree(real_folder, tmp_path / "x", ignore=shutil.ignore_patterns("drift.toml"))
    intake = drift.check(tmp_path / "x")
    assert intake.total("accepted", "clauses") == 11_310
    assert intake.total("accepted", "incidents") == 819
    assert intake.total("accepted", "events") == 4_570
    assert {sheet.tool for sheet in intake.of("incidents", "events")} == {"statuspage"}
    documents = {file.file: drift for file in intake.files for drift in [file.status]}
    assert set(documents.values()) == {"read"}
