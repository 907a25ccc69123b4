"""What the kernel is asked without any module of security: few files, no large ones, no rights won back."""

import ctypes
import sys
from typing import Final

try:
    import resource
except ImportError:  # Windows has none
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


def give_up_rights() -> bool:
    """Give up for good what a program with more rights could win back; False where the system has no such thing."""
    if sys.platform != "linux":
        return False
    libc, none = ctypes.CDLL(None), ctypes.c_ulong(0)
    libc.prctl(_DUMPABLE, none, none, none, none)
    return bool(libc.prctl(_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), none, none, none) == 0)
