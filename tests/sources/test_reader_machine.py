"""Readers that do what no reader of ours does, and machines that give none: a file is not blamed for a machine."""

import os
import resource
import subprocess
import sys
import threading
import time

import pytest
from reading import write
from test_reader import GREETING, speak

from drift.errors import DriftError
from drift.sources.opening import process as one_process
from drift.sources.opening import reader
from drift.sources.opening.cells import Contents
from drift.sources.opening.reader import Child, Entry, Readers

ANSWER = 'header = b\'{"sheets": [], "sha256": ""}\'; out.write(struct.pack(">Q", len(header)) + header)'


@pytest.fixture
def table(tmp_path):
    return Entry(write(tmp_path, "a.csv", "a;b\n1;2\n"))


def refusal(child, entry):
    with pytest.raises(DriftError) as refused:
        child.read(entry)
    child.close()
    return refused.value.note.code, refused.value.note.values["detail"], refused.value.exit_code


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("/nowhere/python",), "No such file"),
        ((sys.executable, "-c", "import no_such_library"), "no_such_library"),
        (
            (sys.executable, "-c", "import os; os.write(2, b'memory allocation of 9 bytes failed'); os.abort()"),
            "memory",
        ),
        ((sys.executable, "-c", "import os; os.abort()"), "Aborted"),
        ((sys.executable, "-c", "print('hello')"), "ended at once"),
        (("/bin/sh", "-c", f"ulimit -v 100000; exec {sys.executable} -I {reader.SCRIPT} 2147483648"), ""),
    ],
)
def test_a_reader_that_cannot_start_is_the_fault_of_the_machine(table, command, told):
    code, detail, exit_code = refusal(Child(command), table)
    assert (code, exit_code) == ("error.no_reader", 1)
    assert told in detail
    assert "\n" not in detail[:200] == detail


def test_it_ends_the_run_and_refuses_no_file(table):
    with Readers() as readers:
        readers.children[0]._command = readers.children[1]._command = ("/nowhere/python",)
        with pytest.raises(DriftError, match="No such file"):
            list(readers.read([table] * 5))


def test_too_few_open_files_are_the_fault_of_the_machine(table):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.dup(0)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, hard))
    try:
        told = refusal(Child(), table)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert told == ("error.no_reader", "Too many open files", 1)


def test_a_reader_ended_from_outside_while_it_starts_is_started_again(tmp_path, table):
    mark = tmp_path / "once"
    once = f"import os, pathlib; p = pathlib.Path({str(mark)!r}); p.exists() or (p.touch(), os.kill(os.getpid(), 9))\n"
    start = f"import sys, struct\nout = sys.stdout.buffer\n{GREETING}\nsys.stdin.readline()\n{ANSWER}\nout.flush()"
    child = Child((sys.executable, "-c", once + start))
    assert isinstance(child.read(table), Contents)
    child.close()


def test_a_reader_that_floods_its_errors_still_answers(table):
    child = speak(f"sys.stderr.write('x' * 10_000_000)\n{ANSWER}")
    assert isinstance(child.read(table), Contents)
    child.close()


def test_its_errors_fill_no_disk(table):
    flood = (
        "import os; from drift.sources.opening.child.alone.limits import limit_files; limit_files()\n"
        "try:\n    while True: os.write(2, bytes(1 << 16))\nexcept OSError as fault: size = os.fstat(2).st_size\n"
        'header = b\'{"refused": "refused.columns", "values": {"n": %d, "most": 0}}\' % size\n'
        "out.write(struct.pack('>Q', len(header)) + header)"
    )
    child = speak(flood)
    assert child.read(table).values["n"] == 1 << 20
    child.close()


@pytest.mark.parametrize(
    "answer",
    [
        "while True: out.write(bytes(1 << 16))",
        "out.write(struct.pack('>Q', 2**40)); out.write(bytes(1 << 22))",
        'sheets = b",".join([b\'{"name": "a", "hidden": false, "marks": null}\'] * 900)\n'
        'header = b\'{"sheets": [\' + sheets + b"]}"\n'
        "out.write(struct.pack('>Q', len(header)) + header)\n"
        "while True: out.write(struct.pack('>Q', 1 << 18) + bytes(1 << 18))",
    ],
)
def test_an_answer_without_end_costs_one_file_and_no_memory(table, monkeypatch, answer):
    monkeypatch.setattr(one_process, "READ_MEMORY_BYTES", 1 << 22)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = speak(answer)
    assert child.read(table).code == "refused.died"
    child.close()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 << 10  # kB


def test_what_a_reader_started_ends_with_it(table, tmp_path, monkeypatch):
    # where no filter of system calls keeps it from starting anything
    monkeypatch.setattr(reader, "READ_DEADLINE_S", 0.4)
    monkeypatch.setattr(reader, "PATIENCE", 1)
    told = tmp_path / "pid"
    fork = f"import os, pathlib\npid = os.fork()\nif pid: pathlib.Path({str(told)!r}).write_text(str(pid)); os._exit(1)"
    child = speak(f"{fork}\ntime.sleep(3600)")  # it holds the pipe open
    start = time.monotonic()
    assert child.read(table).code == "refused.deadline"
    child.close()
    assert time.monotonic() - start < 30
    state = subprocess.run(["ps", "-o", "stat=", "-p", told.read_text()], capture_output=True, text=True, check=False)
    assert state.stdout.strip()[:1] in ("", "Z")


def test_a_file_that_changes_while_it_is_read_ends_nothing(tmp_path):
    path = write(tmp_path, "a.csv", "a;b\n" + "1;2\n" * 1_000)
    done = threading.Event()

    def scribble():
        while not done.is_set():
            path.write_bytes(os.urandom(1_000))
            path.write_text("a;b\n" + "1;2\n" * 1_000)

    thread = threading.Thread(target=scribble)
    thread.start()
    with Readers() as readers:
        results = [result for _, result in readers.read([Entry(path)] * 30)]
    done.set()
    thread.join()
    codes = {result.code for result in results if not isinstance(result, Contents)}
    assert len(results) == 30
    assert codes <= {"refused.text", "refused.unknown", "refused.broken", "refused.columns"}


def test_what_is_no_file_any_more_is_refused(tmp_path):
    with Readers() as readers:
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "folder").mkdir()
        names = ("pipe", "folder", "gone")
        results = [result for _, result in readers.read(Entry(tmp_path / name) for name in names)]
        assert not any(child.pid for child in readers.children)
    assert [result.code for result in results] == ["refused.unreadable"] * 3


def test_a_session_with_less_memory_is_told_as_such(table, monkeypatch):
    monkeypatch.setattr(reader, "memory_given", lambda: 300 << 20)
    child = speak("import os; os.write(2, b'memory allocation of 549755813888 bytes failed'); os.abort()")
    refused = child.read(table)
    child.close()
    assert (refused.code, refused.values) == ("refused.memory_here", {"size": 300})
