import pytest
from reading import read_contents, read_result, read_rows, rows_of, write

from drift.sources.opening.child import BLANK, TEXT
from drift.sources.opening.child.content import Content
from drift.sources.opening.child.delimited import SAMPLE_CHARS, read_delimited


def notes_of(path):
    return {note.code: dict(note.values) for note in read_contents(path).notes}


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_the_one_that_gives_every_row_one_width(tmp_path, separator):
    rows = [["id", "title", "note"], ["1", "a b", "x, y; z | q"], ["2", "c", "l\tm"]]
    text = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    assert read_rows(write(tmp_path, "a.csv", text)) == {"a": rows}


def test_where_nothing_tells_separators_apart_it_is_the_semicolon(tmp_path):
    path = write(tmp_path, "a.csv", "naam;norm,x;y\n" + "a;1,5;2\n" * 5)
    assert read_rows(path)["a"][1] == ["a", "1,5", "2"]


def test_a_hint_in_the_first_line_is_honoured_and_is_no_row(tmp_path):
    assert read_rows(write(tmp_path, "a.csv", "sep=^\r\na^b;c\r\n1^2;3\r\n"))["a"] == [["a", "b;c"], ["1", "2;3"]]


def test_every_cell_stays_text(tmp_path):
    (cells,) = read_contents(write(tmp_path, "a.csv", "a;b;c\n007;1.10;\n")).sheets
    assert rows_of(cells) == [["a", "b", "c"], ["007", "1.10", None]]
    assert rows_of(cells, "k") == [[TEXT] * 3, [TEXT, TEXT, BLANK]]


def test_a_row_wider_than_its_heading_is_kept_whole(tmp_path):
    assert read_rows(write(tmp_path, "a.csv", "a,b\n1,2\n3,4\n5,6,7,8\n"))["a"] == [
        ["a", "b", None, None],
        ["1", "2", None, None],
        ["3", "4", None, None],
        ["5", "6", "7", "8"],
    ]


def test_a_line_break_within_quotes_stays_in_its_cell(tmp_path):
    assert read_rows(write(tmp_path, "a.csv", 'a;b\r\n1;"x\r\ny ""z"""\r\n2;w\r\n'))["a"][1:] == [
        ["1", 'x\r\ny "z"'],
        ["2", "w"],
    ]


def test_a_quote_that_is_never_closed_swallows_nothing(tmp_path):
    path = write(tmp_path, "a.csv", 'a;b\n1;"5 inch\n2;c\n3;d\n')
    assert read_rows(path)["a"] == [["a", "b"], ["1", '"5 inch'], ["2", "c"], ["3", "d"]]
    assert notes_of(path) == {"note.quotes": {"sheet": "a"}}


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        *(("utf-8", None), ("utf-8-sig", None), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16")),
        *(("utf-16-be", "UTF-16"), ("utf-32", "UTF-32"), ("utf-32-le", "UTF-32"), ("utf-32-be", "UTF-32")),
    ],
)
def test_an_encoding_is_recognised_and_told_unless_it_is_utf8(tmp_path, encoding, told):
    path = write(tmp_path, "a.csv", "naam;plaats\nZoë;Curaçao\nReneé;'s-Gravenhage\n".encode(encoding))
    assert read_rows(path)["a"][1:] == [["Zoë", "Curaçao"], ["Reneé", "'s-Gravenhage"]]
    assert notes_of(path) == ({"note.encoding": {"encoding": told}} if told else {})


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_letters_beyond_latin_and_a_mark_are_read_in_both_orders(tmp_path, encoding):
    path = write(tmp_path, "a.csv", "\ufeffnaam;plaats\nŽofie;Łódź 𝒳\n".encode(encoding))
    assert read_rows(path)["a"] == [["naam", "plaats"], ["Žofie", "Łódź 𝒳"]]
    assert notes_of(path) == {"note.encoding": {"encoding": encoding[:6].upper()}}


def test_the_bytes_that_windows_leaves_open_keep_their_number(tmp_path):
    assert read_rows(write(tmp_path, "a.csv", b"a;b\n\x81\xe9;\x80\n"))["a"][1] == ["\x81é", "€"]


def test_nul_bytes_are_left_out_and_counted(tmp_path):
    path = write(tmp_path, "a.csv", "number;title\n1;a\x00b\n")
    assert read_rows(path)["a"][1] == ["1", "ab"]
    assert notes_of(path) == {"note.nul": {"n": 1}}


@pytest.mark.parametrize(
    "text",
    [
        "Geachte heer,\n\nMet dank voor uw brief, en groet.\nDe norm is gehaald, de rest volgt, later.\n",
        "regel een\nregel twee\nregel drie\n",
        "Beste Jan, \nGroet, Piet\n",
        "\n\n",
    ],
)
def test_a_text_that_is_no_table_is_refused_as_such(tmp_path, text):
    assert read_result(write(tmp_path, "a.csv", text)).code == "refused.text"


def test_a_quote_never_closed_swallows_nothing_in_a_long_table_either(tmp_path):
    lines = "".join(f"{i};vulling\n" for i in range(SAMPLE_CHARS // 10))
    path = write(tmp_path, "a.csv", 'id;text\n1;"5 inch\n' + lines)
    rows = read_rows(path)["a"]
    assert (len(rows), rows[1], rows[-1]) == (
        SAMPLE_CHARS // 10 + 2,
        ["1", '"5 inch'],
        [str(SAMPLE_CHARS // 10 - 1), "vulling"],
    )
    assert "note.quotes" in notes_of(path)


@pytest.mark.parametrize("last", ["5;e", "5;e;f"])
def test_two_stray_quotes_swallow_nothing_between_them(tmp_path, last):
    path = write(tmp_path, "a.csv", f'a;b\n1;"5 inch\n2;c\n3;d\n4;"6 inch\n{last}\n')
    assert [row[1] for row in read_rows(path)["a"]] == ["b", '"5 inch', "c", "d", '"6 inch', "e"]


def test_a_stray_quote_among_cells_that_quotes_hold_together_spoils_nothing(tmp_path):
    path = write(tmp_path, "a.csv", "a;b\n" + '"1";"x; y"\n' * 9 + '2;"z" inch\n')
    assert read_rows(path)["a"][-2:] == [["1", "x; y"], ["2", "z inch"]]


@pytest.mark.parametrize("n_rows", [1, 3])
def test_a_table_wider_than_any_spreadsheet_is_refused(tmp_path, n_rows):
    path = write(tmp_path, "a.csv", ("x;" * 500_000 + "\n") * n_rows)
    assert read_result(path).code == "refused.columns"


def test_numbered_sections_become_sheets(tmp_path):
    text = "1. Summary\nTitle\tx\n\n2. Participants\nName\tRole\tMail\nA\tOrganizer\ta@x\n"
    assert read_rows(write(tmp_path, "a.csv", text.encode("utf-16"))) == {
        "1. Summary": [["1. Summary", None], ["Title", "x"], [None, None]],
        "2. Participants": [["2. Participants", None, None], ["Name", "Role", "Mail"], ["A", "Organizer", "a@x"]],
    }


@pytest.mark.parametrize("odd", ["", "5;6;7\n", "\n", ';"a\nb"\n', 'x;a"b\n', '"x"y;z\n'])
def test_a_long_table_reads_like_a_short_one(tmp_path, odd):
    lines = "id;text\n" + "".join(f'{i};"tekst {i}, met komma"\n' for i in range(5)) + odd
    filler = "".join(f"{i};vulling\n" for i in range(SAMPLE_CHARS // 10))
    short = read_delimited(Content("a", data=lines.encode()))
    whole = read_rows(write(tmp_path, "a.csv", lines + filler))["a"]
    small = read_rows(write(tmp_path, "b.csv", lines))["b"]
    assert len(short.sheets) == 1
    assert [row[: len(small[0])] for row in whole[: len(small)]] == small
    assert whole[-1][:2] == [str(SAMPLE_CHARS // 10 - 1), "vulling"]


def test_a_long_table_with_quoted_cells_is_read_as_a_short_one(tmp_path):
    rows = [f'{i};"pump; belt";"5 "" pipe";' for i in range(12_000)]
    text = "\n".join(["Nr;Titel;Maat;Leeg", *rows]) + "\n"
    assert len(text) > SAMPLE_CHARS
    read = read_rows(write(tmp_path, "long.csv", text))["long"]
    assert len(read) == 12_001
    assert read[-1] == ["11999", "pump; belt", '5 " pipe', None]
