"""The workbook for analysts: a sheet a table, every row with file, sheet and row; nothing in it is a live formula."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

import drift
from drift.analysis import INDICES, Analysis
from drift.measures.catalogue import MEASURES
from drift.reports.pdf import document_date
from drift.reports.sentences import capitalise, say_outcome, say_paper, say_work
from drift.tables.columns import NOT_SHOWN, PERSONS, TABLES
from drift.tables.intake import COUNTS
from drift.terms import DECIMALS
from drift.wording import Wording

MAX_ROWS = 1_048_575  # below the heading, Excel's limit
MAX_TEXT = 32_767  # of a cell, Excel's limit
WIDE = {
    "what": 40,
    "text": 90,
    "title": 50,
    "file": 42,
    "section": 30,
    "quote": 40,
    "sentence": 90,
    "sha256": 66,
    "found": 30,
}
DAY_FORMAT = {"nl": "dd-mm-yyyy", "en": "yyyy-mm-dd"}


class _Book:
    """An open workbook with the formats of one language."""

    def __init__(self, path: Path, analysis: Analysis, say: Wording) -> None:
        self.say = say
        self.book = xlsxwriter.Workbook(
            str(path),
            {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True},
        )
        made = dt.datetime.combine(document_date(analysis), dt.time())
        title = say("report.title", relation=analysis.relation)
        self.book.set_properties({"title": title, "author": f"drift {drift.__version__}", "created": made})
        day = DAY_FORMAT[say.language]
        self.head = self.book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text = self.book.add_format({"valign": "top", "num_format": "@"})  # not wrapped: a clause is one row high
        self.told = self.book.add_format({"valign": "top", "num_format": "@", "text_wrap": True})
        self.formats: dict[str, Format] = {
            "day": self.book.add_format({"num_format": day, "valign": "top"}),
            "moment": self.book.add_format({"num_format": f"{day} hh:mm", "valign": "top"}),
            "real": self.book.add_format({"num_format": "0.0000", "valign": "top"}),
            "count": self.book.add_format({"num_format": "#,##0", "valign": "top"}),
        }

    def add(self, name: str, frame: pd.DataFrame) -> None:
        """Write a frame as a sheet; more rows than a sheet can hold go on in a next one."""
        for part, first in enumerate(range(0, max(len(frame), 1), MAX_ROWS)):
            title = self.say(f"sheet.{name}") + (f" {part + 1}" if part else "")
            self._write(self.book.add_worksheet(title), frame.iloc[first : first + MAX_ROWS])

    def _write(self, sheet: Worksheet, frame: pd.DataFrame) -> None:
        for j, name in enumerate(map(str, frame.columns)):
            code = f"column.{name}"
            head = self.say(code) if self.say.knows(code) else name
            sheet.write_string(0, j, head, self.head)
            sheet.set_column(j, j, WIDE.get(name, max(11, min(len(head) + 2, 24))))
            text = self.told if name == "sentence" else self.text
            for i, value in enumerate(frame[name].tolist(), start=1):
                self._cell(sheet, i, j, value, text)
        sheet.freeze_panes(1, 0)
        if len(frame):
            sheet.autofilter(0, 0, len(frame), max(len(frame.columns) - 1, 0))

    def _cell(self, sheet: Worksheet, i: int, j: int, value: Any, plain: Format) -> None:
        if value is None or value is pd.NaT or value is pd.NA or value != value:
            return
        if isinstance(
            value, float
        ):  # before its kind is told: 1e-17 is 0, and which of them comes out is the processor's
            value = round(value, DECIMALS) + 0.0
        if isinstance(value, bool):
            sheet.write_boolean(i, j, value)
        elif isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
            sheet.write_number(i, j, int(value), self.formats["count"])
        elif isinstance(value, float):
            sheet.write_number(i, j, value, self.formats["real"])
        elif isinstance(value, dt.datetime):
            self._date(sheet, i, j, value, "moment")
        elif isinstance(value, dt.date):
            self._date(sheet, i, j, dt.datetime.combine(value, dt.time()), "day")
        else:
            text = str(value)
            sheet.write_string(i, j, text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…", plain)

    def _date(self, sheet: Worksheet, i: int, j: int, value: dt.datetime, style: str) -> None:
        if value.year < 1900:  # a spreadsheet knows no earlier date
            sheet.write_string(i, j, value.isoformat(" "), self.text)
        else:
            sheet.write_datetime(i, j, value.replace(tzinfo=None), self.formats[style])


def write_workbook(analysis: Analysis, path: Path, say: Wording) -> None:
    """Write the overview, the months, the measures and every table."""
    book = _Book(path, analysis, say)
    book.add("overview", _overview(analysis, say))
    book.add("months", _months(analysis))
    book.add("by_document", _by_document(analysis))
    book.add("measures", _measures(analysis))
    book.add("versions", analysis.stocks.versions.drop(columns=["relation"], errors="ignore"))
    for name in TABLES:
        if name not in ("documents", "people", *NOT_SHOWN):
            book.add(name, _without_relation(name, analysis.tables[name]))
    book.add("intake", _intake(analysis, say))
    book.add("problems", _problems(analysis, say))
    book.add("notes", _notes(analysis, say))
    book.book.close()


def _overview(analysis: Analysis, say: Wording) -> pd.DataFrame:
    rows = [
        (say("overview.relation"), analysis.relation),
        (say("overview.rung"), say.show(analysis.rung)),
        (say("overview.verdict"), say.tell(analysis.verdict.sentence)),
        (say("overview.paper"), capitalise(say_paper(analysis, say))),
        (say("overview.work"), capitalise(say_work(analysis, say))),
        (say("overview.outcome"), capitalise(say_outcome(analysis, say))),
        *((say("overview.caution"), say.tell(caution.sentence)) for caution in analysis.cautions),
        (say("overview.logs"), say("overview.logs_text")),
        (say("overview.persons"), say("overview.persons_text")),
        (say("overview.version"), f"drift {drift.__version__}"),
    ]
    return pd.DataFrame(rows, columns=["what", "sentence"])


def _months(analysis: Analysis) -> pd.DataFrame:
    total = analysis.stocks.total.reindex(analysis.indices.index)
    frame = pd.concat([analysis.indices[list(INDICES)], total], axis=1)
    frame["n_incidents"] = frame["n_incidents"].astype("Int64")
    for name in total:
        frame[name] = frame[name].astype("Int64")
    return frame.rename_axis("period").reset_index().assign(period=lambda rows: rows["period"].astype(str))


def _measures(analysis: Analysis) -> pd.DataFrame:
    about = {measure.name: measure for measure in MEASURES}
    known = analysis.measures["measure"]
    return analysis.measures.assign(
        period=analysis.measures["period"].astype(str),
        side=known.map({name: measure.side for name, measure in about.items()}),
        unit=known.map({name: measure.unit for name, measure in about.items()}),
        direction=known.map({name: measure.direction for name, measure in about.items()}),
    )


def _by_document(analysis: Analysis) -> pd.DataFrame:
    frame = pd.DataFrame(analysis.specification.by_document, index=analysis.indices.index)
    return frame.rename_axis("period").reset_index().assign(period=lambda rows: rows["period"].astype(str))


def _without_relation(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.drop(columns="relation")
    for person in PERSONS.get(name, ()):
        frame[person] = frame[person].astype("Int64")
    return frame


def _intake(analysis: Analysis, say: Wording) -> pd.DataFrame:
    rows = []
    for file in analysis.intake.files:
        about: dict[str, Any] = {
            "file": file.file,
            "status": say(f"status.{file.status}"),
            "reason": file.reason and say.tell(file.reason),
        }
        if not file.sheets:
            rows.append({**about, "sha256": file.sha256})
        for sheet in file.sheets:
            counts = {count: int(getattr(sheet, count)) for count in COUNTS}
            table = {"sheet": sheet.sheet, "table": sheet.table, "tool": sheet.tool}
            rows.append({**about, **table, **counts, "sha256": file.sha256})
    columns = ["file", "status", "reason", "sheet", "table", "tool", *COUNTS, "sha256"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype(dict.fromkeys(COUNTS, "Int64"))


def _problems(analysis: Analysis, say: Wording) -> pd.DataFrame:
    rows = [
        (problem.at.file, problem.at.sheet, problem.at.cell, problem.found, say(problem.expected))
        for file in analysis.intake.files
        for problem in file.problems
    ]
    return pd.DataFrame(rows, columns=["file", "sheet", "cell", "found", "expected"])


def _notes(analysis: Analysis, say: Wording) -> pd.DataFrame:
    notes = [*analysis.intake.notes, *(note for file in analysis.intake.files for note in file.notes)]
    rows = [(note.at and note.at.file, note.at and note.at.sheet, say(note.code, **note.values)) for note in notes]
    return pd.DataFrame(rows, columns=["file", "sheet", "sentence"])
