"""A process that analyses relations one after another: a line of JSON in, a line of JSON out, never pickle.

What a relation does to it, memory above all, ends this process and no other. Its memory is bounded by the system; its
own output is kept apart from the answers, so that no library garbles one.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from drift.writing.ending import list_signals, receive

if TYPE_CHECKING:
    from drift.portfolio.row import Row

COMPUTE_S: Final = 7200  # of one relation; a million incidents take some five minutes


def bound_memory(memory_bytes: int) -> None:
    """Bound the address space of this process, and write no memory to disk: it holds what was read."""
    try:
        import resource
    except ImportError:  # Windows knows no such bound: there a worker is only begun anew now and then
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def bound_time() -> None:
    """Bound what the next relation may compute: one that does not end ends this process."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(
        resource.RLIMIT_CPU,
        (int(used.ru_utime + used.ru_stime) + COMPUTE_S, resource.getrlimit(resource.RLIMIT_CPU)[1]),
    )


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer every request until there is none any more."""
    for line in requests:
        bound_time()
        row, kept = find_row(json.loads(line))
        from drift.portfolio.row import to_plain

        answers.write(json.dumps({"row": to_plain(row), "kept": kept}).encode() + b"\n")
        answers.flush()


def find_row(request: dict[str, Any]) -> tuple[Row, bool]:
    """Return the row that a request asks for, and whether a run before had kept it; else it is made, and kept."""
    from drift.portfolio.answer import answer
    from drift.portfolio.keep import fingerprint_of, load_row, save_row
    from drift.portfolio.task import Task

    task, language = Task(**request["task"]), request["language"]
    fingerprint = fingerprint_of(task, language)
    kept = load_row(task, fingerprint) if fingerprint and not request["fresh"] else None
    if kept is not None:
        return kept, True
    row, stands = answer(task, language)
    if stands and fingerprint and fingerprint_of(task, language) == fingerprint:
        save_row(row, task, fingerprint)
    return row, False


def main() -> None:
    """Take the requests from stdin; stdout is only for answers."""
    bound_memory(int(sys.argv[1]))
    bound_time()
    for number in list_signals():
        signal.signal(number, receive)  # what it keeps for the moment goes before it does
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
