"""Landlock: which files this process may still open. Nothing is written, the network is shut, signals stay inside."""

import contextlib
import ctypes
import errno
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # of the system calls: the same number on every processor
_VERSION: Final = 1
_BELOW_PATH: Final = 1
_EXECUTE, _READ_FILE, _READ_FOLDER = 1 << 0, 1 << 2, 1 << 3
# what a version of landlock can forbid: files, network, signals and sockets (include/uapi/linux/landlock.h)
_FILES: Final = ((1, 13), (2, 14), (3, 15), (5, 16))  # version, number of rights from then on
_NETWORK_SINCE, _NETWORK = 4, 0b11  # bind and connect of TCP
_SCOPE_SINCE, _SCOPE = 6, 0b11  # abstract sockets and signals of who is not closed in
_LEAST_SIZE: Final = ((1, 8), (_NETWORK_SINCE, 16), (_SCOPE_SINCE, 24))  # bytes of the record, by version


def landlock_version() -> int:
    """Return which landlock the running kernel has; 0: none, or it may not be used here."""
    if sys.platform != "linux":
        return 0
    return max(0, _call(_CREATE, None, 0, _VERSION))


def close_folders(paths: Iterable[Path]) -> int:
    """Let this thread open nothing but these files, and what lies below these folders; returns the version, 0: none.

    Raises
    ------
    OSError : there is a landlock, and it does not do what it should
    """
    version = landlock_version()
    if not version:
        return 0
    files = (1 << max(n for since, n in _FILES if since <= version)) - 1
    network = _NETWORK if version >= _NETWORK_SINCE else 0
    scope = _SCOPE if version >= _SCOPE_SINCE else 0
    size = max(n for since, n in _LEAST_SIZE if since <= version)
    rules = _demand(_CREATE, struct.pack("=QQQ", files, network, scope)[:size], size, 0)
    try:
        for path in paths:
            with contextlib.suppress(FileNotFoundError, PermissionError):  # what is not there needs no leave
                _allow(rules, path)
        _demand(_RESTRICT, rules, 0)
    finally:
        os.close(rules)
    return version


def _allow(rules: int, path: Path) -> None:
    where = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rights = _READ_FILE | _EXECUTE | (_READ_FOLDER if path.is_dir() else 0)
        _demand(_ADD_RULE, rules, _BELOW_PATH, struct.pack("=Qi", rights, where), 0)
    finally:
        os.close(where)


def _demand(*arguments: int | bytes | None) -> int:
    answer = _call(*arguments)
    if answer < 0:
        number = ctypes.get_errno() or errno.EPERM
        raise OSError(number, os.strerror(number))
    return answer


def _call(*arguments: int | bytes | None) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    return int(libc.syscall(*(ctypes.c_long(one) if isinstance(one, int) else one for one in arguments)))
