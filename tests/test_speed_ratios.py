"""What would make drift slow again, told by counts: questions, processes, libraries, calls; none of it is a clock.

Where only the processor can tell, input that is many times as long may take a multiple of the time with a wide margin,
children included, the least of several. How long things take stands in docs/speed.md (`make bench`).
"""

import csv
import datetime as dt
import resource
import subprocess
import sys
import threading

import duckdb
import pandas as pd
import pytest
from builders import make_contract

import drift
from drift.contract.contract import read_contract
from drift.project import make_project, open_project
from drift.sources.files import read_files
from drift.sources.opening.reader import Entry, Readers
from drift.tables.door.read import read_tables
from drift.tables.store import build_tables

QUESTIONS = 150  # to the engine, at most, by a whole analysis: 84 statements when this was written
CALLS_A_ROW = 250  # of functions, at most, for reading a row of six cells: 45 when this was written
AT_CHECK = {"pandas"}  # what reading takes
NOT_AT_CHECK = {"duckdb", "ibis", "scipy", "sklearn", "matplotlib", "typst"}
TRIES = 2
FIRST = dt.datetime(2020, 1, 10, 8)


def use():
    """Return the processor seconds of this process and of its children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def clock(work):
    begun = use()
    work()
    return use() - begun


def count_calls(work):
    """Return how many functions were called, those written in C too: the same on a busy machine as on a free one."""
    calls = 0

    def hear(_frame, event, _function):
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    threading.setprofile(hear)
    sys.setprofile(hear)
    try:
        work()
    finally:
        sys.setprofile(before)
        threading.setprofile(None)
    return calls


def make_frames(n):
    """Return a year of n incidents with two steps each, by few people."""
    rows = range(n)
    opened = [FIRST + dt.timedelta(seconds=9000 * 3600 * i // n) for i in rows]
    incidents = pd.DataFrame({"incident_id": [f"I{i}" for i in rows], "opened_at": opened, "title": "storing"})
    incidents["resolved_at"] = incidents["opened_at"] + pd.Timedelta(hours=10)
    people = {
        name: [f"{name} {i % of}" for i in rows] for name, of in (("requester", 7), ("handler", 5), ("object", 9))
    }
    events = pd.concat([incidents.assign(at=incidents["opened_at"] + pd.Timedelta(hours=k)) for k in (1, 2)])
    events = events.assign(kind="comment", actor="H 1", text="gezien")
    columns = ["incident_id", "at", "kind", "actor", "text"]
    return {"incidents": incidents.assign(**people), "events": events[columns].reset_index(drop=True)}


def write_log(folder, n):
    """Write n incidents of six columns, five minutes apart."""
    folder.mkdir()
    with (folder / "log.csv").open("w", newline="", encoding="utf-8") as stream:
        lines = csv.writer(stream)
        lines.writerow(["Number", "Title", "Opened", "Resolved", "Caller", "Assigned to"])
        for i in range(n):
            opened = FIRST + dt.timedelta(minutes=5 * i)
            who = f"Caller {i % 31}", f"Person {i % 17}"
            lines.writerow([f"INC{i:06}", f"belt {i} jams", opened, opened + dt.timedelta(hours=2), *who])
    return folder


def store_versions(n):
    """Return clauses and documents of n versions of a contract that are alike."""
    texts = [f"De leverancier herstelt storing {i} aan deel {7 * i} binnen {i % 9 + 1} uur." for i in range(40)]
    documents = [
        {"document": "SLA", "role": "sla", "file": f"{v}.xlsx", "effective_on": pd.Timestamp(2010 + v, 1, 1)}
        for v in range(n)
    ]
    named = [{name: one[name] for name in ("document", "file", "effective_on")} for one in documents]
    clauses = [{**one, "clause_id": f"1.{i}", "text": text} for one in named for i, text in enumerate(texts)]
    project = make_project({}, "A")
    tables = {"clauses": pd.DataFrame(clauses), "documents": pd.DataFrame(documents)}
    with build_tables(read_tables(tables, project), project)[0] as store:
        return store.fetch("clauses").to_pandas(), store.fetch("documents").to_pandas()


@pytest.fixture
def asked(monkeypatch):
    """Return the list of what is asked of the engine from here on, by whom ever."""
    questions = []
    for name in ("execute", "sql"):
        ask = getattr(duckdb.DuckDBPyConnection, name)

        def hear(connection, *arguments, ask=ask, **named):
            questions.append(arguments)
            return ask(connection, *arguments, **named)

        monkeypatch.setattr(duckdb.DuckDBPyConnection, name, hear)
    return questions


def test_a_log_forty_times_as_long_asks_the_engine_as_many_questions(asked):
    taken = {}
    for n in (100, 4000):
        asked.clear()
        frames = make_frames(n)
        seconds = clock(lambda frames=frames: drift.analyse_tables(frames))
        taken[n] = (len(asked), seconds)
    assert 0 < taken[4000][0] <= min(QUESTIONS, 1.2 * taken[100][0])
    assert taken[4000][1] < 4 * taken[100][1]


def test_reading_a_row_more_calls_few_functions_more(tmp_path):
    calls = {}
    for n in (10, 200, 1000):  # the first loads what is loaded once
        project = open_project(write_log(tmp_path / str(n), n))
        calls[n] = count_calls(lambda p=project: build_tables(read_files(p, keep_key=False), p)[0].close())
    assert calls[1000] - calls[200] < 800 * CALLS_A_ROW


def test_a_file_four_times_as_long_takes_its_reader_at_most_five_times_as_long(tmp_path):
    def read(folder):
        with Readers() as readers:
            ((_, result),) = readers.read([Entry(folder / "log.csv")])
        n_rows.append(len(result.sheets[0].table))

    n_rows = []
    folders = [write_log(tmp_path / str(n), n) for n in (10_000, 40_000)]
    least = [min(clock(lambda f=folder: read(f)) for _ in range(TRIES)) for folder in folders]
    assert n_rows == [10_001] * TRIES + [40_001] * TRIES
    assert least[1] < 5 * least[0]


def test_a_clause_that_comes_back_in_eight_versions_is_read_once():
    one, eight = store_versions(1), store_versions(8)
    read_contract(*one)  # what is loaded once is loaded
    assert len(eight[0]) == 8 * len(one[0])
    assert count_calls(lambda: read_contract(*eight)) < 4 * count_calls(lambda: read_contract(*one))


def test_a_check_of_small_files_starts_one_reader_and_loads_no_engine(tmp_path):
    for i in range(12):
        make_contract(tmp_path, f"SLA {2010 + i}-01-01", ["De leverancier herstelt storingen binnen 4 uur."])
    code = f"""
import sys
started = []
sys.addaudithook(lambda event, told: started.append(told[1]) if event == "subprocess.Popen" else None)
from click.testing import CliRunner
from drift.cli.main import cli
result = CliRunner().invoke(cli, ["check", {str(tmp_path)!r}])
print(result.exit_code, len(started), sorted({AT_CHECK | NOT_AT_CHECK} & sys.modules.keys()))
"""
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out == f"0 1 {sorted(AT_CHECK)}\n"
