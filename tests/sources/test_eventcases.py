"""Logs of steps without a row an incident: each case is one, and what each shape of log gives."""

import gzip

import pandas as pd
import pytest
from shared_cases import small_case
from test_keys import read, told

import drift

XES = '<?xml version="1.0"?><log xmlns="http://www.xes-standard.org/">{}</log>'


def element(kind, key, value):
    return f'<{kind} key="{key}" value="{value}"/>' if value is not None else ""


def step(name, at, who=None, transition=None, **more):
    parts = [element("string", "concept:name", name), element("date", "time:timestamp", at)]
    parts += [element("string", "org:resource", who), element("string", "lifecycle:transition", transition)]
    return f"<event>{''.join(parts)}{''.join(element('string', key, value) for key, value in more.items())}</event>"


def case(name, *steps, **attributes):
    parts = [element("string", key, value) for key, value in attributes.items()]
    return f"<trace>{element('string', 'concept:name', name)}{''.join(parts)}{''.join(steps)}</trace>"


def write_xes(folder, *cases):
    (folder / "log.xes").write_text(XES.format("".join(cases)), encoding="utf-8")


def write_csv(folder, head, *rows, name="log.csv"):
    (folder / name).write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


def ends(incidents):
    """Return opened, resolved, closed by number, as `02 09:00`."""
    columns = ["opened_at", "resolved_at", "closed_at"]
    shown = incidents.set_index("incident_id")[columns].apply(lambda stamps: stamps.dt.strftime("%d %H:%M"))
    return {name: tuple(None if pd.isna(cell) else cell for cell in row) for name, *row in shown.itertuples()}


def test_events_only_gives_three_incidents_and_keeps_its_twelve_events():
    incidents, events, intake = read(small_case("events_only"))
    hours = (incidents["resolved_utc"] - incidents["opened_utc"]).dt.total_seconds() / 3600
    assert (hours.tolist(), len(events)) == ([6, 7, 8], 12)
    assert ((incidents["closed_utc"] - incidents["opened_utc"]).dt.total_seconds() / 3600).tolist() == [30, 30, 30]
    assert told(intake, "note.cases_derived") == [{"n": 3, "events": 12}]
    assert told(intake, "note.orphans") == []


def test_csv_without_transitions_ends_where_an_activity_says_so(tmp_path):
    write_csv(
        tmp_path,
        "Case ID,Activity,Timestamp,Resource,Impact,Workgroup",
        "A1,Register ticket,2023-03-02 09:00,p1,High,G1",
        "A1,Assign seriousness,2023-03-02 10:00,p2,High,G1",
        "A1,Resolve ticket,2023-03-02 12:00,p2,High,G2",
        "A1,Close ticket,2023-03-05 12:00,p1,High,G2",
        "A2,Register ticket,2023-03-03 09:00,p1,Low,G1",
        "A2,Not resolved yet,2023-03-03 12:00,p2,Low,G1",
        "A2,Resolved,2023-03-03 13:00,p2,Low,G1",
    )
    incidents, events, _ = read(tmp_path)
    assert ends(incidents) == {
        "A1": ("02 09:00", "02 12:00", "05 12:00"),
        "A2": ("03 09:00", "03 13:00", None),
    }
    assert incidents[["priority", "group"]].to_numpy().tolist() == [["High", "G2"], ["Low", "G1"]]
    assert incidents["handler"].tolist() == events["actor"].iloc[[3, 6]].tolist()  # the last of each
    assert events["kind"].tolist() == ["opened", "other", "resolved", "closed", "opened", "other", "resolved"]


def test_csv_with_start_and_complete_opens_at_the_first_start_and_ends_at_the_last_complete(tmp_path):
    write_csv(
        tmp_path,
        "case_id,activity,timestamp,resource,lifecycle:transition",
        "A1,Intake,2023-03-02 09:00,p1,start",
        "A1,Intake,2023-03-02 09:10,p1,complete",
        "A1,Resolve ticket,2023-03-02 10:00,p2,start",
        "A1,Resolve ticket,2023-03-02 11:00,p2,complete",
    )
    incidents, events, _ = read(tmp_path)
    assert ends(incidents) == {"A1": ("02 09:00", "02 11:00", None)}
    assert events["kind"].tolist() == ["comment", "other", "comment", "resolved"]


@pytest.mark.parametrize("columns", ["Start Timestamp,Complete Timestamp", "start_time,end_time"])
def test_csv_with_both_stamps_in_a_row_uses_both(tmp_path, columns):
    write_csv(
        tmp_path,
        f"Case ID,Activity,Resource,{columns}",
        "A1,Intake,p1,2023-03-02 09:00,2023-03-02 09:10",
        "A1,Repair,p2,2023-03-02 10:00,2023-03-02 11:00",
        "A2,Intake,p1,2023-03-04 09:00,2023-03-04 09:10",
        "A2,Repair,p2,2023-03-04 10:00,2023-03-04 12:00",
    )
    incidents, events, intake = read(tmp_path)
    assert ends(incidents) == {"A1": ("02 09:00", "02 11:00", None), "A2": ("04 09:00", "04 12:00", None)}
    assert (len(events), told(intake, "note.cases_last_step")) == (4, [{"n": 2, "of": 2}])


def test_xes_with_only_complete_and_no_word_for_an_end_ends_with_its_last_step(tmp_path):
    write_xes(
        tmp_path,
        case("1", step("a", "2023-03-01T10:00:00+01:00", "p", "complete"),
             step("b", "2023-03-01T12:00:00+01:00", "q", "complete")),
        case("2", step("a", "2023-03-02T10:00:00Z", "p", "complete")),
    )  # fmt: skip
    incidents, _, intake = read(tmp_path)
    assert ends(incidents) == {"1": ("01 10:00", "01 12:00", None), "2": ("02 11:00", None, None)}
    assert incidents["end_known"].tolist() == [True, False]  # one step alone tells no duration
    assert [told(intake, f"note.cases_{name}")[0]["n"] for name in ("last_step", "one_step")] == [1, 1]
    assert "note.cases_last_step" in {note.code for note in intake.doubts}


def test_xes_with_attributes_of_the_case_takes_what_never_changes(tmp_path):
    about = {"impact": "High", "product": "P9", "title": "Printer stuk", "category": "HW", "caller": "Ann Lee"}
    write_xes(
        tmp_path,
        case("1", step("open", "2023-03-01T10:00:00Z", "p"), step("closed", "2023-03-01T12:00:00Z", "q"), **about),
        case(None, step("open", "2023-03-02T10:00:00Z"), step("resolved", "2023-03-02T13:00:00Z", "r")),
    )
    incidents, events, intake = read(tmp_path)
    first = incidents.iloc[0]
    assert first[["priority", "object", "title", "category"]].tolist() == ["High", "P9", "Printer stuk", "HW"]
    assert first["requester"] not in (None, "Ann Lee")
    assert incidents["incident_id"].tolist() == ["1", "2"]  # a case without a name has its place in the log
    assert told(intake, "note.unnamed_cases") == [{"n": 1, "first": 2}]
    assert (first["opened_at"].hour, len(events)) == (11, 4)  # UTC, shown in Amsterdam


def test_an_attribute_that_changes_from_step_to_step_is_none_of_the_case(tmp_path):
    steps = (("Open", 0), ("Resolved", 1))
    rows = [f"A{i},{name},2023-03-0{i} 1{j}:00,p,{j}" for i in range(1, 5) for name, j in steps]
    write_csv(tmp_path, "Case ID,Activity,Timestamp,Resource,Priority", *rows)
    assert read(tmp_path)[0]["priority"].isna().all()


def test_xes_of_a_tool_that_keeps_its_status_in_the_transition(tmp_path):
    steps = [("Accepted", "In Progress"), ("Queued", "Awaiting Assignment"), ("Accepted", "Wait - User"),
             ("Completed", "In Call"), ("Completed", "Closed")]  # fmt: skip
    more = {"impact": "Medium", "product": "PROD1", "org:group": "V5 3rd", "resource country": "Sweden"}
    write_xes(tmp_path, case("1-36", *(step(name, f"2012-05-0{i}T10:00:00+02:00", f"p{i}", second, **more)
                                       for i, (name, second) in enumerate(steps, 1))))  # fmt: skip
    incidents, events, intake = read(tmp_path)
    assert events["kind"].tolist() == ["comment", "assigned", "waiting", "resolved", "closed"]
    assert ends(incidents) == {"1-36": ("01 10:00", "04 10:00", "05 10:00")}
    assert incidents[["group", "object"]].to_numpy().tolist() == [["V5 3rd", "PROD1"]]
    assert [values["headings"] for values in told(intake, "note.unused")] == ["resource country"]


def test_xes_without_a_name_of_the_step_is_read_by_its_transition(tmp_path):
    write_xes(tmp_path, case("1", step(None, "2023-03-01T10:00:00Z", "p", "In Progress"),
                             step(None, "2023-03-01T12:00:00Z", "p", "Closed")))  # fmt: skip
    assert ends(read(tmp_path)[0]) == {"1": ("01 11:00", None, "01 13:00")}


def test_a_case_that_was_reopened_or_has_no_end_yet_is_open(tmp_path):
    rows = [f"A{i},{name},2023-03-0{i} {h}:00,p" for i in range(1, 6) for name, h in (("Open", "09"), ("Resolved", 12))]
    late = ["A2,Reopened,2023-03-03 12:00,p", "A6,Open,2023-03-06 09:00,p", "A6,Assigned,2023-03-07 09:00,p"]
    old = ["A7,Open,2022-03-06 09:00,p", "A7,Assigned,2022-03-07 09:00,p"]
    write_csv(tmp_path, "Case ID,Activity,Timestamp,Resource", *rows, *late, *old)
    incidents, _, intake = read(tmp_path)
    assert {name: end for name, (_, end, _) in ends(incidents).items() if name in ("A1", "A2", "A6", "A7")} == {
        "A1": "01 12:00", "A2": None, "A6": None, "A7": "07 09:00",
    }  # fmt: skip
    assert told(intake, "note.cases_open") == [{"n": 2, "of": 7}]
    assert incidents["end_known"].all()


def test_dutch_steps_are_a_log_too(tmp_path):
    write_csv(
        tmp_path,
        "Zaaknummer;Activiteit;Tijdstip;Medewerker;Prioriteit",
        "Z1;Melding aangemaakt;25-03-2023 09:00;p1;Hoog",
        "Z1;Storing opgelost;25-03-2023 13:00;p2;Hoog",
        "Z1;Melding gesloten;26-03-2023 13:00;p1;Hoog",
    )
    incidents, _, _ = read(tmp_path)
    assert ends(incidents) == {"Z1": ("25 09:00", "25 13:00", "26 13:00")}
    assert incidents["priority"].tolist() == ["Hoog"]


def test_where_a_number_has_a_row_nothing_is_derived_and_comments_alone_are_no_log(tmp_path):
    write_csv(tmp_path, "Incident,Title,Opened,Resolved", "A1,x,2023-03-02 09:00,2023-03-02 15:00", name="rows.csv")
    steps = [f"{name},{what},2023-03-02 10:00,p" for name in ("A1", "A2") for what in ("Open", "Resolved")]
    write_csv(tmp_path, "Case ID,Activity,Timestamp,Resource", *steps)
    write_csv(tmp_path, "Ticket ID,Timestamp,Author,Comment", "A3,2023-03-02 09:00,p,a", name="comments.csv")
    incidents, events, intake = read(tmp_path)
    assert (incidents["incident_id"].tolist(), len(events)) == (["A1", "A2"], 5)
    assert incidents["title"].tolist()[0] == "x"
    assert told(intake, "note.cases_derived") == [{"n": 1, "events": 2}]
    assert [values["n"] for values in told(intake, "note.orphans")] == [1]


def test_a_case_in_two_files_is_one_incident(tmp_path):
    head = "Case ID,Activity,Timestamp,Resource"
    write_csv(tmp_path, head, "A1,Open,2023-03-31 09:00,p", name="march.csv")
    write_csv(tmp_path, head, "A1,Resolved,2023-04-01 09:00,p", name="april.csv")
    assert ends(read(tmp_path)[0]) == {"A1": ("31 09:00", "01 09:00", None)}


def test_a_report_is_written_of_events_alone_and_explain_leads_to_the_first_step(tmp_path):
    from drift.explain.incident import explain_incident
    from drift.wording import Wording

    cases = [
        case(f"C{n}", step("open", f"2021-{1 + n // 20:02}-{1 + n % 20:02}T09:00:00Z", f"p{n % 7}"),
             step("resolved", f"2021-{1 + n // 20:02}-{1 + n % 20:02}T{10 + n % 5}:00:00Z", f"q{n % 5}"))
        for n in range(240)
    ]  # fmt: skip
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "log.xes.gz").write_bytes(gzip.compress(XES.format("".join(cases)).encode()))
    analysis = drift.analyse(folder)
    assert (len(analysis.tables["incidents"]), len(analysis.tables["events"])) == (240, 480)
    assert len(analysis.indices) == 12
    found = explain_incident(analysis, "C3", Wording("en"))
    assert found.tables["incidents"][["file", "row", "cell"]].to_numpy().tolist() == [["log.xes.gz", 8, "A8"]]
