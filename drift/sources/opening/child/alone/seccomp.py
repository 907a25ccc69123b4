"""Seccomp: a filter of system calls, for what landlock does not see: the network, other processes, other programs."""

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from drift.sources.opening.child.alone.syscalls import FORBIDDEN, NEWEST

_SET_SECCOMP, _FILTER = 22, 2  # prctl
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # classic BPF
_NUMBER, _PROCESSOR, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_THREAD: Final = 0x10000  # CLONE_THREAD: a thread of this process, not another one
_WRITING: Final = 0o3 | 0o100 | 0o1000  # open: O_WRONLY, O_RDWR, O_CREAT, O_TRUNC
_X32: Final = 0x40000000  # the other numbers of x86_64, which name the same calls
_INJECT: Final = (0x5412, 0x541C)  # ioctl TIOCSTI, TIOCLINUX: type on the terminal of the user


@dataclass(frozen=True)
class _Processor:
    """The numbers of one processor."""

    audit: int  # AUDIT_ARCH of linux/audit.h
    column: int  # of FORBIDDEN
    calls: dict[str, int]  # what is allowed in some forms only


_PROCESSORS: Final = {
    "x86_64": _Processor(
        0xC000003E, 0,
        {"clone": 56, "clone3": 435, "open": 2, "openat": 257, "openat2": 437, "ioctl": 16, "kill": 62, "tkill": 200,
         "tgkill": 234, "prlimit64": 302},
    ),
    "aarch64": _Processor(
        0xC00000B7, 1,
        {"clone": 220, "clone3": 435, "openat": 56, "openat2": 437, "ioctl": 29, "kill": 129, "tkill": 130,
         "tgkill": 131, "prlimit64": 261},
    ),
}  # fmt: skip


def close_calls() -> bool:
    """Let this thread, and those it starts, make no system call that reading a file does not need; False: not here."""
    processor = _PROCESSORS.get(platform.machine())
    if sys.platform != "linux" or processor is None or sys.maxsize < 2**32:
        return False
    program = b"".join(_filter(processor, os.getpid()))
    code = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: number of steps, then a pointer to them
    told, none = struct.pack("@HP", len(program) // 8, ctypes.addressof(code)), ctypes.c_ulong(0)
    return bool(ctypes.CDLL(None).prctl(_SET_SECCOMP, ctypes.c_ulong(_FILTER), told, none, none) == 0)


def _filter(processor: _Processor, pid: int) -> Iterator[bytes]:
    """Yield the steps: another processor's calls end the process, forbidden ones fail, the rest goes on."""
    denied, unknown = _ERROR | errno.EPERM, _ERROR | errno.ENOSYS
    calls = processor.calls
    yield from (_step(_LOAD, _PROCESSOR), _step(_JUMP_EQUAL, processor.audit, 1, 0), _step(_RETURN, _KILL))
    yield from (_step(_LOAD, _NUMBER), _step(_JUMP_AT_LEAST, _X32, 0, 1), _step(_RETURN, denied))
    yield from (_step(_JUMP_AT_LEAST, NEWEST + 1, 0, 1), _step(_RETURN, unknown))
    for numbers in FORBIDDEN.values():
        number = numbers[processor.column]
        if number is not None:
            yield from (_step(_JUMP_EQUAL, number, 0, 1), _step(_RETURN, denied))
    for name in ("clone3", "openat2"):  # their arguments cannot be seen; libraries then take the older call
        yield from (_step(_JUMP_EQUAL, calls[name], 0, 1), _step(_RETURN, unknown))
    yield from _if_argument(calls["clone"], 0, [_step(_JUMP_BITS, _THREAD, 1, 0), _step(_RETURN, denied)])
    for name, place in (("open", 1), ("openat", 2)):
        if name in calls:
            writes = [_step(_JUMP_BITS, _WRITING, 0, 1), _step(_RETURN, denied)]
            yield from _if_argument(calls[name], place, writes)
    for command in _INJECT:
        yield from _if_argument(calls["ioctl"], 1, [_step(_JUMP_EQUAL, command, 0, 1), _step(_RETURN, denied)])
    for name in ("kill", "tkill", "tgkill"):  # itself: how a library ends a process in which something is wrong
        yield from _if_argument(calls[name], 0, [_step(_JUMP_EQUAL, pid, 1, 0), _step(_RETURN, denied)])
    others = [_step(_JUMP_EQUAL, 0, 2, 0), _step(_JUMP_EQUAL, pid, 1, 0), _step(_RETURN, denied)]
    yield from _if_argument(calls["prlimit64"], 0, others)
    yield _step(_RETURN, _ALLOW)


def _if_argument(number: int, place: int, steps: list[bytes]) -> Iterator[bytes]:
    """Yield steps for one call, which look at the lower half of an argument; then the call's number is loaded again."""
    yield _step(_JUMP_EQUAL, number, 0, len(steps) + 2)
    yield _step(_LOAD, _ARGUMENTS + 8 * place)
    yield from steps
    yield _step(_LOAD, _NUMBER)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
