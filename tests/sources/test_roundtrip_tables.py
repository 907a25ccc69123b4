"""A table written in any supported layout, language and notation, columns shuffled, reads back to equal typed rows."""

import datetime as dt
import string

import pandas as pd
from builders import make_workbook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import read_contents

from drift.project import Project
from drift.project.settings import Settings
from drift.sources.accounts import FileAccount
from drift.sources.files import read_file
from drift.sources.people import People
from drift.sources.readings import join_files

some = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

# field -> heading, as tools and people call it
HEADINGS = [
    {"incident_id": "Meldingnummer", "title": "Korte omschrijving", "opened_at": "Datum aangemeld",
     "resolved_at": "Gereed", "group": "Behandelaarsgroep", "n_reassigned": "Aantal overdrachten"},
    {"incident_id": "Ticket ID", "title": "Subject", "opened_at": "Created at", "resolved_at": "Solved at",
     "group": "Team", "n_reassigned": "Reassignments"},
    {"incident_id": "number", "title": "short_description", "opened_at": "opened_at", "resolved_at": "resolved_at",
     "group": "assignment_group", "n_reassigned": "reassignment_count"},
    {"incident_id": "INCIDENT\nNUMMER", "title": "Titel", "opened_at": "Gemeld\u00a0op", "resolved_at": "Hersteld op*",
     "group": "Team", "n_reassigned": "Aantal toewijzingen"},
]  # fmt: skip
NOTATIONS = [None, "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%m/%d/%Y %I:%M %p", "%d.%m.%Y %H:%M"]
FIRST, LAST = dt.datetime(2001, 1, 1), dt.datetime(2038, 1, 1)
ENDINGS = [[], [[None], ["Eindtotaal"]], [["Aantal: 3"]]]
TOPS = [[], [["Overzicht"]], [["Overzicht"], [None], ["versie", "2"]]]

moments = st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(second=0, microsecond=0))
words = (
    st.text(string.ascii_letters + "éëß ", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda word: word and word.casefold() not in ("total", "totaal", "count", "som", "sum", "nvt", "null"))
)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "title": words,
            "opened_at": moments,
            "resolved_at": st.none() | moments,
            "group": st.sampled_from(["Beheer", "Net", "Desk"]),
            "n_reassigned": st.none() | st.integers(0, 99),
        }
    ),
    min_size=1,
    max_size=6,
)


def read(path):
    contents = read_contents(path)
    people = People(path.parent)
    project = Project(folder=path.parent, only=None, name="x", settings=Settings(), config=None)
    reading = read_file(contents, FileAccount(path.name, "read"), project, people)
    return join_files([reading], people), reading.account


def as_plain(value):
    return None if pd.isna(value) else value


@some
@given(
    rows=rows,
    names=st.sampled_from(HEADINGS),
    notation=st.sampled_from(NOTATIONS),
    order=st.permutations(list(HEADINGS[0])),
    top=st.sampled_from(TOPS),
    ending=st.sampled_from(ENDINGS),
    gap=st.booleans(),
)
def test_a_table_in_any_layout_reads_back_equal(tmp_path, rows, names, notation, order, top, ending, gap):
    def write(value):
        return value.strftime(notation) if notation and isinstance(value, dt.datetime) else value

    full = [{"incident_id": f"M {i:03}", **row} for i, row in enumerate(rows)]
    if notation:  # the column itself must tell which comes first, day or month
        full.append({**full[0], "incident_id": "M 999", "opened_at": dt.datetime(2024, 12, 31, 8),
                     "resolved_at": dt.datetime(2024, 12, 31, 9)})  # fmt: skip
    body = [[write(row[name]) for name in order] for row in full]
    if gap and len(body) > 1:
        body.insert(1, [None])
    sheet = [*top, [names[name] for name in order], *body, *ending]
    path = make_workbook(tmp_path / "log.xlsx", {"Blad1": sheet})
    readings, account = read(path)
    (frame,) = readings.frames["incidents"]
    for name in order:
        assert [as_plain(value) for value in frame[name]] == [row[name] for row in full]
    (told,) = account.sheets
    assert (told.accepted, told.rejected, told.read) == (len(full), 0, len(sheet))
    assert not account.problems


@some
@given(spellings=st.lists(st.sampled_from(["Net", "net", "NET ", "Desk", "desk.", "Beheer"]), min_size=2, max_size=8))
def test_no_category_changes_its_spelling_without_a_note(tmp_path, spellings):
    heading = ["Incident", "Title", "Opened", "Team"]
    body = [[f"I{i}", "a", dt.datetime(2024, 3, 5), spelling] for i, spelling in enumerate(spellings)]
    readings, account = read(make_workbook(tmp_path / "log.xlsx", {"Log": [heading, *body]}))
    (frame,) = readings.frames["incidents"]
    changed = [word for word, found in zip(spellings, frame["group"], strict=True) if word.strip() != found]
    assert bool(changed) <= ("note.folded" in {note.code for note in account.notes})


@some
@given(numbers=st.lists(st.from_regex(r"[1-9]\d?(\.[1-9]\d?){0,3}", fullmatch=True), min_size=1, max_size=8))
def test_a_clause_number_written_as_text_stays_as_it_is(tmp_path, numbers):
    body = [[number, f"tekst {i}"] for i, number in enumerate(numbers)]
    readings, _ = read(make_workbook(tmp_path / "SLA.xlsx", {"Eisen": [["Nr", "Eis"], *body]}))
    (frame,) = readings.frames["clauses"]
    assert frame["clause_id"].tolist() == numbers
