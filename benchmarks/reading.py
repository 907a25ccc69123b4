"""How fast files are read, against the bare libraries, in one run on this machine: `python benchmarks/reading.py`.

Ratios travel from machine to machine, seconds do not. Takes two to three minutes, most of it pandas with openpyxl.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import xlsxwriter

from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.opening.reader import Entry, Readers

ROOT = Path(__file__).parents[1]
N_ROWS, N_EVENTS = 300_000, 65_000
HEADING = [
    *("Number", "Opened", "Resolved", "Priority", "Title", "Category"),
    *("Group", "Assigned to", "Caller", "State", "Hours", "Count"),
]
WORDS = ("pump valve", "belt", "sorter", "scanner", "printer jam", "sensor", "motor fault", "network", "slow login")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_log(folder / "log.xlsx", folder / "log.csv")
        make_blanks(folder / "blanks.xlsx")
        make_bomb(folder / "bomb.xlsx")
        make_events(folder / "events.xes")
        report_workbook(folder / "log.xlsx")
        report_csv(folder / "log.csv")
        for file, what in (
            ("events.xes", f"{N_EVENTS:,} events as XES"),
            ("blanks.xlsx", "4 million styled blanks"),
            ("bomb.xlsx", "bomb of 0.3 MB"),
        ):
            seconds, result = timed(lambda path=folder / file: read(path))
            print(f"{what}: {seconds:.2f} s ({getattr(result, 'code', 'read')})")
    sample = open_project(ROOT / "data" / "samples" / "github" / "contract")
    timed(lambda: read_files(sample))
    print(f"97 small workbooks, files to frames: {timed(lambda: read_files(sample))[0]:.2f} s")


def timed(call: Callable[[], object]) -> tuple[float, object]:
    started = time.perf_counter()
    result = call()
    return time.perf_counter() - started, result


def read(path: Path) -> object:
    with Readers() as readers:
        ((_, result),) = readers.read([Entry(path)])
    return result


def report_workbook(path: Path) -> None:
    bare, bare_mb = elsewhere(
        "from python_calamine import CalamineWorkbook\n"
        "CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)",
        path,
    )
    pandas, pandas_mb = elsewhere("import pandas\npandas.read_excel(path, engine='openpyxl')", path)
    drift, drift_mb = elsewhere(
        "from pathlib import Path\nfrom drift.sources.opening.reader import Entry, Readers\n"
        "with Readers() as readers: list(readers.read([Entry(Path(path))]))",
        path,
    )
    print(f"{N_ROWS:,} x 12 xlsx: {drift:.2f} s, at most {drift_mb:,.0f} MB in one process")
    print(f"  {drift / bare:.2f} times bare calamine ({bare:.2f} s, {bare_mb:,.0f} MB)")
    print(f"  one {pandas / drift:.1f}th of pandas with openpyxl ({pandas:.2f} s, {pandas_mb:,.0f} MB)")


def report_csv(path: Path) -> None:
    bare, _ = timed(lambda: duckdb.read_csv(str(path), all_varchar=True).to_arrow_table())
    seconds, _ = timed(lambda: read(path))
    print(f"{N_ROWS:,} x 12 csv: {seconds:.2f} s, {seconds / bare:.2f} times DuckDB, all columns text ({bare:.2f} s)")


def elsewhere(code: str, path: Path) -> tuple[float, float]:
    """Return seconds and peak megabytes (of the largest process) of code in a fresh process, imports left out."""
    imports = "\n".join(line for line in code.splitlines() if "import " in line and ": " not in line)
    rest = "\n".join(line for line in code.splitlines() if line not in imports.splitlines())
    script = (
        f"import resource, time\npath = {str(path)!r}\n{imports}\nstarted = time.perf_counter()\n{rest}\n"
        "seconds = time.perf_counter() - started\n"
        "peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))\n"
        "print(seconds, peak / 1024)"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    seconds, megabytes = map(float, out.split())
    return seconds, megabytes


def make_log(workbook: Path, table: Path) -> None:
    chance = random.Random(1)
    start = dt.datetime(2020, 1, 1)
    with (
        xlsxwriter.Workbook(str(workbook), {"constant_memory": True}) as book,
        table.open("w", newline="", encoding="utf-8") as stream,
    ):
        sheet, lines = book.add_worksheet(), csv.writer(stream)
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row(0, 0, HEADING)
        lines.writerow(HEADING)
        for i in range(1, N_ROWS):
            opened = start + dt.timedelta(minutes=5 * i)
            row = [
                *(f"INC{i:07}", opened, opened + dt.timedelta(minutes=chance.randint(1, 9_999))),
                *(f"{chance.randint(1, 5)} - P", " ".join(chance.choices(WORDS, k=6))),
                *(f"{name} {chance.randint(1, n)}" for name, n in (("Category", 50), ("Group", 30), ("Person", 300))),
                *(f"Caller {chance.randint(1, 3_000)}", "Closed", chance.random() * 100, chance.randint(0, 9)),
            ]
            lines.writerow(row)
            for j, value in enumerate(row):
                if isinstance(value, dt.datetime):
                    sheet.write_datetime(i, j, value, moment)
                else:
                    sheet.write(i, j, value)


def make_blanks(path: Path) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        for i in range(200_000):
            for j in range(20):
                sheet.write_blank(i, j, None, bold)


def make_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(300 << 20))


def make_events(path: Path) -> None:
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as stream:
        stream.write('<?xml version="1.0"?>\n<log xes.version="1.0" xmlns="http://www.xes-standard.org/">\n')
        for case in range(N_EVENTS // 10):
            stream.write(f'<trace><string key="concept:name" value="I{case}"/><string key="impact" value="Medium"/>\n')
            for i in range(10):
                at = dt.datetime(2020, 1, 1) + dt.timedelta(hours=case + i)
                stream.write(
                    f'<event><string key="concept:name" value="Step {i}"/>'
                    f'<date key="time:timestamp" value="{at.isoformat()}+01:00"/>'
                    f'<string key="org:resource" value="P{chance.randint(1, 300)}"/>'
                    f'<string key="org:group" value="G{chance.randint(1, 30)}"/>'
                    f'<string key="lifecycle:transition" value="complete"/><int key="n" value="{i}"/></event>\n'
                )
            stream.write("</trace>\n")
        stream.write("</log>\n")


if __name__ == "__main__":
    main()
