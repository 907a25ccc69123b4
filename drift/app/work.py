"""Work that goes on while pages are read: how far it is, how it ended, and that somebody wants it to stop."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import Final, Literal

from drift.errors import DriftError, Note
from drift.wording.stages import listen_to_stages
from drift.writing.faults import find_fault

State = Literal["waiting", "running", "done", "stopped", "failed"]
WAIT_S: Final = 0.2  # seconds between two looks at whether to stop while another piece of work goes first


class StoppedError(Exception):
    """Somebody pressed the button."""


class Work:
    """One piece of work in a thread of its own. It stops between two files and between two stages.

    Parameters
    ----------
    does : the code of wording of what it does
    run : does it; is given this work, to tell `show_files`
    line : held while it runs
    """

    def __init__(self, does: str, run: Callable[[Work], None], line: threading.Lock) -> None:
        self.does, self._run, self._line = does, run, line
        self.state: State = "waiting"
        self.stage = "stage.reading"
        self.files: tuple[int, int] | None = None  # done, in all; None outside of reading
        self.fault: Note | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._go, daemon=True)

    @property
    def goes_on(self) -> bool:
        """Whether it waits or runs."""
        return self.state in ("waiting", "running")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait for its end; whether it came."""
        self._thread.join(seconds)
        return not self.goes_on

    def cancel(self) -> None:
        """Ask it to stop."""
        self._stop.set()

    def show_files(self, done: int, total: int) -> None:
        """Take how many files are read."""
        self.files = (done, total)
        self._heed()

    def _show_stage(self, code: str) -> None:
        self.stage, self.files = code, None
        self._heed()

    def _heed(self) -> None:
        if self._stop.is_set():
            raise StoppedError

    def _go(self) -> None:
        while not self._line.acquire(timeout=WAIT_S):
            if self._stop.is_set():
                self.state = "stopped"
                return
        try:
            self.state = "running"
            self._heed()
            with listen_to_stages(self._show_stage):
                self._run(self)
            self.state = "done"
        except StoppedError:
            self.state = "stopped"
        except Exception as raised:  # told on the page; the words of a fault of ours may hold what was read
            self.fault = _tell(raised)
            self.state = "failed"
        finally:
            _tidy()
            self._line.release()


def _tidy() -> None:
    """Give back what the work left: a page stays for hours."""
    from drift.sources.opening.memory import give_back

    gc.collect()
    give_back()


def _tell(raised: Exception) -> Note:
    from drift.tables.gate import Gate

    fault = raised if isinstance(raised, DriftError) else find_fault(raised)
    if fault is not None:
        return Gate().pass_out(fault.note)
    return Note("site.fault.500", {"kind": type(raised).__name__})
