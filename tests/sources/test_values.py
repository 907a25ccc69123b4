from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from drift.sources.opening.child import BLANK, MOMENT, NUMBER, TEXT
from drift.sources.opening.columns import Column, to_texts
from drift.sources.values.clocks import to_minutes
from drift.sources.values.moments import Notation, to_moments, zone_of

AMSTERDAM, UTC = ZoneInfo("Europe/Amsterdam"), ZoneInfo("UTC")


def column(*texts, kind=TEXT):
    kinds = [BLANK if text is None else kind for text in texts]
    return Column(pd.Series(kinds, dtype="uint8"), pd.Series(texts, dtype="str"))


def read(*texts, kind=TEXT, **notation):
    return to_moments(column(*texts, kind=kind), AMSTERDAM, "Opened", Notation(**notation))


def walls(moments):
    return [None if pd.isna(moment) else str(moment) for moment in moments.wall]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-05 14:30", "2024-03-05 14:30:00"),
        ("2024-03-05T14:30:15.250", "2024-03-05 14:30:15"),
        ("5-3-2024", "2024-03-05 00:00:00"),
        ("05/03/2024 9:05 PM", "2024-03-05 21:05:00"),
        ("5 mrt 2024 10:15", "2024-03-05 10:15:00"),
        ("3-okt-2024", "2024-10-03 00:00:00"),
        ("03/Sep/26 9:05 AM", "2026-09-03 09:05:00"),
        ("12 août 2023", "2023-08-12 00:00:00"),
    ],
)
def test_a_written_date_is_read(text, expected):
    assert walls(read(text)) == [expected]


@pytest.mark.parametrize("text", ["gisteren", "31-02-2024", "2024-13-01", "12:30", "99"])
def test_what_is_no_date_is_marked_and_not_guessed(text):
    moments = read(text)
    assert walls(moments) == [None]
    assert moments.bad.tolist() == [True]


def test_day_or_month_first_is_decided_over_the_whole_column():
    assert walls(read("05-11-2024", "06-13-2024"))[0] == "2024-05-11 00:00:00"
    assert walls(read("05-11-2024", "13-06-2024"))[0] == "2024-11-05 00:00:00"


def test_a_column_that_cannot_tell_is_read_day_first_and_says_so():
    moments = read("05-11-2024", "06-11-2024")
    assert walls(moments)[0] == "2024-11-05 00:00:00"
    assert [(note.code, note.values["n"]) for note in moments.notes] == [("note.dates_undecided", 2)]


def test_a_column_that_contradicts_itself_says_so_and_loses_nothing_in_silence():
    moments = read("13-01-2024", "14-01-2024", "01-15-2024")
    assert walls(moments) == ["2024-01-13 00:00:00", "2024-01-14 00:00:00", "2024-01-15 00:00:00"]
    (note,) = moments.notes
    assert (note.code, note.values["day"], note.values["month"], note.values["either"]) == (
        "note.dates_contradict", 2, 1, 0,
    )  # fmt: skip


def test_the_analysts_word_goes_before_the_columns():
    assert walls(read("05-11-2024", day_first=False)) == ["2024-05-11 00:00:00"]


def test_words_for_nothing_are_missing_and_not_bad():
    moments = read("n.v.t.", "?", None, " ", "x", nulls=("x",))
    assert moments.bad.tolist() == [False] * 5
    assert walls(moments) == [None] * 5


def test_a_zone_in_the_heading_is_converted_to_the_projects_zone():
    moments = read("2024-01-31 23:30:00", kind=MOMENT, zone=UTC)
    assert walls(moments) == ["2024-02-01 00:30:00"]
    assert str(moments.utc[0]) == "2024-01-31 23:30:00"
    assert [note.code for note in moments.notes] == ["note.zone_converted"]


def test_an_offset_in_the_text_is_converted():
    moments = read("2024-07-01T12:00:00+10:00")
    assert (walls(moments), str(moments.utc[0])) == (["2024-07-01 04:00:00"], "2024-07-01 02:00:00")


def test_a_duration_over_a_clock_change_is_an_hour_longer_than_its_wall_times():
    moments = read("2024-10-26 12:00:00", "2024-10-27 12:00:00", kind=MOMENT)
    assert moments.utc[1] - moments.utc[0] == pd.Timedelta(hours=25)
    assert moments.wall[1] - moments.wall[0] == pd.Timedelta(hours=24)


def test_wall_times_stay_as_written_even_in_the_hour_that_a_clock_change_skips():
    assert walls(read("2024-03-31 02:30:00", kind=MOMENT)) == ["2024-03-31 02:30:00"]


def test_brackets_of_a_heading_name_a_zone():
    assert zone_of(("utc",)) == UTC
    assert zone_of(("min",)) is None


def test_texts_are_stripped_of_blanks_that_are_no_blanks():
    assert to_texts(column("\u00a0 a\u00a0b ", "-"))[0] == "a b"
    assert to_texts(column("-")).isna().all()


def test_minutes_come_from_numbers_and_from_durations():
    mixed = Column(pd.Series([NUMBER, 5, TEXT], dtype="uint8"), pd.Series(["90", "30:15:00", "soon"], dtype="str"))
    assert to_minutes(mixed).tolist()[:2] == [90.0, 1815.0]
    assert pd.isna(to_minutes(mixed)[2])
