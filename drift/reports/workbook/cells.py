"""Columns as the file of a workbook writes them: each value once, in its format; no text is a formula or mark-up."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.xmlwriter import XMLwriter

from drift.reports.workbook.live import Live
from drift.terms import CELL_CHARACTERS, DECIMALS
from drift.wording.shorten import shorten_end

Formats = Mapping[str, Format]  # by style
EPOCH: Final = dt.datetime(1899, 12, 31)
LEAP: Final = 59  # days after it; Excel counts a 29 February 1900 next, which was none
DAY: Final = 60 * 60 * 24  # seconds


def to_values(column: pd.Series) -> list[Any]:
    """Return the values of a column as Python has them, moments without their zone."""
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        column = column.dt.tz_localize(None)
    if pd.api.types.is_datetime64_dtype(column.dtype):
        moments: list[Any] = column.to_numpy("datetime64[us]").tolist()
        return moments
    return column.tolist()


def to_serial(moment: dt.datetime) -> float:
    """Return a moment as a spreadsheet counts it, in days."""
    since = moment - EPOCH
    days = since.days + (since.seconds + since.microseconds / 1e6) / DAY
    return days + 1 if days > LEAP else days


class Cells:
    """Writes the cells of one workbook; of each value in each look the words of the file are made once a column.

    formats, linked : of cells, and of those that lead somewhere
    """

    def __init__(self, strings: SharedStringTable, formats: Formats, linked: Formats) -> None:
        self._strings, self._formats = strings, {False: formats, True: linked}

    def write(self, values: Iterable[Any], styles: Iterable[str], linked: Iterable[bool]) -> list[str]:
        """Return each cell from its format on, `' s="3"><v>12</v></c>'`; one without a value is empty."""
        written: dict[object, str] = {}
        cells = []
        for value, style, leads in zip(values, styles, linked, strict=False):
            key = (value.__class__, value, style, leads)  # a class too: 1 is True
            cell = written.get(key)
            if cell is None:
                cell = written[key] = self._write(value, style, self._formats[leads])
            cells.append(cell)
        return cells

    def _write(self, value: Any, style: str, formats: Formats) -> str:
        if value is None or value is pd.NaT or value is pd.NA or value != value:
            return ""
        if isinstance(value, Live):
            return self._formula(value, formats[style or "real"])
        if isinstance(value, float):  # before its kind is told: 1e-17 in one process is 0 in another
            value = round(value, DECIMALS) + 0.0
        if isinstance(value, bool):
            return f'{_look(formats["flag"])} t="b"><v>{value:d}</v></c>'
        if isinstance(value, int) or (isinstance(value, float) and value.is_integer() and not style):
            return _number(int(value), formats[style or "count"])
        if isinstance(value, float) and math.isfinite(value):
            return _number(value, formats[style or "real"])
        if isinstance(value, dt.datetime):
            return self._moment(value.replace(tzinfo=None), formats, style or "moment")
        if isinstance(value, dt.date):
            return self._moment(dt.datetime.combine(value, dt.time()), formats, style or "day")
        return self._text(str(value), formats[style or "text"])

    @staticmethod
    def _formula(live: Live, style: Format) -> str:
        """Return a formula of ours with what it gives, for programs that do not compute."""
        return f"{_look(style)}><f>{escape(live.formula)}</f><v>{live.value:.16G}</v></c>"

    def _moment(self, value: dt.datetime, formats: Formats, style: str) -> str:
        if value.year < 1900:  # a spreadsheet knows no earlier date
            return self._text(value.isoformat(" "), formats["text"])
        return _number(to_serial(value), formats[style])

    def _text(self, text: str, style: Format) -> str:
        text = _fit(text)
        if text.startswith("<r>") and text.endswith("</r>"):  # of a shared text the library would take it for mark-up
            plain = escape(XMLwriter._escape_control_characters(text))
            return f'{_look(style)} t="inlineStr"><is><t xml:space="preserve">{plain}</t></is></c>'
        return f'{_look(style)} t="s"><v>{self._strings._get_shared_string_index(text)}</v></c>'


def _look(style: Format) -> str:
    return f' s="{style._get_xf_index()}"'


def _number(value: float, style: Format) -> str:
    return f"{_look(style)}><v>{value:.16G}</v></c>"


def _fit(text: str) -> str:
    """Return a text that a cell can hold; Excel counts a sign beyond the first 65,536 as two."""
    text = shorten_end(text, CELL_CHARACTERS)
    if len(text) <= CELL_CHARACTERS // 2:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    return text if len(units) <= 2 * CELL_CHARACTERS else units[: 2 * CELL_CHARACTERS].decode("utf-16-le", "ignore")
