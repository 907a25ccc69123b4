"""Several customers in one folder are never added up: asked about, refused, or one of them chosen."""

import datetime as dt
import json

import pandas as pd
import pytest
from builders import make_workbook
from click.testing import CliRunner
from shared_cases import small_case

import drift
from drift.cli.main import cli
from drift.errors import DriftError, UsageError
from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.relations.persons import are_persons
from drift.sources.relations.words import kind_of
from drift.tables.store import build_tables

pytestmark = pytest.mark.long

START = dt.datetime(2022, 1, 3, 9)


def log_of(names, heading, *, n=240, more=()):
    """Return a log of n tickets over two years in which the names of one column take turns."""
    rows = [["Number", "Opened", "Resolved", "Short description", heading, *(title for title, _ in more)]]
    for i in range(n):
        opened = START + dt.timedelta(days=3 * i)
        others = [values[i % len(values)] for _, values in more]
        rows.append(
            [f"I{i}", opened, opened + dt.timedelta(hours=4), "band staat stil", names[i % len(names)], *others]
        )
    return rows


def folder_with(folder, rows, settings=""):
    make_workbook(folder / "log.xlsx", {"Log": rows})
    if settings:
        (folder / "drift.toml").write_text(settings)
    return folder


def asked(folder):
    """Return the headings that are asked about, with the number of names, and the codes of all notes."""
    readings = read_files(open_project(folder), keep_key=False)
    return [(one.heading, len(one.names)) for one in readings.relations], {note.code for note in readings.notes}


def refused(folder, **chosen):
    with pytest.raises(DriftError) as error:
        drift.analyse(folder, **chosen)
    return error.value.note


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Klant", ["Klant Noord", "Klant Zuid"]), ("Customer", ["Acme", "Globex", "Initech"]),
        ("Mandant", ["Stadtwerke Ulm", "Meyer GmbH"]), ("Contract", ["C-100", "C-200"]),
        ("Opdrachtgever", ["Gemeente Ede", "Gemeente Epe"]), ("Company name", ["Noord B.V.", "Zuid B.V."]),
    ],
)  # fmt: skip
def test_a_column_of_customers_is_refused_with_all_names(tmp_path, heading, names):
    note = refused(folder_with(tmp_path, log_of(names, heading)))
    assert (note.code, note.values["heading"], note.values["n"]) == ("error.relations", heading, len(names))
    assert all(f"{name} ({240 // len(names)})" in note.values["names"] for name in names)
    assert asked(tmp_path)[0] == [(heading, len(names))]


def test_one_of_them_is_chosen_whatever_the_case_and_the_blanks(tmp_path):
    folder_with(tmp_path, log_of(["Klant Noord", "Klant Noord", "klant  zuid"], "Klant"))
    analysis = drift.analyse(tmp_path, relation=" KLANT   noord ")
    assert analysis.relation == "Klant Noord"
    assert len(analysis.tables["incidents"]) == 160
    assert set(analysis.tables["incidents"]["relation"]) == {"Klant Noord"}
    assert (analysis.intake.total("accepted"), analysis.intake.total("note"), analysis.intake.total("read")) == (
        160,
        80,
        241,
    )
    (note,) = (note for note in analysis.intake.every_note if note.code == "note.other_relations")
    assert (note.values["n"], note.values["name"]) == (80, "Klant Noord")


def test_a_file_without_the_column_counts_for_the_one_chosen_and_that_is_told(tmp_path):
    folder = folder_with(
        tmp_path, log_of(["Acme", "Globex"], "Klant"), 'relation = "Acme"\nrelation_column = "Klant"\n'
    )
    old = [row[:4] for row in log_of(["Acme"], "Klant", n=30)]
    make_workbook(folder / "old.xlsx", {"Old": [old[0], *([f"X{row[0]}", *row[1:]] for row in old[1:])]})
    notes = [note for note in drift.check(folder).every_note if note.code == "note.relation_untold"]
    assert [(str(note.at), dict(note.values)) for note in notes] == [
        ("old.xlsx › Old", {"heading": "Klant", "n": 30, "name": "Acme"})
    ]


def test_the_rows_of_all_relations_are_those_of_the_file(tmp_path):
    folder_with(tmp_path, log_of(["Noord", "Zuid", "Zuid"], "Klant"))
    counts = [len(drift.analyse(tmp_path, relation=name).tables["incidents"]) for name in ("Noord", "Zuid")]
    assert counts == [80, 160]


def test_a_name_that_is_not_there_is_wrong_use(tmp_path):
    folder_with(tmp_path, log_of(["Noord", "Zuid"], "Klant"))
    with pytest.raises(UsageError) as error:
        drift.analyse(tmp_path, relation="West")
    assert error.value.note.code == "error.no_such_relation"
    make_workbook(tmp_path / "log.xlsx", {"Log": log_of(["Noord"], "Klant")})
    assert refused(tmp_path, relation="West").code == "error.no_relation_column"


def test_drift_toml_says_which(tmp_path):
    folder_with(tmp_path, log_of(["Noord", "Zuid"], "Klant"), 'relation_column = "Klant"\nrelation = "zuid"\n')
    analysis = drift.analyse(tmp_path)
    assert (analysis.relation, len(analysis.tables["incidents"])) == ("Zuid", 120)
    (tmp_path / "drift.toml").write_text('relation_column = "Klant"\n')
    assert refused(tmp_path).code == "error.relations"
    assert len(drift.analyse(tmp_path, relation="noord").tables["incidents"]) == 120


def test_drift_toml_says_that_they_are_one(tmp_path):
    folder_with(tmp_path, log_of(["Noord", "Zuid"], "Klant"), 'relation_column = "none"\n')
    assert len(drift.analyse(tmp_path).tables["incidents"]) == 240


def test_a_column_of_another_name_is_declared(tmp_path):
    folder_with(tmp_path, log_of(["Noord", "Zuid"], "Stroom"))
    assert asked(tmp_path) == ([], set())
    (tmp_path / "drift.toml").write_text('relation_column = "stroom"\n')
    assert asked(tmp_path)[0] == [("Stroom", 2)]
    (tmp_path / "drift.toml").write_text('relation_column = "Strom"\n')
    assert asked(tmp_path) == ([], {"note.unmatched"})


def test_spellings_are_joined_by_aliases(tmp_path):
    rows = log_of(["Noord BV", "Noord", "Zuid BV"], "Klant")
    folder_with(tmp_path, rows, '[aliases]\n"Noord BV" = ["Noord"]\n')
    assert asked(tmp_path)[0] == [("Klant", 2)]
    assert len(drift.analyse(tmp_path, relation="Noord").tables["incidents"]) == 160


def test_one_name_is_one_relation(tmp_path):
    folder_with(tmp_path, log_of(["Noord BV"], "Klant"))
    assert asked(tmp_path) == ([], set())
    assert len(drift.analyse(tmp_path).tables["incidents"]) == 240


def test_a_file_a_customer_is_several_relations(tmp_path):
    for name in ("Noord", "Zuid"):
        rows = [
            [cell if j or not i else f"{name}{cell}" for j, cell in enumerate(row)]
            for i, row in enumerate(log_of([name], "Klant"))
        ]
        make_workbook(tmp_path / f"{name}.xlsx", {"Log": rows})
    assert asked(tmp_path)[0] == [("Klant", 2)]
    analysis = drift.analyse(tmp_path, relation="Zuid")
    assert set(analysis.tables["incidents"]["file"]) == {"Zuid.xlsx"}


def test_a_nearly_empty_column_and_hundreds_of_callers_are_not_asked_about(tmp_path):
    few = log_of([*[None] * 59, "Noord", *[None] * 59, "Zuid"], "Klant")
    assert asked(folder_with(tmp_path, few)) == ([], set())
    many = log_of([f"Bedrijf {i}" for i in range(300)], "Klant", n=900)
    assert asked(folder_with(tmp_path, many)) == ([], set())


def test_persons_under_customer_are_callers_and_that_is_said(tmp_path):
    names = ["Jan de Vries", "Anna Bakker", "Piet Smit", "Els Mulder"]
    folder_with(tmp_path, log_of(names, "Customer"))
    assert asked(tmp_path) == ([], {"note.relations_persons"})
    incidents = drift.analyse(tmp_path).tables["incidents"]
    assert len(incidents) == 240
    (tmp_path / "drift.toml").write_text('relation_column = "Customer"\n')
    note = refused(tmp_path)
    assert note.values["n"] == 4  # the analyst's word goes first


def test_names_that_also_stand_among_the_handlers_are_persons(tmp_path):
    names = ["pvries", "abakker", "psmit"]
    folder_with(tmp_path, log_of(names, "Klant", more=[("Caller", ["x", "y"]), ("Assigned to", names)]))
    assert asked(tmp_path) == ([], {"note.relations_persons"})


def test_sites_of_one_customer_are_named_and_counted_together(tmp_path):
    folder_with(tmp_path, log_of(["Hal 1", "Hal 2", "Hal 3"], "Vestiging"))
    assert asked(tmp_path) == ([], {"note.sites"})
    assert len(drift.analyse(tmp_path).tables["incidents"]) == 240


def test_steps_of_the_others_go_with_their_incidents(tmp_path):
    rows = log_of(["Noord", "Zuid"], "Klant")
    steps = [
        ["Incident", "At", "Status", "Message"],
        *([row[0], row[1], "Update", f"stap {row[0]}"] for row in rows[1:]),
    ]
    make_workbook(tmp_path / "log.xlsx", {"Log": rows, "Updates": steps})
    analysis = drift.analyse(tmp_path, relation="Noord")
    assert len(analysis.tables["events"]) == 120
    assert "note.orphans" not in {note.code for note in analysis.intake.every_note}
    assert sum(sheet.read for sheet in analysis.intake.of()) == 482


def test_clauses_and_reports_of_others_are_left_out_too(tmp_path):
    folder_with(tmp_path, log_of(["Noord", "Zuid"], "Klant"))
    clauses = [["Nr", "Klant", "Eis"], *([f"1.{i}", ("Noord", "Zuid")[i % 2], f"Hij doet {i}."] for i in range(8))]
    make_workbook(tmp_path / "SLA 2022-01-01.xlsx", {"Eisen": clauses})
    make_workbook(tmp_path / "DAP 2022-01-01.xlsx", {"Eisen": [["Nr", "Eis"], ["1", "Zij bellen."]]})
    report = [["Maand", "Klant", "KPI", "Norm", "Realisatie"]]
    report += [[f"2022-{m:02}", name, "Op tijd", "95%", "96%"] for m in range(1, 7) for name in ("Noord", "Zuid")]
    make_workbook(tmp_path / "kpi.xlsx", {"Blad1": report})
    project = open_project(tmp_path)
    readings = read_files(project.model_copy(update={"relation": "Zuid"}), keep_key=False)
    store, intake = build_tables(readings, project)
    with store:
        assert store.fetch("clauses").num_rows == 4 + 1
        assert store.fetch("norm_reports").num_rows == 6
    assert intake.total("accepted", "norm_reports") == 6


@pytest.mark.parametrize("chosen", [None, "Noord"])
def test_a_column_that_is_told_of_is_not_called_unused_too(tmp_path, chosen):
    rows = log_of(["Noord", "Zuid"], "Klant", more=[("Vestiging", ["Hal 1", "Hal 2"]), ("Kleurtje", ["rood", "x"])])
    folder_with(tmp_path, rows)
    make_workbook(tmp_path / "ander log.xlsx", {"Log": [row[:6] for row in rows]})
    project = open_project(tmp_path).model_copy(update={"relation": chosen})
    readings = read_files(project, keep_key=False)
    unused = {
        account.file: note.values["headings"]
        for account in readings.accounts for note in account.notes if note.code == "note.unused"
    }  # fmt: skip
    assert unused == {"log.xlsx": "Kleurtje"}


def test_a_column_with_one_customer_is_still_called_unused(tmp_path):
    readings = read_files(open_project(folder_with(tmp_path, log_of(["Noord"], "Klant"))), keep_key=False)
    (note,) = (note for note in readings.accounts[0].notes if note.code == "note.unused")
    assert note.values["headings"] == "Klant"


def test_explain_takes_one_of_them(tmp_path):
    folder_with(tmp_path, log_of(["Noord", "Zuid"], "Klant"))
    run = CliRunner().invoke(cli, ["explain", str(tmp_path), "I0", "--lang", "en"])
    assert (run.exit_code, "Zuid (120)" in run.output) == (1, True)
    run = CliRunner().invoke(cli, ["explain", str(tmp_path), "I0", "--relation", "noord", "--lang", "en"])
    assert (run.exit_code, "log.xlsx" in run.output) == (0, True)
    run = CliRunner().invoke(cli, ["explain", str(tmp_path), "I1", "--relation", "noord", "--lang", "en"])
    assert run.exit_code == 2  # a ticket of the other


def test_who_has_a_duty_and_lists_of_contacts_tell_no_relations(tmp_path):
    duties = [
        ["Nr", "Eis", "Organisatie"],
        *([f"1.{i}", f"Hij doet {i}.", ("Noord BV", "Zuid BV")[i % 2]] for i in range(8)),
    ]
    marks = [["Nr", "Eis", "Klant", "Leverancier"], *([f"2.{i}", f"Hij laat {i}.", "xr"[i % 2], "x"] for i in range(8))]
    people = [["Naam", "Functie", "Organisatie", "E-mail"]]
    people += [[f"Jan {name}", "monteur", ("Noord BV", "Zuid BV")[i % 2], "x@x.nl"] for i, name in enumerate("ABCDEF")]
    sheets = {"Eisen": duties, "Taken": marks, "Contactpersonen": people}
    make_workbook(tmp_path / "SLA 2022-01-01.xlsx", sheets)
    assert asked(tmp_path) == ([], set())
    folder_with(tmp_path, log_of(["Noord BV", "West BV"], "Organisatie"))
    assert len(drift.analyse(tmp_path, relation="Noord BV").tables["clauses"]) == 16


def test_names_of_persons_are_masked_in_the_refusal(tmp_path):
    rows = log_of(["Jan Zonderling BV", "Noord BV"], "Klant", more=[("Caller", ["Jan Zonderling", "Els Mulder"])])
    told = str(refused(folder_with(tmp_path, rows)).values["names"])
    assert "Zonderling" not in told
    assert "Noord BV (120)" in told


def test_many_names_are_counted(tmp_path):
    folder_with(tmp_path, log_of([f"Bedrijf {i}" for i in range(24)], "Bedrijf"))
    note = refused(folder_with(tmp_path, log_of([f"Bedrijf {i}" for i in range(24)], "Bedrijf")))
    assert note.values["n"] == 24
    assert note.values["names"].endswith("(+14)")


def test_the_command_refuses_and_takes_the_option(tmp_path):
    folder_with(tmp_path / "in", log_of(["Noord", "Zuid"], "Klant"))
    run = CliRunner().invoke(cli, ["report", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--lang", "en"])
    assert run.exit_code == 1
    assert all(text in run.output for text in ("Noord (120)", "Zuid (120)", "--relation"))
    assert not (tmp_path / "out").exists()
    options = ["--relation", "noord", "--lang", "en", "--json"]
    run = CliRunner().invoke(cli, ["report", str(tmp_path / "in"), "--out", str(tmp_path / "out"), *options])
    record = json.loads(run.stdout)
    assert (run.exit_code, record["relation"], sum(filter(None, record["incidents"]))) == (0, "Noord", 120)
    check = CliRunner().invoke(cli, ["check", str(tmp_path / "in"), "--lang", "en"])
    assert (check.exit_code, "tells 2 relations apart" in check.output) == (0, True)
    assert CliRunner().invoke(cli, ["check", str(tmp_path / "in"), "--strict"]).exit_code == 1


@pytest.mark.parametrize(
    ("names", "caller", "alone", "persons"),
    [
        (["Jan de Vries", "Piet Bakker"], True, True, True), (["J. de Vries", "Bakker, P."], False, True, True),
        (["Albert Heijn", "Jumbo"], False, False, False), (["Royal Bank", "Noord Holding"], True, True, False),
        (["Caller 1", "Caller 2"], True, True, True), (["Ziekenhuis Oost", "Ziekenhuis West"], True, True, False),
        ([f"user{i}" for i in range(30)], True, True, True), (["KLM", "NS"], True, True, False),
        (["Klant Noord", "Klant Zuid"], True, True, False), (["jan@acme.nl", "piet@acme.nl"], False, True, True),
    ],
)  # fmt: skip
def test_what_names_look_like(names, caller, alone, persons):
    assert are_persons(pd.Series(names, dtype="str"), set(), caller=caller, alone=alone) is persons


def test_headings_in_four_languages():
    headings = ("KLANT", "Kundennummer", "Vestiging", "Raamovereenkomst", "Client (name)", "Titel")
    assert [kind_of(text) for text in headings] == ["customer", "customer", "site", "contract", "customer", None]


def test_the_small_case_of_two_customers():
    note = refused(small_case("two_customers"))
    assert "Klant Noord (400), Klant Zuid (200)" in note.values["names"]
    assert len(drift.analyse(small_case("two_customers"), relation="klant zuid").tables["incidents"]) == 200
