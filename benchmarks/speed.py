"""What the commands cost, as people run them: `python benchmarks/speed.py [--write] [INCIDENTS ...]`.

Processor seconds of a command and of the processes that read its files, the least of three runs: they can be compared
also where the machine has other work. Beside them the ratio to starting Python with pandas, which travels from machine
to machine, and the largest process. --write puts the table into docs/speed.md; logs of 10,000 and 100,000 incidents
unless others are named (a million takes a quarter of an hour).
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from large import EVENTS, run, write_log

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "speed.md"
BELOW: Final = "## Where it goes"  # from here on the page is written by hand
RUNS: Final = 3
SIZES: Final = (10_000, 100_000)


def measure(*command: str, runs: int = RUNS) -> tuple[float, float]:
    """Return processor seconds and megabytes of a command of Python, of the cheapest of some runs."""
    return min(run(sys.executable, *command) for _ in range(runs))


def list_commands(folder: Path, out: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is asked of a folder, in an order in which nothing is kept yet where it says fresh."""
    drift = ("-m", "drift")
    yield "report, all anew", (*drift, "report", str(folder), "--fresh", "--out", str(out))
    yield "report, nothing changed", (*drift, "report", str(folder), "--out", str(out))
    yield "explain, nothing changed", (*drift, "explain", str(folder), "engagement")
    yield "explain, all anew", (*drift, "explain", str(folder), "--fresh", "engagement")
    yield "check", (*drift, "check", str(folder))


def build_rows(home: Path, sizes: list[int]) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield a name and its cost: help, each command on each sample, a report a size."""
    yield "Python with pandas (the yardstick)", measure("-c", "import pandas")
    yield "help", measure("-m", "drift", "--help")
    for sample in ("sorteercentrum", "github"):
        folder = home / sample
        shutil.copytree(ROOT / "data" / "samples" / sample, folder, ignore=shutil.ignore_patterns(".drift"))
        for what, command in list_commands(folder, home / "out"):
            yield f"{sample}: {what}", measure(*command)
    versions = sorted((home / "sorteercentrum" / "contract").iterdir())[:2]
    yield "sorteercentrum: compare of two versions", measure("-m", "drift", "compare", *map(str, versions))
    for n in sizes:
        folder = home / str(n)
        folder.mkdir()
        write_log(folder, n)
        command = ("-m", "drift", "report", str(folder), "--fresh", "--out", str(home / "out"))
        yield f"{n:,} incidents x {EVENTS} events: report", measure(*command, runs=1 if n > min(SIZES) else RUNS)


def write_page(lines: list[str]) -> None:
    """Put the table on the page, above what is written by hand."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    machine = f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    below = PAGE.read_text(encoding="utf-8").partition(BELOW)[2] if PAGE.exists() else "\n"
    head = f"# Speed\n\nBy `make bench` (benchmarks/speed.py), at {commit.stdout.strip()}, on {machine}.\n\n"
    PAGE.write_text(head + "\n".join(lines) + f"\n\n{BELOW}{below}", encoding="utf-8")


def main(words: list[str]) -> None:
    """Print a line a command, and write the page where that is asked."""
    sizes = [int(word) for word in words if word.isdigit()] or [*SIZES]
    lines = ["| command | CPU s | times the yardstick | largest process, MB |", "|---|---|---|---|"]
    yardstick = None
    with tempfile.TemporaryDirectory() as name:
        for what, (seconds, megabytes) in build_rows(Path(name), sizes):
            yardstick = yardstick or seconds
            lines.append(f"| {what} | {seconds:.2f} | {seconds / yardstick:.1f} | {megabytes:,.0f} |")
            print(lines[-1], flush=True)
    if "--write" in words:
        write_page(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
