"""Every row and every fault of a file is accounted for, whatever its format."""

import os

import pytest
from builders import CLAUSES, INCIDENTS, make_workbook
from reading import write

import drift
from drift.terms import PROBLEMS_SHOWN

HEADING = "Incident;Title;Opened;Resolved\n"


def only_file(folder):
    (file,) = drift.check(folder).files
    return file


def test_faults_are_listed_up_to_a_limit_and_counted_in_full(tmp_path):
    rows = "".join(";a;2024-03-05 10:00;\n" for i in range(200)) + "I999;b;2024-03-05 10:00;later\n"
    write(tmp_path, "log.csv", HEADING + rows)
    file = only_file(tmp_path)
    assert (len(file.problems), file.n_problems, file.more_problems) == (PROBLEMS_SHOWN, 201, 151)
    assert (file.sheets[0].rejected, file.sheets[0].accepted) == (200, 1)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_address_of_a_fault_counts_rows_as_a_spreadsheet_does(tmp_path, ending):
    text = HEADING + '"I1";"een\ntwee";2024-03-05 10:00;\n\nI2;b;ooit;\n'
    write(tmp_path, "log.csv", text.replace("\n", ending))
    (problem,) = only_file(tmp_path).problems
    assert (str(problem.at), problem.found) == ("log.csv › log › C4", "ooit")


def test_a_cell_with_an_error_is_one_fault_and_not_two(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "log.xlsx")) as book:
        sheet = book.add_worksheet("Log")
        sheet.write_row(0, 0, INCIDENTS)
        sheet.write_row(1, 0, ["I1", "a"])
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    file = only_file(tmp_path)
    assert [(str(problem.at), problem.found, problem.expected) for problem in file.problems] == [
        ("log.xlsx › Log › C2", "#DIV/0!", "expected.no_error")
    ]
    assert (file.n_problems, file.sheets[0].rejected) == (1, 1)


def test_a_row_of_which_only_an_error_is_left_is_not_blank(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "SLA 2024-01-01.xlsx")) as book:
        sheet = book.add_worksheet("Eisen")
        sheet.write_row(0, 0, CLAUSES)
        sheet.write_row(1, 0, ["1", "a"])
        sheet.write_formula(2, 1, "=Blad9!A1", None, "#REF!")
    (sheet,) = only_file(tmp_path).sheets
    assert (sheet.accepted, sheet.rejected, sheet.blank, sheet.read) == (1, 1, 0, 3)


def test_a_sheet_that_cannot_be_read_is_a_fault_of_a_file_that_can(tmp_path):
    import zipfile

    make_workbook(tmp_path / "in" / "a.xlsx", {"Goed": [CLAUSES, ["1", "a"]], "Kapot": [["x"]]})
    with zipfile.ZipFile(tmp_path / "in" / "a.xlsx") as source, zipfile.ZipFile(tmp_path / "SLA.xlsx", "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name)[: 300 if name.endswith("sheet2.xml") else None])
    (tmp_path / "in" / "a.xlsx").unlink()
    file = only_file(tmp_path)
    assert (file.status, [(sheet.sheet, sheet.accepted, sheet.read) for sheet in file.sheets]) == (
        "read",
        [("Goed", 1, 2), ("Kapot", 0, 0)],
    )
    assert [(str(problem.at), problem.expected) for problem in file.problems] == [
        ("SLA.xlsx › Kapot", "expected.sheet")
    ]
    assert file.n_problems == 1


def test_a_link_is_not_followed(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    write(tmp_path / "elsewhere", "a.csv", HEADING)
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "b.csv").symlink_to(tmp_path / "elsewhere" / "a.csv")
    (folder / "map").symlink_to(tmp_path / "elsewhere")
    files = drift.check(folder).files
    assert [(file.file, file.status, file.reason.code) for file in files] == [
        ("b.csv", "skipped", "skipped.link"),
        ("map", "skipped", "skipped.link"),
    ]


def test_what_is_no_file_is_named_and_never_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    os.mkfifo(tmp_path / "run.json")
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere")
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".git", "a.csv", HEADING)
    write(tmp_path, ".hidden.csv", HEADING)
    (tmp_path / ".drift").mkdir()  # ours: a second run names what the first one did
    files = drift.check(tmp_path).files
    assert [(file.file, file.reason.code) for file in files] == [
        (".git", "skipped.hidden"),
        (".hidden.csv", "skipped.hidden"),
        ("gone.csv", "skipped.link"),
        ("pipe.csv", "skipped.pipe"),
        ("run.json", "skipped.pipe"),
    ]
    assert {file.status for file in files} == {"skipped"}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_cannot_be_entered_is_refused_and_the_others_are_read(tmp_path):
    (tmp_path / "closed").mkdir(mode=0)
    write(tmp_path, "a.csv", HEADING + "I1;a;2024-03-05 10:00;\n")
    files = drift.check(tmp_path).files
    assert [(file.file, file.status) for file in files] == [("a.csv", "read"), ("closed", "refused")]


def test_a_file_name_that_is_no_text_is_read_and_shown(tmp_path):
    write(tmp_path, "caf\udce9.csv", HEADING + "I1;a;2024-03-05 10:00;\n")  # the byte E9, which is no UTF-8
    file = only_file(tmp_path)
    assert (file.file, file.sheets[0].accepted) == ("caf\ufffd.csv", 1)
