"""What a round table decided, put into the form that the report came with: cell by cell, all else as it was."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from drift.errors import OutputError
from drift.project.plain import open_plain
from drift.reports.outcomeform import LAST, TOP
from drift.sources.opening.cells import Contents
from drift.sources.opening.reader import Entry, shared_readers
from drift.sources.rows.outcomeforms import ANSWERS, HEADS, choices_of, is_form
from drift.terms import LANGUAGES, Language
from drift.wording import load_texts
from drift.wording.shorten import fit_cell
from drift.writing.faults import tell_fault
from drift.writing.placing import put_in_place
from drift.writing.temporary import TemporaryFolder

CHOSEN: Final = ("asked_for", "visitor_side", "visitor_function", "host_side", "host_function")
MOST_BYTES: Final = 1 << 22  # of a form; as it comes it has some 10 kB
HELD_ON: Final = (3, 3)  # row and column of the day, 1 = first
ROWS: Final = LAST - TOP  # problems that a form has room for
_HEADING: Final = TOP + 1  # row, 1 = first
Answers = Mapping[str, str | int | dt.date]  # column -> text, day, or the place of a word in its list


def fill_form(path: Path, held_on: dt.date, answers: Sequence[Answers]) -> None:
    """Put what was decided into a form; a column that is left out stays as it is.

    Parameters
    ----------
    answers : a row a problem, in the order of the form; a choice is its place in `choices_of`, "" takes away what
        `read_form` told of it

    Raises
    ------
    OutputError : it is no form, is open elsewhere, or cannot be written
    """
    book = _open(path)
    sheet = book.worksheets[0]
    language = _find_language(sheet, path)
    sheet.cell(*HELD_ON).value = held_on
    for i, row in enumerate(answers[:ROWS], start=1):
        for column, answer in row.items():
            if column in ANSWERS or column == "problem":
                _put(sheet.cell(_HEADING + i, HEADS.index(column) + 1), column, answer, language)
    try:
        with TemporaryFolder(path.parent) as beside:
            book.save(beside / path.name)
            put_in_place(beside, path.parent, [path.name])
    except OSError as fault:
        raise tell_fault(fault, path.parent) from fault


def read_form(path: Path) -> tuple[dt.date | None, list[dict[str, str | int | dt.date]]]:
    """Return the day and the answers of a form as `fill_form` takes them; OutputError: it is none, or damaged."""
    sheet = _open(path).worksheets[0]
    language = _find_language(sheet, path)
    rows = []
    for i in range(1, ROWS + 1):
        cells = {column: sheet.cell(_HEADING + i, HEADS.index(column) + 1).value for column in ANSWERS}
        answers = {column: _take(cell, column, language) for column, cell in cells.items()}
        rows.append({column: answer for column, answer in answers.items() if answer is not None})
    return _to_day(sheet.cell(*HELD_ON).value), rows


def _take(cell: object, column: str, language: Language) -> str | int | dt.date | None:
    """Return what a cell answers; None: nothing that a field of the page could show."""
    if column == "visit_on":
        return _to_day(cell)
    if not isinstance(cell, str):
        return None
    if column not in CHOSEN:
        return cell
    words = choices_of(column, language)
    return words.index(cell) if cell in words else None


def _to_day(cell: object) -> dt.date | None:
    return cell.date() if isinstance(cell, dt.datetime) else cell if isinstance(cell, dt.date) else None


def _open(path: Path) -> Any:
    """Open a form: first where every file of strangers is opened, then to write in it."""
    import openpyxl

    ((_, read),) = shared_readers().read([Entry(path)])
    if not isinstance(read, Contents) or not is_form(read.sheets):
        raise OutputError("form.not_now", file=path.name)
    try:
        with open_plain(path) as stream, warnings.catch_warnings(action="error"):
            return openpyxl.load_workbook(io.BytesIO(stream.read(MOST_BYTES)))
    except Exception as fault:  # damaged, or holds what would be lost
        raise OutputError("form.not_now", file=path.name) from fault


def _find_language(sheet: Any, path: Path) -> Language:
    """Return the language of a form, by a heading of it."""
    heads = [str(cell.value) for cell in sheet[_HEADING]]
    for language in LANGUAGES:
        if load_texts(language)["form.asked_for"] in heads and load_texts(language)["form.visit_on"] in heads:
            return language
    raise OutputError("form.not_now", file=path.name)


def _put(cell: Any, column: str, answer: str | int | dt.date, language: Language) -> None:
    if answer == "":
        if _take(cell.value, column, language) is not None:  # what the page could not show stays
            cell.value = None
        return
    if isinstance(answer, int):
        answer = choices_of(column, language)[answer]
    cell.value = fit_cell(answer) if isinstance(answer, str) else answer
    if isinstance(answer, str):
        cell.data_type = "s"  # a text is a text, whatever it begins with
