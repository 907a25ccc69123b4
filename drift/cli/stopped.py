"""What stops a command that is no fault of what it reads: a disk, memory, or whoever takes what is printed."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import Final

from drift.errors import DriftError, OutputError
from drift.writing.faults import find_fault

# address space of a run on a tiny folder (ulimit -v), with half as much again; below it numpy's library asks for memory
# without end while it is loaded (OpenBLAS, blas_memory_alloc), or a library cannot be loaded
LEAST_MEMORY_BYTES: Final = 1536 << 20
PRINTING: Final = ("click.utils", "rich.console")


def find_cause(raised: BaseException) -> DriftError | None:
    """Return the fault of the machine behind what a command raised; None: another fault, or nobody listens any more."""
    if isinstance(raised, BrokenPipeError):
        return None  # `drift check | head`: click leaves in silence
    if isinstance(raised, OSError) and _is_of_printing(raised.__traceback__):
        _let_go()
        return _unprinted(raised)
    return find_fault(raised)


def _is_of_printing(step: TracebackType | None) -> bool:
    """Whether a fault arose in what prints: nothing else tells it from one of a disk."""
    while step is not None:
        if step.tb_frame.f_globals.get("__name__") in PRINTING:
            return True
        step = step.tb_next
    return False


def _unprinted(fault: OSError) -> OutputError:
    return OutputError("error.stdout", detail=fault.strerror or str(fault))


def find_shortage() -> OutputError | None:
    """Return that the system grants this process too little memory to begin with; None: enough, or no limit."""
    if sys.platform == "win32":
        return None
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit == resource.RLIM_INFINITY or limit >= LEAST_MEMORY_BYTES:
        return None
    return OutputError("error.memory_limit", limit=limit >> 20, least=LEAST_MEMORY_BYTES >> 20)


def find_unprinted() -> OutputError | None:
    """Return why what was printed cannot go out; None: it is out, or nobody takes it."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
    except OSError as fault:
        _let_go()
        return _unprinted(fault)
    return None


def _let_go() -> None:
    """Send what is left of stdout nowhere: at its end the interpreter would fail on it once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
