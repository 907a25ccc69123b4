"""What a list of contacts says was decided: a row a line, at the place of the meeting."""

import pytest
from builders import make_workbook
from reading import frames_of

import drift

HEADS = {
    "nl": ["Datum", "Onderwerp", "Niveau", "Deelnemers", "Besluit", "Betreft"],
    "en": ["Date", "Topic", "Level", "Attendees", "Outcome", "Ticket refs"],
}
ROWS = [
    ["2021-03-01", "Contract table", "tactical", "Gerda Zonderling; Piet de Vries", "- Crew of two\n- Held over", "M1"],
    ["2021-04-01", "Contract table", "tactical", "Gerda Zonderling", "geen", None],
    ["2021-05-03", "Board", "strategic", "Gerda Zonderling", "The fault is not recognised", None],
    [None, "Board", "strategic", "Gerda Zonderling", "Of a meeting without a day", None],
]


@pytest.mark.parametrize("language", HEADS)
def test_a_column_of_decisions_is_read_with_its_meeting(tmp_path, language):
    make_workbook(tmp_path / "overleg.xlsx", {"Lijst": [HEADS[language], *ROWS]})
    decisions = frames_of(tmp_path)["decisions"]
    assert decisions[["row", "contact_row", "topic", "text", "refers_to"]].fillna("").to_numpy().tolist() == [
        [2, 2, "Contract table", "Crew of two", "M1"],
        [2, 2, "Contract table", "Held over", "M1"],
        [4, 4, "Board", "The fault is not recognised", ""],
    ]
    assert decisions["at"].dt.strftime("%Y-%m-%d").tolist() == ["2021-03-01", "2021-03-01", "2021-05-03"]
    assert set(decisions["contact_sheet"]) == {"Lijst"}


def test_the_heading_of_decisions_is_not_told_as_unused(tmp_path):
    make_workbook(tmp_path / "overleg.xlsx", {"Lijst": [HEADS["nl"], *ROWS[:3]]})
    intake = drift.check(tmp_path)
    assert not [note for note in intake.every_note if note.code == "note.unused"]
    assert intake.total("accepted", "contacts") == 3
