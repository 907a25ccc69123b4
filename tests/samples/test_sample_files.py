"""The files of the made-up sample: equal bytes, what is committed, what drift reads in them."""

import dataclasses
import json
import re
import zipfile
from itertools import pairwise

import pandas as pd
import pytest
from builders import alter
from conftest import SORTEERCENTRUM as COMMITTED
from python_calamine import CalamineWorkbook

from drift.charts.shown import show_measures
from drift.errors import UsageError
from drift.model.harm import group_outcomes
from drift.model.points import Points
from drift.reports.pages.outcomes import say_outcomes
from drift.samples.files.folder import write_relation
from drift.samples.relation import make_relation
from drift.samples.scenes.scene import load_scene
from drift.wording import Wording

MADE_UP, ROBOT = load_scene().made_up, load_scene().facts["robot"]


@pytest.fixture(scope="module")
def relation():
    return make_relation()


@pytest.fixture(scope="module")
def folder(relation, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sorteercentrum")
    write_relation(relation, folder)
    return folder


@pytest.fixture(scope="module")
def read(sorteercentrum):
    """What drift reads in the committed files, which are those of the folder: tested below."""
    return sorteercentrum


def files_of(folder):
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return sorted(name for name in names if not name.startswith(".drift"))


def content_of(path):
    if path.suffix != ".xlsx":
        return path.read_bytes()
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_committed_sample_is_what_the_program_makes(folder):
    assert files_of(COMMITTED) == files_of(folder)
    for name in files_of(folder):
        assert content_of(COMMITTED / name) == content_of(folder / name), name


def test_equal_relations_give_equal_bytes(relation, folder, tmp_path):
    written = write_relation(relation, tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in written] == files_of(folder)
    for name in files_of(folder):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


def test_a_relation_may_be_written_over_an_earlier_one(tmp_path):
    relation = make_relation("portal", months=24, seed=1)
    write_relation(relation, tmp_path)
    assert write_relation(relation, tmp_path)[0] == tmp_path / "README.md"


def test_it_is_small_enough_to_be_committed():
    assert sum((COMMITTED / name).stat().st_size for name in files_of(COMMITTED)) < 3_000_000


def test_every_file_and_every_sheet_says_that_it_is_made_up(folder):
    for name in files_of(folder):
        path = folder / name
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as parts:
                assert MADE_UP in parts.read("docProps/core.xml").decode(), name
            for sheet, rows in content_of(path).items():
                assert "verzonnen" in str(rows).casefold(), (name, sheet)
        else:
            told = (name + path.read_text(encoding="utf-8")).casefold()
            assert "verzonnen" in told or '"made_up": true' in told, name


def test_addresses_cannot_exist(folder):
    text = "\n".join(str(content_of(folder / name)) for name in files_of(folder) if name.endswith(".xlsx"))
    text += next((folder / "overleg").glob("*.ics")).read_text(encoding="utf-8").replace("\n ", "")
    found = re.findall(r"[\w.]+@([\w.-]+)", text)
    assert len(found) > 100
    assert {domain.rsplit(".", 1)[-1] for domain in found} == {"example"}


def test_a_folder_with_other_files_is_left_alone(relation, tmp_path):
    (tmp_path / "eigen.xlsx").write_bytes(b"mine")
    with pytest.raises(UsageError) as refused:
        write_relation(relation, tmp_path)
    assert refused.value.note.code == "error.not_empty"
    assert [path.name for path in tmp_path.iterdir()] == ["eigen.xlsx"]


def test_drift_reads_every_file_and_accounts_for_every_row(read, relation):
    intake = read.intake
    assert {file.file: file.status for file in intake.files if file.status != "read"} == {
        "README.md": "skipped",
        "truth.json": "skipped",
    }
    assert intake.total("rejected") == 0
    assert intake.total("repeated") == 5
    assert intake.total("accepted", "incidents") == len(relation.tickets)
    shown = 2 + 23  # rows that only say what is no longer in force: of 3.1 and of 4.0
    in_force = sum(len(clauses) for clauses in relation.paper.clauses.values())
    working_agreements = 8 + 6
    assert intake.total("accepted", "clauses") == in_force + shown + working_agreements
    # the calendar also holds what is nobody's business
    private = sum(1 for i, _ in enumerate(m for m in relation.meetings if _in_calendar(m)) if i % 6 == 0)
    assert intake.total("accepted", "contacts") == len(relation.meetings) + private
    assert intake.total("accepted", "people") == len(relation.cast.people) + 1


def _in_calendar(meeting):
    return meeting.at.year >= 2023 and meeting.level != "operational"


def test_drift_reads_the_tickets_as_they_happened(read, relation):
    found = read.tables["incidents"].set_index("incident_id")
    told = pd.DataFrame(
        [(t.number, t.opened_at, t.title, t.resolved_at, t.due_at) for t in relation.tickets],
        columns=["incident_id", "opened_at", "title", "resolved_at", "due_at"],
    ).set_index("incident_id")
    assert len(found) == len(told)
    found = found.reindex(told.index)
    assert found["title"].tolist() == told["title"].tolist()
    assert (pd.to_datetime(found["opened_at"]) == pd.to_datetime(told["opened_at"])).all()
    due = pd.to_datetime(told["due_at"]).dropna()
    assert (pd.to_datetime(found["due_at"]).dropna() == due).all()
    resolved = pd.to_datetime(told["resolved_at"]).where(told["resolved_at"] < relation.exported_at)
    known = resolved.notna()
    assert (pd.to_datetime(found["resolved_at"])[known] == resolved[known]).all()
    assert found["resolved_at"][~known].isna().all()


def test_drift_tells_the_same_persons_apart(read, relation):
    found = read.tables["incidents"].set_index("incident_id")[["requester", "handler"]]
    for name in ("requester", "handler"):
        pairs = {(getattr(t, name), found.at[t.number, name]) for t in relation.tickets if t.requester != ROBOT}
        pairs = {(getattr(who, "name", who), number) for who, number in pairs}
        assert len({who for who, _ in pairs}) == len({number for _, number in pairs}) == len(pairs)


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "3.0", "3.1", "4.0"])
def test_drift_reads_the_clauses_of_every_layout(read, relation, version):
    """Version 2.0 has a sheet of KPIs, where drift joins the columns to one text: told apart below."""
    chosen = next(one for one in relation.paper.versions if one.name == version)
    clauses = read.tables["clauses"]
    rows = clauses[(clauses["document"] == "SLA") & (clauses["effective_on"] == chosen.effective_on)]
    found = {tuple(row) for row in rows.loc[rows["in_force"], ["clause_id", "text"]].to_numpy().tolist()}
    assert found == {(clause.number, clause.text) for clause in relation.paper.clauses[version]}


def test_memos_hold_every_event_newest_first(folder, relation):
    rows = content_of(folder / "tickets" / "TOPdesk 2018 (verzonnen).xlsx")["Incidenten"]
    heads = next(row for row in rows if "Incidentnummer" in row)
    memos = {row[0]: row[heads.index("Acties")] for row in rows if str(row[0]).startswith("M18")}
    told = [ticket for ticket in relation.tickets if ticket.number in memos]
    assert len(told) == len(memos) == 495
    for ticket in told:
        blocks = memos[ticket.number].split("\n\n")
        assert [block.split(":\n", 1)[1] for block in blocks] == [event.text for event in reversed(ticket.events)]
        assert blocks[-1].startswith(f"{ticket.events[0].at:%d-%m-%Y %H:%M} {ticket.events[0].actor}")


def test_texts_are_many_and_hardly_repeat_a_neighbour(relation):
    texts = [event.text for ticket in relation.tickets for event in ticket.events if event.actor != ROBOT]
    assert len(set(texts)) > 4_000
    assert len({ticket.title for ticket in relation.tickets}) > 3_000
    assert sum(one == other for one, other in pairwise(texts)) < 0.02 * len(texts)


def test_who_argues_by_clause_names_one_that_is_in_force(relation):
    argued = 0
    for ticket in relation.tickets:
        version = relation.paper.in_force(ticket.opened_at.date())
        numbers = {clause.number for clause in relation.paper.clauses[version.name]}
        for event in ticket.events:
            named = re.findall(r"(?:[Aa]rtikel|art\.) (\d+\.\d+)", event.text)
            assert set(named) <= numbers
            argued += bool(named)
    assert argued > 100


def test_truth_is_json_with_a_row_a_month(folder):
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    assert (truth["made_up"], truth["scenario"], len(truth["by_month"])) == (True, "sliding", 84)
    assert truth["dates"] == {
        "procurement": "2020-10",
        "onset": "2021-04",
        "onset_outcomes": "2021-07",
        "round_table": "2023-03-16",
        "repair": "2023-06",
        "repaired": "2023-12",
    }


def test_an_outcome_is_shown_as_people_saw_it_though_chance_is_taken_off_the_evidence(read):
    told = read.measures[read.measures["measure"].eq("repeated")].set_index("period")["value"]
    shown = show_measures(read.measured).frames["repeated"]["value"].dropna()
    # the mix of the base and the smoothing move a month of some 35 incidents by so much
    assert (shown - told[shown.index]).abs().max() < 0.03
    counted = read.measured.operations.seen_of("repeated").coverage
    for window in (read.judgement.changes["repeated"].before, read.judgement.changes["repeated"].after):
        inside = counted[window.first : window.last].sum()  # the table tells the share of all incidents of the window
        assert window.level == pytest.approx(inside["total"] / inside["known"])


def test_an_outcome_that_is_back_at_its_base_is_named_as_that(read):
    changes, harm = read.judgement.changes, read.judgement.harm
    assert "reopened" not in harm.now
    lower = Points(-0.01, -0.02, -0.001)
    back = {**changes, "reopened": dataclasses.replace(changes["reopened"], points=lower)}
    grouped = group_outcomes(harm, back, read.measured.operations.compared)
    told = say_outcomes(alter(read, "judgement", changes=back, harm=grouped), Wording("nl"))
    assert "; was slechter en is terug: heropend" in told
