"""A reader process may say anything: the parent believes nothing that is not as agreed."""

import json

import pyarrow as pa
import pytest

from drift.errors import Note
from drift.sources.opening.frames import read_header, to_result
from drift.sources.opening.garbled import GarbledError


def header(**more):
    return json.dumps(
        {"sheets": [{"name": "Blad1", "hidden": False, "marks": None}], "sha256": "0" * 64, **more}
    ).encode()


def stream(table):
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def columns(kinds, texts):
    return pa.table({"k0": kinds, "t0": texts})


def invalid_utf8():
    offsets = pa.py_buffer(b"\0\0\0\0\2\0\0\0")
    texts = pa.Array.from_buffers(pa.string(), 1, [None, offsets, pa.py_buffer(b"\xff\xfe")])
    return columns(pa.array([1], pa.uint8()), texts)


def beyond_its_bytes():
    """Return a stream in which a text ends two thousand million bytes behind its buffer."""
    whole = stream(columns(pa.array([1], pa.uint8()), pa.array(["ab"])))
    at = whole.rindex(b"\2\0\0\0ab")
    return whole[:at] + b"\xff\xff\xff\x7f" + whole[at + 4 :]


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"no json",
        b"[]",
        b'{"sheets": 3}',
        b'{"sheets": [{"name": 3, "hidden": false, "marks": null}]}',
        b'{"unknown": 1}',
        b'{"sha256": "../../x"}',
        b'{"refused": "\\ud800"}',
        b'{"sheets": [{"name": "\xff", "hidden": false, "marks": null}]}',
        b'{"a":' * 10_000,
        b'{"notes": [["note.nul", {"n": 1e400}]]}',
    ],
)
def test_a_header_that_is_not_as_agreed_is_garbled(frame):
    with pytest.raises(GarbledError):
        read_header(frame)


@pytest.mark.parametrize(
    "more",
    [
        {"refused": "refused.no_such_reason"},
        {"refused": "note.draft"},
        {"refused": "refused.entries"},  # without the values its sentence needs
        {"notes": [["note.no_such_note", {}]]},
        {"notes": [["refused.html", {}]]},
        {"no_marks": "refused.html"},
    ],
)
def test_a_code_that_wording_cannot_tell_is_garbled(more):
    good = stream(columns(pa.array([1], pa.uint8()), pa.array(["a"])))
    with pytest.raises(GarbledError):
        to_result(read_header(header(**more)), [good])


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"no arrow",
        stream(pa.table({"k0": pa.array([1], pa.uint8())})),
        stream(pa.table({"t0": pa.array(["a"]), "k0": pa.array([1], pa.uint8())})),
        stream(columns(pa.array([1], pa.int64()), pa.array(["a"]))),
        stream(columns(pa.array([1], pa.uint8()), pa.array([b"a"]))),
        stream(columns(pa.array([None], pa.uint8()), pa.array(["a"]))),
        stream(invalid_utf8()),
        beyond_its_bytes(),
        stream(columns(pa.array([1], pa.uint8()), pa.array(["a"])))[:-40],
    ],
)
def test_columns_that_are_no_cells_are_garbled(frame):
    with pytest.raises(GarbledError):
        to_result(read_header(header()), [frame])


def test_what_is_as_agreed_arrives():
    good = stream(columns(pa.array([1, 0], pa.uint8()), pa.array(["a", None])))
    contents = to_result(read_header(header(notes=[["note.nul", {"n": 2}]])), [good])
    assert [(cells.sheet, cells.hidden, cells.n_rows, cells.n_columns) for cells in contents.sheets] == [
        ("Blad1", False, 2, 1)
    ]
    assert contents.notes == (Note("note.nul", {"n": 2}),)


def test_a_reason_arrives_with_its_values():
    frame = b'{"refused": "refused.entries", "values": {"n": 6000, "most": 5000}}'
    assert to_result(read_header(frame), []) == Note("refused.entries", {"n": 6000, "most": 5000})
