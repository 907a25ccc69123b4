import pandas as pd
import pytest
from reading import read_contents, read_result, read_rows, write

from drift.project import open_project
from drift.sources.files import read_files
from drift.terms import RECURRENCES


def calendar(*events, zone=""):
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{zone}{body}END:VCALENDAR\r\n"


def meetings(tmp_path, *events):
    heading, *rows = read_rows(write(tmp_path, "a.ics", calendar(*events)))["a"]
    return [dict(zip(heading, row, strict=True)) for row in rows]


def starts(tmp_path, *events):
    return [row["Start"] for row in meetings(tmp_path, *events)]


def notes_of(tmp_path, *events):
    return [note.code for note in read_contents(write(tmp_path, "b.ics", calendar(*events))).notes]


def test_a_meeting_is_a_row_with_people_times_and_zone(tmp_path):
    (row,) = meetings(
        tmp_path,
        "UID:1\r\nSUMMARY:Overleg\\, wekelijks\r\nDTSTART;TZID=Europe/Amsterdam:20240305T100000\r\n"
        "DTEND;TZID=Europe/Amsterdam:20240305T113000\r\nLOCATION:Zaal 1\r\nSTATUS:CONFIRMED\r\n"
        "ORGANIZER;CN=A. de Vries:mailto:a@x.nl\r\nATTENDEE;CN=B;ROLE=REQ-PARTICIPANT:mailto:b@y.nl\r\n"
        "ATTENDEE;ROLE=OPT-PARTICIPANT:MAILTO:c@y.nl\r\nATTENDEE;CN=D;PARTSTAT=DECLINED:mailto:d@y.nl",
    )
    assert row == {
        "Subject": "Overleg, wekelijks",
        "Start": "2024-03-05T10:00:00+01:00",
        "End": "2024-03-05T11:30:00+01:00",
        "Time zone": "Europe/Amsterdam",
        "All day": "FALSE",
        "Organizer": "A. de Vries <a@x.nl>",
        "Required attendees": "B <b@y.nl>",
        "Optional attendees": "c@y.nl",
        "Declined": "D <d@y.nl>",
        "Location": "Zaal 1",
        "Status": "CONFIRMED",
        "Categories": None,
        "Body": None,
        "Recurring": "FALSE",
        "UID": "1",
    }


def test_a_windows_zone_name_is_understood_across_the_clock_change(tmp_path):
    event = "DTSTART;TZID=W. Europe Standard Time:20240330T100000\r\nRRULE:FREQ=DAILY;COUNT=3"
    assert starts(tmp_path, event) == [
        "2024-03-30T10:00:00+01:00",
        "2024-03-31T10:00:00+02:00",
        "2024-04-01T10:00:00+02:00",
    ]


def test_a_series_leaves_out_its_exceptions_and_moves_what_was_moved(tmp_path):
    series = "UID:1\r\nDTSTART:20240305T100000\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE:20240312T100000"
    moved = "UID:1\r\nRECURRENCE-ID:20240319T100000\r\nDTSTART:20240320T140000"
    assert starts(tmp_path, series, moved) == ["2024-03-05T10:00:00", "2024-03-26T10:00:00", "2024-03-20T14:00:00"]


def test_each_meeting_of_a_series_lasts_as_long_as_the_first(tmp_path):
    rows = meetings(tmp_path, "DTSTART:20240305T100000Z\r\nDURATION:PT45M\r\nRRULE:FREQ=DAILY;COUNT=2")
    assert [row["End"] for row in rows] == ["2024-03-05T10:45:00+00:00", "2024-03-06T10:45:00+00:00"]


def test_until_counts_in_every_notation_that_calendars_use(tmp_path):
    for start, until in (
        ("DTSTART;TZID=Europe/Amsterdam:20240305T100000", "20240307T090000Z"),
        ("DTSTART;TZID=Europe/Amsterdam:20240305T100000", "20240307T100000"),
        ("DTSTART:20240305T100000", "20240307T100000Z"),
        ("DTSTART;VALUE=DATE:20240305", "20240307"),
    ):
        assert len(starts(tmp_path, f"{start}\r\nRRULE:FREQ=DAILY;UNTIL={until}")) == 3


def test_whole_days_and_cancelled_meetings_say_so(tmp_path):
    rows = meetings(tmp_path, "DTSTART;VALUE=DATE:20240502", "DTSTART:20240503T090000\r\nSTATUS:CANCELLED")
    assert [(row["Start"], row["All day"], row["Status"]) for row in rows] == [
        ("2024-05-02", "TRUE", None),
        ("2024-05-03T09:00:00", "FALSE", "CANCELLED"),
    ]


def test_a_series_without_end_is_cut_off_and_told(tmp_path):
    event = "SUMMARY:Dagstart\r\nDTSTART:20240305T080000\r\nRRULE:FREQ=DAILY"
    assert len(starts(tmp_path, event)) == RECURRENCES
    assert notes_of(tmp_path, event) == ["note.recurrence_cut"]


def test_a_series_by_the_second_is_no_meeting(tmp_path):
    event = "DTSTART:20240305T080000\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"
    assert starts(tmp_path, event) == ["2024-03-05T08:00:00"]
    assert notes_of(tmp_path, event) == ["note.recurrence"]


def test_a_meeting_that_cannot_be_read_is_counted(tmp_path):
    path = write(tmp_path, "c.ics", calendar("DTSTART:20240305T080000") + "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")
    result = read_result(path)
    codes = [note.code for note in result.notes] if hasattr(result, "notes") else [result.code]
    assert codes in (["note.events_lost"], ["refused.broken"])


def test_a_meeting_that_breaks_off_is_a_rejected_row_with_its_cell(tmp_path):
    write(tmp_path, "c.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20220304T100000\r\nSUMMARY:x\r\n")
    (account,) = read_files(open_project(tmp_path)).accounts
    assert [(str(problem.at), problem.found) for problem in account.problems] == [
        ("c.ics › c › B2", "(20220304T100000)")
    ]
    assert [(sheet.accepted, sheet.rejected) for sheet in account.sheets] == [(0, 1)]


def test_a_field_that_cannot_be_read_is_counted_and_its_meeting_kept(tmp_path):
    event = "SUMMARY:x\r\nDTSTART:gisteren"
    assert [row["Subject"] for row in meetings(tmp_path, event)] == ["x"]
    assert notes_of(tmp_path, event) == ["note.event_fields"]


@pytest.mark.parametrize(
    ("topic", "level"),
    [
        ("Strategisch overleg Q3", "strategic"),
        ("Tactisch overleg", "tactical"),
        ("Operational meeting", "operational"),
        ("Weekstart", None),
        ("Van tactisch naar strategisch", None),
    ],
)
def test_the_level_of_a_meeting_is_told_by_its_topic_where_no_column_tells_it(tmp_path, topic, level):
    event = f"UID:1\r\nSUMMARY:{topic}\r\nDTSTART:20240305T100000Z\r\nDTEND:20240305T110000Z\r\n"
    write(tmp_path, "a.ics", calendar(event + "ATTENDEE;CN=B:mailto:b@y.nl"))
    contacts = pd.concat(read_files(open_project(tmp_path)).frames["contacts"])
    assert [one if isinstance(one, str) else None for one in contacts["level"]] == [level]
