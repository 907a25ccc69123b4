"""The loop of the reader process: requests in, frames out.

First a frame out: {"alone": what keeps this process from everything but its file}. Then requests in (as in
answers.answer, and compute_s: the seconds it may compute) and for each frames out: 8 bytes length, then a JSON header;
for each sheet named there 8 bytes length, then an Arrow stream.
"""

import gc
import json
import os
import struct
from collections.abc import Sequence
from typing import BinaryIO

from drift.sources.opening.child.alone.limits import limit_computing, limit_memory
from drift.sources.opening.child.answers import Frames, answer
from drift.sources.opening.child.requests import take_requests


def answer_requests(memory_bytes: int, alone: Sequence[str]) -> None:
    """Answer requests within so much memory until the parent closes the pipe; alone: as go_alone told."""
    limit_memory(memory_bytes)
    gc.disable()  # cells hold no cycles; collecting costs a third of the time
    gc.freeze()  # nor do the modules: walking them after every file costs more than reading a small one
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not land between two frames
    _send([json.dumps({"alone": alone}).encode()], out)
    for request, descriptor in take_requests():
        limit_computing(request["compute_s"])
        frames = answer(request, descriptor)
        limit_computing(None)  # or the next file might find a process about to end
        _send(frames, out)
        del frames
        gc.collect()


def _send(frames: Frames, out: BinaryIO) -> None:
    for frame in frames:
        out.write(struct.pack(">Q", len(frame)))
        out.write(frame)
    out.flush()
