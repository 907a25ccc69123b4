"""Before it opens a stranger's file the reader process gives up what it needs no more: the network and other files.

Only what the system offers (Linux: landlock and seccomp); elsewhere limits of memory and time are all there is. It
happens before any library is loaded: landlock holds for the thread that asks, and a library may start others.
"""

from drift.sources.opening.child.alone.landlock import close_folders
from drift.sources.opening.child.alone.libraries import list_libraries
from drift.sources.opening.child.alone.limits import give_up_rights, limit_files
from drift.sources.opening.child.alone.seccomp import close_calls


def go_alone() -> tuple[str, ...]:
    """Close this process in, for good; returns what holds from now on: `landlock 7`, `seccomp`, or nothing."""
    limit_files()
    if not give_up_rights():
        return ()
    abi = close_folders(list_libraries())
    return (*((f"landlock {abi}",) if abi else ()), *(("seccomp",) if close_calls() else ()))
