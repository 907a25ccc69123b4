"""Cells are named as XlsxWriter names them, over the whole width of a sheet."""

import pytest
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from drift.sources.opening.letters import find_column, name_cell, name_column

COLUMNS = (*range(60), 675, 701, 702, 703, 16_383)


@pytest.mark.parametrize("i", COLUMNS)
def test_a_cell_has_the_name_that_a_writer_of_workbooks_gives_it(i):
    assert name_cell(7, i) == xl_rowcol_to_cell(6, i)
    assert find_column(name_column(i)) == xl_cell_to_rowcol(name_cell(1, i))[1] == i


def test_before_the_first_row_and_column_there_is_no_cell():
    assert (name_cell(0, 0), name_cell(1, -1), name_cell(1, 0)) == ("", "", "A1")
