"""Which norm binds which incident, by which clock, and why another binds none; texts made for this."""

import datetime as dt

import pandas as pd
import pytest

from drift.contract.contract import read_contract
from drift.contract.norms.bind import Log, bind_norms
from drift.project.settings import HandNorm

DAY = dt.date(2020, 1, 1)
CLOCKS = frozenset({"respond", "restore", "close", "on_site", "availability"})
LOG = Log(("P1", "P2", "P3"), ("lift", "netwerk"), CLOCKS)


def bind(*texts, log=LOG, by_hand=(), section=""):
    clauses = pd.DataFrame(
        [
            {"relation": "r", "file": "c.xlsx", "sheet": "s", "row": i + 2, "document": "SLA", "version": "1",
             "effective_on": DAY, "clause_id": str(i + 1), "section": section, "text": text, "in_force": True,
             "remark": None}
            for i, text in enumerate(texts)
        ]
    )  # fmt: skip
    documents = pd.DataFrame(
        [{"relation": "r", "file": "c.xlsx", "document": "SLA", "version": "1", "effective_on": DAY, "ends_on": None,
          "role": "sla", "status": None, "author": None, "approver": None, "function": None}]
    )  # fmt: skip
    contract = read_contract(clauses, documents)
    tables = {"clauses": clauses, "documents": documents, "readings": contract.readings, "targets": contract.targets}
    return bind_norms({**tables, "units": contract.units}, log, by_hand)


@pytest.mark.parametrize(
    ("text", "clock", "kind", "value", "levels"),
    [
        ("Bij een storing met prioriteit 1 reageert Opdrachtnemer binnen 15 minuten.", "respond", "clock", 15, "1"),
        ("Een storing met prioriteit 2 dient binnen 24 uur te zijn hersteld.", "restore", "clock", 24, "2"),
        ("Severity 3 incidents shall be resolved within 5 business days.", "restore", "working_days", 5, "3"),
        ("Een P1-melding is binnen 60 minuten door een monteur ter plaatse bekeken.", "on_site", "clock", 60, "1"),
        ("Incidenten worden binnen 3 werkdagen na melding afgesloten.", "close", "working_days", 3, ""),
        ("Storingen met prioriteit 1 worden binnen 4 uur na de melding verholpen.", "restore", "clock", 4, "1"),
        ("Faults are repaired within 8 hours after the fault has been reported.", "restore", "clock", 8, ""),
        ("De hersteltijd bedraagt 240 minuten.", "restore", "clock", 240, ""),
        ("P1 incidents: 1 hour to respond, at most.", "respond", "clock", 1, "1"),
        ("Storingen worden binnen 4 uur tijdens kantooruren hersteld.", "restore", "working", 4, ""),
        ("Storingen van prioriteit 1 en 2 worden binnen 6 uur opgelost.", "restore", "clock", 6, "12"),
        ("Opdrachtnemer herstelt storingen binnen 2 weken.", "restore", "days", 2, ""),
    ],
)
def test_a_limit_of_time_binds_by_its_words(text, clock, kind, value, levels):
    (norm,) = bind(text).norms
    assert (norm.clock, norm.kind, norm.value, norm.levels) == (clock, kind, value, frozenset(levels))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("De werkbon is binnen 24 uur na gereedmelding volledig ingevuld.", "of_papers"),
        ("Een storing is binnen 4 uur na aankomst van de monteur hersteld.", "other_start"),
        ("Een storing die binnen 30 dagen terugkeert, wordt kosteloos hersteld.", "repeats"),
        ("Wordt een P1-storing niet binnen 2 uur opgelost, dan belt de servicedesk de manager.", "threshold"),
        ("Indien een storing niet binnen 8 uur is hersteld, komt een tweede monteur.", "threshold"),
        ("De gemiddelde hersteltijd van storingen is maximaal 4 uur.", "mean"),
        ("Buiten kantooruren reageert de monteur bij een storing binnen 60 minuten.", "hours"),
        ("Van iedere storing met prioriteit 1 levert Opdrachtnemer binnen 2 werkdagen een rapport.", "of_papers"),
        ("Storingen aan de roltrap worden binnen 4 uur hersteld.", "condition"),
        ("Elevator faults are repaired within 4 hours.", "condition"),
        ("Overige storingen worden binnen 8 uur hersteld.", "condition"),
        ("Een bezoeker van de balie wordt binnen 10 minuten geholpen.", "no_clock"),
        ("Opdrachtgever herstelt storingen in het eigen netwerk binnen 4 uur.", "customer"),
        ("De tijd tussen twee storingen bedraagt ten minste 48 uur.", "no_limit"),
        ("Een storing wordt binnen 2 maanden definitief hersteld.", "unit"),
    ],
)
def test_what_looks_like_it_and_binds_nothing_has_its_reason(text, reason):
    binding = bind(text)
    assert binding.norms == ()
    assert {one.reason for one in binding.unbound} == {reason}


def test_a_norm_for_an_object_of_the_log_holds_for_that_object():
    binding = bind(
        "Storingen aan de lift worden binnen 4 uur hersteld.", "Netwerkstoringen zijn binnen 2 uur opgelost."
    )
    assert [norm.scope for norm in binding.norms] == ["lift", "netwerk"]


def test_a_share_beside_a_time_makes_the_norm_a_share():
    (norm,) = bind("In 95 % van de gevallen is een storing met prioriteit 1 binnen 4 uur hersteld.").norms
    assert (norm.share, norm.value) == (0.95, 4)


def test_a_share_within_the_repair_time_holds_over_the_times_of_its_version():
    binding = bind(
        "Een storing met prioriteit 1 dient binnen 4 uur te zijn hersteld.",
        "Per maand dient ten minste 90 % van de storingen binnen de hersteltijd te zijn hersteld.",
    )
    assert [(one.clock, one.share) for one in binding.shares] == [("restore", 0.9)]
    alone = bind("Per maand dient ten minste 90 % van de storingen binnen de hersteltijd te zijn hersteld.")
    assert [one.reason for one in alone.unbound] == ["no_times"]


def test_a_level_by_another_name_meets_where_the_contract_pairs_them():
    text = "Storingen met prioriteit hoog worden binnen 4 uur hersteld."
    paired = bind("Prioriteit 1 (kritiek) en prioriteit 2 (hoog) gaan voor.", text)
    assert [norm.levels for norm in paired.norms] == [frozenset("2")]
    alone = bind(text)
    assert (alone.norms, [one.reason for one in alone.unbound]) == ((), ["levels"])
    tool = bind(text, log=Log(("1 - Kritiek", "2 - Hoog"), (), CLOCKS))
    assert [norm.levels for norm in tool.norms] == [frozenset("2")]


def test_what_the_log_lacks_is_named_by_its_column():
    text = "Een storing met prioriteit 1 wordt binnen 4 uur hersteld."
    blind = bind(text, log=Log(("P1",), (), frozenset({"respond"})))
    assert [(one.reason, one.column) for one in blind.unbound] == [("no_column", "resolved_at")]
    without = bind(text, log=Log((), (), CLOCKS))
    assert [(one.reason, one.column) for one in without.unbound] == [("no_priority", "priority")]


def test_what_drift_toml_binds_goes_before_the_words():
    text = "Opdrachtnemer neemt contact op binnen 2 uur."
    assert bind(text).norms == ()
    hand = HandNorm(clause="1", clock="first_entry", where={"priority": "P1"}, working=True, stops=True)
    (norm,) = bind(text, by_hand=(hand,)).norms
    assert (norm.clock, norm.kind, norm.limit, norm.levels, norm.stops, norm.by_hand) == (
        *("first_entry", "working", 7200, frozenset("1")),
        *(True, True),
    )
    elsewhere = HandNorm(clause="1", document="DAP", clock="first_entry")
    assert bind(text, by_hand=(elsewhere,)).norms == ()


def test_a_clause_that_stops_the_clock_is_seen():
    stops = "De hersteltijd staat stil zolang Opdrachtnemer wacht op onderdelen van derden."
    repair = "Een storing wordt binnen 4 uur hersteld."
    assert [norm.stops for norm in bind(repair, stops).norms] == [True]
    assert [norm.stops for norm in bind(repair, "De sorteerder staat stil.").norms] == [False]
