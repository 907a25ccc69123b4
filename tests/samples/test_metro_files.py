"""The files of the metro: equal bytes, what is committed, what drift recognises in them."""

import json
import re
import zipfile

import pytest
from conftest import METRO
from python_calamine import CalamineWorkbook

from drift.samples.files.folder import write_relation
from drift.samples.files.servicenow import list_years
from drift.samples.relation import make_relation
from drift.samples.scenes.scene import SCENES, load_scene

SCENE = load_scene("metro")
TABLES = {  # what the sheets of each kind of file are recognised as; None: a note
    "contract/": {"clauses", "norms", "governance", None},
    "incidents/incident ": {"incidents"},
    "incidents/work notes ": {"events"},
    "kpi/KPI report ": {"norm_reports"},
    "kpi/Monthly service report ": {"norm_reports", None},
    "meetings/": {"contacts"},
    "minutes/": {"contacts", "decisions", "actions", None},
    "people.xlsx": {"people"},
}


@pytest.fixture(scope="module")
def relation():
    return make_relation(scene="metro")


@pytest.fixture(scope="module")
def folder(relation, tmp_path_factory):
    folder = tmp_path_factory.mktemp("metro")
    write_relation(relation, folder)
    return folder


@pytest.fixture(scope="module")
def truth():
    return json.loads((METRO / "truth.json").read_text(encoding="utf-8"))


def files_of(folder):
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return sorted(name for name in names if not name.startswith(".drift"))


def content_of(path):
    if path.suffix == ".xlsx":
        book = CalamineWorkbook.from_path(path)
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            return {name: parts.read(name) for name in parts.namelist()}
    return path.read_bytes()


def test_the_committed_sample_is_what_the_program_makes(folder):
    assert files_of(METRO) == files_of(folder)
    for name in files_of(folder):
        assert content_of(METRO / name) == content_of(folder / name), name


def test_equal_seeds_give_equal_bytes(folder, tmp_path):
    write_relation(make_relation(scene="metro", seed=SCENE.facts["seed"]), tmp_path)
    for name in files_of(folder):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


def test_it_is_small_and_every_file_says_that_it_is_made_up(folder):
    assert sum((folder / name).stat().st_size for name in files_of(folder)) < 4_000_000
    for name in files_of(folder):
        told = str(content_of(folder / name)).casefold()
        assert "invented" in name or "invented" in told or '"made_up": true' in told, name


def test_addresses_cannot_exist_and_no_dutch_word_was_left(folder):
    text = "\n".join(str(content_of(folder / name)) for name in files_of(folder)).replace("\\r\\n ", "")
    assert {domain.rsplit(".", 1)[-1] for domain in re.findall(r"[\w.]+@([\w.-]+)", text)} == {"example"}
    dutch = r"\b(?:verzonnen|opdrachtgever|opdrachtnemer|storing|melding|monteur|artikel|overleg|niet|het)\b"
    assert re.findall(dutch, text, re.I) == []


def test_every_sheet_is_recognised_for_what_it_is(metro):
    for file in metro.intake.files:
        if file.status == "skipped":
            assert file.file in ("README.md", "truth.json")
            continue
        kind = next(kind for kind in TABLES if file.file.startswith(kind))
        assert file.status == "read"
        assert {sheet.table for sheet in file.sheets} <= TABLES[kind], file.file
    assert [(one.at.file, one.at.cell) for file in metro.intake.files for one in file.problems] == [
        ("meetings/Meetings 2013-2015 (invented).csv", "A42")
    ]


def test_every_row_is_accounted_for(metro, relation):
    intake = metro.intake
    assert intake.total("rejected") == 1  # a meeting of 30 February
    assert intake.total("repeated", "incidents") == 4
    assert intake.total("accepted", "incidents") == len(relation.tickets) == 3_152
    assert intake.total("accepted", "norm_reports") == 72 * 3
    private = sum(1 for i, _ in enumerate(_in_calendar(relation)) if i % 6 == 0)
    assert intake.total("accepted", "contacts") == len(relation.meetings) - 1 + private
    assert intake.total("accepted", "people") == len(relation.cast.people) + 1


def _in_calendar(relation):
    late = [meeting for meeting in relation.meetings if f"{meeting.at:%Y-%m}" >= "2015-10"]
    months = {f"{meeting.at:%Y-%m}" for meeting in late if meeting.level == "tactical"}
    above = sum(meeting.level != "operational" for meeting in late)
    return range(above - len(months))


def test_clauses_are_read_in_every_layout_and_those_in_the_matrix_are_norms(metro, relation):
    rows = metro.tables["clauses"]
    for version in relation.paper.versions:
        own = rows[(rows["document"] == "SLA") & (rows["effective_on"] == version.effective_on) & rows["in_force"]]
        found = {tuple(row) for row in own[["clause_id", "text"]].to_numpy().tolist()}
        listed = [one for one in relation.paper.clauses[version.name] if not (one.grid and version.layout == "matrix")]
        assert {(clause.number, clause.text) for clause in listed} <= found, version.name
        targets = metro.tables["targets"]
        held = targets[(targets["file"] == version.file) & targets["sheet"].eq("Service levels")]
        if version.layout == "matrix":
            grid = [one.norm for one in relation.paper.clauses[version.name] if one.grid]
            assert sorted(held["value"]) == sorted(grid)


def test_wrong_dates_stand_in_the_files_as_told(truth, metro, relation):
    wrong = truth["wrong_dates"]
    third = [*list_years(relation).values()][2]
    assert set(wrong["closed_1970"]) < {ticket.number for ticket in third}
    closed = metro.tables["incidents"].set_index("incident_id")["closed_at"]
    assert closed[wrong["closed_1970"]].isna().all()
    told = " ".join(str(note.values) for file in metro.intake.files for note in file.notes)
    assert told.count("1970-01-01") == 1
    assert len(wrong["minutes_with_an_old_day"]) == 4
    assert wrong["meetings_without_a_day"] == ["2013-12-02 20:15"]


def test_the_scenes_are_those_that_commands_offer():
    from drift.cli.demo import SAMPLES as DEMO
    from drift.cli.simulate import SAMPLES

    assert DEMO == SCENES
    assert SCENES[1:] == SAMPLES


@pytest.mark.long
@pytest.mark.parametrize(("seed", "months"), [(0, 24), (3, 100)])
def test_another_length_and_seed_are_written_too(tmp_path, seed, months):
    write_relation(make_relation(scene="metro", months=months, seed=seed), tmp_path)
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert (truth["seed"], len(truth["by_month"]), len(list((tmp_path / "kpi").iterdir()))) == (seed, months, months)
