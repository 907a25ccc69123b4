"""The loop of the reader process; run as `python -I __main__.py MEMORY`.

A JSON line in (as in answers.answer, and compute_s: the seconds it may compute), frames out: 8 bytes length, then a
JSON header; for each sheet named there 8 bytes length, then an Arrow stream.
"""

import gc
import json
import math
import os
import signal
import struct
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO

# -I leaves out everything but what is installed; first, so that this process and its parent are of one version
sys.path.insert(0, str(Path(__file__).resolve().parents[4]))

from drift.sources.opening.child.answers import answer

try:
    import resource
except ImportError:  # Windows has none: there the clock of the parent and the pre-check alone hold
    resource = None  # type: ignore[assignment]  # a module, or none: asked before it is used


def main() -> None:
    """Answer requests until the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process where it must
    _limit_memory(int(sys.argv[1]))
    gc.disable()  # cells hold no cycles; collecting costs a third of the time
    gc.freeze()  # nor do the modules: walking them after every file costs more than reading a small one
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not land between two frames
    for line in sys.stdin.buffer:
        _respond(json.loads(line), out)
        gc.collect()


def _respond(request: dict[str, Any], out: BinaryIO) -> None:
    _limit_computing(request["compute_s"])
    frames = answer(request)
    _limit_computing(None)  # or the next file might find a process about to end
    for frame in frames:
        out.write(struct.pack(">Q", len(frame)))
        out.write(frame)
    out.flush()


def _limit_memory(memory_bytes: int) -> None:
    if resource:
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_computing(seconds: float | None) -> None:
    """End this process once it has computed so many seconds more."""
    if resource:
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        until = most if seconds is None else math.ceil(time.process_time() + seconds)
        if most != resource.RLIM_INFINITY:
            until = min(until, most)
        resource.setrlimit(resource.RLIMIT_CPU, (until, most))


if __name__ == "__main__":
    main()
