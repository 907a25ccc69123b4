"""Requests as they arrive: a JSON line each, and on a socket with it the file that is to be read, open already."""

import json
import os
import socket
import stat
import sys
from collections.abc import Iterator
from typing import Any, Final

LINE_BYTES: Final = 1 << 16


def take_requests() -> Iterator[tuple[dict[str, Any], int | None]]:
    """Yield each request and the descriptor that came with it, closed afterwards; ends when the parent hangs up."""
    if not stat.S_ISSOCK(os.fstat(0).st_mode):  # Windows: there the request names a path
        yield from ((json.loads(line), None) for line in sys.stdin.buffer)
        return
    line = socket.socket(fileno=os.dup(0))
    while message := _take_message(line):
        text, descriptor = message
        try:
            yield json.loads(text), descriptor
        finally:
            if descriptor is not None:
                os.close(descriptor)


def _take_message(line: socket.socket) -> tuple[bytes, int | None] | None:
    text, descriptors, *_ = socket.recv_fds(line, LINE_BYTES, 1)
    while text and not text.endswith(b"\n"):
        text += line.recv(LINE_BYTES)
    return (text, descriptors[0] if descriptors else None) if text else None
