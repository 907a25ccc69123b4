"""Whole columns against cells that XlsxWriter writes one by one: the same values, looks and links when read back."""

import datetime as dt
import io
import math

import numpy as np
import openpyxl
import pandas as pd
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from drift.reports.workbook.cells import Cells, to_serial, to_values
from drift.reports.workbook.page import Page
from drift.terms import CELL_CHARACTERS, WORKBOOK_OPTIONS

CODES = {"flag": '"yes";"yes";"no"', "count": "#,##0", "real": "0.0000", "share": "0.0%", "text": "@"}
CODES |= {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}


def open_book(content):
    book = xlsxwriter.Workbook(content, WORKBOOK_OPTIONS)
    book.set_properties({"created": dt.datetime(2020, 1, 1)})
    plain = {style: book.add_format({"num_format": code}) for style, code in CODES.items()}
    linked = {style: book.add_format({"num_format": code, "underline": 1}) for style, code in CODES.items()}
    return book, Cells(book.str_table, plain, linked)


def write(frame, *, links=None, heights=None):
    """Return the bytes of a workbook of one sheet of our own."""
    content = io.BytesIO()
    book, cells = open_book(content)
    page = book.add_worksheet("It's & so", worksheet_class=Page)
    columns = []
    for j, name in enumerate(frame.columns):
        page.write_string(0, j, name)
        leads = [(i + 1, j) in (links or {}) for i in range(len(frame))]
        columns.append(cells.write(to_values(frame[name]), [""] * len(frame), leads))
    page.fill(columns, heights or [0] * len(frame), links or {})
    book.close()
    return content.getvalue()


def read(content):
    return python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()[1:]


def read_texts(texts):
    return [row[0] for row in read(write(pd.DataFrame({"a": pd.Series(texts, dtype=object)})))]


KINDS = pd.DataFrame(
    {
        "text": pd.Series(["=1+1", "4.10", None], dtype="str"),
        "whole": pd.Series([12, -3, pd.NA], dtype="Int64"),
        "real": [0.1 + 0.2, np.nan, 3.0],
        "flag": pd.Series([True, False, None], dtype=object),
        "moment": pd.to_datetime(["2021-03-28 02:30:15", None, "1900-02-28 00:00:00"]),
        "day": pd.Series([dt.date(1900, 3, 1), None, dt.date(2024, 2, 29)], dtype=object),
        "mixed": pd.Series([1, True, 1.0], dtype=object),
    }
)


def write_by_library(page, formats):
    page.write_row(0, 0, list(KINDS))
    for i, text in ((1, "=1+1"), (2, "4.10")):
        page.write_string(i, 0, text, formats["text"])
    page.write_number(1, 1, 12, formats["count"])
    page.write_number(2, 1, -3, formats["count"])
    page.write_number(1, 2, 0.3, formats["real"])
    page.write_number(3, 2, 3, formats["count"])
    page.write_boolean(1, 3, True, formats["flag"])
    page.write_boolean(2, 3, False, formats["flag"])
    page.write_datetime(1, 4, dt.datetime(2021, 3, 28, 2, 30, 15), formats["moment"])
    page.write_datetime(3, 4, dt.datetime(1900, 2, 28), formats["moment"])
    page.write_datetime(1, 5, dt.date(1900, 3, 1), formats["day"])
    page.write_datetime(3, 5, dt.date(2024, 2, 29), formats["day"])
    page.write_number(1, 6, 1, formats["count"])
    page.write_boolean(2, 6, True, formats["flag"])
    page.write_number(3, 6, 1, formats["count"])


def see(content):
    """Return value, kind and format of every cell."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return sheet.dimensions, [[(cell.value, cell.data_type, cell.number_format) for cell in row] for row in sheet]


def test_every_kind_of_value_is_read_back_as_the_library_writes_it():
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, WORKBOOK_OPTIONS)
    write_by_library(
        book.add_worksheet("It's & so"), {style: book.add_format({"num_format": code}) for style, code in CODES.items()}
    )
    book.close()
    assert see(write(KINDS)) == see(content.getvalue())
    assert read(write(KINDS)) == read(content.getvalue())


def test_links_and_heights_stand_at_their_cells():
    links = {(2, 1): "'It''s & so'!A3", (1, 0): "'It''s & so'!A1"}
    sheet = openpyxl.load_workbook(io.BytesIO(write(KINDS, links=links, heights=[0, 45, 0]))).worksheets[0]
    told = {cell.coordinate: cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink}
    assert told == {"A2": "'It''s & so'!A1", "B3": "'It''s & so'!A3"}
    assert sheet["B3"].font.underline == "single" != sheet["B2"].font.underline
    assert (sheet.row_dimensions[2].height, sheet.row_dimensions[3].height) == (None, 45)


def test_equal_columns_give_equal_bytes():
    assert write(KINDS) == write(KINDS.copy())


def test_a_text_is_never_mark_up():
    texts = ["<r>a & b</r>", "<r><t>x</t></r>", "<r></r> ", "a<b>&amp;", '="x"', "_x000D_", "<r>_x0041_</r>"]
    assert read_texts(texts) == texts


@settings(max_examples=12)
@given(st.lists(st.text(st.characters(exclude_categories=["C"]), min_size=1), min_size=1, max_size=20))
def test_any_text_is_read_back(texts):
    assert read_texts(texts) == texts


@settings(max_examples=30)
@given(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(9999, 12, 31)))
def test_a_moment_is_counted_as_the_library_counts_it(moment):
    content = io.BytesIO()
    page = xlsxwriter.Workbook(content, {"in_memory": True}).add_worksheet()
    assert to_serial(moment) == page._convert_date_time(moment)


def test_a_moment_before_spreadsheets_a_zone_and_a_number_without_end_do_not_stop_a_workbook():
    odd = [dt.datetime(1899, 12, 31, 8), float("inf"), math.nan, dt.datetime(2020, 1, 1, 9, tzinfo=dt.UTC)]
    assert read_texts(odd) == ["1899-12-31 08:00:00", "inf", "", dt.datetime(2020, 1, 1, 9)]
    zoned = pd.Series(pd.to_datetime(["2020-07-01 09:00"]).tz_localize("Europe/Amsterdam"))
    assert to_values(zoned) == [dt.datetime(2020, 7, 1, 9)]


def test_a_text_gives_way_at_its_end_where_a_cell_is_full():
    (plain, wide) = read_texts(["a" * 40_000, "\U0001f600" * 30_000])
    assert plain == "a" * (CELL_CHARACTERS - 1) + "…"
    assert wide == "\U0001f600" * (CELL_CHARACTERS // 2)
