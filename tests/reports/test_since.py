"""What changed since the last report: a line a page, or one page that says there is nothing."""

import datetime as dt
import json

import pikepdf
import pytest
from builders import make_contract, make_log
from commands import run

import drift
from drift.errors import UsageError
from drift.reports.record import build_record
from drift.reports.since import compare_reports
from drift.wording import Wording

EN, NL = Wording("en"), Wording("nl")


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    folder = tmp_path_factory.mktemp("acme")
    make_contract(folder, "SLA 2020-01-01", ["a"] * 6)
    make_contract(folder, "SLA 2021-03-01", ["a"] * 9)
    return folder


def record_of(folder):
    return json.loads(json.dumps(build_record(drift.analyse(folder), EN)))


@pytest.fixture(scope="module")
def written(paper):
    return json.dumps(record_of(paper))


@pytest.fixture
def record(written):
    """The record of the relation as it is, for a test to change."""
    return json.loads(written)


def compare(tmp_path, last, now):
    path = tmp_path / "last.json"
    path.write_text(json.dumps(last))
    return compare_reports(path, now)


def test_the_same_data_are_nothing_new_and_one_page(paper, tmp_path):
    first = drift.write_report(drift.analyse(paper), tmp_path / "1", language="nl")
    second = drift.write_report(drift.analyse(paper), tmp_path / "2", language="nl", since=first[2])
    with pikepdf.open(first[0]) as before, pikepdf.open(second[0]) as after:
        assert (len(before.pages), len(after.pages)) == (4, 1)
    content = json.loads(second[2].read_text())
    assert content["since"] == [
        {"page": "scissors", "code": "since.nothing", "sentence": "Niets nieuws sinds maart 2021."}
    ]
    again = drift.write_report(drift.analyse(paper), tmp_path / "3", language="nl", since=first[2])
    assert [path.read_bytes() for path in second] == [path.read_bytes() for path in again]
    assert json.loads(second[3].read_text())["since"]["file"] == first[2].name


def test_a_new_version_is_told_on_the_page_of_the_documents(paper, record, tmp_path):
    import shutil

    now = tmp_path / paper.name
    shutil.copytree(paper, now)
    make_contract(now, "SLA 2021-06-01", ["a"] * 18)
    since = compare(tmp_path, record, record_of(now))
    assert since.news
    assert EN.tell(since.pages["documents"]) == "Changed in size since the last report: SLA +100\u00a0% (1 in all)."
    assert EN.tell(since.pages["scissors"]) == "Nothing new since the last report."


def test_new_months_of_the_log_are_news_only_where_nothing_weighed_them(tmp_path):
    folder = tmp_path / "acme"
    make_contract(folder, "SLA 2020-01-01", ["a"] * 6)
    make_log(folder, dt.datetime(2020, 1, 1), 18)
    last = record_of(folder)
    make_log(folder, dt.datetime(2020, 1, 1), 19)
    now = record_of(folder)
    assert not compare(tmp_path, last, now).news  # the verdict weighs them and is the same
    last["verdict"]["state"] = None  # a report from before there was a verdict
    note = compare(tmp_path, last, now).pages["course"]
    assert note.code == "since.work.new"
    assert [str(month) for month in note.values["months"]] == ["2021-04"]  # the latest that is over


def test_a_past_that_reads_otherwise_is_told(tmp_path):
    folder = tmp_path / "acme"
    make_log(folder, dt.datetime(2020, 1, 1), 18)
    last = record_of(folder)
    make_log(folder, dt.datetime(2020, 1, 1), 18, open_h=5.0)
    note = compare(tmp_path, last, record_of(folder)).pages["course"]
    assert note.code == "since.work.changed"
    assert len(note.values["months"]) == 15  # all that were judged


@pytest.mark.parametrize(
    ("change", "code", "page"),
    [
        (lambda last: last["verdict"].update(state="in step"), "since.verdict.state", "scissors"),
        (lambda last: last["verdict"].update(onset="2020-05"), "since.verdict.onset", "scissors"),
        (lambda last: last.update(rung=0), "since.verdict.rung", "scissors"),
        (lambda last: last["specification_by_document"].clear(), "since.paper.new", "documents"),
        (
            lambda last: last["intake"].append({"file": "x.xlsx", "status": "read", "tables": []}),
            "since.sources.gone",
            "sources",
        ),
        (lambda last: last["intake"][0].update(status="read", file="y.xlsx"), "since.sources.gone", "sources"),
    ],
)
def test_each_kind_of_change_has_its_sentence_in_both_languages(record, written, tmp_path, change, code, page):
    last = json.loads(written)
    change(last)
    note = compare(tmp_path, last, record).pages[page]
    assert note.code == code
    assert EN.tell(note) != NL.tell(note)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{}", "error.since_no_report"),
        ("no json", "error.since_no_report"),
        ("[" * 100_000, "error.since_no_report"),
        ('{"schema": 2}', "error.since_no_report"),
        (None, "error.since_unreadable"),
    ],
)
def test_what_is_no_report_is_refused(record, tmp_path, text, code):
    path = tmp_path / "last.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(UsageError) as refused:
        compare_reports(path, record)
    assert refused.value.note.code == code


def test_a_report_on_another_relation_or_on_later_data_is_refused(record, tmp_path):
    for change, code in (
        ({"relation": "Other"}, "error.since_relation"),
        ({"periods": [*record["periods"][:-1], "2030-01"]}, "error.since_later"),
        ({"periods": record["periods"][:-1]}, "error.since_no_report"),
    ):
        with pytest.raises(UsageError) as refused:
            compare(tmp_path, {**record, **change}, record)
        assert refused.value.note.code == code


def test_the_command_refuses_it_with_exit_2_and_writes_nothing(paper, tmp_path):
    (tmp_path / "last.json").write_text("{}")
    done = run("report", paper, "--out", tmp_path / "out", "--since", tmp_path / "last.json", "--lang", "nl")
    assert done.exit_code == 2
    assert "is geen rapport van drift" in done.stderr
    assert not (tmp_path / "out").exists()
