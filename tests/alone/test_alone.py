"""A reader process reaches nothing but the file it was handed: tried, with what the same tries give outside it."""

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from builders import make_workbook
from probe import LIBRARIES, list_hard_tries, list_needs, list_tries

from drift.sources.opening.child.alone.landlock import landlock_version
from drift.sources.opening.reader import Child, Entry, describe_readers, shared_readers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shuts a reader in (landlock, seccomp)")
NOWHERE = {"folder": "/", "home": "/", "shared_memory": "/", "port": 0, "socket": "", "abstract": "", "file": 3}
# what a file system or the machine may not offer to anybody
OPTIONAL = {"mark a file", "read the environment of its parent"}
FOLDERS = {name for name in list_tries(NOWHERE) if name.startswith(("read", "list"))}


def prepare(folder: Path) -> Path:
    (folder / "write").mkdir(parents=True)
    (folder / ".drift").mkdir()
    (folder / ".drift" / "key").write_text("geheim")
    (folder / "log.csv").write_text("a;b\n1;2\n")
    (folder / "link").symlink_to(folder / "log.csv")
    for name in ("over", "cut", "append", "a", "delete"):
        (folder / "write" / name).write_text("text")
    (folder / "home").mkdir()
    (folder / "home" / ".netrc").write_text("password")
    return folder


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """Return what the probe told, alone and not."""
    return {how: run_probe(how, prepare(tmp_path_factory.mktemp(how) / "data")) for how in ("free", "alone")}


def run_probe(how: str, folder: Path) -> dict:
    shared_memory = Path(f"/dev/shm/drift-probe-{os.getpid()}-{how}")
    short = Path("/tmp") / f"drift-probe-{os.getpid()}-{how}"  # the path of a socket has at most 107 bytes
    abstract = f"\0drift-probe-{os.getpid()}-{how}"
    with (
        socket.create_server(("127.0.0.1", 0)) as network,
        socket.socket(socket.AF_UNIX) as local,
        socket.socket(socket.AF_UNIX) as nameless,
        (folder / "log.csv").open("rb") as file,
    ):
        local.bind(str(short))
        local.listen()
        nameless.bind(abstract)
        nameless.listen()
        told = {
            "folder": str(folder), "home": str(folder / "home"), "shared_memory": str(shared_memory),
            "port": network.getsockname()[1], "socket": str(short), "abstract": abstract,
            "file": file.fileno(),
        }  # fmt: skip
        command = [sys.executable, "-I", str(Path(__file__).with_name("probe.py")), how]
        asked, given = json.dumps(told) + "\n", [file.fileno()]
        try:
            done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False, pass_fds=given)
        finally:
            short.unlink()
            shared_memory.unlink(missing_ok=True)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def skip_without(outcome: dict, name: str) -> None:
    if not any(what.startswith(name) for what in outcome["alone"]):
        pytest.skip(f"this kernel, or what keeps this machine, offers no {name}")


@pytest.mark.parametrize("name", list_tries(NOWHERE))
def test_a_reader_cannot(outcomes, name):
    skip_without(outcomes["alone"], "landlock" if name in FOLDERS else "seccomp")
    if name in OPTIONAL and outcomes["free"]["tries"][name] is not None:
        pytest.skip("nobody can on this machine")
    assert outcomes["free"]["tries"][name] is None  # or the try proves nothing
    assert outcomes["alone"]["tries"][name] in {errno.EPERM, errno.EACCES}


@pytest.mark.parametrize("name", list_hard_tries())
def test_a_reader_may_not_even_ask_to(outcomes, name):
    skip_without(outcomes["alone"], "seccomp")
    assert outcomes["alone"]["hard"][name] == errno.EPERM


@pytest.mark.parametrize("name", list_needs(NOWHERE))
def test_a_reader_still_can(outcomes, name):
    if name.removeprefix("load ") in LIBRARIES and outcomes["free"]["needs"][name][0] == -1:
        pytest.skip("this library is not installed")
    assert outcomes["alone"]["needs"][name] == outcomes["free"]["needs"][name]
    assert outcomes["alone"]["needs"][name][0] is None


def test_two_readings_of_one_descriptor_do_not_disturb_each_other(outcomes):
    assert outcomes["alone"]["needs"]["read"][1] == ["a;", "a;b", "b\n", "2\n", "a;b\n1;2\n"]


def test_the_reader_tells_what_shuts_it_in(tmp_path, outcomes):
    child = Child()
    child.read(Entry(make_workbook(tmp_path / "a.xlsx", {"a": [["a", "b"]]})))
    told = child.alone
    child.close()
    assert list(told) == outcomes["alone"]["alone"]
    assert [what for what in told if what.startswith("landlock")] == (
        [f"landlock {landlock_version()}"] if landlock_version() else []
    )


def test_a_run_record_names_it(tmp_path):
    ((_, _),) = shared_readers().read([Entry(make_workbook(tmp_path / "a.xlsx", {"a": [["a", "b"]]}))])
    assert describe_readers() == (", ".join(shared_readers().alone) or "memory and time")


def test_a_checkout_beside_the_data_is_not_opened(tmp_path):
    # a folder of sys.path in which somebody works: drift is read, what lies beside it is not
    shutil.copytree(
        Path(__file__).parents[2] / "drift", tmp_path / "drift", ignore=shutil.ignore_patterns("__pycache__")
    )
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from drift.sources.opening.child.alone import libraries\n"
        "print(*libraries.list_libraries(), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    listed = [Path(line) for line in done.stdout.splitlines()]
    assert [path for path in listed if path == tmp_path or tmp_path in path.parents] == [tmp_path / "drift"]
    assert {Path.cwd(), Path.home(), Path("/")}.isdisjoint(listed)
