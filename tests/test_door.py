"""`analyse_tables`: frames give what their files give, and what cannot be used is told whole."""

import dataclasses
import datetime as dt
import zipfile
from decimal import Decimal
from uuid import UUID

import numpy as np
import pandas as pd
import pytest
from conftest import SORTEERCENTRUM
from door import find_differences, find_texts, small_tables, tables_of

import drift
from drift.errors import TableError, UsageError
from drift.project import make_project
from drift.tables.columns import schema_of
from drift.tables.door.read import read_tables
from drift.tables.store import build_tables


def read(tables, **settings):
    """Return the frames that the door makes of some tables."""
    return {name: frames[0] for name, frames in read_tables(tables, make_project(settings, None)).frames.items()}


def faults(tables, **settings):
    """Return what the door says of some tables, a sentence a fault."""
    with pytest.raises(TableError) as refused:
        drift.analyse_tables(tables, settings={"language": "en", **settings})
    head, *sentences = str(refused.value).split("\n- ")
    assert len(refused.value.problems) == len(sentences)
    assert head.startswith("the tables cannot be used")
    return sentences


def with_cells(table, row, **cells):
    """Return the small tables with some cells of one row put in."""
    tables = small_tables()
    frame = tables[table].astype(object)
    for name, value in cells.items():
        if name not in frame:
            frame[name] = None
        frame.loc[row, name] = value
    return {**tables, table: frame}


@pytest.mark.long
@pytest.mark.parametrize("fixture", ["sample", "sorteercentrum"])
def test_frames_give_what_their_files_give(fixture, request):
    tables, settings = tables_of(
        SORTEERCENTRUM if fixture == "sorteercentrum" else request.getfixturevalue("real_folder")
    )
    from_files = request.getfixturevalue(fixture)
    from_tables = drift.analyse_tables(tables, settings=settings)
    # one is a copy of what was read before, whose tables were masked whole; the other masks them now
    from_files, from_tables = (dataclasses.replace(one, tables={**one.tables}) for one in (from_files, from_tables))
    differing = [
        path
        for field in dataclasses.fields(from_files)
        if field.name not in ("project", "intake")
        for path in find_differences(getattr(from_files, field.name), getattr(from_tables, field.name), field.name)
    ]
    assert differing == []


@pytest.mark.long
def test_the_tables_of_a_simulation_go_through_the_door_and_into_a_report(tmp_path):
    relation = drift.simulate("slide_2", months=30, seed=3, n_incidents=30)
    analysis = drift.analyse_tables(relation.tables)
    assert analysis.relation == relation.tables["incidents"]["relation"].iloc[0]
    assert analysis.rung == 4
    assert len(analysis.tables["incidents"]) == len(relation.tables["incidents"])
    assert analysis.intake.total("accepted", "events") == len(relation.tables["events"])
    assert analysis.measured.meetings is not None  # attendees sit with their contacts
    names = {path.suffix for path in drift.write_report(analysis, tmp_path, language="en")}
    assert {".pdf", ".html", ".xlsx", ".json"} <= names


def test_what_is_left_out_is_made_as_the_readers_make_it():
    tables = read(small_tables(), relation="A")
    incidents, clauses = tables["incidents"], tables["clauses"]
    assert set(incidents) == set(schema_of("incidents").names)
    first = incidents.iloc[0]
    assert (first["file"], first["sheet"], first["row"], first["tool"]) == ("incidents", "incidents", 1, "generic")
    assert first["opened_at"] == pd.Timestamp("2021-01-01 09:00")
    assert first["opened_utc"] == pd.Timestamp("2021-01-01 08:00")
    assert incidents["incident_id"].iloc[0] == "101"
    assert incidents["end_known"].all()
    assert set(incidents["type"]) == {"corrective"}
    assert clauses["file"].unique().tolist() == ["clauses SLA 1.0 2021-01-01", "clauses SLA 2.0 2021-03-01"]
    assert clauses["in_force"].all()


def test_an_end_that_no_column_tells_is_not_known():
    tables = small_tables()
    tables["incidents"] = tables["incidents"].drop(columns="resolved_at")
    assert not read(tables)["incidents"]["end_known"].any()


def test_stamps_of_another_zone_are_converted_and_naive_ones_are_wall_time():
    opened = [pd.Timestamp("2021-07-01 12:00", tz="UTC"), pd.Timestamp("2021-07-01 12:00"), dt.date(2021, 7, 2)]
    frame = pd.DataFrame({"incident_id": ["a", "b", "c"], "opened_at": pd.Series(opened, dtype=object)})
    found = read({"incidents": frame})["incidents"]
    assert found["opened_at"].dt.hour.tolist() == [14, 12, 0]
    assert found["opened_utc"].dt.hour.tolist() == [12, 10, 22]
    aware = frame.assign(opened_at=pd.to_datetime(["2021-07-01 12:00"] * 3).tz_localize("America/New_York"))
    assert read({"incidents": aware})["incidents"]["opened_at"].dt.hour.tolist() == [18, 18, 18]


def test_an_instant_that_is_given_goes_before_the_wall_time():
    # the hour that the clock repeats: only the instant tells which of the two it was
    wall, utc = pd.Timestamp("2021-10-31 02:30"), pd.Timestamp("2021-10-31 01:30")
    frame = pd.DataFrame({"incident_id": ["a"], "opened_at": [wall], "opened_utc": [utc]})
    found = read({"incidents": frame})["incidents"].iloc[0]
    assert (found["opened_at"], found["opened_utc"]) == (wall, utc)


@pytest.mark.parametrize("nothing", [None, np.nan, pd.NaT, pd.NA, "n.v.t.", " "])
def test_every_kind_of_nothing_is_missing(nothing):
    title = read(with_cells("incidents", 0, title=nothing))["incidents"]["title"]
    assert title.isna().tolist() == [True] + [False] * 19


def test_a_number_as_an_id_is_text_whatever_the_column_made_of_it():
    for ids in ([1, 2], pd.Series([1, 2], dtype="Int64"), [1.0, 2.0], pd.Series([1, "2"], dtype=object)):
        frame = pd.DataFrame({"incident_id": ids, "opened_at": pd.Timestamp("2021-01-01")})
        assert read({"incidents": frame})["incidents"]["incident_id"].tolist() == ["1", "2"]


def test_object_string_and_category_columns_read_alike_and_labels_do_not_matter():
    plain = small_tables()
    other = {
        "clauses": plain["clauses"].astype({"text": "category", "document": object}).set_index("document", drop=False),
        "incidents": plain["incidents"].astype({"title": "string"}).set_axis([0] * 20, axis=0),
    }
    one, two = read(plain), read(other)
    for name in ("clauses", "incidents"):
        assert find_differences(one[name].drop(columns="requester", errors="ignore"),
                                two[name].drop(columns="requester", errors="ignore")) == []  # fmt: skip


def test_the_frames_of_the_caller_stay_as_they_are():
    tables = small_tables()
    before = {name: frame.copy(deep=True) for name, frame in tables.items()}
    read(tables)
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, before[name])


def test_persons_are_numbers_and_their_names_are_masked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    analysis = drift.analyse_tables(small_tables(), settings={"relation": "Hal 7"})
    incidents = analysis.tables["incidents"]
    assert set(incidents["requester"]) == {1, 2}
    assert not incidents["title"].str.contains("Gerda|Zonderling").any()
    assert analysis.relation == "Hal 7"
    assert [*tmp_path.iterdir()] == []  # no key is kept


def test_persons_in_a_column_of_groups_are_masked_and_told_of():
    groups = ["Selma H.", "Bart K.", "Anna Drost", "Karel Wit"]
    tables = small_tables()
    incidents = tables["incidents"].assign(group=groups * 5, object=["Band 1", "Sorter 2"] * 10, title="Selma H. belde")
    analysis = drift.analyse_tables({**tables, "incidents": incidents})
    assert [text for _, text in find_texts(analysis) if any(name.split()[0] in text for name in groups)] == []
    assert set(analysis.tables["incidents"]["object"]) == {"Band 1", "Sorter 2"}
    notes = [(str(note.at), dict(note.values)) for note in analysis.intake.notes if note.code == "note.persons_given"]
    assert notes == [("incidents", {"heading": "group", "n": 4, "of": 4})]


def test_groups_that_are_groups_stay():
    groups = ["Servicedesk", "Team Jansen", "Monteurs Noord", "Beheer"]
    tables = small_tables()
    readings = read_tables(
        {**tables, "incidents": tables["incidents"].assign(group=groups * 5)}, make_project({}, None)
    )
    assert [readings.people.mask(group) for group in groups] == groups
    assert [note.code for note in readings.notes if note.code == "note.persons_given"] == []


def test_a_name_stands_in_no_frame_and_in_no_file_of_a_report(tmp_path):
    tables = small_tables(months=12)
    words = ("category", "priority", "object", "group", "status", "channel", "level", "sla_kind", "file", "sheet")
    tables["incidents"] = tables["incidents"].assign(type="corrective", **dict.fromkeys(words, "van Zonderling"))
    clauses = tables["clauses"].assign(section="Zonderling", remark="Gerda belt", document="SLA Zonderling")
    governance = pd.DataFrame(
        {"kind": "contact", "role": "contact", "function": ["hulp van Zonderling"], "side": "customer"}
    )
    analysis = drift.analyse_tables({**tables, "clauses": clauses, "governance": governance})
    named = [path for path, text in find_texts(analysis) if "Gerda" in text or "Zonderling" in text]
    assert named == []
    for path in drift.write_report(analysis, tmp_path, language="nl"):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                written = b"".join(map(book.read, book.namelist()))
            assert b"Gerda" not in written
            assert b"Zonderling" not in written


def test_the_tables_of_an_analysis_may_come_back_without_what_was_made():
    first = drift.analyse_tables(small_tables())
    made = ("readings", "targets", "lineage", "units", "answers", "judgements")
    again = drift.analyse_tables({name: table for name, table in first.tables.items() if name not in made})
    pd.testing.assert_frame_equal(again.indices, first.indices)


def test_documents_tell_of_versions_what_clauses_cannot():
    tables = small_tables()
    days = pd.to_datetime(["2021-01-01", "2021-03-01"])
    documents = pd.DataFrame({"document": "SLA", "version": ["1.0", "2.0"], "effective_on": days, "role": "agreement"})
    documents["status"] = ["signed", "draft"]
    tables["clauses"] = tables["clauses"].drop(columns="effective_on")
    found = drift.analyse_tables({**tables, "documents": documents}).tables["documents"]
    assert found["role"].tolist() == ["agreement", "agreement"]
    assert found["status"].tolist() == ["signed", "draft"]
    assert found["effective_on"].tolist() == [dt.date(2021, 1, 1), dt.date(2021, 3, 1)]


def test_decisions_and_actions_are_taken_from_a_caller_and_an_action_is_one_row():
    at = pd.to_datetime(["2021-01-04", "2021-02-01"])
    tables = small_tables() | {
        "decisions": pd.DataFrame({"at": at, "text": ["The fault is not recognised", "Agreed: a second crew"]}),
        "actions": pd.DataFrame({"at": at, "text": ["Order a belt", "order a belt"], "status": ["open", "done"],
                                 "owner": ["Gerda Zonderling", None]}),
    }  # fmt: skip
    readings = read_tables(tables, make_project({}, None))
    store, _ = build_tables(readings, make_project({}, None))
    with store:
        decisions, actions = (store.fetch(name).to_pandas() for name in ("decisions", "actions"))
    assert decisions["text"].tolist() == ["The fault is not recognised", "Agreed: a second crew"]
    assert actions[["text", "status", "n_seen", "row"]].to_numpy().tolist() == [["Order a belt", "done", 2, 1]]
    assert actions["owner"].iloc[0] in readings.people.persons
    assert actions["seen_at"].tolist() == [at[1]]
    assert faults({**small_tables(), "actions": pd.DataFrame({"text": ["x"], "status": ["shut"]})}) == [
        "actions.status, position 0: found 'shut', expected one of open, done, dropped"
    ]


def test_attendees_sit_with_the_contact_of_their_moment_or_of_their_row():
    at = pd.to_datetime(["2021-01-05 10:00", "2021-01-06 10:00"])
    contacts = pd.DataFrame({"at": at, "topic": "overleg", "kind": ["phone", "e-mail"]})
    attendees = pd.DataFrame({"at": at[[1, 0]], "person": ["Gerda", "Piet"]})
    found = read({**small_tables(), "contacts": contacts, "attendees": attendees})
    assert found["attendees"][["file", "sheet", "row"]].to_numpy().tolist() == [["contacts", "contacts", 2],
                                                                               ["contacts", "contacts", 1]]  # fmt: skip
    assert found["contacts"]["direct"].tolist() == [True, False]
    by_row = attendees.drop(columns="at").assign(row=[1, 2])
    assert read({**small_tables(), "contacts": contacts, "attendees": by_row})["attendees"]["at"].tolist() == [*at]
    same = contacts.assign(at=at[0])
    told = faults({**small_tables(), "contacts": same, "attendees": attendees})
    assert told == ["attendees, position 1: 2021-01-05 10:00:00 fits several contacts; give both tables a column row"]


def test_scope_is_read_from_a_table_and_from_the_settings():
    table = pd.DataFrame({"on": pd.to_datetime(["2021-02-01"]), "unit": ["scanners"], "amount": [12]})
    project = make_project({"scope": [{"on": "2021-01-01", "unit": "scanners", "amount": 10}]}, None)
    readings = read_tables({**small_tables(), "scope": table}, project)
    assert [(one.on.month, one.unit, one.amount) for one in readings.scope] == [
        (1, "scanners", 10),
        (2, "scanners", 12),
    ]


def test_what_a_database_gives_is_read():
    stamps = pd.to_datetime(["2021-07-01 12:00"]).tz_localize("UTC").astype("timestamp[us, tz=UTC][pyarrow]")
    number = UUID("e923e778-215f-404b-97a7-1cc9a60e316a")
    frame = pd.DataFrame({"incident_id": [Decimal(7)], "opened_at": stamps, "title": [number]})
    frame = frame.assign(n_reopened=[Decimal(2)], downtime_min=[Decimal("1.5")])
    found = read({"incidents": frame})["incidents"].iloc[0]
    assert found[["incident_id", "title", "n_reopened", "downtime_min"]].tolist() == ["7", str(number), 2, 1.5]
    assert found["opened_at"] == pd.Timestamp("2021-07-01 14:00")


def test_a_column_is_known_by_its_name_in_capitals_and_far_from_all_lists_them():
    tables = small_tables()
    upper = tables["incidents"].rename(columns=str.upper)
    assert faults({"incidents": upper})[0] == "incidents: unknown column INCIDENT_ID; did you mean incident_id?"
    (told,) = faults({"clauses": tables["clauses"].assign(ends_on=None)})
    assert told.startswith("clauses: unknown column ends_on; the columns are: relation, file")


def test_a_table_without_rows_is_a_table():
    tables = small_tables()
    assert len(read({**tables, "events": pd.DataFrame({"incident_id": [], "at": []})})["events"]) == 0
    assert len(read({**tables, "events": pd.DataFrame()})["events"]) == 0
    assert faults({name: frame.iloc[:0] for name, frame in tables.items()}) == [
        "there is no clause and no incident in the tables"
    ]


def test_no_table_at_all_is_told():
    (told,) = faults({})
    assert told.startswith("there is no table; the tables are: clauses, incidents, events")


def test_what_has_another_name_is_told_with_the_nearest():
    tables = small_tables()
    tables["incident"] = tables.pop("incidents")
    tables["clauses"] = tables["clauses"].rename(columns={"text": "tekst"})
    tables["lineage"] = pd.DataFrame()
    tables["xyz"] = pd.DataFrame()
    assert faults(tables) == [
        "unknown table incident; did you mean incidents?",
        "the table lineage is made, not read; leave it out",
        "unknown table xyz; the tables are: clauses, incidents, events, contacts, attendees, decisions, "
        "actions, people, governance, norms, norm_reports, documents, scope",
        "clauses: unknown column tekst; did you mean text?",
        "clauses: the column text is missing",
    ]


@pytest.mark.parametrize(
    ("table", "cells", "told"),
    [
        (
            "incidents",
            {"opened_at": "05-03-2021"},
            "opened_at, position 3: found '05-03-2021', expected a date with or",
        ),
        ("incidents", {"opened_at": None}, "opened_at, position 3: found None, expected a value"),
        ("incidents", {"incident_id": "-"}, "incident_id, position 3: found '-', expected a value"),
        ("incidents", {"incident_id": True}, "incident_id, position 3: found True, expected text"),
        ("incidents", {"n_reopened": "twee"}, "n_reopened, position 3: found 'twee', expected a whole number"),
        ("incidents", {"n_reopened": 1.5}, "n_reopened, position 3: found 1.5, expected a whole number"),
        ("incidents", {"downtime_min": "3"}, "downtime_min, position 3: found '3', expected a number"),
        ("incidents", {"downtime_min": np.inf}, "downtime_min, position 3: found inf, expected a number"),
        ("incidents", {"sla_met": 1}, "sla_met, position 3: found 1, expected True or False"),
        ("incidents", {"type": "storing"}, "type, position 3: found 'storing', expected one of corrective, planned"),
        ("clauses", {"clause_id": 4.1}, "clause_id, position 3: found 4.1, expected text; as a number 4.10 would be"),
        ("clauses", {"effective_on": "2021"}, "effective_on, position 3: found '2021', expected a date, no text"),
        ("incidents", {"n_reopened": 2**70}, "n_reopened, position 3: found 1180591620717411303424, expected a whole"),
        ("incidents", {"title": "\ud800 x"}, "title, position 3: found '\\ud800 x', expected text"),
        ("incidents", {"incident_id": np.float64("inf")}, "incident_id, position 3: found inf, expected text"),
        ("clauses", {"relation": "\ud800"}, "relation, position 3: found '\\ud800', expected text"),
        ("clauses", {"relation": ["A"]}, "relation, position 3: found ['A'], expected text"),
        ("clauses", {"text": ["a"]}, "text, position 3: found ['a'], expected text"),
    ],
)
def test_a_cell_that_does_not_fit_is_told_with_its_place(table, cells, told):
    assert any(sentence.startswith(f"{table}.{told}") for sentence in faults(with_cells(table, 3, **cells)))


@pytest.mark.parametrize(
    ("table", "cells", "words"),
    [
        (
            "events",
            {"incident_id": "101", "at": pd.Timestamp("2021-01-02"), "kind": "gebeld"},
            "one of opened, assigned",
        ),
        (
            "contacts",
            {"at": pd.Timestamp("2021-01-02"), "level": "tactisch"},
            "one of operational, tactical, strategic",
        ),
        ("people", {"person": "Piet", "side": "klant"}, "one of customer, supplier"),
        ("governance", {"kind": "overleg"}, "one of version history, contact, meeting"),
        (
            "scope",
            {"on": pd.Timestamp("2021-01-01"), "unit": "x", "amount": 0},
            "expected an amount above 0",
        ),
        ("scope", {"on": pd.Timestamp("2021-01-01"), "unit": "x" * 61, "amount": 1}, "in at most 60 characters"),
    ],
)
def test_a_word_that_is_not_ours_is_told_with_ours(table, cells, words):
    (told,) = faults({**small_tables(), table: pd.DataFrame([cells])})
    assert words in told


def test_all_faults_of_a_call_are_told_at_once_and_a_wrong_column_briefly():
    tables = small_tables()
    tables["incidents"] = tables["incidents"].assign(opened_at="gisteren", priority=tables["incidents"]["opened_at"])
    tables["clauses"] = with_cells("clauses", 0, effective_on="2021")["clauses"]
    told = faults(tables)
    assert "incidents.opened_at: 15 more cells like these" in told
    assert "incidents.priority, position 0: found Timestamp('2021-01-01 09:00:00'), expected text" in told
    assert any(sentence.startswith("clauses.effective_on, position 0") for sentence in told)


def test_a_key_may_stand_there_once():
    tables = small_tables()
    tables["incidents"] = pd.concat([tables["incidents"], tables["incidents"].iloc[[4]]])
    assert faults(tables) == [
        "incidents, position 20: 105 2021-01-21 09:00:00 is there twice; each may stand there once"
    ]
    tables["incidents"] = pd.concat([small_tables()["incidents"]] * 2)
    assert faults(tables)[5:] == ["incidents: 15 more rows that are there twice"]
    tables = small_tables()
    tables["clauses"] = tables["clauses"].assign(file=["a.xlsx"] * 6 + ["b.xlsx"] * 8, row=1)
    assert faults(tables)[0].startswith("clauses, position 1: a.xlsx clauses 1 is there twice")


def test_versions_that_do_not_hang_together_are_told():
    tables = small_tables()
    one_file = {**tables, "clauses": tables["clauses"].assign(file="a.xlsx")}
    assert faults(one_file) == [
        "clauses, position 6: SLA is a second version in the file a.xlsx; each version is a file of its own"
    ]
    documents = pd.DataFrame(
        {"document": ["SLA", "DAP"], "version": ["1.0", "1.0"], "effective_on": pd.to_datetime(["2021-02-01"] * 2)}
    )
    assert faults({**tables, "documents": documents}) == [
        "documents, position 0: found 1 February 2021, expected 1 January 2021, the day of its clauses",
        "documents, position 1: no clause has document DAP, version 1.0",
    ]
    undated = {**tables, "clauses": tables["clauses"].drop(columns="effective_on")}
    assert faults(undated)[0] == "clauses, position 0: SLA has no effective_on, there or in the table documents"


def test_two_relations_are_never_added_up():
    tables = small_tables()
    assert read_tables({**tables, "clauses": tables["clauses"].assign(relation=" hal  7")}, make_project({}, None))
    two = {
        **tables,
        "clauses": tables["clauses"].assign(relation="A"),
        "incidents": tables["incidents"].assign(relation="B"),
    }
    assert faults(two) == ["2 relations in one call: A, B; one call takes one"]
    assert drift.analyse_tables(two, settings={"aliases": {"Hal 7": ["a", "b"]}}).relation == "Hal 7"


def test_settings_are_those_of_a_drift_toml():
    with pytest.raises(UsageError) as refused:
        drift.analyse_tables(small_tables(), settings={"cut_day": 30})
    assert refused.value.note.code == "error.toml_key_near"
    assert refused.value.note.values == {"key": "cut_day", "near": "cut_days"}


@pytest.mark.parametrize("tables", [None, [], pd.DataFrame()])
def test_what_is_no_dict_of_tables_is_told(tables):
    assert faults(tables) == [f"found {type(tables).__name__}, expected a dict: name of a table -> pandas DataFrame"]


def test_what_is_no_frame_is_told():
    assert faults({"clauses": [1, 2]}) == ["clauses: found list, expected a pandas DataFrame"]


def test_a_column_that_is_there_twice_is_told():
    tables = small_tables()
    tables["incidents"].insert(0, "relation", "A")
    twice = pd.concat([tables["incidents"], tables["incidents"][["relation", "title"]]], axis=1)
    assert faults({**tables, "incidents": twice}) == [
        "incidents: the column relation is there twice",
        "incidents: the column title is there twice",
    ]
