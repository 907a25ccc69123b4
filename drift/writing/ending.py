"""Signals that end a run: when they may interrupt, and when they wait until a step is done.

A library leaves the signals of its caller alone: only the command line hands `receive` to the system.
"""

from __future__ import annotations

import atexit
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import ClassVar, Final

# seconds that a run has to end in order; afterwards it is ended where it stands, and what it kept is removed all the
# same: a library may swallow the interruption or compute on
GRACE_S: Final = 10.0


class EndedError(BaseException):
    """The system or a person ends this run; no `except Exception` takes it for a fault of a file."""


class _Run:
    """What is known of the end of this process."""

    signal: int | None = None  # the first signal that came
    raised = False  # whether it has interrupted what was going on
    n_held = 0  # steps of the main thread that nothing may interrupt
    over = False  # nobody is left to raise to
    last_steps: ClassVar[list[Callable[[], None]]] = []


def ended_by() -> int | None:
    """Return the signal that ends this run, if one came."""
    return _Run.signal


def receive(number: int, _: object = None) -> None:
    """Take a signal: the first one ends the run in order, a second one at once."""
    if _Run.signal is not None or _Run.over:
        end_now(number)
    _Run.signal = number
    watch = threading.Timer(GRACE_S, end_now, [number])
    watch.daemon = True
    with suppress(RuntimeError):  # no thread can be started: then without it
        watch.start()
    _interrupt()


def at_end(step: Callable[[], None]) -> Callable[[], None]:
    """Register what must be done however this process ends; a process that is killed alone does not do it."""
    _Run.last_steps.append(step)
    return atexit.register(step)


def end_now(number: int) -> None:
    """End this process where it stands, after its last steps."""
    for step in _Run.last_steps:
        step()
    os._exit(128 + number)


def close_run() -> None:
    """Tell that nothing is left that an interruption would reach."""
    _Run.over = True


@contextmanager
def undisturbed() -> Iterator[None]:
    """Do a short step that no signal interrupts; one that comes meanwhile ends the run after it."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals reach the main thread alone
        return
    _Run.n_held += 1
    try:
        yield
    finally:
        _Run.n_held -= 1
    _interrupt()


def _interrupt() -> None:
    """Interrupt what is going on by the signal that came, once, and not in a step that is not to be disturbed."""
    if _Run.signal is not None and not _Run.raised and not _Run.n_held:
        _Run.raised = True
        raise EndedError


def list_signals() -> list[signal.Signals]:
    """Return the signals that ask a run to end, as far as this system has them."""
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    return [getattr(signal, name) for name in names if hasattr(signal, name)]
