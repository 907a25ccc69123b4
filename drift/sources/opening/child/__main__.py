"""The loop of the reader process; run as `python -I __main__.py MEMORY`.

A JSON line in (as in answers.answer), frames out: 8 bytes length, then a JSON header; for each sheet named there 8
bytes length, then an Arrow stream.
"""

from __future__ import annotations

import gc
import json
import os
import struct
import sys
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

# -I leaves out everything but what is installed; first, so that this process and its parent are of one version
sys.path.insert(0, str(Path(__file__).resolve().parents[4]))

from drift.sources.opening.child.answers import answer


def main() -> None:
    """Answer requests until the parent closes the pipe."""
    _limit_memory(int(sys.argv[1]))
    gc.disable()  # cells hold no cycles; collecting costs a third of the time
    gc.freeze()  # nor do the modules: walking them after every file costs more than reading a small one
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not land between two frames
    for line in sys.stdin.buffer:
        for frame in answer(json.loads(line)):
            _send(out, frame)
        out.flush()
        gc.collect()


def _limit_memory(memory_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has none: there the deadline and the pre-check alone hold
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _send(out: BinaryIO, frame: bytes | pa.Buffer) -> None:
    out.write(struct.pack(">Q", len(frame)))
    out.write(frame)


if __name__ == "__main__":
    main()
