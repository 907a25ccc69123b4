"""A clause, an incident and a number come back to the file, the sheet and the cell they were read from."""

import datetime as dt
import json

import openpyxl
import pandas as pd
import pytest
from builders import make_contract, make_log, make_workbook
from conftest import SORTEERCENTRUM

import drift
from drift.charts.shown import show_measures
from drift.errors import UsageError
from drift.explain import explain
from drift.explain.explained import build_explained
from drift.explain.rows import corrective_opened_in
from drift.explain.trail import measure_likeness
from drift.explain.what import INDEX_NAMES, name_numbers
from drift.measures.catalogue import ANSWERED, MEASURES
from drift.measures.work.answers import TAKEN
from drift.measures.work.strata import CELL
from drift.wording import Wording
from drift.wording.visible import to_json

EN = Wording("en")
LONG = "the supplier answers every call about the doors within two hours"


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("told")
    make_contract(folder, "SLA 2020-01-01", [LONG, *["b"] * 5])
    make_contract(folder, "SLA 2021-01-01", [LONG, *["b"] * 5])
    make_contract(folder, "SLA 2022-01-01", [LONG.replace("two", "four"), *["b"] * 5])
    make_contract(folder, "SLA 2023-01-01", ["invoices are paid in euros", *["b"] * 5])
    make_log(folder, dt.datetime(2021, 1, 1), 30, a_month=20)
    return drift.analyse(folder)


def test_a_clause_is_followed_through_its_versions(told):
    answer = explain(told, "clause 1.1", EN)
    walk = answer.tables["versions"]
    assert list(walk["change"]) == ["first", "same", "reworded", "dropped", "added"]
    assert list(walk["trail"]) == [1, 1, 1, 1, 2]
    assert list(walk["cell"]) == ["B2", "B2", "B2", None, "B2"]
    assert list(walk["file"]) == [f"SLA {year}-01-01.xlsx" for year in (2020, 2021, 2022, 2023, 2023)]
    assert walk["likeness"][2] == pytest.approx(10 / 11)  # ten of eleven words, in order
    assert answer.facts["n_clauses"] == 2
    assert "SLA 2023-01-01.xlsx: from here on number 1.1 stands at another clause (walk 2)." in answer.sentences


FIRST = [
    ("4.1", "The supplier restores every fault with priority one within four hours after the call was made."),
    ("4.2", "The customer gives engineers access to the plant rooms on every working day of the year."),
    (
        "4.3",
        "The supplier reports all calls of the month to the customer before the tenth day; the contract "
        "manager discusses open actions and planned maintenance at the operational meeting of both parties.",
    ),
    ("4.4", "Spare parts of critical conveyors are kept on stock near the site by the supplier."),
    ("4.5", "Waste of maintenance is removed daily and separated according to the municipal regulations."),
]
LATER = [
    ("4.2", "Invoices are sent quarterly and mention the order number of the purchasing department."),
    ("5.1", FIRST[0][1]),
    ("5.2", FIRST[1][1].replace("every working day", "any day")),
    ("5.3", "The supplier reports all calls of the month to the customer before the tenth day."),
    (
        "5.4",
        FIRST[2][1].partition("; ")[2].capitalize(),
    ),
    (
        "5.5",
        f"{FIRST[3][1]} {FIRST[4][1]}",
    ),
]


@pytest.fixture(scope="module")
def renumbered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("renumbered")
    for day, rows in (("2020-01-01", FIRST), ("2021-01-01", LATER), ("2022-01-01", LATER)):
        make_workbook(folder / f"SLA {day}.xlsx", {"Eisen": [["Nr", "Omschrijving"], *map(list, rows)]})
    return drift.analyse(folder)


@pytest.mark.parametrize(
    ("number", "changes", "numbers"),
    [
        ("4.1", ["first", "moved", "same"], ["4.1", "5.1", "5.1"]),
        ("5.1", ["first", "moved", "same"], ["4.1", "5.1", "5.1"]),
        ("4.3", ["first", "split", "split", "same", "same"], ["4.3", "5.3", "5.4", "5.3", "5.4"]),
        ("5.4", ["first", "split", "same"], ["4.3", "5.4", "5.4"]),
        ("5.5", ["first", "first", "merged", "same"], ["4.4", "4.5", "5.5", "5.5"]),
    ],
)
def test_a_clause_is_walked_through_new_numbers_splits_and_merges(renumbered, number, changes, numbers):
    walk = explain(renumbered, f"clause {number}", EN).tables["versions"]
    assert (list(walk["change"]), list(walk["clause_id"])) == (changes, numbers)
    assert set(walk["trail"]) == {1}


def test_a_number_given_to_an_unrelated_clause_is_told(renumbered):
    answer = explain(renumbered, "clause 4.2", EN)
    walk = answer.tables["versions"]
    one, other = (walk[walk["trail"] == trail] for trail in (1, 2))
    assert (list(one["change"]), list(one["clause_id"])) == (["first", "reworded", "same"], ["4.2", "5.2", "5.2"])
    assert (list(other["change"]), list(other["clause_id"])) == (["added", "same"], ["4.2", "4.2"])
    assert list(other["cell"]) == ["B2", "B2"]
    assert "SLA 2021-01-01.xlsx: from here on number 4.2 stands at another clause (walk 2)." in answer.sentences
    assert "Walk 1 also had number 5.2." in answer.sentences


def test_the_word_clause_may_be_left_out_and_may_be_dutch(told):
    answers = [explain(told, what, EN) for what in ("clause 1.1", "1.1", "bepaling 1.1", "Clause 1.1")]
    assert len({to_json(build_explained(answer)) for answer in answers}) == 1


def test_a_clause_that_comes_back_is_the_one_that_left(tmp_path):
    rest = ["the supplier keeps the log of all visits", "the customer names one contact", "invoices follow in a month"]
    for day, texts in (("2020", [*rest, LONG]), ("2021", rest), ("2022", [*rest, LONG])):
        make_contract(tmp_path, f"SLA {day}-01-01", texts)
    walk = explain(drift.analyse(tmp_path), "clause 1.4", EN).tables["versions"]
    assert list(walk["change"]) == ["first", "dropped", "back"]
    assert set(walk["trail"]) == {1}


def test_likeness_is_that_of_words_in_order():
    assert measure_likeness("a b c d", "a b c d") == 1
    assert measure_likeness("a b", "c d") == 0
    assert measure_likeness("a b c d", "a b c e") == 0.75


@pytest.mark.parametrize("name", ["clauses", "words", "obligations", "targets"])
def test_the_rows_behind_a_stock_add_up_to_it(sorteercentrum, name):
    for month in ("2018-01", "2021-05", "2025-01"):
        answer = explain(sorteercentrum, f"{name} {month}", EN)
        assert int(answer.tables["clauses"]["adds"].sum()) == answer.facts["value"]


@pytest.mark.parametrize("name", ["attention_while_open", "time_to_restore"])
def test_the_rows_behind_a_measure_are_its_n(quiet, name):
    rows = quiet.measures[quiet.measures["measure"] == name].set_index("period")
    for month in rows.index:
        behind = corrective_opened_in(quiet, month)
        assert int(behind["known"].sum()) == rows.loc[month, "n"]
        assert behind["known"].mean() == pytest.approx(rows.loc[month, "known"])


@pytest.mark.parametrize("month", ["2020-05", "2023-03"])
def test_the_rows_behind_every_measure_of_incidents_are_its_n_and_known_share(sorteercentrum, month):
    rows = sorteercentrum.measures[sorteercentrum.measures["period"] == month].set_index("measure")
    asked = [name for name in rows.index if name in (*ANSWERED, *TAKEN, "updates")]
    assert len(asked) == 16
    for name in asked:
        behind = explain(sorteercentrum, f"{name} {month}", EN).tables["incidents"]
        assert int(behind["known"].sum()) == rows.loc[name, "n"]
        if name != "hours_to_contact":  # is asked of those that had contact
            assert behind["known"].mean() == pytest.approx(rows.loc[name, "known"])
        assert behind["cell"].str.fullmatch("[A-Z]+[0-9]+").all()


@pytest.mark.parametrize("name", ["same_hands", "direct_contact", "pushed_up", "waiting", "visits"])
def test_the_shares_behind_a_measure_have_its_value_for_a_mean(sorteercentrum, name):
    """At the mix of the base, over the strata that the month has."""
    answer = explain(sorteercentrum, f"{name} 2023-03", EN)
    means, mix = at_the_mix(sorteercentrum, answer.tables["incidents"], "share", "2023-03")
    assert float((means * mix).sum() / mix.sum()) == pytest.approx(answer.facts["value"])


def at_the_mix(analysis, rows, column, month):
    """Return the mean of a column by stratum, and what each stratum weighs in the base."""
    strata, told = analysis.measured.operations.strata, analysis.tables["incidents"]
    cells = rows.dropna(subset=column).drop(columns=[*CELL], errors="ignore")
    cells = cells.merge(told[["file", "sheet", "row", *CELL]], on=["file", "sheet", "row"])
    cells = cells.assign(period=pd.Period(month, "M"), **{name: cells[name].astype(object).fillna("") for name in CELL})
    means = strata.place(cells).groupby("stratum")[column].mean()
    return means, strata.mix.reindex(means.index).fillna(0.0)


def test_an_index_is_led_back_to_the_measures_that_entered_it_and_no_others(sorteercentrum):
    parts = explain(sorteercentrum, "engagement 2023-03", EN).tables["parts"]
    assert (
        tuple(parts["measure"])
        == sorteercentrum.measured.components
        == ("same_hands", "direct_contact", "solved_on_the_floor")
    )
    assert "penalties" not in set(
        explain(sorteercentrum, "control 2023-03", EN).tables["parts"]["measure"]
    )  # base under 5


def test_the_hours_behind_time_to_restore_give_its_value(sample):
    import numpy as np

    answer = explain(sample, "time_to_restore 2023-05", EN)
    rows = answer.tables["incidents"].assign(log=lambda behind: np.log(behind["open_h"]))
    logs, mix = at_the_mix(sample, rows, "log", "2023-05")
    assert mix.sum() == pytest.approx(1)  # a stratum that the month lacks would be made up for
    assert answer.facts["value"] == pytest.approx(float(np.exp((logs * mix).sum())), rel=1e-6)


def test_a_cell_holds_what_is_told_of_it(sorteercentrum):
    rows = explain(sorteercentrum, "targets 2023-05", EN).tables["clauses"]
    for row in rows.head(3).itertuples():
        sheet = openpyxl.load_workbook(SORTEERCENTRUM / row.file)[row.sheet]
        assert sheet[row.cell].value == row.text


def test_an_incident_has_its_updates_in_order_and_its_measures(sample):
    answer = explain(sample, "17190148", EN)
    names = ["attention_while_open", "time_to_restore", "time_to_restore_working"]
    assert answer.facts["counts_in"] == names
    assert list(answer.tables["answers"]["measure"]) == names
    assert answer.facts["month"] == "2023-05"
    updates = answer.tables["events"]
    assert updates["at"].is_monotonic_increasing
    assert len(updates) == answer.facts["n_updates"] == 5
    assert [sentence[:35] for sentence in answer.sentences] == ["Counts in: attention while open, ti"]


def test_an_incident_that_counts_in_nothing_says_why(sample):
    told = explain(sample, "incident 9629077", EN).sentences
    assert [sentence.split(": ")[1][:20] for sentence in told] == ["it is no corrective ", "the log does not cov"]


def test_a_quarter_has_a_value_where_the_report_speaks_in_quarters(sample, told):
    answer = explain(sample, "time_to_restore 2024-Q1", EN)
    assert answer.facts["value"] == pytest.approx(
        show_measures(sample.measured).frames["time_to_restore"].loc["2024Q1", "value"]
    )
    assert list(answer.tables["parts"]["period"]) == ["2024-01", "2024-02", "2024-03"]
    monthly = explain(told, "time_to_restore 2022-Q1", EN)
    assert monthly.facts["value"] is None
    assert monthly.sentences[1].startswith("The report tells no value for this quarter")


def test_drift_rests_on_both_sides(sorteercentrum):
    answer = explain(sorteercentrum, "drift 2023-05", EN)
    indices = sorteercentrum.indices.loc["2023-05"]
    assert answer.facts["value"] == pytest.approx(indices["drift"])
    assert (answer.facts["low"], answer.facts["high"]) == (indices["drift_low"], indices["drift_high"])
    assert answer.facts["n_rows"] == {
        "clauses": sorteercentrum.measured.paper.stocks.total["clauses"]["2023-05"],
        "incidents": 35,
    }


def test_the_json_is_plain_and_whole(sorteercentrum):
    content = json.loads(to_json(build_explained(explain(sorteercentrum, "words 2023-05", EN))))
    assert (content["schema"], content["kind"], content["measure"]) == (1, "number", "words")
    assert (
        len(content["clauses"])
        == content["n_rows"]["clauses"]
        == sorteercentrum.measured.paper.stocks.total["clauses"]["2023-05"]
    )


@pytest.mark.parametrize(
    ("what", "code", "near"),
    [
        ("engagment 2023-05", "error.what_near", "engagement"),
        ("clause 1.11", "error.what_near", "clause 1.1"),
        ("I0000-001", "error.what_near", "incident I000-001"),
        ("zzzzzz", "error.what", None),
        ("engagement 1999-01", "error.what_period", None),
    ],
)
def test_what_is_not_there_names_what_is_near(told, what, code, near):
    with pytest.raises(UsageError) as refused:
        explain(told, what, EN)
    assert refused.value.note.code == code
    assert refused.value.exit_code == 2
    if near:
        assert near in str(refused.value.note.values["near"])


def test_a_name_that_is_a_clause_and_an_incident_is_asked_back(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", ["a"] * 6)
    rows = [["Incident", "Title", "Opened", "Resolved"], ["1.1", "x", dt.datetime(2021, 1, 1, 9), None]]
    make_workbook(tmp_path / "log.xlsx", {"Log": rows})
    analysis = drift.analyse(tmp_path)
    with pytest.raises(UsageError) as refused:
        explain(analysis, "1.1", EN)
    assert refused.value.note.code == "error.what_both"
    assert explain(analysis, "incident 1.1", EN).kind == "incident"


def test_every_measure_and_index_is_explained_in_words():
    names = [*(measure.name for measure in MEASURES), *INDEX_NAMES]
    assert [name for name in names if not EN.knows(f"explain.formula.{name}")] == []


def test_no_answer_names_a_person_not_even_one_in_a_file_name(tmp_path):
    make_contract(tmp_path, "SLA van Gerda Zonderling 2020-01-01", [f"bel Gerda Zonderling {i}" for i in range(6)])
    rows = [["Incident", "Title", "Opened", "Resolved", "Handler"]]
    opened = dt.datetime(2021, 1, 1, 9)
    rows += [[f"I{i}", "Zonderling kwam", opened, None, "Gerda Zonderling"] for i in range(3)]
    make_workbook(tmp_path / "log.xlsx", {"Log": rows})
    analysis = drift.analyse(tmp_path)
    for what in ("clause 1.1", "I1", "words 2021-01"):
        assert "onderling" not in to_json(build_explained(explain(analysis, what, EN)))
    assert analysis.measured.paper.stocks.versions["file"].tolist() == ["SLA van […] 2020-01-01.xlsx"]


@pytest.mark.parametrize("what", ["meetings 2021Q3", "meetings 2021-K3", "meetings Q3 2021", "Gevoerd overleg K3 2021"])
def test_the_meetings_of_a_quarter_are_counted_by_level_and_never_listed(sorteercentrum, what):
    answer = explain(sorteercentrum, what, EN)
    counted = sorteercentrum.measured.meetings.loc["2021Q3"]
    assert {level: answer.facts[level] for level in counted.index} == dict(counted)
    assert set(answer.tables) == {"meetings", "files"}
    assert answer.what == "meetings held, Q3 2021"
    assert int(answer.tables["files"]["accepted"].sum()) == sorteercentrum.intake.total(
        "accepted", "contacts", "attendees"
    )


def test_experts_and_those_fallen_silent_have_a_year_and_never_a_small_number(sorteercentrum):
    answer = explain(sorteercentrum, "lost 2021", EN)
    assert answer.tables["experts"].to_dict("list") == {
        "side": ["customer", "supplier"],
        "year": ["2021", "2021"],
        "experts": ["7", "9"],
        "lost": ["5", "<5"],
    }
    assert len(explain(sorteercentrum, "experts", EN).tables["experts"]) == len(sorteercentrum.measured.experts)


@pytest.mark.parametrize("what", ["engagement", "same_hands", "dezelfde handen", "complaints", "time_to_restore"])
def test_a_number_without_a_period_is_the_change_of_the_report(sorteercentrum, what):
    answer = explain(sorteercentrum, what, EN)
    name = answer.facts["measure"]
    change = sorteercentrum.judgement.changes[name]
    told = [answer.facts[key] for key in ("log", "low", "high", "before", "after", "n_before", "n_after")]
    assert told == [
        *(change.log, change.low, change.high, change.before.level, change.after.level),
        *(change.before.n, change.after.n),
    ]
    parts = answer.tables["parts"]
    own = parts[parts["measure"] == name]
    assert answer.facts["after_span"] == f"{change.after.first} – {change.after.last}"
    assert (change.after.last - change.after.first).n == 11  # twelve calendar months
    for name, window in (("base", change.before), ("last", change.after)):
        months = own.loc[own["window"] == name, "period"]  # those of them that have a value
        assert months.between(str(window.first), str(window.last)).all()
        assert len(months) > 6


def test_the_change_of_a_share_is_that_of_the_incidents_of_its_months(sorteercentrum):
    answer = explain(sorteercentrum, "same_hands", EN)
    parts = answer.tables["parts"]
    for window, key in (("base", "before"), ("last", "after")):
        months = pd.PeriodIndex(parts.loc[parts["window"] == window, "period"], freq="M")
        counted = sorteercentrum.measured.operations.seen_of("same_hands").coverage.loc[months].sum()
        assert answer.facts[key] == pytest.approx(counted["total"] / counted["known"])


def test_a_stock_without_a_period_has_its_base_its_end_and_its_documents(sorteercentrum):
    answer = explain(sorteercentrum, "targets", EN)
    total = sorteercentrum.measured.paper.stocks.total["targets"]
    assert answer.facts["after"] == total.iloc[-1]
    assert answer.facts["before"] == pytest.approx(total["2018-01":"2019-12"].mean())
    by_document = answer.tables["by_document"].set_index("document")
    assert list(by_document.loc["SLA"]) == [23, 23, 65]


def test_control_without_a_period_has_its_reading_error_and_drift_its_drivers(sorteercentrum):
    control = explain(sorteercentrum, "control", EN).facts
    assert control["high"] - control["low"] == pytest.approx(2 * 1.959964 * sorteercentrum.judgement.control.error)
    drift_ = explain(sorteercentrum, "drift", EN)
    assert drift_.tables["parts"]["since_base"].sum() == pytest.approx(drift_.facts["value"])


def test_a_year_of_the_path_and_the_evidence_of_a_month(sorteercentrum):
    point = sorteercentrum.judgement.path.loc["2023"]
    answer = explain(sorteercentrum, "engagement 2023", EN)
    assert [answer.facts[key] for key in ("value", "low", "high")] == list(point[["engagement", "low", "high"]])
    assert explain(sorteercentrum, "control 2023", EN).facts["value"] == point["control"]
    alarm = explain(sorteercentrum, "engagement 2021-09", EN).facts["e_value"]
    assert alarm == sorteercentrum.evidence.e_values["2021-09"] >= 10


def test_what_binds_is_told_by_kind_and_party_with_its_clauses(sorteercentrum):
    answer = explain(sorteercentrum, "obligations 2024-12", EN)
    clauses = answer.tables["clauses"]
    counted = clauses.groupby(["kind", "party"]).size()
    assert dict(counted) == dict(answer.tables["parts"].set_index(["kind", "party"])["clauses"])
    assert len(clauses) == answer.facts["value"]


def test_the_round_table_what_held_and_the_scope_have_their_counts(sorteercentrum):
    table = sorteercentrum.judgement.problems
    facts = explain(sorteercentrum, "round_table", EN).facts
    assert [facts[name] for name in ("n_recent", "n_troubled", "n_known", "n_open")] == [
        *(table.n_recent, table.n_troubled, table.n_known, table.n_open)
    ]
    assert explain(sorteercentrum, "what still works", EN).tables["held"].equals(sorteercentrum.measured.held)
    with pytest.raises(UsageError):
        explain(sorteercentrum, "scope", EN)  # none was declared


@pytest.mark.parametrize("what", ["meetings 2021-03", "experts 2021-Q1", "same_hands 2021", "held 2021"])
def test_a_period_that_a_number_is_not_told_for_is_refused_with_the_right_one(sorteercentrum, what):
    with pytest.raises(UsageError) as refused:
        explain(sorteercentrum, what, EN)
    assert refused.value.note.code == "error.what_by"
    assert EN.tell(refused.value.note)


def test_every_name_of_a_number_is_explained_in_words_without_a_period(sorteercentrum, quiet):
    for analysis in (sorteercentrum, quiet):
        for name in name_numbers(analysis):
            answer = explain(analysis, name, Wording("nl"))
            assert answer.sentences, name
            to_json(build_explained(answer))
