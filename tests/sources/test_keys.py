"""What an incident is known by: numbers that start again, slips of the pen, rows that are one incident."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shared_cases import small_case

import drift
from drift.errors import UsageError
from drift.explain.what import ask
from drift.project import open_project
from drift.sources.files import read_files
from drift.tables.history import compare_snapshots, take_snapshot
from drift.tables.keys import number_of
from drift.tables.store import build_tables
from drift.wording import Wording

HEAD = "Number,Opened,Resolved,Short description,Caller,Assigned to"


def read(folder):
    """Return incidents and events as stored, and the intake."""
    project = open_project(folder)
    store, intake = build_tables(read_files(project, keep_key=False), project)
    with store:
        return store.fetch("incidents").to_pandas(), store.fetch("events").to_pandas(), intake


def told(intake, code):
    return [dict(note.values) for note in intake.every_note if note.code == code]


def ticket(number, opened, *more, lasts=5):
    """Return a row of HEAD; more: columns behind."""
    ended = opened + dt.timedelta(hours=lasts)
    cells = [number, f"{opened:%Y-%m-%d %H:%M:%S}", f"{ended:%Y-%m-%d %H:%M:%S}", f"fault {number}", "Ann", "Bo", *more]
    return ",".join(map(str, cells))


def year(number, of, *more):
    """Return a ticket of a year, the later the higher its number."""
    return ticket(number, dt.datetime(of, 1, 1, 9, 7) + dt.timedelta(days=3 * number, minutes=number), *more)


def write(folder, name, rows, head=HEAD):
    (folder / name).write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


# folders with a known answer


def test_renumbered_each_year_keeps_every_ticket():
    incidents, _, intake = read(small_case("renumbered_each_year"))
    assert (len(incidents), intake.total("repeated"), incidents["incident_id"].nunique()) == (120, 0, 120)
    (values,) = told(intake, "note.number_no_key")
    assert (values["n"], values["of"], values["incidents"]) == (40, 40, 120)
    assert "note.number_no_key" in {note.code for note in intake.doubts}


def test_row_per_route_is_two_incidents_in_four_rows():
    incidents, _, intake = read(small_case("row_per_route"))
    assert sorted(incidents["object"]) == ["A-1; A-2; A-3", "B-1"]
    assert told(intake, "note.row_an_object") == [{"rows": 3, "incidents": 1}]
    assert (intake.total("accepted"), intake.total("repeated")) == (2, 2)


@pytest.mark.parametrize("name", ["glpi_french", "glpi_spaced_ids"])
def test_several_persons_a_cell_and_spaced_ids_are_sixty_incidents(name):
    incidents, _, intake = read(small_case(name))
    assert (len(incidents), incidents["incident_id"].iloc[0]) == (60, "5 732 901")
    assert incidents[["resolved_at", "handler"]].notna().all(axis=None)
    assert [values["n"] for values in told(intake, "note.several_persons")] == [60]


def test_coarse_ci_keeps_every_ticket_and_tells_why_repeats_cannot_be_counted():
    analysis = drift.analyse(small_case("coarse_ci"))
    assert len(analysis.tables["incidents"]) == 3_000
    assert "coarse_objects" in {caution.code for caution in analysis.cautions}
    assert {"repeated", "solved_on_the_floor"}.isdisjoint(analysis.measures["measure"])


# numbers that are no key


def test_numbers_that_start_again_get_their_opening_and_the_others_stay(tmp_path):
    write(tmp_path, "log.csv", [year(n, of) for of in (2021, 2022) for n in range(1, 6 if of == 2021 else 5)])
    incidents, _, intake = read(tmp_path)
    assert len(incidents) == 9
    assert {"1 (2021-01-04 09:08)", "1 (2022-01-04 09:08)", "5"} <= set(incidents["incident_id"])
    (values,) = told(intake, "note.number_no_key")
    assert (values["n"], values["of"], values["incidents"]) == (4, 5, 8)


def test_versions_of_one_opening_stay_versions_where_numbers_start_again(tmp_path):
    write(tmp_path, "a.csv", [year(n, of) for of in (2021, 2022) for n in range(1, 5)])
    write(tmp_path, "b.csv", [year(n, of) for of in (2022, 2023) for n in range(1, 5)])
    incidents, _, intake = read(tmp_path)
    assert len(incidents) == 12
    assert [(sheet.accepted, sheet.repeated) for sheet in intake.of("incidents")] == [(4, 4), (8, 0)]


def test_one_slip_among_many_numbers_loses_nothing_and_is_told(tmp_path):
    rows = [year(n, 2021) for n in range(1, 200)]
    write(tmp_path, "a.csv", rows)
    write(tmp_path, "b.csv", [ticket(1, dt.datetime(2021, 1, 4, 9, 8, 20)), *rows[1:]])
    incidents, _, intake = read(tmp_path)
    assert len(incidents) == 200
    slips = incidents[incidents["incident_id"].map(number_of) == "1"]
    assert sorted(slips["incident_id"]) == ["1 (2021-01-04 09:08:00)", "1 (2021-01-04 09:08:20)"]
    assert [(values["n"], values["ids"]) for values in told(intake, "note.openings_differ")] == [(1, "1")]
    assert "note.openings_differ" in {note.code for note in intake.doubts}


def test_an_export_without_seconds_or_hours_has_the_same_openings(tmp_path):
    full = [ticket(n, dt.datetime(2021, 1, n, 9, 7, 27)) for n in range(1, 9)]
    write(tmp_path, "a.csv", full)
    write(tmp_path, "b.csv", [row.replace(":27", "") for row in full])
    write(tmp_path, "c.csv", [row.replace(" 09:07:27", "").replace(" 14:07:27", "") for row in full])
    incidents, _, intake = read(tmp_path)
    assert (len(incidents), told(intake, "note.number_no_key")) == (8, [])


def test_the_site_tells_numbers_apart_where_openings_meet(tmp_path):
    rows = [
        ticket(n, dt.datetime(2021, 1, d), site)
        for site, step in (("Noord", 1), ("Zuid", 2))
        for n in range(1, 9)
        for d in [1 + step * (n - 1)]
    ]  # number 1 opened at both on 1 January
    write(tmp_path, "log.csv", rows, HEAD + ",Site")
    incidents, _, _ = read(tmp_path)
    assert len(incidents) == 16
    assert {"1 (Noord)", "1 (Zuid)", "8 (Zuid)"} <= set(incidents["incident_id"])


def test_a_ticket_that_moved_to_another_site_is_one_incident(tmp_path):
    write(tmp_path, "a.csv", [year(n, 2021, "Noord") for n in range(1, 9)], HEAD + ",Site")
    write(tmp_path, "b.csv", [year(n, 2021, "Zuid" if n == 3 else "Noord") for n in range(1, 9)], HEAD + ",Site")
    assert len(read(tmp_path)[0]) == 8


def test_one_ticket_that_two_vocabularies_recognise_counts_once_and_two_tools_number_apart(tmp_path):
    rows = [year(n, 2021) for n in range(1, 5)]
    write(tmp_path, "a.csv", rows)
    generic = [",".join([*row.split(",")[:4], "net"]) for row in rows]
    write(tmp_path, "b.csv", generic, "Incident,Opened,Resolved,Title,Category")
    assert len(read(tmp_path)[0]) == 4
    moved = [",".join([*year(n, 2022).split(",")[:4], "net"]) for n in range(1, 5)]
    write(tmp_path, "b.csv", moved, "Incident,Opened,Resolved,Title,Category")
    incidents, _, intake = read(tmp_path)
    assert (len(incidents), sorted(set(incidents["incident_id"]))) == (8, ["1", "2", "3", "4"])
    assert told(intake, "note.number_no_key") == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(2018, 2023)), min_size=1, max_size=30))
def test_there_are_as_many_incidents_as_numbers_with_their_openings(tmp_path, numbered):
    write(tmp_path, "log.csv", [year(n, of) for n, of in numbered])
    incidents, _, intake = read(tmp_path)
    assert len(incidents) == len(set(numbered)) == incidents["incident_id"].nunique()
    assert intake.total("accepted") + intake.total("repeated") == len(numbered)


# what refers to such a number


def test_updates_belong_to_the_incident_opened_last_before_them(tmp_path):
    write(tmp_path, "log.csv", [year(n, of) for of in (2021, 2022) for n in range(1, 5)])
    updates = [
        "1,2021-06-01 10:00,Bo,comment,a",
        "1,2022-01-04 09:07:30,Bo,comment,b",
        "1,2022-01-04,Bo,comment,c",
        "1,2020-01-01 10:00,Bo,comment,before all",
        "9,2022-01-05 10:00,Bo,comment,of nobody",
    ]
    write(tmp_path, "updates.csv", updates, "Ticket number,Timestamp,By,Status,Comment")
    incidents, events, intake = read(tmp_path)
    of = events.set_index("text")["incident_id"].to_dict()
    first, second = "1 (2021-01-04 09:08)", "1 (2022-01-04 09:08)"
    assert {text: of[text] for text in "abc"} == {"a": first, "b": second, "c": second}
    assert of["before all"] == "1"  # of a ticket that is not there
    assert "1" not in set(incidents["incident_id"])  # of a number that has rows nothing is derived
    assert "9" in set(incidents["incident_id"])
    assert [values["n"] for values in told(intake, "note.orphans")] == [1]


def test_notes_of_a_ticket_stay_with_its_row_where_numbers_start_again(tmp_path):
    rows = [
        f'{n},{of}-03-0{n} 09:00,{of}-03-0{n} 12:00,t,C,"{of}-01-01 10:00:00 - Ann Lee (Work notes)\n{of} {n}"'
        for of in (2021, 2022)
        for n in (1, 2, 3)
    ]  # written before the opening: only the row tells
    write(tmp_path, "log.csv", rows, "Number,Opened,Resolved,Short description,Caller,Work notes")
    _, events, _ = read(tmp_path)
    assert sorted(zip(events["text"], events["incident_id"], strict=True)) == [
        (f"{of} {n}", f"{n} ({of}-03-0{n} 09:00)") for of in (2021, 2022) for n in (1, 2, 3)
    ]


def test_contacts_belong_to_the_incident_opened_last_before_them(tmp_path):
    from drift.measures.work.questions.contact import list_references

    write(tmp_path, "log.csv", [year(n, of) for of in (2021, 2022) for n in range(1, 5)])
    project = open_project(tmp_path)
    store, _ = build_tables(read_files(project, keep_key=False), project)
    stamps = pd.to_datetime(["2021-05-01 10:00", "2022-05-01 10:00", "2020-05-01 10:00"])
    contacts = pd.DataFrame({"tool": "generic", "at": stamps, "at_utc": stamps, "direct": True, "level": None})
    contacts["refers_to"] = "2; 99"
    with store:
        found = list_references(contacts, store.open_tables().incidents).to_pyarrow().to_pandas()
    assert sorted(found["incident_id"]) == ["2 (2021-01-07 09:09)", "2 (2022-01-07 09:09)"]


def test_explain_lists_the_incidents_of_one_number(tmp_path):
    write(tmp_path, "log.csv", [year(n, of) for of in (2021, 2022) for n in range(1, 5)])
    analysis = drift.analyse(tmp_path)
    say = Wording("en")
    with pytest.raises(UsageError) as refused:
        ask(analysis, "incident 2", say)
    assert refused.value.note.values["near"] == "incident 2 (2021-01-07 09:09), incident 2 (2022-01-07 09:09)"
    assert ask(analysis, "incident 2 (2022-01-07 09:09)", say).name == "2 (2022-01-07 09:09)"


def test_last_time_is_compared_by_the_same_keys(tmp_path):
    write(tmp_path, "log.csv", [year(n, of) for of in (2021, 2022) for n in range(1, 5)])
    snapshot = take_snapshot(read_files(open_project(tmp_path), keep_key=False))
    assert snapshot.months == {"2021-01": 4, "2022-01": 4}
    write(tmp_path, "log.csv", [year(n, 2021) for n in range(1, 5)])
    before = take_snapshot(read_files(open_project(tmp_path), keep_key=False))
    assert [note.code for note in compare_snapshots(before, snapshot) if "persons" not in note.code] == []


# rows that are one incident, and rows that are not


ROUTES = "Storing;Oorzaak;Begin storing;Einde storing;Installatie"


def test_equal_opening_and_title_on_several_objects_is_one_incident(tmp_path):
    rows = [
        "Sein;sein;04-01-2023 09:10;04-01-2023 11:10;A",
        "Sein;sein;04-01-2023 09:10;04-01-2023 12:10;B",
        "Sein;sein;04-01-2023 09:10;04-01-2023 12:10;B",
        "Sein;sein;04-01-2023 09:11;04-01-2023 12:10;B",
    ]
    toml = 'schema = 1\n[[source]]\nfiles = "log.csv"\ntable = "incidents"\ncolumns = { title = "Storing" }\n'
    (tmp_path / "drift.toml").write_text(toml)
    write(tmp_path, "log.csv", rows, ROUTES)
    incidents, _, intake = read(tmp_path)
    assert incidents["object"].tolist() == ["A; B", "B"]
    assert str(incidents["resolved_at"].iloc[0]) == "2023-01-04 12:10:00"  # when the last of them ended
    assert told(intake, "note.row_an_object") == [{"rows": 3, "incidents": 1}]
    assert [values["repeated"] for values in told(intake, "note.no_ids_repeated")] == [1]


def test_rows_of_a_number_that_differ_in_their_object_alone_are_one_incident_with_all(tmp_path):
    rows = [year(1, 2021, "CI 1"), year(1, 2021, "CI 2"), year(2, 2021, "CI 1"), year(2, 2021, "CI 1")]
    write(tmp_path, "log.csv", rows, HEAD + ",Configuration item")
    incidents, _, intake = read(tmp_path)
    assert incidents["object"].tolist() == ["CI 1; CI 2", "CI 1"]
    assert told(intake, "note.rows_an_object") == [{"rows": 2, "incidents": 1}]
    assert (intake.total("accepted"), intake.total("repeated")) == (2, 2)


@pytest.mark.parametrize("stamps", [("04-01-2023", "05-01-2023"), ("04-01-2023 09:10", "")])
def test_a_bare_day_or_a_log_without_ends_joins_nothing(tmp_path, stamps):
    opened, ended = stamps
    rows = [f"Sein;net;{opened};{ended};{name}" for name in "AB"]
    write(tmp_path, "log.csv", rows, "Omschrijving;Oorzaak;Begin storing;Einde storing;Installatie")
    assert len(read(tmp_path)[0]) == 2


# a log of steps under the headings of a list of tickets


ENGLISH, DUTCH = "Number,Created,Created by,Type,Comments", "Nummer,Aangemaakt,Aangemaakt door,Soort,Opmerking"


@pytest.mark.parametrize("head", [ENGLISH, DUTCH])
def test_several_rows_a_number_with_other_stamps_and_writers_are_updates(tmp_path, head):
    rows = [
        f"T{n},2023-01-{n:02} {h}:00,{who},Note,{n} {h}" for n in range(1, 9) for h, who in ((9, "Ann"), (11, "Bo"))
    ]
    write(tmp_path, "steps.csv", rows, head)
    incidents, events, intake = read(tmp_path)
    assert (len(events), events["actor"].nunique(), sorted(incidents["incident_id"])) == (
        16,
        2,
        [f"T{n}" for n in range(1, 9)],
    )
    assert events["text"].tolist()[:2] == ["1 9", "1 11"]
    assert told(intake, "note.rows_are_steps") == [{"heading": head.split(",")[0]}]
    assert [(sheet.table, sheet.accepted) for sheet in intake.of()] == [("events", 16)]
    assert told(intake, "note.unused") == []


@pytest.mark.parametrize("head", [ENGLISH, DUTCH])
@pytest.mark.parametrize("years", [(2021,), (2021, 2022, 2023)])
def test_the_same_headings_over_tickets_stay_tickets(tmp_path, head, years):
    rows = [f"{n},{of}-01-{n:02} 09:00,P{(n + of) % 3},Incident,text {of} {n}" for of in years for n in range(1, 25)]
    write(tmp_path, "log.csv", rows, head)
    incidents, events, intake = read(tmp_path)
    assert (len(incidents), len(events)) == (24 * len(years), 0)
    assert [sheet.table for sheet in intake.of()] == ["incidents"]
