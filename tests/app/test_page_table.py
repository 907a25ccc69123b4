"""Later steps: what the table decided is kept in its form, and a draft is rehearsed."""

import datetime as dt
import io
import json

import pytest
from conftest import SORTEERCENTRUM
from openpyxl import load_workbook
from test_page_flow import Person

from drift.errors import OutputError
from drift.project import open_project
from drift.reports.outcomeform import write_form
from drift.setup.outcome import fill_form
from drift.sources.files import read_files
from drift.wording import Wording


@pytest.fixture
def opened(sorteercentrum, tmp_path):
    """A project with a report in memory, and its form."""
    person = Person("nl")
    report = tmp_path / "report"
    report.mkdir()
    write_form(sorteercentrum, report / "zuid-roundtable.xlsx", Wording("en"))  # the report is in another language
    (report / "run.json").write_text(json.dumps({"outputs": [{"file": "zuid-roundtable.xlsx"}]}))
    opened = person.open(tmp_path)
    opened.analysis = sorteercentrum
    return person, opened, report / "zuid-roundtable.xlsx"


def test_what_is_filled_in_on_the_page_is_read_from_the_form(opened):
    person, project, form = opened
    page = person.get(f"/p/{project.id}/table/").text
    problems = project.analysis.judgement.problems.problems
    assert page.count("<fieldset>") == len(problems) == 3
    decided = {"asked_for-0": "1", "visitor_side-0": "0", "visitor_function-0": "0", "host_side-0": "1"}
    told = {"possibilities-0": "=HYPERLINK(1)", "visit_on-0": "2025-03-04", "held_on": "2025-02-03"}
    person.post(f"/p/{project.id}/table/", **decided, **told)
    assert "zuid-roundtable.xlsx" in person.get(f"/p/{project.id}/table/").text
    again = person.get(f"/p/{project.id}/table/").text
    assert 'name="held_on" required value="2025-02-03"' in again
    assert 'name="visit_on-0" value="2025-03-04"' in again
    assert '<option value="1" selected>richting</option>' in again
    assert ">=HYPERLINK(1)</textarea>" in again
    assert again.count(" selected>") == 4
    (table,) = read_files(open_project(form.parent), keep_key=False).held
    assert table.held_on == dt.date(2025, 2, 3)
    (agreed,) = table.agreed
    assert (agreed.asked_for, agreed.visitor_side, agreed.host_side) == ("direction", "customer", "supplier")
    assert (agreed.possibilities, agreed.visit_on) == ("=HYPERLINK(1)", dt.date(2025, 3, 4))
    assert problems[0].incident_id in agreed.problem
    person.post(f"/p/{project.id}/table/", **{**decided, "visitor_side-0": "", "held_on": "2025-02-03"})
    ((agreed,),) = (table.agreed for table in read_files(open_project(form.parent), keep_key=False).held)
    assert (agreed.visitor_side, agreed.possibilities, agreed.host_side) == (None, None, "supplier")
    person.post(f"/p/{project.id}/table/", **decided, **told)
    assert load_workbook(form).active["C5"].data_type == "s"


def test_a_day_that_is_none_changes_nothing(opened):
    person, project, form = opened
    before = form.read_bytes()
    answer = person.post(f"/p/{project.id}/table/", held_on="3 februari")
    assert answer.status_code == 422
    assert "2023-07-01" in answer.text
    assert form.read_bytes() == before


def test_another_workbook_in_the_place_of_the_form_is_left_alone(opened):
    person, project, form = opened
    person.get("/")
    book = load_workbook(form)
    book.active["C5"].value = "x"
    book.save(form)
    before = form.read_bytes()
    with pytest.raises(OutputError):
        fill_form(form, dt.date(2025, 2, 3), [{}])
    assert form.read_bytes() == before
    assert project.analysis is not None


def test_without_a_report_there_is_no_table(tmp_path):
    person = Person()
    project = person.open(tmp_path)
    assert "Make the report first" in person.get(f"/p/{project.id}/table/").text
    assert person.post(f"/p/{project.id}/table/", held_on="2025-02-03").status_code == 422


def test_a_draft_is_rehearsed_and_not_kept(tmp_path):
    folder = tmp_path / "Zuid"
    (folder / "contract").mkdir(parents=True)
    for name in ("contract/SLA v3.1 def 01-01-2023.xlsx", "tickets/TOPdesk 2022 (verzonnen).xlsx", "people.xlsx"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes((SORTEERCENTRUM / name).read_bytes())
    draft = SORTEERCENTRUM / "contract" / "SLA v4.0 concept 15-02-2023.xlsx"
    person = Person()
    project = person.open(folder)
    person.post(f"/p/{project.id}/rehearse/", files=[(io.BytesIO(draft.read_bytes()), "../draft.xlsx")])
    person.wait(project)
    assert [*folder.rglob("draft*")] == []
    page = person.get(f"/p/{project.id}/rehearse/").text
    assert f'src="/p/{project.id}/rehearse/html"' in page
    record = json.loads(person.get(f"/p/{project.id}/rehearse/json").data)
    assert record["sentence"] in page.replace("&#39;", "'")
    assert person.get(f"/p/{project.id}/rehearse/pdf").data.startswith(b"%PDF-")
    assert "sandbox" in person.get(f"/p/{project.id}/rehearse/html").headers["Content-Security-Policy"]


def test_what_is_no_draft_is_refused(tmp_path):
    person = Person()
    project = person.open(tmp_path)
    person.post(f"/p/{project.id}/rehearse/", files=[(io.BytesIO(b"\x89PNG\r\n"), "draft.xlsx")])
    assert "draft.xlsx was not taken" in person.get(f"/p/{project.id}/rehearse/").text
    assert project.work is None
