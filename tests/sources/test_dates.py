"""Dates as strangers write them: read, or one line a column that says what to declare."""

import json
import re
from itertools import product
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import write

import drift
from drift.errors import UsageError
from drift.project import open_project
from drift.reports.record import build_check
from drift.sources.files import read_files
from drift.sources.opening.child import BLANK, MOMENT
from drift.sources.opening.columns import Column
from drift.sources.values.moments import to_moments
from drift.sources.values.never import find_never
from drift.sources.values.orders import weigh_order
from drift.sources.values.stamps import parse_stamps
from drift.terms import PROBLEMS_SHOWN
from drift.wording import Wording

HEADING = "Incident;Title;Opened;Resolved\n"


def log(folder, *rows, toml=None, heading=HEADING):
    """Read a log of these rows; return the incidents and the account of the file."""
    write(folder, "log.csv", heading + "".join(f"{row}\n" for row in rows))
    if toml:
        write(folder, "drift.toml", f'[[source]]\nfiles = "*.csv"\n{toml}\n')
    readings = read_files(open_project(folder))
    (account,) = readings.accounts
    return pd.concat(readings.frames["incidents"]) if readings.frames["incidents"] else pd.DataFrame(), account


def notes_of(account, code):
    return [dict(note.values) for note in account.notes if note.code == code]


# each the smallest file: one row, the same minute in the project's zone
@pytest.mark.parametrize(
    "text",
    [
        "20230104T012400",
        "20230104T002400Z",
        "20230104012400",
        "202301040124",
        "20230104012400123",
        "Jan 04, 2023 - 01:24",
        "4-jan-2023 01:24",
        "Wed 04 Jan 2023 01:24",
        "woensdag 4 januari 2023 om 01:24 uur",
        "Mittwoch, 4. Januar 2023, 01:24 Uhr",
        "le 4 janv. 2023 à 01h24",
        "04/Jan/23 1:24 AM",
        "4/1/2023 1:24 a. m.",
        "04.01.23 - 01.24",
        "2023-01-04 01:24 CET",
        "2023-01-04 00:24:00.000+00",
        "2023-01-04T01:24:00+01:00[Europe/Amsterdam]",
        "Wed Jan 04 2023 01:24:00 GMT+0100 (Central European Standard Time)",
        "Wed Jan  4 01:24:00 2023",
        "Wed Jan 04 01:24:00 CET 2023",
        "04/Jan/2023:00:24:00 +0000",
        "04JAN2023:01:24:00",
        "2023-Jan-04 01:24",
        "2023. 01. 04. 01:24",
        "2023-01-04-01.24.00.000000",
        "01:24 04-01-2023",
        "January 4th, 2023 at 1:24 AM",
        "4 Jan '23 01:24",
        "2023-01-04 0124",
        "04-01-2023 1:24\u202fAM",
        "Tue, 03 Jan 2023 19:24:00 EST",
    ],
)
def test_a_moment_is_read_however_a_tool_writes_it(tmp_path, text):
    frame, account = log(tmp_path, f"I1;a;{text};")
    assert frame["opened_at"].tolist() == [pd.Timestamp("2023-01-04 01:24")]
    assert account.problems == ()


def test_a_browsers_narrow_blank_and_a_month_first_are_read_together():
    read, _ = parse_stamps(pa.array(["1/4/23, 1:24\u202fPM"]), day_first=False)
    assert str(read[0]) == "2023-01-04T13:24:00.000000"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("04-01-2023 9 PM", "2023-01-04 21:00"),
        ("4 januari 2023, 14 uur", "2023-01-04 14:00"),
        ("2023-01-04 24:00", "2023-01-05"),
        ("4e januari 2023", "2023-01-04"),
        ("4 Mrz 2023", "2023-03-04"),
        ("04dec2023", "2023-12-04"),
    ],
)
def test_hours_alone_and_short_months_are_read(tmp_path, text, moment):
    frame, _ = log(tmp_path, f"I1;a;{text};")
    assert frame["opened_at"].tolist() == [pd.Timestamp(moment)]


@pytest.mark.parametrize("text", ["15:24 AM 04-01-2023", "2023-W01-3", "4 jan 09:15", "04-01-2023 01:24 CST", "1-1"])
def test_what_contradicts_itself_or_means_two_things_is_not_guessed(tmp_path, text):
    _, account = log(tmp_path, f"I1;a;{text};")
    assert [(str(problem.at), problem.found) for problem in account.problems] == [("log.csv › log › C2", text)]


@given(st.datetimes(pd.Timestamp("1990-01-01"), pd.Timestamp("2060-01-01")), st.sampled_from(
    ["%Y%m%dT%H%M%S", "%Y%m%d%H%M%S", "%b %d, %Y - %H:%M:%S", "%a %d %b %Y %H:%M:%S", "%a %b %d %H:%M:%S %Y",
     "%d%b%Y:%H:%M:%S", "%d/%b/%y %I:%M:%S %p", "%H:%M:%S %d-%m-%Y", "%A, %d. %B %Y, %H:%M:%S", "%Y-%b-%d %H:%M:%S"]
))  # fmt: skip
def test_what_was_written_is_what_is_read(moment, pattern):
    moment = moment.replace(microsecond=0)
    read, _ = parse_stamps(pa.array([moment.strftime(pattern)]), day_first=True)
    assert pd.Timestamp(read[0]) == moment


def test_slashes_are_day_first_or_month_first_as_the_column_tells(tmp_path):
    frame, _ = log(tmp_path, "I1;a;01/04/2023 1:24:00 PM;", "I2;b;01/13/2023 1:24:00 PM;")
    assert frame["opened_at"].tolist() == [pd.Timestamp("2023-01-04 13:24"), pd.Timestamp("2023-01-13 13:24")]


# which number is the year, and columns in which both orders of day and month occur


def days_of(start, n, pattern):
    return [day.strftime(pattern) for day in pd.date_range(start, periods=n, freq="26h")]


@given(st.dates(pd.Timestamp("2001-01-01").date(), pd.Timestamp("2030-12-31").date()), st.integers(25, 400))
def test_dates_of_two_digits_begin_with_the_year_where_their_numbers_say_so(start, n):
    moments = pd.date_range(start, periods=n, freq="D")
    texts = pa.array([moment.strftime("%y-%m-%d") for moment in moments])
    order = weigh_order(texts)
    assert order.short.leads is True
    assert order.settle(year_first=True).n == 0
    read, _ = parse_stamps(texts, day_first=True, year_first=True)
    assert [pd.Timestamp(one) for one in read] == list(moments)
    last = pa.array([moment.strftime("%d-%m-%y") for moment in moments])
    assert weigh_order(last).short.leads is False


def test_a_log_that_begins_its_dates_with_two_digits_of_a_year_is_read_so_and_told(tmp_path):
    opened, resolved = (days_of(start, 40, "%y-%m-%d %H:%M") for start in ("2022-01-01 09:00", "2022-01-01 11:30"))
    frame, account = log(tmp_path, *(f"I{i};a;{a};{b}" for i, (a, b) in enumerate(zip(opened, resolved, strict=True))))
    assert frame["opened_at"].tolist() == list(pd.date_range("2022-01-01 09:00", periods=40, freq="26h"))
    assert set(frame["resolved_at"] - frame["opened_at"]) == {pd.Timedelta("2h30min")}
    assert notes_of(account, "note.dates_year_first")[0] == {"heading": "Opened", "n": 40, "found": "22-01-01 09:00"}


def test_a_column_of_few_dates_begins_with_the_year_as_its_neighbour_does(tmp_path):
    rows = [f"I{i};a;{day};" for i, day in enumerate(days_of("2022-01-01", 40, "%y-%m-%d"))]
    frame, account = log(tmp_path, f"{rows[0]}22-01-22", *rows[1:])
    assert frame["resolved_at"].tolist()[0] == pd.Timestamp("2022-01-22")
    assert notes_of(account, "note.dates_year") == []


def test_where_two_readings_of_the_year_remain_a_note_names_the_choice(tmp_path):
    frame, account = log(tmp_path, "I1;a;22-01-04 10:00;")
    assert frame["opened_at"].tolist() == [pd.Timestamp("2004-01-22 10:00")]
    assert notes_of(account, "note.dates_year") == [{"heading": "Opened", "n": 1, "found": "22-01-04 10:00"}]


def test_dates_of_both_orders_are_each_read_as_they_must_be(tmp_path):
    moments = list(pd.date_range("2022-01-01 08:00", periods=40, freq="D"))
    patterns = ("%d-%m-%Y %H:%M", "%m/%d/%Y %H:%M")
    rows = [f"I{i};a;{moment.strftime(patterns[i % 2])};" for i, moment in enumerate(moments)]
    frame, account = log(tmp_path, *rows)
    assert frame["opened_at"].tolist() == moments  # the sign between the numbers tells those that can be either
    assert account.problems == ()
    assert notes_of(account, "note.dates_contradict") == [
        {"heading": "Opened", "day": 10, "month": 9, "either": 21, "cell_day": "C14", "cell_month": "C15"}
    ]


def test_dates_of_both_orders_with_one_sign_follow_the_larger_number(tmp_path):
    frame, _ = log(tmp_path, "I1;a;13-01-2022;", "I2;a;14-01-2022;", "I3;a;01-15-2022;", "I4;a;03-02-2022;")
    assert [str(day.date()) for day in frame["opened_at"]] == ["2022-01-13", "2022-01-14", "2022-01-15", "2022-02-03"]


# counts since 1970


@pytest.mark.parametrize(("unit", "scale"), [("epoch_s", 1), ("epoch_ms", 1000)])
def test_a_column_of_counts_since_1970_is_read_and_told(tmp_path, unit, scale):
    frame, account = log(tmp_path, *(f"I{i};a;{(1672786151 + 86400 * i) * scale};0" for i in range(3)))
    assert frame["opened_utc"].tolist() == [pd.Timestamp(f"2023-01-0{3 + i} 22:49:11") for i in range(3)]
    assert frame["opened_at"].tolist()[0] == pd.Timestamp("2023-01-03 23:49:11")  # Europe/Amsterdam
    (told,) = notes_of(account, f"note.{unit}")
    assert (told["n"], told["found"], told["read"]) == (3, str(1672786151 * scale), "2023-01-03 22:49:11")


def test_an_odd_cell_among_counts_since_1970_is_one_problem_with_its_own_cell(tmp_path):
    stamps = [str(1672786151000 + 86400000 * i) for i in range(20)]
    stamps[7] = stamps[7][:10]
    frame, account = log(tmp_path, *(f"I{i};a;{stamp};" for i, stamp in enumerate(stamps)))
    assert len(frame) == 19
    assert frame["opened_utc"].min() == pd.Timestamp("2023-01-03 22:49:11")
    assert [(p.at.cell, p.found, p.n) for p in account.problems] == [("C9", stamps[7], 1)]
    assert [told["n"] for told in notes_of(account, "note.epoch_ms")] == [19]


def test_ten_digits_that_may_be_a_date_are_one_line_that_says_what_to_declare(tmp_path):
    _, account = log(tmp_path, *(f"I{i};a;23010{i + 1}0124;" for i in range(8)))
    assert [(p.at.cell, p.found, p.expected, p.n) for p in account.problems] == [
        ("C2", "2301010124", "expected.epoch", 8)
    ]


# what the analyst declares


def test_a_declared_pattern_goes_before_every_guess(tmp_path):
    frame, account = log(tmp_path, "I1;a;23 01 04 01.24;04-01-2023 03:00", toml='format = "%y %m %d %H.%M"')
    assert frame["opened_at"].tolist() == [pd.Timestamp("2023-01-04 01:24")]
    assert frame["resolved_at"].tolist() == [pd.Timestamp("2023-01-04 03:00")]  # nothing fits: read as it stands
    assert account.problems == ()


def test_a_cell_that_does_not_fit_the_declared_pattern_is_told(tmp_path):
    _, account = log(tmp_path, "I1;a;2301040124;", "I2;b;4 jan 2023;", toml='format = "%y%m%d%H%M"')
    assert [(problem.at.cell, problem.found) for problem in account.problems] == [("C3", "4 jan 2023")]


def test_a_declared_offset_is_converted(tmp_path):
    frame, _ = log(tmp_path, "I1;a;04|01|2023 01:24 +0500;", toml='format = "%d|%m|%Y %H:%M %z"')
    assert frame["opened_utc"].tolist() == [pd.Timestamp("2023-01-03 20:24")]


def test_declared_seconds_are_read_where_nothing_would_tell(tmp_path):
    frame, _ = log(tmp_path, "I1;a;86400000;", toml='format = "epoch_s"')
    assert frame["opened_utc"].tolist() == [pd.Timestamp("1972-09-27")]


@pytest.mark.parametrize("pattern", ["dd-mm-yyyy", "%d-%m", "%H:%M", "%c", "epoch", "%d-%m-%Y %Z", "%Q"])
def test_a_pattern_that_tells_no_day_is_an_error_that_helps(tmp_path, pattern):
    with pytest.raises(UsageError) as refused:
        log(tmp_path, "I1;a;2023-01-04;", toml=f'format = "{pattern}"')
    assert refused.value.note.values["key"] == "source.0.format"
    assert "%d-%m-%Y %H:%M" in Wording("en").tell(refused.value.note)


# one line a column


def test_sixty_cells_of_an_unknown_format_are_one_line(tmp_path):
    _, account = log(tmp_path, *(f"I{i};a;2023-W{i % 50 + 1:02}-3;" for i in range(60)))
    assert [(p.at.cell, p.found, p.expected, p.n) for p in account.problems] == [
        ("C2", "2023-W01-3", "expected.moment_column", 60)
    ]
    assert (account.n_problems, account.more_problems, account.sheets[0].rejected) == (60, 0, 60)
    say = Wording("en")
    assert "format =" in say(account.problems[0].expected)


def test_a_few_slips_are_told_one_by_one(tmp_path):
    _, account = log(tmp_path, *(f"I{i};a;2023-01-04;{'gisteren' if i in (3, 7) else ''}" for i in range(20)))
    assert [(problem.at.cell, problem.n) for problem in account.problems] == [("D5", 1), ("D9", 1)]


def test_what_is_left_out_of_the_problems_is_counted_on_the_screen_and_in_json(tmp_path):
    from click.testing import CliRunner

    from drift.cli.check import check

    write(tmp_path, "log.csv", HEADING + "".join(";a;2023-01-04;\n" for _ in range(60)) + "I1;a;2023-01-04;\n")
    (file,) = build_check(drift.check(tmp_path), Wording("en"))["files"]
    assert (len(file["problems"]), file["more_problems"]) == (PROBLEMS_SHOWN, 60 - PROBLEMS_SHOWN)
    assert json.dumps(file)  # plain values
    screen = CliRunner().invoke(check, [str(tmp_path), "--lang", "en"]).output
    assert "10 more cells could not be read" in screen


# dates that are none


def test_placeholders_are_no_date_and_told_by_value_count_and_first_cell(tmp_path):
    ends = ["9999-12-31 00:00", "2023-01-05 10:00", "9999-12-31 00:00", "1970-01-01 00:00", "31-12-2099", "1900-01-01"]
    frame, account = log(tmp_path, *(f"I{i};a;2023-01-04 09:00;{end}" for i, end in enumerate(ends)))
    assert frame["resolved_at"].notna().tolist() == [False, True, False, False, False, False]
    assert frame["end_known"].all()  # not ended, as a blank cell says
    (told,) = notes_of(account, "note.no_dates")
    firsts = [(note.values["found"], note.values["n"], note.values["cell"]) for note in told["values"]]
    assert (told["n"], firsts) == (
        5,
        [("9999-12-31", 2, "D2"), ("1970-01-01", 1, "D5"), ("31-12-2099", 1, "D6"), ("1900-01-01", 1, "D7")],
    )


def test_a_far_day_that_repeats_is_a_placeholder_whatever_day_it_is(tmp_path):
    frame, account = log(tmp_path, *(f"I{i};a;2023-01-04 09:00;2222-02-02" for i in range(3)))
    assert frame["resolved_at"].isna().all()
    assert [told["n"] for told in notes_of(account, "note.no_dates")] == [3]


def test_a_lone_year_typed_wrong_is_unknown_and_told_with_its_cell(tmp_path):
    frame, account = log(tmp_path, "I1;a;2023-01-04 09:00;2203-01-04 10:00", "I2;a;2023-01-04 09:00;2023-01-04 10:00")
    assert frame["resolved_at"].notna().tolist() == [False, True]
    assert frame["end_known"].tolist() == [False, True]  # it ended, nobody knows when
    (told,) = notes_of(account, "note.stray_stamp")
    assert (told["heading"], told["n"], told["found"], told["cell"]) == ("Resolved", 1, "2203-01-04 10:00", "D2")
    assert notes_of(account, "note.no_dates") == []


NUMBERS = st.builds("{:02}{}{:02}{}{}".format, st.integers(1, 31), st.sampled_from("-/."), st.integers(1, 31),
                    st.sampled_from(("-", "/", "- ")), st.sampled_from(("2024", "24", "20245", "2")))  # fmt: skip


@settings(max_examples=50)
@given(st.lists(st.tuples(NUMBERS, st.sampled_from(("", " 10:15", "x", " 7", "T08:00:59Z"))), min_size=1))
def test_what_a_column_tells_of_its_order_does_not_hang_on_what_stands_behind_its_dates(cells):
    texts = [date + behind for date, behind in cells]
    whole = [re.match(r"(\d\d)[-/.](\d\d)[-/] ?(\d{4}|\d\d)(?:\D|$)", text) for text in texts]
    found = [tuple(map(int, match.groups())) for match in whole if match]
    order = weigh_order(pa.array([*texts, None], pa.string()))
    assert (order.n, order.short.n) == (len(found), sum(year < 100 for *_, year in found))
    assert order.day == sum(one > 12 >= two for one, two, _ in found)
    assert order.month == sum(two > 12 >= one for one, two, _ in found)


def test_a_column_in_pieces_is_read_as_a_whole():
    texts = ["05-03-2024 10:15", None, "05-03-2024 10:15", "morgen", "06-03-2024"]
    pieces = pa.chunked_array([texts[:2], texts[2:]], pa.string())
    moments, offsets = parse_stamps(pieces, day_first=True)
    assert moments.astype(str).tolist() == [
        *("2024-03-05T10:15:00.000000", "NaT", "2024-03-05T10:15:00.000000", "NaT", "2024-03-06T00:00:00.000000")
    ]
    assert pd.isna(offsets).all()
    assert weigh_order(pieces).n == 3


def test_a_column_of_one_notation_is_read_as_among_others():
    sound = ["2024-03-05 10:15", "2024-02-29T23:59:59", "1000-01-01 00:00", "2999-12-31 00:00:00"]
    for texts in (sound, [*sound, "2024-02-30 10:15"], [*sound, "2024-03-05 24:00"]):
        alone, offsets = parse_stamps(pa.array(texts), day_first=True)
        among, _ = parse_stamps(pa.array([*texts, "5 maart 2024"]), day_first=True)
        assert alone.astype(str).tolist() == among[:-1].astype(str).tolist()
        assert alone.dtype == among.dtype
        assert pd.isna(offsets).all()


def test_dates_without_accents_are_read_as_beside_one_with_them():
    before = ("", "Mon ", "maandag 4 ", "Jan 4, ", "4-mrt-", "4 K ", "_ ", "op wo. ", "10:15 4 Dec. ", "1st May ")
    numbers = ("05-03-2024", "31/12/24", "13-13-2024", "2024-3-5", "24")
    behind = ("", " 10:15", " 3:04 PM", " 9 pm", " 1430 CET")
    plain = ["".join(cell) for cell in product(before, numbers, behind)]
    alone, shifts = parse_stamps(pa.array(plain), day_first=True)
    among, others = parse_stamps(pa.array([*plain, "4 février 2023 10:15", "ЖЖ 31-12-2024"]), day_first=True)
    assert np.array_equal(among[:-2], alone, equal_nan=True)
    assert np.array_equal(others[:-2], shifts, equal_nan=True)
    assert among[-2:].astype(str).tolist() == ["2023-02-04T10:15:00.000000", "2024-12-31T00:00:00.000000"]
    assert 60 < np.isnat(alone).sum() < 190
    order, odd = weigh_order(pa.array(plain)), weigh_order(pa.array([*plain, "ЖЖ 31-12-2024"]))
    assert (odd.day - order.day, odd.month - order.month, odd.n - order.n) == (1, 0, 1)


@pytest.mark.parametrize("behind", ["", " 10:15", "T23:59:59", " 24:00", " 25:00", " 1:00 PM"])
@pytest.mark.parametrize("day_first", [True, False])
def test_a_column_of_even_dates_is_read_as_among_others(behind, day_first):
    dates = ("05-03-2024", "28/02/2100", "12.12.1999", "01-31/2024", "29-02-2023", "00-10-2024", "13-13-2024")
    texts = [date + behind for date in dates]
    for some in (*([text] for text in texts), texts[:3], [texts[0], None], texts):
        alone, offsets = parse_stamps(pa.array(some), day_first=day_first)
        among, _ = parse_stamps(pa.array([*some, "5 maart 2024"]), day_first=day_first)
        assert alone.astype(str).tolist() == among[:-1].astype(str).tolist()
        assert alone.dtype == among.dtype
        assert pd.isna(offsets).all()
        order, odd = weigh_order(pa.array(some)), weigh_order(pa.array([*some, "1-2-24"]))
        assert (order.day, order.month, order.n + 1) == (odd.day, odd.month, odd.n)


@pytest.mark.parametrize("digits", ["", ".5", ".123456", ".123456789"])
def test_a_date_cell_is_read_with_whatever_digits_of_a_second_it_has(digits):
    texts = [f"2024-03-05 10:15:30{digits}", None, "1899-12-31", "2024-03-05"]
    column = Column(
        pd.Series([MOMENT, BLANK, MOMENT, MOMENT], [3, 4, 7, 9]), pd.Series(texts, [3, 4, 7, 9], dtype="str")
    )
    read = to_moments(column, ZoneInfo("Europe/Amsterdam"), "Opened")
    assert read.wall.dtype == "datetime64[us]"
    assert read.wall[3] == pd.Timestamp(f"2024-03-05 10:15:30{digits[:7]}")
    assert read.wall[9] == pd.Timestamp("2024-03-05")
    assert read.utc[9] == pd.Timestamp("2024-03-04 23:00")
    assert read.wall.isna().tolist() == [False, True, True, False]
    assert (read.never.placeholders[7], read.bad.any()) == (True, False)


def test_only_a_far_day_is_no_date():
    days = [
        "1902-01-01",
        "1901-12-31",
        "2099-12-30 23:59",
        "2099-12-31",
        "2100-01-01",
        "1969-12-30",
        "1969-12-31",
        None,
    ]
    for one in days:
        never = find_never(pd.Series([pd.Timestamp(one), pd.Timestamp("2024-03-05")], dtype="datetime64[us]"))
        far = bool((never.placeholders | never.strays)[0])
        assert far == (one in ("1901-12-31", "2099-12-31", "2100-01-01", "1969-12-31"))
        assert not (never.placeholders | never.strays)[1]
