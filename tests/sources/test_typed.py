"""Any value: times, durations, numbers, spellings, and what a spreadsheet may have done to them."""

import datetime as dt

import pandas as pd
import pytest

from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.opening.child import BLANK, DURATION, MOMENT, NUMBER, TEXT, TIME
from drift.sources.opening.columns import Column, to_texts
from drift.sources.values.categories import fold_spellings
from drift.sources.values.clocks import to_clocks, to_minutes, unit_of
from drift.sources.values.numbers import to_numbers


def column(*cells):
    """Return a column of (kind, text) pairs or texts."""
    pairs = [cell if isinstance(cell, tuple) else (BLANK if cell is None else TEXT, cell) for cell in cells]
    return Column(pd.Series([k for k, _ in pairs], dtype="uint8"), pd.Series([t for _, t in pairs], dtype="str"))


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ((DURATION, "30:15:00"), 1815),
        ((DURATION, "-1:30:00"), -90),
        ((MOMENT, "1900-01-01 12:00:00"), 2160),
        ((MOMENT, "1899-12-31 00:30:00"), 30),
        ((TIME, "01:30:00"), 90),
        ((NUMBER, "12.5"), 12.5),
        ("30:15", 1815),
        ("-02:10", -130),
        ("1h 13m 42s", 73.7),
        ("2 dagen 4 uur", 3120),
        ("1.234,5", 1234.5),
        ("3 u.", 180),
        ("soon", None),
    ],
)
def test_a_duration_is_read_whatever_holds_it(cell, minutes):
    (found,) = to_minutes(column(cell))
    assert found == pytest.approx(minutes) if minutes is not None else pd.isna(found)


def test_a_number_stands_for_the_unit_that_its_heading_names():
    assert [unit_of(words) for words in [("in hrs",), ("uur",), ("min",), ("days",), ()]] == [60, 60, 1, 1440, 1]
    assert to_minutes(column((NUMBER, "1.5")), 60.0).tolist() == [90.0]


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ((MOMENT, "1900-01-01 01:08:00"), "01:08:00"),
        ((TIME, "14:30:00"), "14:30:00"),
        ((NUMBER, "0.5"), "12:00:00"),
        ((NUMBER, "143000"), "14:30:00"),
        ("02:24", "02:24:00"),
        ("9:05 PM", "21:05:00"),
        ("14.30 uur", "14:30:00"),
        ("000000", "00:00:00"),
    ],
)
def test_a_time_of_day_is_read_whatever_holds_it(cell, clock):
    clocks, bad = to_clocks(column(cell))
    assert clocks.tolist() == [pd.Timedelta(clock)]
    assert not bad.any()


def test_what_is_no_time_of_day_is_told():
    clocks, bad = to_clocks(column("25:00", "noon", None))
    assert (clocks.isna().all(), bad.tolist()) == (True, [True, True, False])


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["1.234,5", "12,5", "-3"], [1234.5, 12.5, -3]),
        (["1,234.5", "12.5"], [1234.5, 12.5]),
        (["1.234.567", "1.234"], [1234567, 1234]),
        (["98,5 %", "99%"], [0.985, 0.99]),
        (["€ 1.000,-", "12,50-", "€ 3,25"], [1000, -12.5, 3.25]),
        (["0.995", "0.98"], [0.995, 0.98]),
    ],
)
def test_the_decimal_sign_is_decided_by_the_whole_column(texts, values):
    numbers = to_numbers(column(*texts))
    assert numbers.values.tolist() == pytest.approx(values)
    assert not numbers.bad.any()


def test_a_number_that_can_be_read_both_ways_is_counted():
    numbers = to_numbers(column("1.234", "2.500"))
    assert (numbers.values.tolist(), numbers.n_either) == ([1234, 2500], 2)


@pytest.mark.parametrize(
    ("texts", "values", "bad"),
    [
        (["0.995", "1,5"], [None, 1.5], [True, False]),  # not 995
        (["0,995"], [0.995], [False]),
        (["1.234,5", "1,234.5"], [1234.5, None], [False, True]),
        (["1.234.5", "12."], [None, None], [True, True]),
        (["-12%", "98,5 %"], [-0.12, 0.985], [False, False]),
    ],
)
def test_a_number_in_another_notation_than_its_column_is_no_number(texts, values, bad):
    numbers = to_numbers(column(*texts))
    assert [None if pd.isna(value) else round(value, 9) for value in numbers.values] == values
    assert (numbers.bad.tolist(), numbers.n_either) == (bad, 0)


def test_what_is_no_number_is_marked():
    numbers = to_numbers(column("12", "many", (NUMBER, "3"), None))
    assert numbers.bad.tolist() == [False, True, False, False]


def test_words_for_nothing_are_missing_and_a_column_too_narrow_as_well():
    texts = to_texts(column("?", "n.v.t.", "#N/B", "##########", "-", "-100", "x"), ("-100",))
    assert texts.dropna().tolist() == ["x"]


def test_spellings_fold_to_the_most_frequent_one():
    folded, before, after = fold_spellings(pd.Series(["E/B", "e b", "E/B", "W/B", None, "w/b ", "w/b "], dtype="str"))
    assert folded.dropna().tolist() == ["E/B", "E/B", "E/B", "w/b ", "w/b ", "w/b "]
    assert (before, after) == (4, 2)


def log(folder, rows, toml=None, heading="Incident,Title,Opened,Resolved"):
    (folder / "log.csv").write_text(heading + "\n" + "\n".join(rows) + "\n")
    if toml:
        (folder / "drift.toml").write_text(f'[[source]]\nfiles = "*.csv"\n{toml}\n')
    readings = read_files(open_project(folder))
    notes = {note.code: dict(note.values) for account in readings.accounts for note in account.notes}
    return pd.concat(readings.frames["incidents"]), notes


def test_an_offset_that_the_analyst_calls_wrong_leaves_the_clock_as_it_stands(tmp_path):
    rows = ["I1,a,2024-03-05T14:30:00+10:00,2024-03-05T15:30:00+10:00"]
    frame, notes = log(tmp_path, rows, 'zone = "wall"')
    assert frame["opened_at"].tolist() == [pd.Timestamp("2024-03-05 14:30")]
    assert notes["note.zone_ignored"] == {"heading": "Resolved", "n": 1}


def test_a_zone_that_the_analyst_names_is_converted(tmp_path):
    frame, notes = log(tmp_path, ["I1,a,2024-03-05 14:30,"], 'zone = "UTC"')
    assert frame["opened_at"].tolist() == [pd.Timestamp("2024-03-05 15:30")]
    assert notes["note.zone_converted"]["source"] == "UTC"


def test_a_zone_that_does_not_exist_is_an_error_that_names_the_key(tmp_path):
    from drift.errors import UsageError

    with pytest.raises(UsageError) as refused:
        log(tmp_path, ["I1,a,2024-03-05 14:30,"], 'zone = "Mars"')
    assert refused.value.note.values["key"] == "source.0.zone"


def test_a_column_of_real_and_text_dates_is_suspected_of_having_been_redated(tmp_path):
    from builders import INCIDENTS, make_workbook

    rows = [INCIDENTS, ["I1", "a", dt.datetime(2024, 5, 11), None], ["I2", "a", "13-05-2024", None]]
    make_workbook(tmp_path / "x.xlsx", {"Log": rows})
    (account,) = read_files(open_project(tmp_path)).accounts
    notes = {note.code: dict(note.values) for note in account.notes}
    assert notes["note.dates_mixed"] == {"heading": "Opened", "dates": 1, "texts": 1}


def test_a_number_that_lost_its_date_format_is_a_date_and_told(tmp_path):
    from builders import INCIDENTS, make_workbook

    make_workbook(tmp_path / "x.xlsx", {"Log": [INCIDENTS, ["I1", "a", 45356.6041666667, None]]})
    readings = read_files(open_project(tmp_path))
    assert readings.frames["incidents"][0]["opened_at"].tolist() == [pd.Timestamp("2024-03-05 14:30")]
    assert "note.serials" in {note.code for note in readings.accounts[0].notes}


def test_lists_that_a_spreadsheet_took_for_numbers_are_named(tmp_path):
    from builders import INCIDENTS, make_workbook

    lines = ["129,178,179", 47.5, 16, "95, 96"]
    rows = [[*INCIDENTS, "Lines"], *([f"I{i}", "a", dt.datetime(2024, 3, 5), None, x] for i, x in enumerate(lines))]
    make_workbook(tmp_path / "x.xlsx", {"Log": rows})
    (account,) = read_files(open_project(tmp_path)).accounts
    notes = {note.code: dict(note.values) for note in account.notes}
    assert notes["note.lost_lists"] == {"heading": "Lines", "n": 1, "lists": 2, "row": 3}


def test_a_count_that_can_be_read_both_ways_is_told(tmp_path):
    heading = "Incident,Title,Opened,Resolved,Reassignments"
    frame, notes = log(tmp_path, ["I1,a,2024-03-05 14:30,2024-03-05 15:00,1.234"], heading=heading)
    assert frame["n_reassigned"].tolist() == [1234]
    assert notes["note.thousands"] == {"heading": "Reassignments", "n": 1}


def test_a_negative_duration_is_told(tmp_path):
    heading = "Incident,Title,Opened,Resolved,Duration (min)"
    _, notes = log(tmp_path, ["I1,a,2024-03-05 14:30,2024-03-05 14:00,-00:30"], heading=heading)
    assert notes["note.duration_negative"] == {"heading": "Duration (min)", "n": 1}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("03/Sep/26 9:05 AM", "2026-09-03 09:05"),
        ("5 maart 2024 10:15", "2024-03-05 10:15"),
        ("dinsdag 5 maart 2024 om 10:15", "2024-03-05 10:15"),
        ("Mar 5, 2024 4:16 PM", "2024-03-05 16:16"),
        ("5. Januar 2024 16:30 Uhr", "2024-01-05 16:30"),
        ("3 février 2024", "2024-02-03"),
        ("3-okt-2024", "2024-10-03"),
        ("20240305 143000", "2024-03-05 14:30"),
        ("20240305 14:30:00", "2024-03-05 14:30"),
        ("31-04-2024", None),
        ("2024-02-30", None),
        ("5/3/24 25:00", None),
    ],
)
def test_a_date_is_read_in_the_notations_of_four_languages(tmp_path, text, moment):
    frame, _ = log(tmp_path, [f'I1,a,2024-01-01,"{text}"'])
    found = frame["resolved_at"].iloc[0]
    assert pd.isna(found) if moment is None else found == pd.Timestamp(moment)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1er mars 2024", "2024-03-01"),
        ("March 1st, 2024 9:05 AM", "2024-03-01 09:05"),
        ("05-03-2024 9u05", "2024-03-05 09:05"),
        ("05/03/2024 09h05", "2024-03-05 09:05"),
        ("05-03-99", "1999-03-05"),
        ("05-03-24", "2024-03-05"),
        ("45356", "2024-03-05"),
        ('45356,5', "2024-03-05 12:00"),
        ("4535", None),
        ("99999", None),
    ],
)  # fmt: skip
def test_a_rare_notation_of_a_date_is_read(tmp_path, text, moment):
    frame, notes = log(tmp_path, [f'I1,a,2024-01-01,"{text}"'])
    found = frame["resolved_at"].iloc[0]
    assert pd.isna(found) if moment is None else found == pd.Timestamp(moment)
    assert ("note.serials" in notes) == text.startswith("4535") * (moment is not None)


def test_a_column_that_cannot_tell_is_read_as_the_other_columns_of_its_file(tmp_path):
    rows = ["I1,a,3/5/2024 10:00,3/13/2024 11:00", "I2,a,4/6/2024 10:00,4/14/2024 11:00"]
    frame, notes = log(tmp_path, rows)
    assert frame["opened_at"].tolist() == [pd.Timestamp("2024-03-05 10:00"), pd.Timestamp("2024-04-06 10:00")]
    assert {name: notes["note.dates_neighbour"][name] for name in ("heading", "n")} == {"heading": "Opened", "n": 2}
    assert "note.dates_undecided" not in notes


def test_what_the_analyst_says_goes_before_the_other_columns(tmp_path):
    frame, notes = log(tmp_path, ["I1,a,3/5/2024 10:00,13/5/2024 11:00"], "day_first = false")
    assert frame["opened_at"].tolist() == [pd.Timestamp("2024-03-05 10:00")]
    assert "note.dates_neighbour" not in notes


def test_columns_that_disagree_leave_the_third_undecided(tmp_path):
    heading = "Incident,Title,Opened,Resolved,Closed"
    frame, notes = log(tmp_path, ["I1,a,3/5/2024,13/5/2024,5/13/2024"], heading=heading)
    assert frame["opened_at"].tolist() == [pd.Timestamp("2024-05-03")]
    assert notes["note.dates_undecided"] == {"heading": "Opened", "n": 1}


def test_minutes_that_cannot_be_read_are_told(tmp_path):
    (tmp_path / "contact.csv").write_text("Datum;Onderwerp;Deelnemers;Minuten\n15-03-2024;a;Ann Lee;lang\n")
    (account,) = read_files(open_project(tmp_path)).accounts
    notes = {note.code: dict(note.values) for note in account.notes}
    assert notes["note.no_number"] == {"heading": "Minuten", "n": 1}
