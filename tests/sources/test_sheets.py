import datetime as dt

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drift.sources.opening.child import BLANK, DURATION, LOGICAL, MOMENT, NUMBER, TEXT, TIME
from drift.sources.opening.child.sheets import ROWS_AT_A_TIME, pack_rows, pad_rows

MOMENT_WITH_FRACTION = dt.datetime(2024, 3, 5, 14, 30, 0, 250_000)
CELLS = [
    ("", BLANK, None),
    (None, BLANK, None),
    ("N.v.t.", TEXT, "N.v.t."),
    (" ", TEXT, " "),
    (4.0, NUMBER, "4"),
    (4.1, NUMBER, "4.1"),
    (0.0, NUMBER, "0"),
    (-0.5, NUMBER, "-0.5"),
    (1e15, NUMBER, "1000000000000000.0"),
    (1e300, NUMBER, "1e+300"),
    (True, LOGICAL, "TRUE"),
    (dt.datetime(2024, 3, 5, 14, 30), MOMENT, "2024-03-05 14:30:00"),
    (MOMENT_WITH_FRACTION, MOMENT, "2024-03-05 14:30:00.250000"),
    (dt.date(2024, 3, 5), MOMENT, "2024-03-05"),
    (dt.timedelta(hours=30, minutes=15), DURATION, "30:15:00"),
    (dt.timedelta(hours=-1, seconds=-1), DURATION, "-1:00:01"),
    (dt.time(9, 5), TIME, "09:05:00"),
]


def unpack(sheet):
    table = pa.ipc.open_stream(sheet.stream).read_all()
    return [(table["k0"][i].as_py(), table["t0"][i].as_py()) for i in range(table.num_rows)]


@pytest.mark.parametrize(("value", "kind", "text"), CELLS)
def test_a_cell_has_a_kind_and_a_text(value, kind, text):
    assert unpack(pack_rows("a", [[value]], 1)) == [(kind, text)]


@pytest.mark.parametrize("leave_out", [None, MOMENT_WITH_FRACTION])
def test_a_column_of_many_kinds_keeps_each(leave_out):
    column = [entry for entry in CELLS if leave_out is None or entry[0] != leave_out]
    assert unpack(pack_rows("a", [[value] for value, _, _ in column], 1)) == [entry[1:] for entry in column]


def test_a_long_column_travels_in_pieces_and_arrives_in_order():
    rows = [[float(i)] for i in range(2 * ROWS_AT_A_TIME + 3)]
    sheet = pack_rows("a", rows, 1)
    assert unpack(sheet) == [(NUMBER, str(i)) for i in range(len(rows))]
    assert sheet.n_cells == len(rows)


def test_blank_cells_are_not_counted():
    assert pack_rows("a", [["x", "", None], ["", "", 0.0]], 3).n_cells == 2


def test_short_rows_are_filled_to_the_widest():
    assert pad_rows([["a"], [], ["b", "c"]]) == ([["a", ""], ["", ""], ["b", "c"]], 2)


@settings(max_examples=100)
@given(st.lists(st.one_of(st.floats(), st.integers(-(10**16), 10**16).map(float), st.just(-0.0)), min_size=1))
def test_numbers_are_written_alike_alone_and_beside_texts(numbers):
    alone, beside = (list_texts([[number, *more] for number in numbers]) for more in ([], [""]))
    assert alone == beside == list_texts([[number] for number in [*numbers, ""]])[:-1]
    assert alone == [str(int(x)) if x.is_integer() and abs(x) < 1e15 else repr(x) for x in numbers]


def list_texts(rows):
    """Return the texts of the first column."""
    return pa.ipc.open_stream(pack_rows("a", rows, len(rows[0])).stream).read_all().column(1).to_pylist()


def test_texts_are_written_alike_with_and_without_blanks_among_them():
    for rows in ([["a"], ["b c"]], [["a"], [""], ["b c"]]):
        table = pa.ipc.open_stream(pack_rows("a", rows, 1).stream).read_all()
        assert table.column(1).to_pylist() == [text or None for (text,) in rows]
        assert table.column(0).to_pylist() == [TEXT if text else BLANK for (text,) in rows]
