"""What a command or a piece of work takes: processor seconds with those of its children, and its largest process.

Processor seconds can be compared also where the machine has other work; of several runs the cheapest counts. Work is a
job `MODULE.FUNCTION` of a script here: the function gets ready (imports, files, tables) and returns what is clocked; a
number that comes out of it can be held against others. Only the standard library is needed, so that other programs can
be clocked by an interpreter of their own: `python benchmarks/clock.py MODULE.FUNCTION ARGUMENT ...`
"""

from __future__ import annotations

import importlib
import json
import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
RUNS: Final = 3
LONG_S: Final = 30  # what takes longer is clocked once: chance is a small part of it
# the memory of a process that starts another counts for the other: so a small one lies between
_BETWEEN: Final = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[2:], stdout=subprocess.PIPE)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
told = [done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]
sys.stdout.buffer.write(json.dumps(told).encode() + b"\\n" + (done.stdout if sys.argv[1] == "keep" else b""))
"""


@dataclass(frozen=True, order=True)
class Cost:
    """What something took: processor seconds, user and system; megabytes of the largest process; what a job counted."""

    cpu_s: float
    peak_mb: float
    n: float | None = None


def clock_command(*command: str, runs: int = RUNS, allowed: tuple[int, ...] = (0,)) -> Cost:
    """Return what a command took from its start to its end, of the cheapest of some runs.

    Parameters
    ----------
    allowed : exit codes that are no fault
    """
    return _least(lambda: _run(command, allowed=allowed)[0], runs)


def clock_drift(*words: object, runs: int = RUNS) -> Cost:
    """Return what a command of drift took; a check that refuses something has been one."""
    allowed = (0, 1) if words[0] == "check" else (0,)
    return clock_command(sys.executable, "-m", "drift", *map(str, words), runs=runs, allowed=allowed)


def clock_job(job: str, *arguments: object, runs: int = RUNS, python: str = sys.executable) -> Cost:
    """Return what the work of a job took in a process of its own: its getting ready counts in the memory alone."""
    return _least(lambda: _run_job(job, [*map(str, arguments)], python), runs)


def do_job(job: str, *arguments: object) -> None:
    """Do a job in a process of its own whose memory ends with it, such as writing a large log."""
    _run_job(job, [*map(str, arguments)], sys.executable)


def _least(clock: Callable[[], Cost], runs: int) -> Cost:
    first = clock()
    return min(first, *(clock() for _ in range(runs - 1))) if runs > 1 and first.cpu_s < LONG_S else first


def _run_job(job: str, arguments: list[str], python: str) -> Cost:
    whole, out = _run((python, __file__, job, *arguments), keep=True)
    told = json.loads(out.splitlines()[-1])
    return Cost(told["cpu_s"], whole.peak_mb, told["n"])


def _run(command: tuple[str, ...], *, allowed: tuple[int, ...] = (0,), keep: bool = False) -> tuple[Cost, str]:
    env = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    between = [sys.executable, "-c", _BETWEEN, "keep" if keep else "", *command]
    told, _, out = subprocess.run(between, capture_output=True, text=True, check=True, env=env).stdout.partition("\n")
    code, cpu_s, peak_mb = json.loads(told)
    if code not in allowed:
        sys.exit(f"exit code {code}: {' '.join(command)}")
    return Cost(cpu_s, peak_mb), out


def describe_machine() -> str:
    """Return the machine without its name: processor, cores, memory, system, Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    gigabytes = round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{cores} cores of {_name_processor()}, {gigabytes} GB, {system}"


def _name_processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text(encoding="utf-8").splitlines() if about.exists() else []
    told = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return f"{next(told, 'a processor')} ({platform.machine()})"


def tell_commit() -> str:
    """Return the short name of the commit that is measured, and whether the tree differs from it."""
    words = ["git", "describe", "--always", "--dirty=, with changes", "--exclude=*"]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def _use() -> float:
    """Return the processor seconds of this process and of its children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def main(job: str, *arguments: str) -> None:
    module, _, function = job.rpartition(".")
    work: Any = getattr(importlib.import_module(module), function)(*arguments)
    begun = _use()
    made = work()
    print(json.dumps({"cpu_s": _use() - begun, "n": made if isinstance(made, int | float) else None}))


if __name__ == "__main__":
    main(*sys.argv[1:])
