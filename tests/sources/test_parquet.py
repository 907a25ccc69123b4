import csv
import datetime as dt
import sys
import uuid
from contextlib import closing
from decimal import Decimal
from zoneinfo import ZoneInfo

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from reading import read_contents, read_result, rows_of

from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.opening.child import BLANK, DURATION, LOGICAL, MOMENT, NUMBER, TEXT, TIME
from drift.sources.opening.child.typed import to_cells
from drift.sources.opening.columns import Column
from drift.sources.opening.reader import SCRIPT, Child, Entry
from drift.sources.opening.sniff import recognise
from drift.sources.values.moments import to_moments
from drift.tables.history import ROWS, Snapshot, save_snapshot
from drift.wording import Wording

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HEAD = ["Incident ID", "Titel", "Aangemeld", "Gereed", "Prioriteit", "Behandelaar", "Heropend"]
JSON = pa.json_() if hasattr(pa, "json_") else pa.string()  # since Arrow 19
INSTANT = 1_709_633_700_123_456  # µs: 2024-03-05 10:15:00.123456 UTC


def write_parquet(path, table, **options):
    pq.write_table(table, path, **options)
    return path


def cells_of(tmp_path, column, **options):
    """Return kinds and texts of a column below its heading, as they arrive."""
    path = write_parquet(tmp_path / "a.parquet", pa.table({"x": column}), **options)
    (cells,) = read_contents(path).sheets
    return cells.kinds(0).to_pylist()[1:], cells.texts(0).to_pylist()[1:]


@pytest.mark.parametrize(
    ("column", "kind", "texts"),
    [
        (pa.array(["a", "é"]), TEXT, ["a", "é"]),
        (pa.array(["007", "1.10"], pa.large_string()), TEXT, ["007", "1.10"]),
        (pa.array(["P1", "P1"]).dictionary_encode(), TEXT, ["P1", "P1"]),
        (pa.array([1.5, 2.0]).dictionary_encode(), NUMBER, ["1.5", "2"]),
        (pa.array([2**63 - 1, -5]), NUMBER, ["9223372036854775807", "-5"]),
        (pa.array([2**64 - 1], pa.uint64()), NUMBER, ["18446744073709551615"]),
        (pa.array([12.0, 2.0**53, -0.0, 0.1]), NUMBER, ["12", "9007199254740992", "0", "0.1"]),
        (pa.array([0.1, 3.0], pa.float32()), NUMBER, ["0.1", "3"]),
        (pa.array([1.5], pa.float16()), NUMBER, ["1.5"]),
        (pa.array([Decimal("4.10"), Decimal("4.00"), Decimal("-0.07")]), NUMBER, ["4.10", "4", "-0.07"]),
        (pa.array([Decimal(0), Decimal("1E-9")], pa.decimal128(38, 10)), NUMBER, ["0", "0.0000000010"]),
        (pa.array([Decimal(f"1{'0' * 49}1")], pa.decimal256(60, 0)), NUMBER, [f"1{'0' * 49}1"]),
        (pa.array([True, False]), LOGICAL, ["TRUE", "FALSE"]),
        (pa.array([dt.date(2024, 3, 5), dt.date(1, 1, 1)]), MOMENT, ["2024-03-05", "0001-01-01"]),
        (pa.array([INSTANT], pa.timestamp("us")), MOMENT, ["2024-03-05 10:15:00.123456"]),
        (pa.array([INSTANT], pa.timestamp("us", "UTC")), MOMENT, ["2024-03-05 10:15:00.123456Z"]),
        (pa.array([0], pa.timestamp("s", "+01:00")), MOMENT, ["1970-01-01 00:00:00Z"]),
        (pa.array([INSTANT * 1000 + 7], pa.timestamp("ns")), MOMENT, ["2024-03-05 10:15:00.123456"]),
        (pa.array([INSTANT // 1000], pa.timestamp("ms", "America/New_York")), MOMENT, ["2024-03-05 10:15:00.123000Z"]),
        (pa.array([2**62, -(2**62)], pa.timestamp("us")), TEXT, [str(2**62), str(-(2**62))]),
        (pa.array([dt.time(9, 5), dt.time(23, 59, 59)]), TIME, ["09:05:00", "23:59:59"]),
        (pa.array([dt.timedelta(hours=30, minutes=15)]), DURATION, ["30:15:00"]),
        (pa.array([uuid.UUID(int=5).bytes], pa.uuid()), TEXT, [str(uuid.UUID(int=5))]),
        (pa.array(['{"a": 1}'], JSON), TEXT, ['{"a": 1}']),
        (pa.array([float("inf")]), TEXT, ["inf"]),
    ],
    ids=str,
)  # fmt: skip
def test_a_column_keeps_its_type_and_its_values(tmp_path, column, kind, texts):
    assert cells_of(tmp_path, column) == ([kind] * len(texts), texts)


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["a", None, ""]),
        pa.array([1.5, None, float("nan")]),
        pa.array(["P1", None, None]).dictionary_encode(),
        pa.array([INSTANT, None, None], pa.timestamp("us", "UTC")),
        pa.array([True, None, None]),
        pa.array([Decimal("1.5"), None, None]),
    ],
    ids=lambda column: str(column.type),
)
def test_nothing_is_blank_whatever_the_type(tmp_path, column):
    kinds, texts = cells_of(tmp_path, column)
    assert kinds[1:] == [BLANK, BLANK]
    assert texts[1:] == [None, None]
    assert kinds[0] != BLANK
    assert texts[0]


@given(st.lists(st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1))))
def test_whole_numbers_are_exact(numbers):
    _, texts = to_cells(pa.array(numbers, pa.int64()))
    assert [text and int(text) for text in texts.to_pylist()] == numbers


@given(st.lists(st.decimals(-(10**20), 10**20, places=12)))
def test_decimals_are_exact_and_never_in_powers_of_ten(numbers):
    _, texts = to_cells(pa.array(numbers, pa.decimal128(38, 12)))
    assert [Decimal(text) for text in texts.to_pylist()] == numbers
    assert not any("E" in text for text in texts.to_pylist())


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False)))
def test_a_double_is_read_back_as_itself(numbers):
    kinds, texts = to_cells(pa.array(numbers, pa.float64()))
    assert [float(text) for text in texts.to_pylist()] == numbers
    assert set(kinds.to_pylist()) <= {NUMBER}


@given(st.lists(st.datetimes(), min_size=1), st.sampled_from(["s", "ms", "us"]))
def test_moments_are_read_back_as_themselves(moments, unit):
    whole = {"s": {"microsecond": 0}, "ms": {"microsecond": 123_000}, "us": {}}[unit]
    moments = [moment.replace(**whole) for moment in moments]
    _, texts = to_cells(pa.array(moments, pa.timestamp(unit)))
    assert [dt.datetime.fromisoformat(text) for text in texts.to_pylist()] == moments


@pytest.mark.parametrize(("zone", "wall", "utc"), [("Asia/Tokyo", "12:15", "10:15"), (None, "10:15", "08:15")])
def test_a_stamp_with_a_zone_is_an_instant_and_one_without_is_wall_time(tmp_path, zone, wall, utc):
    summer = pa.array([dt.datetime(2024, 7, 5, 10, 15)], pa.timestamp("us", zone))
    kinds, texts = cells_of(tmp_path, summer)
    moments = to_moments(Column(pd.Series(kinds), pd.Series(texts, dtype="str")), AMSTERDAM, "Opened")
    assert (moments.wall[0], moments.utc[0]) == (pd.Timestamp(f"2024-07-05 {wall}"), pd.Timestamp(f"2024-07-05 {utc}"))
    assert not moments.bad.any()


@pytest.mark.parametrize(("writer", "end"), [({"org.apache.spark.version": "3.5.1"}, "Z"), ({"writer": "x"}, "")])
def test_old_stamps_are_instants_where_spark_wrote_them(tmp_path, writer, end):
    table = pa.table({"x": pa.array([dt.datetime(2024, 7, 5, 10, 15)])})
    path = tmp_path / "a.parquet"
    with pq.ParquetWriter(path, table.schema, use_deprecated_int96_timestamps=True, store_schema=False) as out:
        out.write_table(table)
        out.add_key_value_metadata(writer)
    assert read_contents(path).sheets[0].texts(0).to_pylist() == ["x", f"2024-07-05 10:15:00{end}"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"PAR1\x15\x04\x15" + b"a" * 900, "parquet"),
        (b"PARE\x15\x04\x15" + b"a" * 900, "locked_parquet"),
        (b"PARE" + bytes(range(200)), "locked_parquet"),
        (b"PARENT;CHILD\n1;2\n", "text"),
        (b"PAR1;PAR2\n1;2\n", "text"),
    ],
)
def test_the_mark_tells_and_a_text_may_begin_with_its_letters(head, kind):
    assert recognise(head) == kind


def test_names_are_the_first_row_and_the_file_is_the_sheet(tmp_path):
    table = pa.table([pa.array([1, 2]), pa.array(["x", "y"]), pa.array(["z", "w"])], ["Number", "b.c", "b.c"])
    (cells,) = read_contents(write_parquet(tmp_path / "log 2024.parquet", table)).sheets
    assert cells.sheet == "log 2024"
    assert rows_of(cells) == [["Number", "b.c", "b.c"], ["1", "x", "z"], ["2", "y", "w"]]


@pytest.mark.parametrize("rows", [1, 7, 100_000])
def test_groups_of_rows_and_batches_leave_no_row_out(tmp_path, rows):
    numbers = [*range(70_000)]
    path = write_parquet(tmp_path / "a.parquet", pa.table({"x": numbers[: rows * 50]}), row_group_size=rows)
    assert read_contents(path).sheets[0].texts(0).to_pylist() == ["x", *map(str, numbers[: rows * 50])]


def test_what_is_no_single_value_is_named_and_the_rest_is_read(tmp_path):
    names = ["Incident ID", "Titel", "Aangemeld", "labels", "Titel", "Gereed", "foto"]
    when = pa.array([dt.datetime(2024, 3, 5, 10)] * 2)
    nested = pa.array([{"naam": "x"}] * 2)
    columns = [["I1", "I2"], ["kapot", "stuk"], when, [["a"], []], nested, when, [b"\x00", b"\x01"]]
    write_parquet(tmp_path / "log.parquet", pa.table([*map(pa.array, columns)], names))
    (account,) = read_files(open_project(tmp_path), keep_key=False).accounts
    told = [(problem.at.cell, problem.found, problem.expected, problem.values) for problem in account.problems]
    assert told == [
        ("D1", "list<element: string>", "expected.column", {"heading": "labels"}),
        ("E1", "struct<naam: string>", "expected.column", {"heading": "Titel"}),
        ("G1", "binary", "expected.column", {"heading": "foto"}),
    ]
    (sheet,) = account.sheets
    assert (sheet.table, sheet.accepted, sheet.n_problems, account.n_problems) == ("incidents", 2, 3, 3)
    assert all("labels" in Wording(language)("expected.column", heading="labels") for language in ("en", "nl"))


def test_letters_that_are_none_are_told_and_read_as_windows_has_them(tmp_path):
    cells = pa.array([b"caf\xe9", b"a\0b\0", "é".encode(), None])
    texts = pa.Array.from_buffers(pa.string(), 4, cells.buffers())
    contents = read_contents(write_parquet(tmp_path / "a.parquet", pa.table({"x": texts})))
    assert contents.sheets[0].texts(0).to_pylist() == ["x", "café", "ab", "é", None]
    assert {note.code: dict(note.values) for note in contents.notes} == {
        "note.encoding": {"encoding": "Windows-1252"},
        "note.nul": {"n": 2},
    }


@pytest.mark.skipif(sys.platform != "linux", reason="no limit of memory")
def test_one_long_value_again_and_again_ends_at_the_limit_of_memory(tmp_path):
    places = pa.array(bytes(12_000), pa.int8())
    table = pa.table({"x": pa.DictionaryArray.from_arrays(places, ["x" * 250_000])})
    path = write_parquet(tmp_path / "a.parquet", table, store_schema=False)  # three gigabytes
    assert path.stat().st_size < 20_000
    child = Child((sys.executable, "-I", str(SCRIPT), str(400 << 20)))
    with closing(child):
        assert child.read(Entry(path)).code == "refused.memory"


def write_alike(folder, rows):
    """Write one log as csv, as a workbook and as Parquet, each in a folder of its own."""
    for name in ("csv", "xlsx", "parquet"):
        (folder / name).mkdir()
    with (folder / "csv" / "log.csv").open("w", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([HEAD, *rows])
    with xlsxwriter.Workbook(folder / "xlsx" / "log.xlsx", {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as book:
        sheet = book.add_worksheet("log")
        for i, row in enumerate([HEAD, *rows]):
            sheet.write_row(i, 0, row)
    table = pa.table([*map(pa.array, zip(*rows, strict=True))], HEAD)
    write_parquet(folder / "parquet" / "log.parquet", table, row_group_size=7)


def test_one_log_is_the_same_incidents_as_csv_as_workbook_and_as_parquet(tmp_path):
    rows = []
    for i in range(40):
        start = dt.datetime(2024, 3, 1, 10) + dt.timedelta(days=i, minutes=i)
        person = "Jan Jansen" if i % 3 else None
        rows.append([f"I{i:04}", f"pomp {i} stuk", start, start + dt.timedelta(hours=3), f"P{i % 4}", person, i % 5])
    write_alike(tmp_path, rows)
    frames = {}
    for name in ("csv", "xlsx", "parquet"):
        (frame,) = read_files(open_project(tmp_path / name), keep_key=False).frames["incidents"]
        persons = frame["handler"].dropna().unique()
        assert len(persons) == 1  # a key of its own each reading
        frames[name] = frame.drop(columns="file").replace({"handler": {persons[0]: "somebody"}})
    assert frames["csv"]["row"].tolist() == [*range(2, 42)]
    pd.testing.assert_frame_equal(frames["parquet"], frames["csv"])
    pd.testing.assert_frame_equal(frames["parquet"], frames["xlsx"])


def test_what_drift_keeps_is_known_as_its_own_wherever_it_lies(tmp_path):
    rows = pd.DataFrame(
        {"tool": ["x"], "incident_id": ["I1"], "month": ["2024-03"], "closed": [True], "fingerprint": [1]}
    )
    (tmp_path / "drift.toml").write_text("schema = 1\n")
    save_snapshot(Snapshot({}, [], {}, rows), tmp_path)
    kept = pq.read_table(tmp_path / ".drift" / ROWS)
    marked = write_parquet(tmp_path / "a.parquet", kept.select(["tool"]))
    former = write_parquet(tmp_path / "b.parquet", kept.replace_schema_metadata())
    other = write_parquet(tmp_path / "c.parquet", kept.select(["tool"]).replace_schema_metadata())
    assert [read_result(path).code for path in (marked, former)] == ["skipped.own"] * 2
    assert rows_of(read_contents(other).sheets[0]) == [["tool"], ["x"]]
