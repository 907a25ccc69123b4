import pytest
from builders import make_workbook

from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.rows.clauses.numbering import show_number


@pytest.mark.parametrize(
    ("number", "number_format", "shown"),
    [
        ("4.1", "0.00", "4.10"),
        ("4.1", "0.0", "4.1"),
        ("4", "0.00", "4.00"),
        ("7", "000", "007"),
        ("12", '"W-"00', "W-12"),
        ("3", '\\"W-\\"00', "W-03"),
        ("1.005", "0.00", "1.01"),
        ("-4.1", "0.00", "-4.10"),
        ("4.1", "0.00;[Red]-0.00", "4.10"),
        ("4.1", "", None),
        ("45356", "yyyy-mm-dd", None),
        ("4.1", "#,##0.00", None),
        ("0.98", "0.0%", None),
        ("1e300", "0.00", None),
    ],
)
def test_a_number_is_written_as_a_plain_format_shows_it(number, number_format, shown):
    assert show_number(number, number_format) == shown


def test_numbers_in_the_general_format_are_told_apart_by_nobody(tmp_path):
    make_workbook(
        tmp_path / "SLA 2024-01-01.xlsx", {"Eisen": [["Nr", "Omschrijving"], [1.1, "a"], [2, "b"], ["1.10", "c"]]}
    )
    readings = read_files(open_project(tmp_path))
    assert readings.frames["clauses"][0]["clause_id"].tolist() == ["1.1", "2", "1.10"]
    notes = {note.code: note.values for note in readings.accounts[0].notes}
    assert notes["note.clause_numbers"] == {"n": 1}


@pytest.mark.parametrize(
    ("text", "in_force"),
    [
        ("Vervallen", False), ("vervallen.", False), ("VERVALLEN: de leverancier meldt", False),
        ("[DELETED] old", False), ("Deleted", False), ("Vervallen - oude tekst", False), ("(Reserved)", False),
        ("Dit artikel is vervallen.", False),
        ("Vervallen garanties dient de leverancier te melden.", True), ("De eis is niet vervallen.", True),
        ("Reserved parking shall be provided.", True), ("Ingetrokken badges worden ingeleverd.", True),
    ],
)  # fmt: skip
def test_a_clause_that_says_it_is_gone_is_not_in_force(tmp_path, text, in_force):
    make_workbook(tmp_path / "SLA 2024-01-01.xlsx", {"Eisen": [["Nr", "Eis"], ["1.1", "tekst"], ["1.2", text]]})
    (frame,) = read_files(open_project(tmp_path)).frames["clauses"]
    assert frame["in_force"].tolist() == [True, in_force]
