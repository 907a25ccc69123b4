"""Many relations: a row each, equal to what a loop gives, whatever one of them does."""

import os
import shutil
import signal
import sys
import threading
from dataclasses import replace

import pandas as pd
import pytest
from builders import make_workbook
from commands import run
from portfolios import PERSON, write_export, write_portfolio, write_versions

import drift
from drift.errors import DriftError, UsageError
from drift.portfolio.answer import tell_fault
from drift.portfolio.child import Options, Worker
from drift.portfolio.flow import gather, to_frame
from drift.portfolio.keep import fingerprint_of, load_row, save_row
from drift.portfolio.row import Row, from_plain, have_grown, to_plain, to_row
from drift.portfolio.source import list_tasks, tell_kind
from drift.portfolio.worker import find_row
from drift.project.home import HOME
from drift.wording import Wording

pytestmark = pytest.mark.long

SAY = Wording("en")


@pytest.fixture(scope="module")
def portfolio(once):
    return once("portfolio", write_portfolio)


@pytest.fixture(scope="module")
def frame(portfolio):
    return drift.analyse_all(portfolio, language="en", workers=1)


def ask(task, *, fresh=False):
    return find_row({"task": vars(task), "language": "en", "fresh": fresh})[0]


def test_every_relation_is_a_row_by_name_and_one_that_fails_tells_why(frame):
    number = frame["relation"].iloc[-2]
    assert frame["relation"].tolist() == ["Alfa", "Beta", "Leeg", number, "Stuk"]
    assert number.startswith("relation-")
    assert frame["reason"].isna().tolist() == [True, True, False, True, False]
    assert frame["reason"][2].startswith("Leeg: there is no file in this folder to read")
    assert frame["state"].isna().tolist() == [False, False, True, False, True]
    assert frame.loc[0, ["state", "paper", "n_versions", "n_clauses"]].tolist() == ["paper grew", "grew", 2, 11]
    assert frame["kinds_grown"][0] == ["clauses", "obligations", "reporting_duties", "words"]
    assert frame["kinds_grown"][1] == []
    assert not frame.astype(str).apply(lambda column: column.str.contains("Smit")).any(axis=None)


def test_the_relation_that_fell_alarms_and_is_no_chance_among_so_few(frame):
    beta = frame.iloc[1]
    assert (beta["work"], beta["onset"][:4], bool(beta["holds"])) == ("falls", "2021", True)
    assert beta["onset_from"] <= beta["onset"] <= beta["onset_to"] <= beta["last"]
    assert frame.attrs == {"n_weighed": 1, "n_alarms": 1, "n_holding": 1, "expected_false_alarms": 0.1}


def test_the_rows_are_those_of_a_loop(portfolio, frame):
    tasks = {task.name: task for task in list_tasks(portfolio)}
    looped = [replace(to_row(drift.analyse(portfolio / name), SAY), folder=name) for name in ("Alfa", "Beta")]
    rows = [*looped, *(ask(tasks[name]) for name in ("Leeg", "Stuk", PERSON))]
    pd.testing.assert_frame_equal(to_frame(gather(rows)), frame)


def test_what_is_finished_is_not_done_again_and_only_while_its_files_are_the_same(portfolio, tmp_path):
    shutil.copytree(portfolio / "Alfa", tmp_path / "Alfa")
    (task,) = list_tasks(tmp_path, "folder")
    row = ask(task)
    fingerprint = fingerprint_of(task, "en")
    assert load_row(task, fingerprint) == row == replace(from_plain(to_plain(row)))
    assert fingerprint_of(task, "nl") != fingerprint
    save_row(replace(row, code="kept"), task, fingerprint)
    assert ask(task).code == "kept"
    assert ask(task, fresh=True) == row
    (tmp_path / "Alfa" / "notes.txt").write_text("one more file")
    assert fingerprint_of(task, "en") != fingerprint


def test_a_row_of_somebody_else_is_not_believed_and_forget_deletes_it(tmp_path):
    write_versions(tmp_path / "Alfa", more=1)
    (task,) = list_tasks(tmp_path)
    fingerprint = fingerprint_of(task, "en")
    save_row(Row("Alfa", "Alfa", reason="planted"), task, fingerprint)
    (kept,) = (tmp_path / HOME).glob("portfolio-*")
    content = kept.read_bytes()
    assert b"Alfa" not in content[:100]
    assert load_row(task, fingerprint).reason == "planted"
    kept.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    assert load_row(task, fingerprint) is None
    assert run("forget", tmp_path).exit_code == 0
    assert not (tmp_path / HOME).exists()


def test_a_worker_that_is_killed_costs_one_row_and_the_next_is_whole(portfolio, tmp_path):
    for name in ("one", "two"):
        shutil.copytree(portfolio / "Alfa", tmp_path / name)
    tasks, worker = list_tasks(tmp_path, "folder"), Worker(Options("en", fresh=True))
    try:
        killer = threading.Timer(0.5, lambda: os.killpg(worker.pid, signal.SIGKILL))
        killer.start()
        (killed, _), (whole, _) = map(worker.find_row, tasks)
    finally:
        worker.close()
    assert (killed.relation, killed.state, killed.reason[:45]) == (
        "one",
        None,
        "its analysis was ended by the system (signal ",
    )
    assert (whole.state, whole.reason) == ("paper grew", None)
    assert worker.pid is None


@pytest.mark.parametrize(
    ("raised", "code"),
    [(MemoryError(), "too_large"), (OSError(12, "Cannot allocate memory"), "too_large"), (KeyError("x"), "fault")],
)
def test_a_fault_that_is_none_of_the_files_is_told_with_what_to_do(raised, code):
    assert tell_fault(raised).code == f"portfolio.{code}"


def test_without_spark_one_line_says_how_to_get_it(tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)  # as where it is not installed
    done = run("portfolio", tmp_path, "--out", tmp_path / "out", "--executor", "spark")
    assert (done.exit_code, (tmp_path / "out").exists()) == (1, False)
    assert "pip install 'contract-drift[spark]'" in done.stderr


def test_an_export_of_several_customers_is_a_row_each(tmp_path):
    names = ["Klant Noord", "Klant Zuid"]
    write_export(tmp_path, names)
    tasks = list_tasks(tmp_path)
    assert [(task.kind, task.name) for task in tasks] == [("column", name) for name in names]
    row = ask(tasks[1])
    assert row == to_row(drift.analyse(tmp_path, relation="Klant Zuid"), SAY)
    assert (row.relation, row.state, row.n_clauses, row.folder) == ("Klant Zuid", "paper grew", 18, None)
    assert ask(tasks[0]).state == "paper held"


def test_tables_by_relation_are_a_row_each_and_no_name_is_a_path(tmp_path):
    tables = {
        name: drift.simulate("plain", months=24, seed=3, n_incidents=2).tables[name]
        for name in ("clauses", "documents")
    }
    for name, table in tables.items():
        folder = tmp_path / "tables" / name / "relation=..%2F..%2Faway"
        folder.mkdir(parents=True)
        table.drop(columns="relation").to_parquet(folder / "part-0.parquet")
    (task,) = list_tasks(tmp_path / "tables")
    assert (task.kind, task.name) == ("partition", "../../away")
    row = ask(task)
    own = to_row(drift.analyse_tables(tables, settings={"relation": "../../away"}), SAY)
    assert row == replace(own, inputs=row.inputs)
    assert (row.state, len(row.inputs)) == ("paper held", 64)
    assert {path.name for path in tmp_path.iterdir()} == {"tables"}


def test_what_a_source_is_is_told_by_what_stands_there(tmp_path):
    (tmp_path / "a").mkdir()
    assert tell_kind(tmp_path) == "folder"
    (tmp_path / "truth.json").write_text("{}")
    assert tell_kind(tmp_path) == "folder"
    make_workbook(tmp_path / "log.xlsx", {"Log": [["Number"]]})
    assert tell_kind(tmp_path) == "column"
    (tmp_path / "a" / "drift.toml").write_text("")
    assert tell_kind(tmp_path) == "folder"
    (tmp_path / "drift.toml").write_text("")
    assert tell_kind(tmp_path) == "column"
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert [task.name for task in list_tasks(tmp_path, "folder")] == ["a"]
    with pytest.raises(UsageError):
        list_tasks(tmp_path / "nowhere")
    with pytest.raises(DriftError) as none:
        list_tasks(tmp_path, "partition")
    assert none.value.note.code == "portfolio.none_partition"
    with pytest.raises(UsageError) as small:
        drift.analyse_all(tmp_path, memory_mb=100)
    assert small.value.note.code == "portfolio.memory"
    with pytest.raises(ValueError, match="executor must be one of"):
        drift.analyse_all(tmp_path, executor="threads")


def test_a_kind_grew_where_there_is_a_tenth_more_or_some_where_was_none():
    stocks = pd.DataFrame({"a": [20, 22.0], "b": [20, 21.0], "c": [float("nan"), 1], "d": [3, 2], "e": [0, 0.0]})
    assert [*stocks.columns[have_grown(stocks)]] == ["a", "c"]


def test_a_relation_that_returns_is_told():
    rows = [Row("b", "Acme BV"), Row("a", "ACME  bv"), Row("c", "Zuid")]
    assert [(row.folder, again) for row, again in zip(gather(rows).rows, gather(rows).returns, strict=True)] == [
        ("a", True),
        ("b", True),
        ("c", False),
    ]


def test_a_person_whose_folder_it_is_is_called_by_no_name(portfolio):
    shown = {task.name: task.shown for task in list_tasks(portfolio)}
    assert shown[PERSON].startswith("relation-")
    assert shown["Alfa"] == "Alfa"
