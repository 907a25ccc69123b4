"""What `drift report` costs: both samples, and how the time grows with the log (ten times the incidents, at most ten).

Run: python benchmarks/report.py

The command is run as people run it, in a process of its own. Processor seconds are those of it and of the processes
that read its files: they can be compared also where the machine has other work. Beside them the seconds of starting
Python with pandas, for what another machine would take.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from builders import make_contract, make_log

HOME = Path(__file__).parents[1]
SIZES = (30, 300)  # incidents a month
RUNS = 3  # the least counts
# runs a command and tells its processor seconds and peak memory; apart, for a child's peak is that of all before it too
WATCH = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps([done.returncode, used.ru_utime + used.ru_stime, peak]))
"""


@dataclass(frozen=True)
class Cost:
    """Processor seconds and the largest process, bytes."""

    seconds: float
    peak: int


def measure(*command: str) -> Cost:
    """Return the least cost of a command of Python, of a few runs."""
    costs = []
    for _ in range(RUNS):
        watched = [sys.executable, "-c", WATCH, sys.executable, *command]
        told = subprocess.run(watched, capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(HOME)})
        code, seconds, peak = json.loads(told.stdout)
        if code:
            raise SystemExit(f"{' '.join(command)}: exit code {code}")
        costs.append(Cost(seconds, peak))
    return min(costs, key=lambda cost: cost.seconds)


def report(folder: Path, out: Path) -> Cost:
    """Return the cost of a whole report."""
    return measure("-m", "drift", "report", str(folder), "--out", str(out))


def make_relation(folder: Path, a_month: int) -> Path:
    """Make up a relation of 48 months."""
    make_contract(folder, "SLA 2020-01-01", ["Supplier shall answer within 4 hours."] * 50)
    make_log(folder, dt.datetime(2020, 1, 1), 48, a_month=a_month)
    return folder


def main() -> None:
    """Print a line a report, and the growth."""
    start = measure("-c", "import pandas").seconds
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        folders = {sample: HOME / "data" / "samples" / sample for sample in ("sorteercentrum", "github")}
        folders |= {f"{n * 48:,} incidents": make_relation(home / str(n), n) for n in SIZES}
        costs = {told: report(folder, home / "out") for told, folder in folders.items()}
    for told, cost in costs.items():
        ratio = cost.seconds / start
        print(f"{told}: {cost.seconds:.2f} s, {ratio:.1f} times the start of pandas, peak {cost.peak / 1e6:,.0f} MB")
    small, large = [*costs.values()][-2:]
    print(f"ten times the incidents: {large.seconds / small.seconds:.1f} times the time (goal: at most 10)")


main()
