"""The loop of the reader process: requests in, frames out.

First a frame out: {"alone": what keeps this process from everything but its file}. Then requests in (as in
answers.answer, and compute_s: the seconds it may compute) and for each frames out: 8 bytes length, then a JSON header;
for each sheet named there 8 bytes length, then an Arrow stream.
"""

import gc
import json
import math
import os
import struct
import time
from collections.abc import Sequence
from typing import BinaryIO

from drift.sources.opening.child.answers import Frames, answer
from drift.sources.opening.child.requests import take_requests

try:
    import resource
except ImportError:  # Windows has none: there the clock of the parent and the pre-check alone hold
    resource = None  # type: ignore[assignment]  # a module, or none: asked before it is used


def answer_requests(memory_bytes: int, alone: Sequence[str]) -> None:
    """Answer requests within so much memory until the parent closes the pipe; alone: as go_alone told."""
    _limit_memory(memory_bytes)
    gc.disable()  # cells hold no cycles; collecting costs a third of the time
    gc.freeze()  # nor do the modules: walking them after every file costs more than reading a small one
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not land between two frames
    _send([json.dumps({"alone": alone}).encode()], out)
    for request, descriptor in take_requests():
        _limit_computing(request["compute_s"])
        frames = answer(request, descriptor)
        _limit_computing(None)  # or the next file might find a process about to end
        _send(frames, out)
        del frames
        gc.collect()


def _send(frames: Frames, out: BinaryIO) -> None:
    for frame in frames:
        out.write(struct.pack(">Q", len(frame)))
        out.write(frame)
    out.flush()


def _limit_memory(memory_bytes: int) -> None:
    if resource:
        set_already = (limit for limit in resource.getrlimit(resource.RLIMIT_AS) if limit != resource.RLIM_INFINITY)
        most = min([memory_bytes, *set_already])  # a session that gives less cannot be asked for more
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_computing(seconds: float | None) -> None:
    """End this process once it has computed so many seconds more."""
    if resource:
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        until = most if seconds is None else math.ceil(time.process_time() + seconds)
        if most != resource.RLIM_INFINITY:
            until = min(until, most)
        resource.setrlimit(resource.RLIMIT_CPU, (until, most))
