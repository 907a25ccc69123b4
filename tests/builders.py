"""Workbooks and folders for tests: a test shows only what it is about."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import xlsxwriter

CLAUSES = ["Nr", "Omschrijving"]
INCIDENTS = ["Incident", "Title", "Opened", "Resolved"]
EVENTS = ["Incident", "At", "Status", "Message"]


def make_workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """Write sheets of rows; datetimes become date cells, None stays blank, text is never a formula."""
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                for j, value in enumerate(row):
                    if isinstance(value, dt.datetime):
                        sheet.write_datetime(i, j, value, moment)
                    elif value is not None:
                        sheet.write(i, j, value)
    return path


def make_contract(folder: Path, name: str, texts: list[str]) -> Path:
    """Write one version: a clause a row."""
    rows = [CLAUSES, *([f"1.{i}", text] for i, text in enumerate(texts, start=1))]
    return make_workbook(folder / f"{name}.xlsx", {"Eisen": rows})


def make_log(
    folder: Path,
    first: dt.datetime,
    months: int,
    *,
    a_month: int = 6,
    open_h: float = 4.0,
    updates_h: tuple[float, ...] = (1.0, 2.5),
    quiet_from: int | None = None,
) -> Path:
    """Write a log in which every incident is open for `open_h` hours with updates at `updates_h` hours.

    From month `quiet_from` on there are no updates at all: attention falls to one hour of `open_h`.
    """
    incidents: list[list[Any]] = [INCIDENTS]
    events: list[list[Any]] = [EVENTS]
    for month in range(months):
        year, index = divmod(first.month - 1 + month, 12)
        start = first.replace(year=first.year + year, month=index + 1, day=1)
        for i in range(a_month):
            opened = start + dt.timedelta(days=1 + i * 26 / a_month, hours=9)
            name = f"I{month:03}-{i:03}"
            incidents.append([name, "storing", opened, opened + dt.timedelta(hours=open_h)])
            if quiet_from is None or month < quiet_from:
                events += [[name, opened + dt.timedelta(hours=h), "Update", f"after {h} h"] for h in updates_h]
    return make_workbook(folder / "log.xlsx", {"Incidents": incidents, "Updates": events})


def alter(analysis, part, **changes):
    """Return an analysis with some fields of one of its parts (judgement, measured, remarks) replaced."""
    return dataclasses.replace(analysis, **{part: dataclasses.replace(getattr(analysis, part), **changes)})
