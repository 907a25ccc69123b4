"""Whole reports that are killed, ended or out of room at one call after the other: what is held of what is promised.

    python benchmarks/endings.py [N]      N: every so manieth call is tried (5)

The writer alone is tried at each call by tests/faults; this is the same with every page and sheet.
"""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import json
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import drift
from drift.errors import DriftError
from drift.writing.ending import EndedError, ended_by, receive
from drift.writing.temporary import remove_own

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "faults")]

from breaking import Breaker  # noqa: E402
from builders import make_contract, make_log  # noqa: E402

HOWS = ("kill", "TERM", errno.ENOSPC, errno.EIO, errno.EACCES)
PATIENCE_S = 120
RECORD = "run.json"


def make_relation(folder: Path) -> Path:
    for version, hours in (("2020", 8), ("2021", 4)):
        make_contract(folder, f"SLA {version}-01-01", [f"De opdrachtnemer herstelt storingen binnen {hours} uur."])
    make_log(folder, dt.datetime(2020, 1, 1), 24)
    return folder


def attempt(analysis, out: Path, language: str, breaker: Breaker | None) -> int:
    """Write a report in a fork; return its exit code, 3 for an error of ours."""
    pid = os.fork()
    if pid:
        return wait(pid)
    try:
        signal.signal(signal.SIGTERM, receive)
        if breaker:
            breaker.arm()
        drift.write_report(analysis, out, language=language)
        code = 0
    except DriftError:
        code = 3
    except EndedError:
        code = 4
    except BaseException as error:
        print("   traceback:", repr(error), file=sys.stderr)
        code = 5
    if breaker:
        (out.parent / "calls").write_text(str(len(breaker.calls)))
    remove_own()
    os._exit(128 + ended_by() if ended_by() else code)


def wait(pid: int) -> int:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return -100


def hashes(out: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir() if path.is_file()}


def find_broken(out: Path, whole: dict[str, dict[str, str]], how: str | int, code: int) -> list[str]:
    """Return which promises do not hold after a try: `whole` has the hashes of the former and of the new report."""
    found = hashes(out)
    kinds = {
        name: [kind for kind, files in whole.items() if files.get(name) == digest] for name, digest in found.items()
    }
    faults = [f"{name} is neither" for name, of in kinds.items() if not of]
    if set(found) != set(whole["former"]):
        faults.append("a file is missing")
    sets = [kind for kind in whole if all(kind in of for of in kinds.values())]
    told = {one["file"]: one["sha256"] for one in json.loads((out / RECORD).read_text())["outputs"]}
    owned = all(found.get(name) == digest for name, digest in told.items())
    if owned != bool(sets):
        faults.append("the record does not tell the truth")
    if how != "kill" and not sets:
        faults.append("a mixture")
    if how == "TERM" and any(path.name.startswith(".drift-") for path in out.iterdir()):
        faults.append("something is left")
    expected = {"kill": (-9, 0), "TERM": (143, 0)}.get(how, (3, 0)) if isinstance(how, str) else (3, 0)
    return faults if code in expected else [*faults, f"exit code {code}"]


def main() -> None:
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        analysis = drift.analyse(make_relation(folder / "acme"))
        whole = {}
        for kind, language in (("former", "nl"), ("new", "en")):
            attempt(analysis, folder / kind, language, None)
            whole[kind] = hashes(folder / kind)
        held: Counter[str | int] = Counter()
        tried: Counter[str | int] = Counter()
        for how in HOWS:
            at = 1
            while True:
                out = folder / f"{how}-{at}" / "out"
                out.mkdir(parents=True)
                for path in (folder / "former").iterdir():
                    (out / path.name).write_bytes(path.read_bytes())
                code = attempt(analysis, out, "en", Breaker([out], at, how))
                calls = out.parent / "calls"
                if code == 0 and calls.exists() and at > int(calls.read_text()):
                    break
                broken = find_broken(out, whole, how, code)
                again = attempt(analysis, out, "en", None)
                if again or hashes(out) != whole["new"] or len([*out.iterdir()]) != len(whole["new"]):
                    broken.append("the next run does not mend it")
                tried[how] += 1
                held[how] += not broken
                for fault in broken:
                    print(f"   {how} at call {at}: {fault}")
                at += step
        for how in HOWS:
            name = how if isinstance(how, str) else errno.errorcode[how]
            print(f"{name}: {held[how]} of {tried[how]} held")
    sys.exit(held != tried)


if __name__ == "__main__":
    main()
