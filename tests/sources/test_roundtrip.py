"""Any table that is written reads back equal, cell by cell; any bytes end in read or refused, never in a traceback."""

import csv
import io
import math
import zipfile
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from reading import read_contents, rows_of

from drift.errors import Note
from drift.sources.opening.cells import Contents, Members
from drift.sources.opening.child import BLANK, LOGICAL, NUMBER, TEXT
from drift.sources.opening.reader import Entry, Readers

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

# no control characters (no file format can hold them) and no lone carriage return (XML makes a line feed of it)
signs = st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t")
texts = st.text(signs, max_size=12)
LARGEST = 9.99e307  # of a number in Excel
numbers = st.integers(-(10**12), 10**12) | st.floats(-LARGEST, LARGEST)
cells = st.none() | texts | st.booleans() | numbers


def tables(cell, min_width=1):
    return st.integers(min_width, 6).flatmap(
        lambda width: st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=8)
    )


def as_read(value):
    """Return kind and text that a cell should have."""
    if value is None or value == "":
        return BLANK, None
    if isinstance(value, str):
        return TEXT, value
    if isinstance(value, bool):
        return LOGICAL, "TRUE" if value else "FALSE"
    return NUMBER, float(value)


def found(path):
    (sheet,) = read_contents(path).sheets
    kinds, texts_read = rows_of(sheet, "k"), rows_of(sheet)
    return [
        [(kind, float(text)) if kind == NUMBER else (kind, text) for kind, text in zip(*pair, strict=True)]
        for pair in zip(kinds, texts_read, strict=True)
    ]


def trimmed(rows):
    """Return rows without blank rows at the end and blank columns at the right: not every file keeps those."""
    rows = list(rows)
    while rows and all(kind == BLANK for kind, _ in rows[-1]):
        rows.pop()
    width = max((i + 1 for row in rows for i, (kind, _) in enumerate(row) if kind != BLANK), default=0)
    return [row[:width] for row in rows]


def close(one, other):
    return one == other or (one[0] == other[0] == NUMBER and math.isclose(one[1], other[1], rel_tol=1e-15))


def same(one, other):
    return len(one) == len(other) and all(
        len(a) == len(b) and all(map(close, a, b)) for a, b in zip(one, other, strict=True)
    )


@quick
@given(rows=tables(cells))
def test_any_table_written_to_xlsx_reads_back_equal(tmp_path, rows):
    path = tmp_path / "a.xlsx"
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet()
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(i, j, value)
                elif value is not None:
                    sheet.write(i, j, value)
    assert same(trimmed(found(path)), trimmed([as_read(value) for value in row] for row in rows))


def ods_cell(value):
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, str):
        lines = [escape(line).replace(" ", "<text:s/>").replace("\t", "<text:tab/>") for line in value.split("\n")]
        paragraphs = "".join(f"<text:p>{line}</text:p>" for line in lines)
        return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'


@quick
@given(
    rows=tables(
        st.none() | st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=12) | st.booleans() | numbers
    )
)
def test_any_table_written_to_ods_reads_back_equal(tmp_path, rows):
    path = tmp_path / "a.ods"
    lines = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{names}manifest:1.0"/>')
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{names}office:1.0" xmlns:table="{names}table:1.0" '
            f'xmlns:text="{names}text:1.0"><office:body><office:spreadsheet><table:table table:name="A">{lines}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    assert same(trimmed(found(path)), trimmed([as_read(value) for value in row] for row in rows))


def is_utf8(written):
    try:
        return bool(written.decode())
    except UnicodeDecodeError:
        return False


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@settings(quick, max_examples=25)
@given(data=st.data())
def test_any_table_written_to_csv_reads_back_equal(tmp_path, separator, encoding, data):
    kept = "cp1252" if encoding == "cp1252" else "utf-8"
    cell = st.text(
        st.characters(codec=kept, exclude_categories=("Cs", "Cc", "Cn"), include_characters="\r\n"), max_size=12
    )
    rows = data.draw(tables(cell, min_width=2))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    path = tmp_path / "a.csv"
    written = out.getvalue().encode(encoding)
    assume(encoding != "cp1252" or written.isascii() or not is_utf8(written))  # a few texts are both; then UTF-8 counts
    path.write_bytes(written)
    if any(text for row in rows for text in row):
        (sheet,) = read_contents(path).sheets
        assert rows_of(sheet) == [[text or None for text in row] for row in rows]


@pytest.fixture(scope="module")
def readers():
    with Readers() as readers:
        yield readers


heads = st.sampled_from(
    [
        *(b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08\x00", b"%PDF"),
        *(b"BEGIN:VCALENDAR\r\n", b"<?xml version='1.0'?><log>", b"1. a\n2. b\n", b"a;b\n", b"sep=;\n"),
        *(b"\xff\xfe", b"\xef\xbb\xbf"),
    ]
)


@settings(quick, max_examples=150)
@given(
    head=heads, body=st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_end_in_read_or_refused(tmp_path, readers, head, body):
    path = tmp_path / "a.xlsx"
    path.write_bytes(head + body)
    ((_, result),) = readers.read([Entry(path)])
    assert isinstance(result, Contents | Members) or (isinstance(result, Note) and result.code.startswith("refused."))
    assert not isinstance(result, Note) or result.code not in ("refused.died", "refused.deadline")


@pytest.fixture(scope="module")
def seeds():
    from pathlib import Path

    saved = Path(__file__).parents[1] / "workbooks" / "saved"
    return [path.read_bytes() for path in sorted(saved.glob("libreoffice.[xo]*"))]


@settings(quick, max_examples=150)
@given(data=st.data())
def test_any_damage_to_a_workbook_ends_in_read_or_refused(tmp_path, readers, seeds, data):
    whole = bytearray(data.draw(st.sampled_from(seeds)))
    for at, sign in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=30)):
        whole[at] = sign
    path = tmp_path / "a.bin"
    path.write_bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))])
    ((_, result),) = readers.read([Entry(path)])
    assert isinstance(result, Contents | Members) or (isinstance(result, Note) and result.code.startswith("refused."))
