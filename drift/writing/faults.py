"""Faults of the machine, not of a file that was read: what is full or missing, where, and what to do."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from drift.errors import OutputError
from drift.writing.temporary import PREFIX

CODES: Final = {
    errno.ENOSPC: "error.full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "error.full",
    errno.EFBIG: "error.file_limit",
    errno.EMFILE: "error.open_files",
    errno.ENFILE: "error.open_files",
    errno.ENAMETOOLONG: "error.long_name",
    errno.EACCES: "error.output_folder",
    errno.EPERM: "error.output_folder",
    errno.EROFS: "error.output_folder",
    errno.ENOENT: "error.output_folder",
    errno.ENOTDIR: "error.output_folder",
    errno.EEXIST: "error.output_folder",
    errno.ENOMEM: "error.memory",
    errno.EAGAIN: "error.memory",  # no process can be started
}
LIMITS: Final = ("error.memory", "error.open_files", "error.file_limit")
# of the machine wherever they come from; that a file is not there or may not be read can have other reasons
OF_MACHINE: Final = frozenset(
    number for number, code in CODES.items() if code != "error.output_folder" or number == errno.EROFS
) | {errno.EIO}
# what libraries say in words alone: no class or number tells it (duckdb, dlopen of a library, threading)
WORDS: Final = (
    ("no space left on device", errno.ENOSPC),
    ("disk quota exceeded", errno.ENOSPC),
    ("file too large", errno.EFBIG),
    ("too many open files", errno.EMFILE),
    ("cannot allocate memory", errno.ENOMEM),
    ("failed to map segment", errno.ENOMEM),
    ("out of memory", errno.ENOMEM),
    ("bad allocation", errno.ENOMEM),
    ("std::bad_alloc", errno.ENOMEM),
    ("can't start new thread", errno.EAGAIN),
    ("resource temporarily unavailable", errno.EAGAIN),
    ("read-only file system", errno.EROFS),
)
SPEAKING: Final = ("duckdb", "_duckdb", "xlsxwriter", "pyarrow", "typst", "ibis")  # whose words are read
NO_TEMPORARY: Final = "No usable temporary directory"  # tempfile, where no folder can be written


def tell_fault(fault: OSError, folder: Path) -> OutputError:
    """Return what keeps a file from being written: in a folder, or in the one for temporary files."""
    code, place = CODES.get(fault.errno or 0, "error.output"), str(folder)
    if is_temporary(fault, folder):
        code, place = _of_temporary(code), temporary_place()
    return OutputError(code, path=place, detail=_detail(fault))


def _of_temporary(code: str) -> str:
    """Return the code of a fault in the folder for temporary files; a limit is the same there as elsewhere."""
    return code if code in LIMITS else "error.temporary"


def find_fault(raised: BaseException) -> OutputError | None:
    """Return the fault of the machine behind what was raised, wherever that was; None: another fault."""
    for one in _chain(raised):
        if isinstance(one, MemoryError):
            return OutputError("error.memory", detail=os.strerror(errno.ENOMEM))
        if isinstance(one, OSError) and (NO_TEMPORARY in str(one) or is_temporary(one, None)):
            return OutputError("error.temporary", path=temporary_place(), detail=_detail(one))
        number = one.errno if isinstance(one, OSError) and one.errno in OF_MACHINE else _read_words(one)
        if number is not None:
            return _of_machine(OSError(number, os.strerror(number), getattr(one, "filename", None)))
    return None


def _of_machine(fault: OSError) -> OutputError:
    """Return the fault of a step that writes for the run itself: outputs tell their own folder."""
    code, place = CODES.get(fault.errno or 0, "error.output"), os.fsdecode(fault.filename or "")
    if not place:
        code, place = _of_temporary(code), temporary_place()
    return OutputError(code, path=place, detail=_detail(fault))


def is_temporary(fault: OSError, folder: Path | None) -> bool:
    """Whether a fault is about a file of a moment and not about one in a folder of the user."""
    if not isinstance(fault.filename, str | bytes):
        return False
    name, home = Path(os.fsdecode(fault.filename)), Path(temporary_place())
    if not name.is_relative_to(home) or (folder and name.is_relative_to(folder)):
        return False
    inside = name.relative_to(home).parts
    return not inside or inside[0].startswith(PREFIX)


def temporary_place() -> str:
    """Return the folder for temporary files, as far as there is one."""
    return tempfile.tempdir or os.environ.get("TMPDIR") or os.environ.get("TEMP") or "/tmp"  # noqa: S108  only told


def _chain(raised: BaseException | None) -> Iterator[BaseException]:
    """Yield what was raised, and what it was raised from or during."""
    seen: set[int] = set()
    while raised is not None and id(raised) not in seen:
        seen.add(id(raised))
        yield raised
        raised = raised.__cause__ or raised.__context__


def _read_words(raised: BaseException) -> int | None:
    """Return the error number that a library gives in words alone."""
    library = type(raised).__module__.partition(".")[0]
    if library not in SPEAKING and not isinstance(raised, ImportError | RuntimeError | OSError):
        return None
    said = str(raised).casefold()
    return next((number for words, number in WORDS if words in said), None)


def _detail(fault: OSError) -> str:
    return fault.strerror or str(fault)
