"""What changed since the last report: a line a page, or one page that says there is nothing."""

import datetime as dt
import json
import math

import pikepdf
import pytest
from builders import make_contract, make_log
from commands import run
from hypothesis import given
from hypothesis import strategies as st

import drift
from drift.errors import UsageError
from drift.reports.material import gather
from drift.reports.pages.build import add_changes, build_report
from drift.reports.record import build_record
from drift.reports.since import compare_reports
from drift.reports.told import tell_log
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
    second = drift.write_report(drift.analyse(paper), tmp_path / "2", language="nl", since=first[3])
    with pikepdf.open(first[0]) as before, pikepdf.open(second[0]) as after:
        assert (len(before.pages), len(after.pages)) == (6, 1)
    content = json.loads(second[3].read_text())
    assert content["since"] == [
        {
            "page": "front",
            "code": "since.nothing",
            "sentence": "Niets van wat hier staat is veranderd sinds maart 2021.",
        }
    ]
    again = drift.write_report(drift.analyse(paper), tmp_path / "3", language="nl", since=first[3])
    assert [path.read_bytes() for path in second] == [path.read_bytes() for path in again]
    assert json.loads(second[4].read_text())["since"]["file"] == first[3].name


def test_a_new_version_is_told_on_the_page_of_the_documents(paper, record, tmp_path):
    import shutil

    now = tmp_path / paper.name
    shutil.copytree(paper, now)
    make_contract(now, "SLA 2021-06-01", ["a"] * 18)
    since = compare(tmp_path, record, record_of(now))
    assert since.news
    (told,) = since.pages["asks"]
    assert EN.tell(told) == (
        "Another size against the base than in the last report: SLA +200\u00a0%, previously +50\u00a0% (1 in all)."
    )
    assert EN.tell(since.pages["front"][0]).startswith("Changed since the last report: control in the paper ")


def test_new_months_of_the_log_are_told_with_how_many_incidents_there_are(tmp_path):
    folder = tmp_path / "acme"
    make_contract(folder, "SLA 2020-01-01", ["a"] * 6)
    make_log(folder, dt.datetime(2020, 1, 1), 18)
    last = record_of(folder)
    make_log(folder, dt.datetime(2020, 1, 1), 19)
    since = compare(tmp_path, last, record_of(folder))
    assert since.news
    months, incidents = since.pages["meet"][-1], since.pages["otherwise"][-1]
    assert months.code == "since.work.new"
    assert [str(month) for month in months.values["months"]] == ["2021-04"]  # the latest that is over
    assert EN.tell(incidents) == "Incidents opened: 114, previously 108."


@pytest.mark.long
def test_a_past_that_reads_otherwise_is_told(tmp_path):
    folder = tmp_path / "acme"
    make_log(folder, dt.datetime(2020, 1, 1), 18)
    last = record_of(folder)
    make_log(folder, dt.datetime(2020, 1, 1), 18, open_h=5.0)
    note = next(note for note in compare(tmp_path, last, record_of(folder)).pages["meet"] if "months" in note.values)
    assert note.code == "since.work.changed"
    assert len(note.values["months"]) == 15  # all that were judged


@pytest.mark.parametrize(
    ("change", "code", "page"),
    [
        (lambda last: last["verdict"].update(state="in step"), "since.verdict.state", "front"),
        (lambda last: last["verdict"].update(onset="2020-05"), "since.verdict.onset", "front"),
        (lambda last: last.update(rung=0), "since.verdict.rung", "front"),
        (lambda last: last["specification_by_document"].clear(), "since.paper.new", "asks"),
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
    note = compare(tmp_path, last, record).pages[page][0]
    assert note.code == code
    assert EN.tell(note) != NL.tell(note)


def told(log, **other):
    """A change as the JSON holds it, with an interval a tenth to both sides."""
    return {"log": log, "low": log - 0.1, "high": log + 0.1, "before": 1.0, "after": math.exp(log), **other}


POINTS = {"points": -0.02, "points_low": -0.05, "points_high": 0.01, "before": 0.67, "after": 0.65}
CHANGES = {
    "engagement": told(math.log(0.61)),
    "same_hands": told(-0.03, **POINTS),
    "time_to_restore": told(0.5, before=8.31, after=13.9),
    "reopened": None,
}


@pytest.mark.parametrize(
    ("name", "change", "pages", "sentence"),
    [
        (
            "engagement",
            told(math.log(0.56)),
            ["front"],
            "Changed since the last report: engagement −39\u00a0% (−45\u00a0% to −33\u00a0%), "
            "previously −44\u00a0% (−49\u00a0% to −38\u00a0%).",
        ),
        (
            "same_hands",
            told(-0.03, **POINTS | {"after": 0.51, "points": -0.16}),
            ["meet"],
            "Changed since the last report: the same hands 67.0 → 65.0 %, −2.0 points (−5.0 to +1.0), "
            "previously 67.0 → 51.0 %, −16.0 points (−5.0 to +1.0).",
        ),
        ("time_to_restore", told(0.5, before=8.31, after=15.2), ["outcomes"], None),
        ("reopened", told(0.1, **POINTS), ["outcomes"], None),
        ("engagement", told(math.log(0.61) + 0.001), [], None),  # reads the same: no news
        ("time_to_restore", told(0.5, before=8.33, after=13.9), [], None),
    ],
)
def test_a_told_number_that_reads_otherwise_is_news_and_one_that_reads_the_same_is_none(
    record, tmp_path, name, change, pages, sentence
):
    last = {**record, "changes": {**CHANGES, name: change}}
    since = compare(tmp_path, last, {**record, "changes": CHANGES})
    assert since.news == bool(pages)
    notes = {page: notes for page, notes in since.pages.items() if notes[0].code == "since.number"}
    assert list(notes) == pages
    for (note,) in notes.values():
        assert sentence in (None, EN.tell(note))
        assert "{" not in NL.tell(note)


def test_a_report_from_before_changes_were_held_is_compared_by_the_rest(record, tmp_path):
    last = {key: value for key, value in record.items() if key not in ("changes", "control")}
    assert not compare(tmp_path, last, {**record, "changes": CHANGES}).news


@given(st.floats(-2, 2), st.floats(-2, 2))
def test_an_index_is_news_exactly_where_it_is_printed_otherwise(before, after):
    notes = [*tell_log("drift", {"2020-01": before}, {"2020-01": after})]
    assert bool(notes) == (EN.change(before) != EN.change(after))


def test_the_evidence_the_cautions_and_the_counts_of_the_table_are_news(record, tmp_path):
    quiet = {**record, "verdict": {**record["verdict"], "e_value": 2.2}, "round_table": {"rule": {"n_recent": 7}}}
    now = {
        **quiet,
        "verdict": {**quiet["verdict"], "e_value": 3.9},
        "cautions": [{"code": "one_handler"}],
        "round_table": {"rule": {"n_recent": 8}, "held": [{"on": "2021-02-03", "months_after": 4}]},
    }
    quiet["round_table"]["held"] = [{"on": "2021-02-03", "months_after": 3}]
    pages = compare(tmp_path, quiet, now).pages
    codes = [note.code for page in ("front", "table") for note in pages[page]]
    assert codes == ["since.verdict.evidence", "since.verdict.cautions", "since.table.rule", "since.table.after"]
    assert EN.tell(pages["front"][0]).endswith("is 3 to 1, previously 2 to 1.")


@pytest.mark.long
def test_with_nothing_new_the_round_table_stays(sorteercentrum, tmp_path):
    first = drift.write_report(sorteercentrum, tmp_path / "1", language="en")
    second = drift.write_report(sorteercentrum, tmp_path / "2", language="nl", since=first[3])
    sentence = "Niets van wat hier staat is veranderd sinds januari 2025."
    assert [one["sentence"] for one in json.loads(second[3].read_text())["since"]] == [sentence]
    kept = add_changes(
        build_report(gather(sorteercentrum, NL)),
        compare_reports(first[3], json.loads(second[3].read_text())),
        NL,
    )
    assert [page.name for page in kept.pages] == ["front", "table", *["problem"] * 3]


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
