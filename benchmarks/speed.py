"""What drift costs, as people run it: one table, written into docs/speed.md by --write.

Run: python benchmarks/speed.py [--write] [PART ...] [INCIDENTS ...]

Parts: commands, logs, reading, measures, lineage, evidence; all of them unless some are named. Logs of 10,000 and
100,000 incidents unless other sizes are (a million takes a quarter of an hour).

Processor seconds with those of every process that a command starts, the least of three runs (of one where it takes half
a minute), and beside them the ratio to a yardstick of the same run, which travels from machine to machine. Other work
on the machine adds some: compare within one run.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from clock import ROOT, Cost, clock_command, clock_drift, clock_job, do_job
from large import EVENTS
from speed_page import to_row, to_table, write_section

SIZES: Final = (10_000, 100_000)
MILLION: Final = 1_000_000
N_ROWS: Final = 300_000  # rows of 12 columns
CASES: Final = {
    "large": "5,000 clauses followed to 5,000, none equal",
    "chain": "150 versions of 800 clauses, 20 reworded each time",
}


class Row(NamedTuple):
    """A line of the table; the yardstick of the lines below is one without a ratio."""

    what: str
    cost: Cost
    yardstick: Cost | None = None


Rows = Iterator[Row]
SAMPLES = ROOT / "data" / "samples"


def clock_commands(home: Path, _: list[int]) -> Rows:
    """Run each command on each sample; what is kept from the time before counts where nothing changed."""
    start = clock_command(sys.executable, "-c", "import pandas")
    yield Row("**Python with pandas**", start)
    yield Row("help", clock_drift("--help"), start)
    for path in sorted(path for path in SAMPLES.iterdir() if path.is_dir()):
        sample, folder, out = path.name, home / path.name, home / "out"
        shutil.copytree(path, folder, ignore=shutil.ignore_patterns(".drift"))
        yield Row(f"{sample}: report, all anew", clock_drift("report", folder, "--fresh", "--out", out), start)
        yield Row(f"{sample}: report, nothing changed", clock_drift("report", folder, "--out", out), start)
        yield Row(f"{sample}: explain, all anew", clock_drift("explain", folder, "--fresh", "engagement"), start)
        yield Row(f"{sample}: explain, nothing changed", clock_drift("explain", folder, "engagement"), start)
        yield Row(f"{sample}: check", clock_drift("check", folder), start)
    versions = sorted((home / "sorteercentrum" / "contract").iterdir())[:2]
    yield Row("sorteercentrum: compare of two versions", clock_drift("compare", *versions), start)


def clock_logs(home: Path, sizes: list[int]) -> Rows:
    """Check and report large logs."""
    start = clock_command(sys.executable, "-c", "import pandas")
    yield Row("**Python with pandas**", start)
    for n in sizes:
        folder = home / str(n)
        do_job("large.write", folder, n)
        for what, words in (("check", ()), ("report", ("--fresh", "--out", home / "out"))):
            yield Row(f"{n:,} incidents x {EVENTS} events: {what}", clock_drift(what, folder, *words), start)


def clock_reading(home: Path, _: list[int]) -> Rows:
    """Read files by the reader with its start, and by the command, against the bare libraries."""
    do_job("reading.write_logs", home, N_ROWS, N_ROWS)
    do_job("reading.write_odd", home)
    books = sorted((SAMPLES / "sorteercentrum").rglob("*.xlsx"))
    for what, library, job, files in (
        (f"{N_ROWS:,} x 12 csv", "DuckDB, all columns text", "read_csv_barely", [home / "log.csv"]),
        (f"{N_ROWS:,} x 12 xlsx", "calamine", "read_xlsx_barely", [home / "log.xlsx"]),
        ("4 million blank cells with a style", "calamine", "read_xlsx_barely", [home / "blanks.xlsx"]),
        (f"{len(books)} small workbooks", "calamine", "read_xlsx_barely", books),
    ):
        folder = SAMPLES / "sorteercentrum"
        if files is not books:
            (folder := home / f"only-{files[0].name}").mkdir()
            shutil.copy(files[0], folder)
        bare = clock_job(f"reading.{job}", *files)
        yield Row(f"**{what}: {library}**", bare)
        yield Row(f"{what}: the reader, from its start", clock_job("reading.read_by_drift", *files), bare)
        yield Row(f"{what}: check", clock_drift("check", folder), bare)
    yield Row("a bomb of 0.3 MB refused: the reader", clock_job("reading.read_by_drift", home / "bomb.xlsx"))


def clock_measures(home: Path, sizes: list[int]) -> Rows:
    """Measure a million incidents against one bare count."""
    n = max(*sizes, MILLION)
    folder = home / "tables"
    folder.mkdir()
    do_job("scale.write_tables", folder, n)
    bare = clock_job("scale.ask_barely", folder)
    yield Row(f"**{n:,} incidents x {EVENTS}: distinct persons by month, joined**", bare)
    yield Row(f"{n:,} incidents x {EVENTS}: all measures of the work", clock_job("scale.measure_work", folder), bare)
    held = clock_job("scale.hold_norms", folder)
    yield Row(f"{n:,} incidents x {EVENTS}: 40 norms of each of 20 versions, with the cases they need", held, bare)
    whole = clock_job("scale.measure_all", folder)
    yield Row(f"{n:,} incidents x {EVENTS}: with experts, answers, what held, crowds", whole, bare)


def clock_lineage(*_: object) -> Rows:
    """Follow clauses, against TF-IDF and one product a step."""
    for case, name in CASES.items():
        bare = clock_job("lineage_speed.measure_by", case)
        yield Row(f"**{name}: TF-IDF and one product**", bare)
        yield Row(name, clock_job("lineage_speed.follow", case), bare)


def clock_evidence(*_: object) -> Rows:
    """Weigh evidence, against weighing the noise alone."""
    bare = clock_job("evidence.weigh_noise")
    yield Row("**1,000 series of 60 months: a likelihood a law of noise**", bare)
    yield Row("1,000 series of 60 months: every look", clock_job("evidence.weigh_many"), bare)
    yield Row("one series and its repair, ten times", clock_job("evidence.weigh_one"), bare)


PARTS: Final[dict[str, Callable[[Path, list[int]], Rows]]] = {
    "commands": clock_commands,
    "logs": clock_logs,
    "reading": clock_reading,
    "measures": clock_measures,
    "lineage": clock_lineage,
    "evidence": clock_evidence,
}


def main(words: list[str]) -> None:
    """Print a line a row, and write the page where that is asked."""
    if unknown := [word for word in words if word not in PARTS and word != "--write" and not word.isdigit()]:
        sys.exit(f"no part {', '.join(unknown)}; parts: {', '.join(PARTS)}")
    sizes = [int(word) for word in words if word.isdigit()] or [*SIZES]
    lines = to_table("what", "CPU s", "times the yardstick (bold) above", "largest process, MB")
    for part in [word for word in words if word in PARTS] or PARTS:
        with tempfile.TemporaryDirectory() as home:
            for what, cost, yardstick in PARTS[part](Path(home), sizes):
                ratio = f"{cost.cpu_s / yardstick.cpu_s:.1f}" if yardstick else ""
                lines.append(to_row(what, f"{cost.cpu_s:.2f}", ratio, f"{cost.peak_mb:,.0f}"))
                print(lines[-1], flush=True)
    if "--write" in words:
        write_section("# Speed", Path(__file__).name, lines)


if __name__ == "__main__":
    main(sys.argv[1:])
