"""Reading as jobs that are clocked (speed.py, peers.py): by drift, the start of its reader included, and barely.

Imports of both sides are left out; what the reader process itself loads is in. `write_logs` makes the files.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

HEADING: Final = [
    *("Number", "Opened", "Resolved", "Priority", "Title", "Category"),
    *("Group", "Assigned to", "Caller", "State", "Hours", "Count"),
]
WORDS: Final = (
    *("pump valve", "belt", "sorter", "scanner", "printer jam"),
    *("sensor", "motor fault", "network", "slow login"),
)
Work = Callable[[], object]


def read_by_drift(*paths: str) -> Work:
    """Read files by the reader of drift: its processes are started, answer and end."""
    import drift.sources.opening.frames  # loaded by the first file
    import drift.sources.opening.handover  # noqa: F401
    from drift.sources.opening.reader import Entry, Readers

    def read() -> int:
        with Readers() as readers:
            results = [result for _, result in readers.read(Entry(Path(path)) for path in paths)]
        return sum(len(sheet.table) for result in results for sheet in getattr(result, "sheets", ()))

    return read


def read_csv_barely(path: str) -> Work:
    """Read a csv by DuckDB, every column as text, into Arrow."""
    import duckdb
    import pyarrow  # noqa: F401

    return lambda: duckdb.read_csv(path, all_varchar=True).to_arrow_table().num_rows


def read_xlsx_barely(*paths: str) -> Work:
    """Read every sheet of workbooks by calamine into Python's own values."""
    from python_calamine import CalamineWorkbook

    def read() -> int:
        books = map(CalamineWorkbook.from_path, paths)
        sheets = (book.get_sheet_by_index(i) for book in books for i in range(len(book.sheet_names)))
        return sum(len(sheet.to_python(skip_empty_area=False)) for sheet in sheets)

    return read


def write_logs(folder: str, n_csv: str, n_xlsx: str) -> Work:
    """Write log.csv and log.xlsx: a heading and so many incidents of 12 columns."""
    return lambda: (_write_csv(Path(folder), int(n_csv)), _write_xlsx(Path(folder), int(n_xlsx)))


def write_odd(folder: str) -> Work:
    """Write blanks.xlsx (4 million blank cells with a style) and bomb.xlsx (300 MB of zeros in 0.3)."""
    return lambda: (_write_blanks(Path(folder)), _write_bomb(Path(folder)))


def _write_csv(folder: Path, n: int) -> None:
    with (folder / "log.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([HEADING, *make_incidents(n)])


def _write_xlsx(folder: Path, n: int) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(folder / "log.xlsx"), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, HEADING)
        for i, row in enumerate(make_incidents(n), start=1):
            for j, value in enumerate(row):
                if isinstance(value, dt.datetime):
                    sheet.write_datetime(i, j, value, moment)
                else:
                    sheet.write(i, j, value)


def make_incidents(n: int) -> Iterator[list[object]]:
    """Yield made-up incidents under HEADING, five minutes apart, always the same."""
    chance = random.Random(1)
    for i in range(1, n + 1):
        opened = dt.datetime(2020, 1, 1) + dt.timedelta(minutes=5 * i)
        yield [
            *(f"INC{i:07}", opened, opened + dt.timedelta(minutes=chance.randint(1, 9_999))),
            *(f"{chance.randint(1, 5)} - P", " ".join(chance.choices(WORDS, k=6))),
            *(f"{name} {chance.randint(1, of)}" for name, of in (("Category", 50), ("Group", 30), ("Person", 300))),
            *(f"Caller {chance.randint(1, 3_000)}", "Closed", chance.random() * 100, chance.randint(0, 9)),
        ]


def _write_blanks(folder: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(folder / "blanks.xlsx"), {"constant_memory": True}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        for i in range(200_000):
            for j in range(20):
                sheet.write_blank(i, j, None, bold)


def _write_bomb(folder: Path) -> None:
    with zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(300 << 20))
