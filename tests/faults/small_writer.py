"""A process that loads the writer alone and tries it in a fork for each line it is sent: one try takes milliseconds."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from breaking import Breaker

from drift.errors import DriftError
from drift.writing.ending import EndedError, ended_by, list_signals, receive
from drift.writing.faults import tell_fault
from drift.writing.placing import put_in_place, write_file
from drift.writing.temporary import TemporaryFolder, remove_leftovers, remove_own

NAMES = ("report.pdf", "sub/report.xlsx", "report.json")
RECORD = "run.json"
RAISED, STRANGE = 3, 4  # exit codes: an error of ours; anything else


def text_of(name: str, word: str) -> str:
    return f"{name} of the {word} report\n" * 40


def write_set(folder: Path, word: str) -> None:
    """Write a small report: three files, and the record that knows their hashes."""
    try:
        folder.mkdir(exist_ok=True)
        remove_leftovers(folder)
        with TemporaryFolder(folder) as beside:
            (beside / "sub").mkdir()
            for name in NAMES:
                (beside / name).write_text(text_of(name, word), encoding="utf-8")
            hashes = [hashlib.sha256((beside / name).read_bytes()).hexdigest() for name in NAMES]
            outputs = [{"file": name, "sha256": digest} for name, digest in zip(NAMES, hashes, strict=True)]
            (beside / RECORD).write_text(json.dumps({"word": word, "outputs": outputs}), encoding="utf-8")
            put_in_place(beside, folder, [*NAMES, RECORD])
    except OSError as fault:
        raise tell_fault(fault, folder) from fault


def write_one(folder: Path, word: str) -> None:
    """Write a single file, as compare does."""
    try:
        write_file(folder / NAMES[0], text_of(NAMES[0], word).encode())
    except OSError as fault:
        raise tell_fault(fault, folder) from fault


def attempt(order: dict) -> tuple[int, str, int]:
    """Write in this process, broken as ordered; return the exit code, what came of it and the number of calls."""
    folder = Path(order["folder"])
    breaker = Breaker([folder], order["at"], order["how"], lasting=order["lasting"])
    for number in list_signals():
        signal.signal(number, receive)
    breaker.arm()
    try:
        (write_one if order["single"] else write_set)(folder, order["word"])
        code, said = 0, "written"
    except DriftError as error:
        code, said = RAISED, error.note.code
    except EndedError:
        code, said = STRANGE, "ended"
    except BaseException as error:
        code, said = STRANGE, repr(error)
    remove_own()  # as at the end of every process; a fork has no such end of its own
    return 128 + ended_by() if ended_by() else code, said, len(breaker.calls)


def answer(content: object) -> None:
    sys.stdout.write(json.dumps(content) + "\n")
    sys.stdout.flush()


def main() -> None:
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            code, *came = attempt(json.loads(line))
            answer(came)
            os._exit(code)
        _, status = os.waitpid(pid, 0)
        answer(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
