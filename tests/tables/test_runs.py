"""Where a log ends, and what lies beyond it."""

import json

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

import drift
from drift.project import open_project
from drift.sources.files import read_files
from drift.tables.calendar import find_span
from drift.tables.runs import GAP, find_run
from drift.tables.store import build_tables

DAYS = pd.Series(pd.date_range("2021-01-04 09:00", "2021-06-30 09:00", freq="D"))
NONE = pd.Series([], dtype="datetime64[us]")


def stamps(*texts):
    return pd.Series(pd.to_datetime(list(texts))).astype("datetime64[us]")


def log(folder, *, resolved=(), opened=(), n=180):
    """Write a log of one ticket a day, resolved two hours later; (row, text) change a cell. Return what was read."""
    days = pd.date_range("2021-01-04 09:00", periods=n, freq="D")
    openings, ends = [str(day) for day in days], [str(day + pd.Timedelta(hours=2)) for day in days]
    for row, text in resolved:
        ends[row] = text
    for row, text in opened:
        openings[row] = text
    lines = [f"I{i};a;{begin};{end}" for i, (begin, end) in enumerate(zip(openings, ends, strict=True))]
    (folder / "log.csv").write_text("Incident;Title;Opened;Resolved\n" + "\n".join(lines) + "\n")
    project = open_project(folder)
    with (made := build_tables(read_files(project), project))[0] as store:
        return (
            store.fetch("incidents").to_pandas(),
            made[1],
            find_span(store.fetch("incidents").to_pandas(), store.fetch("events").to_pandas()),
        )


def told(intake, code):
    return [dict(note.values) for file in intake.files for note in file.notes if note.code == code]


def test_an_end_in_the_far_future_is_no_end_of_the_log_and_is_told_with_its_cell(tmp_path):
    incidents, intake, span = log(tmp_path, resolved=[(10, "2032-07-01 10:00")])
    assert str(span.last) == "2021-07-02 09:00:00"
    assert incidents["resolved_at"].isna().sum() == 1
    assert incidents["end_known"].tolist() == [i != 10 for i in range(180)]
    assert told(intake, "note.stray_stamp") == [
        {"heading": "Resolved", "n": 1, "found": "2032-07-01 10:00:00", "cell": "D12"}
    ]


def test_two_strays_of_one_column_are_one_note(tmp_path):
    _, intake, _ = log(tmp_path, resolved=[(10, "2032-07-01 10:00"), (20, "2035-07-01 10:00")])
    assert [(note["n"], note["cell"]) for note in told(intake, "note.stray_stamp")] == [(2, "D12")]


def test_a_far_midnight_that_repeats_is_no_date_and_no_end(tmp_path):
    incidents, intake, span = log(tmp_path, resolved=[(row, "2049-12-31") for row in (10, 20, 30)])
    assert str(span.last) == "2021-07-02 09:00:00"
    assert incidents["end_known"].all()
    assert incidents["resolved_at"].isna().sum() == 3
    assert told(intake, "note.far_no_date") == [{"heading": "Resolved", "n": 3, "found": "2049-12-31", "cell": "D12"}]


def test_what_was_resolved_in_the_weeks_after_the_last_opening_keeps_its_end_but_covers_no_month(tmp_path):
    later = [(170, "2021-07-20 10:00"), (171, "2021-08-25 10:00"), (172, "2021-10-11 10:00")]
    incidents, intake, span = log(tmp_path, resolved=later)
    assert incidents["resolved_at"].notna().all()
    assert (str(span.months[-1]), str(span.last)) == ("2021-07", "2021-07-02 09:00:00")
    assert told(intake, "note.stray_stamp") == []


def test_a_lone_opening_in_the_far_future_stretches_no_log_and_is_told(tmp_path):
    incidents, intake, span = log(tmp_path, opened=[(10, "2032-07-01 10:00")])
    assert len(incidents) == 180
    assert (str(span.first), str(span.last)) == ("2021-01-04 09:00:00", "2021-07-02 09:00:00")
    assert told(intake, "note.stray_opening") == [
        {"heading": "Opened", "n": 1, "found": "2032-07-01 10:00:00", "cell": "C12"}
    ]


def test_an_end_after_the_workbook_was_saved_is_a_stray(tmp_path):
    import xlsxwriter

    def read(folder, saved):
        folder.mkdir()
        with xlsxwriter.Workbook(str(folder / "log.xlsx")) as book:
            book.set_properties({"created": pd.Timestamp(saved).to_pydatetime()})
            sheet = book.add_worksheet("Log")
            sheet.write_row(0, 0, ["Incident", "Title", "Opened", "Resolved"])
            for i in range(40):
                day = pd.Timestamp("2021-01-04 09:00") + pd.Timedelta(days=i)
                end = pd.Timestamp("2021-04-20 10:00") if i == 5 else day + pd.Timedelta(hours=2)
                sheet.write_row(i + 1, 0, [f"I{i}", "a", str(day), str(end)])
        return [note["cell"] for note in told(drift.check(folder), "note.stray_stamp")]

    assert read(tmp_path / "honest", "2021-02-20") == ["D7"]
    assert read(tmp_path / "later", "2021-05-01") == []
    assert read(tmp_path / "template", "2021-01-10") == []  # saved before most of it was opened: not to be believed


def test_strays_stand_with_their_file_in_the_json_of_check(tmp_path):
    from drift.reports.record import build_check
    from drift.wording import Wording

    _, intake, _ = log(tmp_path, resolved=[(10, "2032-07-01 10:00")])
    (file,) = build_check(intake, Wording("en"))["files"]
    assert [note for note in json.loads(json.dumps(file["notes"])) if "2032-07-01 10:00:00 in D12" in note]


def test_a_part_without_openings_is_no_log_whatever_was_updated_then():
    run = find_run(DAYS, [stamps(*["2022-06-01 08:00"] * 50)])
    assert (run.first, run.last) == (DAYS.iloc[0], DAYS.iloc[-1])
    near = find_run(DAYS, [stamps("2021-08-01 08:00")])
    assert near.last == pd.Timestamp("2021-08-01 08:00")  # an update in the run is work, and covers its month


def test_a_second_year_after_a_long_silence_is_a_log_too():
    both = pd.concat([DAYS, DAYS + pd.Timedelta(days=400)])
    assert find_run(both, [NONE]).last == both.iloc[-1]


def test_a_thin_log_is_not_cut_at_its_own_rhythm():
    thin = pd.Series(pd.date_range("2015-01-01", periods=9, freq="YS"))
    run = find_run(thin, [NONE])
    assert (run.first, run.last) == (thin.iloc[0], thin.iloc[-1])


def test_without_openings_there_is_no_run():
    assert find_run(NONE, [DAYS]) is None


@given(
    days=st.lists(st.integers(0, 900), min_size=40, max_size=80),
    far=st.integers(2_500, 30_000),
    before=st.booleans(),
)
def test_one_slip_of_the_pen_moves_no_end(days, far, before):
    openings = pd.Timestamp("2020-01-01") + pd.to_timedelta(pd.Series(sorted(days)), unit="D")
    slip = pd.Timestamp("2020-01-01") + pd.Timedelta(days=-far if before else far)
    run, with_slip = (find_run(column, [NONE]) for column in (openings, pd.concat([openings, pd.Series([slip])])))
    if openings.diff().max().to_timedelta64() <= GAP:
        assert (run.first, run.last) == (with_slip.first, with_slip.last)


def test_the_order_of_rows_moves_nothing():
    shuffled = DAYS.sample(frac=1, random_state=1)
    one, other = find_run(DAYS, [NONE]), find_run(shuffled, [NONE])
    assert (one, one.until([DAYS])) == (other, other.until([shuffled]))
