"""The same jobs by drift and by others in one run: `python benchmarks/peers.py [--python PYTHON] [--write]`.

PYTHON has the others, in an environment of their own: drift needs none of them, and pm4py has no permissive licence.

    python -m venv ../peers && ../peers/bin/pip install pandas openpyxl polars fastexcel duckdb pyarrow pm4py r4pm
    python benchmarks/peers.py --python ../peers/bin/python

What is not installed there is named and left out. All must come to the same number. --write puts the table into
docs/speed.md. Where the time goes to: speed.py.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from clock import Cost, clock_job, do_job
from speed_page import to_row, to_table, write_section

N_CSV, N_XLSX, N_CASES = 100_000, 20_000, 20_000
OTHERS: Final = ("pandas", "openpyxl", "polars", "fastexcel", "duckdb", "pyarrow", "pm4py", "r4pm")


class Way(NamedTuple):
    """One way to do a job: who does it, with which libraries (none: drift), the job and the file or folder."""

    by: str
    needs: tuple[str, ...]
    job: str
    path: str


JOBS: Final[dict[str, tuple[Way, ...]]] = {
    f"read a csv of {N_CSV:,} x 12, cells as text": (
        Way("drift, its reader from its start", (), "reading.read_by_drift", "log/log.csv"),
        Way("DuckDB", ("duckdb", "pyarrow"), "peer_jobs.duckdb_csv", "log/log.csv"),
        Way("polars", ("polars",), "peer_jobs.polars_csv", "log/log.csv"),
        Way("pandas", ("pandas",), "peer_jobs.pandas_csv", "log/log.csv"),
    ),
    f"read an xlsx of {N_XLSX:,} x 12": (
        Way("drift, its reader from its start", (), "reading.read_by_drift", "log.xlsx"),
        Way("polars (fastexcel)", ("polars", "fastexcel"), "peer_jobs.polars_xlsx", "log.xlsx"),
        Way("pandas with openpyxl", ("pandas", "openpyxl"), "peer_jobs.pandas_xlsx", "log.xlsx"),
    ),
    f"hand-overs between persons, from a csv of {5 * N_CASES:,} steps": (
        Way("drift, accounts and pseudonyms in it", (), "peer_jobs.drift_hand_overs", "csv"),
        Way("drift, once its tables are stored", (), "peer_jobs.drift_hand_overs_alone", "csv"),
        Way("DuckDB, SQL by hand", ("duckdb",), "peer_jobs.duckdb_hand_overs", "csv/steps.csv"),
        Way("polars", ("polars",), "peer_jobs.polars_hand_overs", "csv/steps.csv"),
        Way("pandas", ("pandas",), "peer_jobs.pandas_hand_overs", "csv/steps.csv"),
    ),
    "the same, from an XES": (
        Way("drift, accounts and pseudonyms in it", (), "peer_jobs.drift_hand_overs", "xes"),
        Way("pm4py, by pair of resources", ("pm4py",), "peer_jobs.pm4py_hand_overs", "xes/steps.xes"),
    ),
    f"distinct callers x handlers a month, from the csv of {N_CSV:,}": (
        Way("drift, accounts and pseudonyms in it", (), "peer_jobs.drift_pairs", "log"),
        Way("drift, once its tables are stored", (), "peer_jobs.drift_pairs_alone", "log"),
        Way("DuckDB, SQL by hand", ("duckdb",), "peer_jobs.duckdb_pairs", "log/log.csv"),
        Way("polars", ("polars",), "peer_jobs.polars_pairs", "log/log.csv"),
        Way("pandas", ("pandas",), "peer_jobs.pandas_pairs", "log/log.csv"),
    ),
}


def find_versions(python: str) -> dict[str, str]:
    """Return which of the others an interpreter has: name -> version."""
    code = (
        "import importlib.metadata as metadata, json, sys\nfound = {}\nfor name in sys.argv[1:]:\n"
        "    try: found[name] = metadata.version(name)\n    except metadata.PackageNotFoundError: pass\n"
        "print(json.dumps(found))"
    )
    out = subprocess.run([python, "-c", code, *OTHERS], capture_output=True, text=True, check=True).stdout
    versions: dict[str, str] = json.loads(out)
    return versions


def clock_ways(ways: tuple[Way, ...], home: Path, python: str, versions: dict[str, str]) -> list[tuple[Way, Cost]]:
    """Return what each way takes, that of drift first; ends where they do not come to the same."""
    ready = [way for way in ways if versions.keys() >= {*way.needs}]
    took = [(way, clock_job(way.job, home / way.path, python=python if way.needs else sys.executable)) for way in ready]
    counts = {way.by: cost.n for way, cost in took}
    own, *others = counts.values()
    if any(n not in (own, (own or 0) - 1) for n in others):  # the reader counts the heading too
        sys.exit(f"they do not come to the same: {counts}")
    return took


def main(words: list[str]) -> None:
    python = words[words.index("--python") + 1] if "--python" in words else sys.executable
    versions = find_versions(python)
    lines = to_table("job", "by", "CPU s", "of what drift takes", "largest process, MB")
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        do_job("reading.write_logs", home, N_CSV, N_XLSX)
        do_job("peer_jobs.write_steps", home, N_CASES)
        (home / "log").mkdir()
        shutil.move(home / "log.csv", home / "log")
        for job, ways in JOBS.items():
            took = clock_ways(ways, home, python, versions)
            for i, (way, cost) in enumerate(took):
                ratio = f"{cost.cpu_s / took[0][1].cpu_s:.2f}"
                lines.append(to_row("" if i else job, way.by, f"{cost.cpu_s:.2f}", ratio, f"{cost.peak_mb:,.0f}"))
                print(lines[-1], flush=True)
    told = ", ".join(f"{name} {version}" for name, version in versions.items())
    absent = ", ".join(name for name in OTHERS if name not in versions)
    lines += ["", f"Others: {told or 'none'}." + (f" Not installed: {absent}." if absent else "")]
    print(lines[-1])
    if "--write" in words:
        write_section("## Beside others", Path(__file__).name, lines)


if __name__ == "__main__":
    main(sys.argv[1:])
