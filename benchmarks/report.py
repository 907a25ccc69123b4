"""How the time of a whole report grows with the log: ten times the incidents, at most ten times the time.

Run: python benchmarks/report.py
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from builders import make_contract, make_log

import drift

SIZES = (30, 300)  # incidents a month


def measure(folder: Path, a_month: int) -> float:
    """Return the seconds of one analysis of a made-up relation of 48 months."""
    make_contract(folder, "SLA 2020-01-01", ["Supplier shall answer within 4 hours."] * 50)
    make_log(folder, dt.datetime(2020, 1, 1), 48, a_month=a_month)
    drift.analyse(folder)  # once to load libraries and warm the disk
    start = time.perf_counter()
    drift.analyse(folder)
    return time.perf_counter() - start


with tempfile.TemporaryDirectory() as name:
    seconds = [measure(Path(name) / str(size), size) for size in SIZES]
print(f"{SIZES[0] * 48:,} incidents: {seconds[0]:.2f} s; {SIZES[1] * 48:,}: {seconds[1]:.2f} s")
print(f"ten times the incidents: {seconds[1] / seconds[0]:.1f} times the time (goal: at most 10)")
