"""The small writer, tried as often as a test likes."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

WRITER = Path(__file__).with_name("small_writer.py")
ROOT = WRITER.parents[2]


@dataclass(frozen=True)
class Came:
    """What came of one try."""

    code: int  # of the exit; negative: the signal that killed it
    said: str | None  # "written", "ended", the code of an error; None: it was killed
    n_calls: int


class Writer:
    """The process that tries."""

    def __init__(self) -> None:
        pipe = subprocess.PIPE
        command = [sys.executable, "-W", "error", str(WRITER)]
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)

    def attempt(self, folder: Path, word: str, at: int = 0, how: str | int = "count", **chosen: bool) -> Came:
        """Write a report into a folder; break at a call."""
        order = {"folder": str(folder), "word": word, "at": at, "how": how, "lasting": False, "single": False} | chosen
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        said, line = (None, 0), json.loads(self.process.stdout.readline())
        if isinstance(line, list):
            said, line = line, json.loads(self.process.stdout.readline())
        return Came(line, *said)

    def close(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()
