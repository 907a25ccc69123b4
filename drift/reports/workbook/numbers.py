"""The first sheet: every number of every page, its value, what it rests on, and the rows it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from drift.analysed import Analysis
from drift.reports.numbers.pages import Told
from drift.reports.workbook.answers import Answer
from drift.reports.workbook.contents import Contents
from drift.reports.workbook.finder import Finder
from drift.reports.workbook.sheet import Sheet
from drift.terms import Edition

COLUMNS: Final = (
    *("page_number", "page_title", "label", "told", "value", "computed"),
    *("n", "first_month", "last_month", "low", "high", "leads_to"),
)
SHARED: Final = ("page_number", "page_title", "label", "told", "value", "leads_to")  # of them; the rest tells more


def list_numbers(told: Sequence[Told], contents: Contents, analysis: Analysis, edition: Edition) -> Sheet:
    """Return a row a number, in the order of reading; the last column leads to the rows behind it."""
    finder = Finder(told, contents, analysis)
    rows = [_row(one, finder.answer(one)) for one in told]
    places = [finder.place(one) for one in told]
    frame = pd.DataFrame(
        [(*row, _write_place(place)) for row, place in zip(rows, places, strict=True)], columns=[*COLUMNS]
    )
    looks = [_look(one) for one in told]
    styles: dict[str, str | Sequence[str]] = dict.fromkeys(("value", "computed", "low", "high"), looks)
    styles |= {"first_month": "month", "last_month": "month"}
    if edition == "shared":  # what its pages print, and not a digit more
        printed = [round(one.number.value, _digits(one)) for one in told]
        frame = frame.assign(value=printed)[[*SHARED]]
    frame = frame.astype({"n": "Int64"} if "n" in frame else {})
    return Sheet("numbers", frame, styles, {"leads_to": places}, frozen=1)


def _digits(told: Told) -> int:
    return told.number.digits + (2 if told.number.look in ("percent", "change") else 0)


def _look(told: Told) -> str:
    return f"{'number' if told.number.look == 'fixed' else told.number.look}{min(told.number.digits, 2)}"


def _write_place(place: str) -> str:
    return place.replace("$", "").replace("'!", ", ").replace("''", "'").removeprefix("'")


def _row(told: Told, answer: Answer | None) -> tuple[object, ...]:
    answer = answer or Answer(told.number.value)
    months = [month.to_timestamp() if month is not None else None for month in answer.window or (None, None)]
    start = (told.page, told.title, told.label, told.text, told.number.value)
    return (*start, answer.live, answer.n, *months, answer.low, answer.high)
