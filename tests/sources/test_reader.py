import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time

import pytest
from builders import make_contract
from reading import write

import drift
from drift.errors import DriftError
from drift.sources.opening import reader
from drift.sources.opening.cells import Contents
from drift.sources.opening.reader import SMALL_BYTES, Child, Entry, Readers

GREETING = """out.write(struct.pack('>Q', 12) + b'{"alone":[]}'); out.flush()"""


def speak(code):
    """Return a reader process that answers whatever the code writes to `out`."""
    start = f"import sys, struct, time\nout = sys.stdout.buffer\n{GREETING}\nsys.stdin.readline()"
    script = f"{start}\n{code}\nout.flush()"
    return Child((sys.executable, "-c", script))


def compute(code):
    """Return our reader process, which runs the code from `start` before it answers."""
    loop = "import time\nfrom drift.sources.opening.child import loop\nanswer = loop.answer\n"
    take = f"def take(request, file):\n    start = time.process_time()\n    {code}\n    return answer(request, file)\n"
    script = f"{loop}{take}loop.answer = take\nloop.answer_requests({reader.READ_MEMORY_BYTES}, ())"
    return Child((sys.executable, "-c", script))


@pytest.fixture
def table(tmp_path):
    return Entry(write(tmp_path, "a.csv", "a;b\n1;2\n"))


@pytest.mark.parametrize(
    "code",
    [
        "",
        "out.write(b'abc')",
        "out.write(b'no header at all, just text')",
        "out.write(struct.pack('>Q', 2**63) + b'x')",
        "out.write(struct.pack('>Q', 3) + b'{]}')",
        "out.write(struct.pack('>Q', 100) + b'{}')",
        "out.write(struct.pack('>Q', 2) + b'{}' + b'more than was asked for' * 100000); sys.exit(3)",
        "import os; os.abort()",
    ],
)
def test_a_process_that_answers_nonsense_costs_one_file(table, code):
    child = speak(code)
    try:
        result = child.read(table)
    finally:
        child.close()
    assert isinstance(result, Contents) or result.code == "refused.died"


def test_a_process_that_runs_out_of_memory_says_so(table):
    child = speak("import os; os.write(2, b'memory allocation of 549755813888 bytes failed'); os.abort()")
    assert child.read(table).code == "refused.memory"
    child.close()


def test_a_process_that_does_not_answer_in_time_is_ended(table, monkeypatch):
    monkeypatch.setattr(reader, "READ_DEADLINE_S", 0.3)
    monkeypatch.setattr(reader, "PATIENCE", 1)
    child = speak("time.sleep(3600)")
    assert child.read(table).code == "refused.deadline"
    assert child.pid is None
    child.close()


def test_a_file_that_computes_for_too_long_is_refused_however_long_it_may_wait(table, monkeypatch):
    monkeypatch.setattr(reader, "READ_DEADLINE_S", 0.3)
    monkeypatch.setattr(reader, "PATIENCE", 10_000)
    child = compute("while True: pass")
    refused = child.read(table)
    child.close()
    assert (refused.code, refused.values) == ("refused.deadline", {"seconds": 0})


def test_a_reader_that_waits_for_its_turn_refuses_no_good_file(table, monkeypatch):
    child = Child()
    child.read(table)
    monkeypatch.setattr(reader, "READ_DEADLINE_S", 0.5)
    monkeypatch.setattr(reader, "PATIENCE", 10_000)
    os.kill(child.pid, signal.SIGSTOP)
    timer = threading.Timer(1.5, os.kill, (child.pid, signal.SIGCONT))
    timer.start()
    result = child.read(table)
    child.close()
    assert isinstance(result, Contents)


def test_computing_is_counted_anew_for_every_file(table, monkeypatch):
    child = compute("while time.process_time() < start + 0.15: pass")
    child.read(table)  # what the first file loads is not what is counted here
    monkeypatch.setattr(reader, "READ_DEADLINE_S", 1.0)
    monkeypatch.setattr(reader, "PATIENCE", 10_000)
    results = [child.read(table) for _ in range(16)]
    child.close()
    assert [result for result in results if not isinstance(result, Contents)] == []


def test_a_large_file_may_take_longer():
    longer_s = reader.deadline_of(11 << 20) - reader.deadline_of(1 << 20)
    assert longer_s == pytest.approx(10 * reader.READ_DEADLINE_S_A_MB)


def test_a_process_starts_again_after_it_died(table):
    child = Child()
    first = child.read(table)
    subprocess.run(["kill", "-9", str(child.pid)], check=True)
    results = [child.read(table) for _ in range(3)]
    child.close()
    assert isinstance(first, Contents)
    assert [isinstance(result, Contents) for result in results][1:] == [True, True]


@pytest.mark.parametrize("seed", range(3))
def test_a_child_killed_at_a_random_moment_costs_one_file(tmp_path, seed):
    chance = random.Random(seed)
    paths = [make_contract(tmp_path, f"SLA 2024-01-{day:02}", [f"eis {i}" for i in range(200)]) for day in range(1, 29)]
    n_killed = 3
    with Readers() as readers:

        def kill():
            for _ in range(n_killed):
                time.sleep(chance.uniform(0.02, 0.15))
                chance.choice(readers.children).kill()

        thread = threading.Thread(target=kill)
        thread.start()
        results = [result for _ in range(2) for _, result in readers.read(map(Entry, paths))]
        thread.join()
    lost = [result for result in results if not isinstance(result, Contents)]
    assert len(results) == 2 * len(paths)
    assert len(lost) <= n_killed
    assert {result.code for result in lost} <= {"refused.died"}


def test_files_come_back_in_the_order_given(tmp_path):
    entries = [Entry(write(tmp_path, f"{i}.csv", f"a;b\n{i};x\n")) for i in range(20)]
    with Readers() as readers:
        found = [(entry, result.sheets[0].sheet) for entry, result in readers.read(entries)]
    assert found == [(entry, entry.path.stem) for entry in entries]


def test_leaving_early_leaves_no_process_behind(tmp_path):
    entries = [Entry(write(tmp_path, f"{i}.csv", "a;b\n1;x\n")) for i in range(20)]
    with Readers() as readers:
        found = readers.read(entries)
        next(found)
        pids = [child.pid for child in readers.children]
    assert all(child.pid is None for child in readers.children)
    assert any(pids)


def test_a_reader_process_is_given_no_key_of_ours(table, monkeypatch):
    monkeypatch.setenv("DRIFT_KEY", "geheim")
    child = speak("import os; sys.stderr.write('memory allocation of' if 'DRIFT_KEY' not in os.environ else '')")
    assert child.read(table).code == "refused.memory"
    child.close()


def test_a_reader_process_loads_no_pandas_and_none_of_the_tables():
    code = (
        "import sys; from drift.sources.opening.child.answers import answer; "
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'pandas', 'ibis', 'pydantic', 'openpyxl'}))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_closed_reader_starts_no_process_again(table):
    child = Child()
    child.close()
    assert child.read(table).code == "refused.died"
    assert child.pid is None


def test_a_reader_that_began_early_reads_the_first_file(table):
    child = Child()
    try:
        child.begin()
        early = child._begun
        assert child.pid is None  # nobody has waited for it yet
        assert isinstance(child.read(table), Contents)
        assert child.pid == early.pid
        child.begin()
        assert child._begun is None  # one that runs needs no other
    finally:
        child.close()
    assert not early.runs


def test_a_reader_that_began_early_and_ended_is_replaced(table):
    child = Child()
    try:
        child.begin()
        child._begun.kill()
        assert isinstance(child.read(table), Contents)
    finally:
        child.close()


def test_a_reader_that_began_early_and_was_never_asked_ends_with_its_parent():
    child = Child()
    child.begin()
    early = child._begun
    child.close()
    assert not early.runs
    child.begin()
    assert child._begun is None


def test_a_reader_that_cannot_begin_is_told_of_by_the_first_file(table):
    child = Child(("/no/such/program",))
    child.begin()
    with pytest.raises(DriftError):
        child.read(table)


def pids():
    return [child.pid for child in reader.shared_readers().children]


def test_a_second_check_starts_no_reader(tmp_path):
    make_contract(tmp_path, "SLA 2024-01-01", ["eis"])
    first = drift.check(tmp_path), pids()
    assert any(first[1])
    assert (drift.check(tmp_path), pids()) == first


def test_a_shared_reader_that_was_killed_is_replaced_before_the_next_file(tmp_path):
    make_contract(tmp_path, "SLA 2024-01-01", ["eis"])
    first = drift.check(tmp_path), pids()
    for child in reader.shared_readers().children:
        child.kill()
    assert drift.check(tmp_path) == first[0]
    assert {*pids()} - {*first[1]}  # one file takes one reader; the other stays dead until it is asked


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal is sent to a process there")
def test_an_interrupt_of_the_whole_group_costs_no_reader(tmp_path):
    # a terminal and a notebook send Ctrl-C to the parent and to its readers alike
    make_contract(tmp_path, "SLA 2024-01-01", ["eis"])
    first = drift.check(tmp_path), pids()
    for pid in filter(None, first[1]):
        with contextlib.suppress(ProcessLookupError):  # one that an earlier test has ended
            os.kill(pid, signal.SIGINT)
    assert (drift.check(tmp_path), pids()) == first


def test_who_leaves_early_ends_no_reading_of_another(tmp_path):
    entries = [Entry(write(tmp_path, f"{i}.csv", f"a;b\n{i};x\n")) for i in range(40)]
    with Readers() as readers:

        def leave():
            for _ in range(3):
                next(readers.read(entries))

        thread = threading.Thread(target=leave)
        thread.start()
        results = [result for _ in range(3) for _, result in readers.read(entries)]
        thread.join()
    assert [result for result in results if not isinstance(result, Contents)] == []
    assert [result.sheets[0].sheet for result in results] == 3 * [entry.path.stem for entry in entries]


FORKS = """
import os, sys
from pathlib import Path
from drift.sources.opening.reader import SMALL_BYTES, Entry, shared_readers

def read():
    ((_, result),) = shared_readers().read([Entry(Path(sys.argv[1]))])
    print(result.sheets[0].sheet, *(child.pid for child in shared_readers().children if child.pid), flush=True)

read()
fork = os.fork()
read()
if fork:
    os.wait()
    read()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system forks no process")
def test_a_forked_process_has_readers_of_its_own_and_all_end_with_their_parent(table):
    done = subprocess.run([sys.executable, "-c", FORKS, table.path], capture_output=True, text=True, check=True)
    sheets, started = zip(*(line.split() for line in done.stdout.splitlines()), strict=True)
    assert sheets == ("a",) * 4
    assert sorted(started.count(pid) for pid in set(started)) == [1, 3]
    assert subprocess.run(["ps", "-p", ",".join(started)], capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize(("size", "n_started"), [(100, 1), (SMALL_BYTES, 2)])
def test_a_few_small_files_take_one_process(tmp_path, size, n_started):
    for i in range(4):
        (tmp_path / f"{i}.csv").write_text("Nummer;Tekst\n" + f"{i};x\n" * (size // 8))
    with Readers() as readers:
        readers.begin()
        done = [entry.path.name for entry, _ in readers.read(Entry(tmp_path / f"{i}.csv") for i in range(4))]
        assert done == ["0.csv", "1.csv", "2.csv", "3.csv"]
        assert sum(child.pid is not None for child in readers.children) == n_started
