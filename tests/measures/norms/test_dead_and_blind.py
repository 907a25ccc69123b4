"""Norms that decided nothing, norms that no column can show, and work of which no norm speaks."""

import pandas as pd
import pytest
from small_relations import analyse, make_clauses, make_incidents

import drift

pytestmark = pytest.mark.long

SHORT = "Een storing met prioriteit 1 is binnen 4 uur hersteld."
LONG = "Een storing met prioriteit 2 is binnen 200 uur hersteld."
RESPONSE = "Opdrachtnemer reageert bij een storing met prioriteit 1 binnen 15 minuten."
CALLS = "De servicedesk neemt ten minste 80 % van de oproepen binnen 30 seconden aan."
DAYS = pd.date_range("2020-01-02 09:00", "2022-06-30", freq="2D")
PRIORITIES = ["P1", "P2", "P3"]


def relation(titles=None, **columns):
    priority = [PRIORITIES[i % 3] for i in range(len(DAYS))]
    hours = [2 + i % 5 for i in range(len(DAYS))]
    extra = {} if titles is None else {"title": titles}
    clauses = make_clauses(v1=[SHORT, LONG, RESPONSE, CALLS])
    return analyse(clauses, make_incidents(DAYS, hours, priority, **extra, **columns)).measured.norms


@pytest.fixture(scope="module")
def found():
    return relation()


def test_a_norm_that_nothing_came_near_for_two_years_decided_nothing(found):
    assert found.dead["clause_id"].tolist() == ["1.2"]
    assert found.dead["n"].tolist() == [sum(i % 3 == 1 for i in range(len(DAYS)))]
    assert found.dead["months"].tolist() == [30]


def test_a_norm_that_somebody_named_is_not_dead():
    titles = ["Storing band" for _ in DAYS]
    titles[7] = "Te laat volgens artikel 1.2"
    assert relation(titles).dead.empty


def test_a_norm_that_no_column_can_show_is_blind_and_says_which_column(found):
    blind = found.blind.set_index("clause_id")
    assert set(blind.index) == {"1.3", "1.4"}
    assert blind.loc["1.3", ["reason", "column"]].tolist() == ["no_column", "responded_at"]
    assert set(blind.loc[["1.4"], "reason"]) <= {"no_clock", "no_limit"}


def test_a_column_that_tells_the_moment_makes_the_norm_seen():
    responded = pd.Series(DAYS) + pd.Timedelta(minutes=10)
    found = relation(responded_at=responded)
    assert found.bound["clock"].tolist() == ["restore", "restore", "respond"]
    assert found.met.set_index(["clock", "year"])["share"]["respond", 2021] == 1.0
    assert set(found.blind["clause_id"]) == {"1.4"}


def test_work_without_a_norm_is_counted(found):
    assert found.silent.of == len(DAYS)
    assert found.silent.n == sum(i % 3 == 2 for i in range(len(DAYS)))


def test_silent_work_is_told_by_what_it_is_of():
    objects = ["lift" if i % 3 == 2 else "band" for i in range(len(DAYS))]
    groups = relation(object=objects, category="Mechanisch").silent.groups
    assert groups[["category", "object", "n"]].to_numpy().tolist() == [["Mechanisch", "lift", len(DAYS) // 3]]


def test_silent_work_without_an_object_is_told_by_titles_that_differ_by_figures_alone():
    titles = [f"Poster {i} ophangen" if i % 6 == 2 else f"Vraag over {'a' * (i % 40 + 1)}" for i in range(len(DAYS))]
    groups = relation(titles=titles).silent.groups
    assert groups[["title", "n"]].to_numpy().tolist() == [
        ["poster ophangen", sum(i % 6 == 2 for i in range(len(DAYS)))]
    ]


def test_without_a_norm_that_binds_the_reason_is_told():
    found = analyse(make_clauses(v1=[CALLS]), make_incidents(DAYS, [2] * len(DAYS))).measured.norms
    assert found.met.empty
    assert found.reason.code == "norms.none.bound"
    assert set(found.unbound["clause_id"]) == {"1.1"}


def test_norms_without_incidents_say_so():
    found = drift.analyse_tables({"clauses": make_clauses(v1=[SHORT])}, settings={"relation": "r"}).measured.norms
    assert found.reason.code == "norms.none.log"


def test_what_the_tool_itself_says_is_told_without_a_contract_too():
    met = [i % 4 != 0 for i in range(len(DAYS))]
    incidents = make_incidents(DAYS, [2] * len(DAYS), sla_met=met)
    found = drift.analyse_tables({"incidents": incidents}, settings={"relation": "r"}).measured.norms
    assert found.reason.code == "norms.none.contract"
    assert found.tool["n"].sum() == len(DAYS)
    months = found.tool_months.set_index("month")["share"]
    january = [one for one, day in zip(met, DAYS, strict=True) if (day.year, day.month) == (2021, 1)]
    assert months["2021-01"] == sum(january) / len(january)


def test_a_contract_is_not_silent_about_what_only_a_blind_norm_speaks_of():
    incidents = make_incidents(DAYS, [2] * len(DAYS), [PRIORITIES[i % 3] for i in range(len(DAYS))])
    found = analyse(make_clauses(v1=[LONG, RESPONSE]), incidents).measured.norms
    assert found.silent.n == sum(i % 3 == 2 for i in range(len(DAYS)))  # P1 has a norm that no column can show
