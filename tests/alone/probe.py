"""What a reader process is tried with: run as `python -I probe.py WHAT`, a JSON line in, what became of each try out.

Alone, it shuts itself in exactly as the reader does. The file to read is open already.
"""

import ctypes
import importlib
import json
import os
import socket
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from drift.sources.opening.child.alone import go_alone

LIBRARIES = ("docx", "icalendar", "lxml.etree", "msoffcrypto", "olefile", "openpyxl", "pyarrow.csv", "python_calamine")


def connect(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as line:
        line.connect(address)


def call(name, *arguments):
    """Call the system as C does; OSError where it says no."""
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, name)(*map(ctypes.c_long, arguments)) < 0:
        raise OSError(ctypes.get_errno(), name)


def fork():
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)


def spawn():
    os.waitpid(os.posix_spawn("/bin/sh", ["sh", "-c", ":"], {}), 0)


def list_tries(told):
    folder, parent = Path(told["folder"]), os.getppid()
    write = folder / "write"
    return {
        "read a file of the folder": lambda: (folder / "log.csv").read_bytes(),
        "read the key": lambda: (folder / ".drift" / "key").read_bytes(),
        "read a file of home": lambda: (Path(told["home"]) / ".netrc").read_bytes(),
        "read through a link": lambda: (folder / "link").read_bytes(),
        "read the users": lambda: Path("/etc/passwd").read_bytes(),
        "read this file by its number": lambda: Path(f"/proc/self/fd/{told['file']}").read_bytes(),
        "read the environment of its parent": lambda: Path(f"/proc/{parent}/environ").read_bytes(),
        "read the memory of its parent": lambda: os.close(os.open(f"/proc/{parent}/mem", os.O_RDONLY)),
        "list the folder": lambda: os.listdir(folder),
        "list all": lambda: os.listdir("/"),
        "list processes": lambda: os.listdir("/proc"),
        "write a file": lambda: (write / "new").write_bytes(b"x"),
        "write in memory": lambda: Path(told["shared_memory"]).write_bytes(b"x"),
        "write over a file": lambda: (write / "over").write_bytes(b"x"),
        "cut a file": lambda: os.truncate(write / "cut", 1),
        "append to a file": lambda: os.close(os.open(write / "append", os.O_WRONLY | os.O_APPEND)),
        "write to what it was given": lambda: os.close(os.open(f"/proc/self/fd/{told['file']}", os.O_RDWR)),
        "rename": lambda: os.rename(write / "a", write / "b"),
        "delete": lambda: os.unlink(write / "delete"),
        "make a folder": lambda: os.mkdir(write / "folder"),
        "make a link": lambda: os.symlink("/", write / "to"),
        "make a hard link": lambda: os.link(write / "over", write / "hard"),
        "make a pipe": lambda: os.mkfifo(write / "pipe"),
        "change rights": lambda: os.chmod(write / "over", 0o644),
        "change the owner": lambda: os.chown(write / "over", os.getuid(), os.getgid()),
        "change times": lambda: os.utime(write / "over", (0, 0)),
        "mark a file": lambda: os.setxattr(write / "over", "user.x", b"x"),
        "connect over the network": lambda: connect(socket.AF_INET, ("127.0.0.1", told["port"])),
        "connect to a socket": lambda: connect(socket.AF_UNIX, told["socket"]),
        "connect to a nameless socket": lambda: connect(socket.AF_UNIX, told["abstract"]),
        "listen": lambda: socket.create_server(("127.0.0.1", 0)).close(),
        "send a datagram": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
        "fork": fork,
        "start a program": spawn,
        "signal its parent": lambda: os.kill(parent, 0),
        "signal its group": lambda: os.killpg(0, 0),
        "limit its parent": lambda: call("prlimit", parent, 7, 0, 0),
        "share memory": lambda: call("shmget", 0, 4096, 0o1600),
        "watch files": lambda: call("inotify_init1", 0),
    }


def list_hard_tries():
    """Return what fails for other reasons as well, so that the number of the error tells."""
    parent = os.getppid()
    return {
        "trace its parent": lambda: call("ptrace", 2, parent, 0, 0),
        "read memory of its parent": lambda: call("process_vm_readv", parent, 0, 0, 0, 0, -1),
        "mount": lambda: call("mount", 0, 0, 0, 0, 0),
        "go elsewhere": lambda: call("setns", -1, 0),
        "run itself anew": lambda: os.execv("/nowhere", ["nowhere"]),
        "ask for the keys": lambda: call(
            "syscall", {"x86_64": 250, "aarch64": 219}[os.uname().machine], -1, 0, 0, 0, 0
        ),
        "ring": lambda: call("syscall", 425, 0, 0),
    }


def list_needs(told):
    """Return what reading a file takes."""

    def read():
        from drift.sources.opening.child.content import Content

        content = Content("log.csv", descriptor=told["file"])
        with content.open() as one, content.open() as other:
            parts = one.read(2), other.read(3), one.read(2)
            other.seek(-2, 2)
            return [part.decode() for part in (*parts, other.read(), content.read())]

    def start_thread():
        answers = []
        thread = threading.Thread(target=lambda: answers.append(1))
        thread.start()
        thread.join()
        return answers

    return {
        "read": read,
        "start a thread": start_thread,
        "signal itself": lambda: os.kill(os.getpid(), 0),
        "ask its limits": lambda: __import__("resource").getrlimit(9),
        "tell a zone": lambda: str(__import__("zoneinfo").ZoneInfo("Europe/Amsterdam")),
        "random": lambda: len(os.urandom(8)),
        **{f"load {name}": lambda name=name: importlib.import_module(name) and None for name in LIBRARIES},
    }


def attempt(what):
    """Return null and what came of it, or the number of the error."""
    try:
        return [None, what()]
    except OSError as fault:
        return [fault.errno, str(fault)]
    except ImportError as fault:
        return [-1, str(fault)]


def main():
    told = json.loads(sys.stdin.readline())
    alone = go_alone() if sys.argv[1] == "alone" else ()
    print(json.dumps({
        "alone": alone,
        "tries": {name: attempt(what)[0] for name, what in list_tries(told).items()},
        "hard": {name: attempt(what)[0] for name, what in list_hard_tries().items()},
        "needs": {name: attempt(what) for name, what in list_needs(told).items()},
    }))  # fmt: skip


if __name__ == "__main__":
    main()
