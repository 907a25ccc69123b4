"""What the kernel is asked without any module of security: memory, time, few files, no rights won back."""

import ctypes
import math
import sys
import time
from typing import Final

try:
    import resource
except ImportError:  # Windows has none: there the clock of the parent and the pre-check alone hold
    resource = None  # type: ignore[assignment]  # a module, or none: asked before it is used

OPEN_FILES: Final = 64  # pipes, the file that is read, and what is open for a moment while a library is loaded
WRITTEN_BYTES: Final = 1 << 20  # its last words; a file that makes it speak without end fills no disk
_NO_NEW_PRIVILEGES: Final = 38  # prctl
_DUMPABLE: Final = 4  # no memory of it in a core file, and no other process of this user reads it


def limit_files() -> None:
    """Let this process hold few files open and write no large one."""
    if resource:
        for kind, most in ((resource.RLIMIT_NOFILE, OPEN_FILES), (resource.RLIMIT_FSIZE, WRITTEN_BYTES)):
            _, hard = resource.getrlimit(kind)
            limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (limit, limit))


def limit_memory(memory_bytes: int) -> None:
    """Let this process use so many bytes of memory, and leave none of it on disk."""
    if resource:
        set_already = (limit for limit in resource.getrlimit(resource.RLIMIT_AS) if limit != resource.RLIM_INFINITY)
        most = min([memory_bytes, *set_already])  # a session that gives less cannot be asked for more
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_computing(seconds: float | None) -> None:
    """End this process once it has computed so many seconds more."""
    if resource:
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        until = most if seconds is None else math.ceil(time.process_time() + seconds)
        if most != resource.RLIM_INFINITY:
            until = min(until, most)
        resource.setrlimit(resource.RLIMIT_CPU, (until, most))


def give_up_rights() -> bool:
    """Give up for good what a program with more rights could win back; False where the system has no such thing."""
    if sys.platform != "linux":
        return False
    libc, none = ctypes.CDLL(None), ctypes.c_ulong(0)
    libc.prctl(_DUMPABLE, none, none, none, none)
    return bool(libc.prctl(_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), none, none, none) == 0)
