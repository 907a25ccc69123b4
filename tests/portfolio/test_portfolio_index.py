"""The index of a portfolio: a line each by name, nothing to order them by, and nothing of the work of few persons."""

import io
import json
import re

import openpyxl
import pikepdf
import pyarrow.parquet as pq
import pytest
from commands import run
from portfolios import write_portfolio as write_relations
from portfolios import write_versions
from pypdf import PdfReader

from drift.cli.each import name_folders, report_each
from drift.cli.portfolio import EXECUTORS, KINDS, MEMORY_MB
from drift.portfolio import child, flow, source
from drift.portfolio.flow import gather
from drift.portfolio.row import Row
from drift.portfolio.task import Task
from drift.reports.portfolio.fold import fold_portfolio
from drift.reports.portfolio.lines import list_lines
from drift.reports.portfolio.pages import tell_chance
from drift.reports.portfolio.shared import count_dead, count_grown
from drift.reports.portfolio.writing import write_portfolio
from drift.terms import OWN_MARK
from drift.wording import Wording

KNOWN = {"n_versions": 3, "n_incidents": 900, "rung": 4, "first": "2018-01", "last": "2023-12", "withheld": False}
FELL = {"work": "falls", "onset": "2021-04", "onset_from": "2021-01", "onset_to": "2021-09", "alarm": "2021-11"}


def row(name, **told):
    return Row(
        told.pop("folder", name),
        name,
        **{"paper": "held", "work": "holds", "outcomes": "held", "e_value": 0.5, **KNOWN, **told},
    )


ROWS = (
    row("Zuid", **FELL, e_value=900.0, paper="grew", tightened=True, outcomes="worse"),
    row("Noord", kinds=("clauses", "penalties", "words"), kinds_grown=("clauses", "words")),
    row("Oost", **FELL, e_value=11.0, kinds=("clauses",), clocks=("respond", "restore"), clocks_dead=("respond",)),
    row("West", **FELL, e_value=500.0, few_persons=True, paper="shrank", cautions=("x",), clocks=("close",)),
    Row("Leeg", "Leeg", reason="there is no file"),
    row("Midden", rung=1, n_incidents=0, work="unknown", outcomes="unknown", e_value=None, n_versions=1),
    row("Haven", folder="oud", withheld=True, cautions=("y",), **FELL, e_value=15.0),
)  # fmt: skip


NAMES = ["Haven", "Leeg", "Midden", "Noord", "Oost", "West", "Zuid"]


def lines(language="en"):
    return {line.relation: line for line in list_lines(fold_portfolio(gather(ROWS)), Wording(language))}


def test_a_line_says_what_can_be_said_since_when_and_what_cannot():
    told = lines()
    assert list(told) == ["Haven (from oud)", *NAMES[1:]]
    assert told["Zuid"].said == (
        "The paper grew; the norms became stricter; people of both operations work together less than they did, "
        "since about April 2021 (it may be any month from January 2021 to September 2021); the outcomes became worse"
    )
    assert told["Noord"].cannot == "How much, and how sure: its own report has that"
    assert told["Leeg"].cannot == "Anything: there is no file"
    assert (
        told["Midden"].cannot
        == "Whether the paper grew: there is one version; anything of the work: no tickets were read"
    )
    assert told["Midden"].said == "Nothing yet"


def test_an_alarm_that_does_not_hold_among_so_many_is_told_as_perhaps_chance():
    told = lines()
    assert told["Oost"].cannot.startswith("Whether this is chance")
    assert "chance" not in told["Zuid"].cannot


def test_a_caution_that_withholds_goes_before_all():
    told = lines()["Haven (from oud)"]
    assert told.said == "The paper stayed as it was"
    assert told.cannot == "A conclusion: its own report says what stands in the way"  # and no doubt of an untold fall


def test_of_few_persons_nothing_of_the_work_is_told_and_no_count_gives_it_back():
    folded = fold_portfolio(gather(ROWS))
    west = folded.rows[5]
    assert (west.relation, west.paper, west.n_versions) == ("West", "shrank", 3)
    assert {west.state, west.work, west.e_value, west.onset, west.alarm, west.engagement_change} == {None}
    assert (folded.n_weighed, folded.n_alarms, folded.expected) == (4, 3, 0.4)
    assert [one.code for one in count_dead(folded.rows)] == ["respond", "restore"]
    assert lines()["West"].said == "The paper shrank"


def test_what_is_shared_is_counted_by_kind_and_no_relation_is_named():
    assert [(one.code, one.n_have, one.n_so) for one in count_grown(ROWS)] == [("clauses", 2, 1), ("penalties", 1, 0)]
    told = tell_chance(gather(ROWS), Wording("en"))
    assert told[0].startswith("Engagement could be weighed in 5 relations. If it fell in none of them, up to 0.5 would")
    assert told[1].startswith("4 alarmed at some time. Looked at together in their last month, 2 of these hold")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_page_has_a_figure_a_filter_or_an_order_to_rank_by(tmp_path, language):
    portfolio, say = gather(ROWS), Wording(language)
    written = {path.suffix: path for path in write_portfolio(portfolio, tmp_path, say)}
    assert [*written] == [".pdf", ".html", ".xlsx", ".parquet", ".json"]
    book = openpyxl.load_workbook(written[".xlsx"])
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet["A"]][1:] == [*lines(language)]
    assert sheet.auto_filter.ref is None
    assert {type(cell.value) for cells in sheet.iter_rows() for cell in cells} == {str}
    words = "".join(page.extract_text() for page in PdfReader(written[".pdf"]).pages)
    html = written[".html"].read_text()
    for text in (words, html):
        before_the_counts = re.sub(r"<style>.*?</style>", "", text, flags=re.S).split(say("portfolio.shared_head"))[0]
        assert not re.search(r"900|%|>\d+<", before_the_counts)
        assert all(name in text for name in ("Zuid", "Noord", "Haven (" if language == "en" else "Haven"))
    assert "<script" not in html
    with pikepdf.open(written[".pdf"]) as pdf:
        assert pdf.Root.MarkInfo.Marked


def test_programs_get_codes_and_figures_in_the_same_order_and_equal_bytes(tmp_path):
    say = Wording("en")
    one, two = (write_portfolio(gather(rows), tmp_path / str(i), say) for i, rows in enumerate((ROWS, ROWS[::-1])))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    record = json.loads(one[-1].read_text())
    assert record["among_many"] == {"weighed": 4, "alarms": 3, "holding": 1, "expected_false_alarms": 0.4}
    assert [row["relation"] for row in record["relations"]] == NAMES
    assert record["relations"][0]["folder"] == "oud"
    table = pq.read_table(io.BytesIO(one[3].read_bytes()))
    assert table.schema.metadata[OWN_MARK.encode()] == b"portfolio"
    assert table.column("e_value").to_pylist() == [15.0, None, None, 0.5, 11.0, None, 900.0]


def test_the_command_writes_an_index_and_tells_what_it_found(once, tmp_path):
    portfolio = once("portfolio", write_relations)
    done = run("portfolio", portfolio, "--out", tmp_path, "--workers", 1, "--lang", "en")
    assert done.exit_code == 0, done.output
    first, *written = done.stdout.splitlines()
    assert first == "5 relations: 3 analysed, 2 not; 1 alarm, of which 1 holds among so many."
    assert written == [str(tmp_path / f"portfolio.{kind}") for kind in ("pdf", "html", "xlsx", "parquet", "json")]
    content = b"".join(path.read_bytes() for path in tmp_path.glob("portfolio.*"))
    assert b"Smit" not in content
    assert str(portfolio).encode() not in content


def test_where_nothing_can_be_analysed_the_exit_code_says_so(tmp_path):
    (tmp_path / "in" / "a").mkdir(parents=True)
    assert run("portfolio", tmp_path / "in", "--out", tmp_path / "out", "--workers", 1).exit_code == 1
    assert (tmp_path / "out" / "portfolio.json").exists()
    assert run("portfolio", tmp_path / "nowhere", "--out", tmp_path / "out").exit_code == 2


def test_each_report_has_a_folder_of_its_own_and_no_name_leads_elsewhere(tmp_path):
    tasks = [Task("column", "/x", name, name, f"relation-{i}", "/x") for i, name in enumerate(("A/B", "a b", "../up"))]
    assert [folder.relative_to(tmp_path).as_posix() for _, folder in name_folders(tasks, tmp_path)] == [
        "a-b-relation-0",
        "a-b-relation-1",
        "up",
    ]


def test_the_command_knows_what_the_flow_knows():
    assert EXECUTORS == flow.EXECUTORS
    assert KINDS == source.KINDS
    assert MEMORY_MB == child.MEMORY_MB


def test_reports_of_tables_are_refused_before_anything_is_done(tmp_path):
    (tmp_path / "in" / "clauses" / "relation=A").mkdir(parents=True)
    done = run("portfolio", tmp_path / "in", "--out", tmp_path / "out", "--reports")
    assert (done.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "drift report" in done.stderr


def test_an_option_of_the_other_executor_is_refused_and_not_passed_over(tmp_path):
    for options in (("--master", "local[2]"), ("--executor", "spark", "--workers", 2)):
        done = run("portfolio", tmp_path, "--out", tmp_path / "out", *options)
        assert (done.exit_code, (tmp_path / "out").exists()) == (2, False)


@pytest.mark.long
def test_the_reports_are_those_of_the_command_a_folder_each_and_a_missing_one_is_told(tmp_path):
    write_versions(tmp_path / "in" / "--out=x y", more=1)
    (tmp_path / "in" / "leeg").mkdir()
    told = report_each(tmp_path / "in", tmp_path / "out", kind="folder", workers=1, language="nl")
    assert (told.n_written, told.missing) == (1, ("leeg",))
    assert (tmp_path / "out" / "out-x-y" / "out-x-y.pdf").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}
