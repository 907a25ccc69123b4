"""Reports beside tickets: what is planted between them is found, and what cannot be joined is told."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_beside_tickets import CONTRACT, HOUR, MONTHS, RESTORE, clauses, hold_tables, incidents, report
from shared_cases import small_case

import drift
from drift.measures.norms.reported import join
from drift.measures.norms.reported.compare import UNTOLD
from drift.measures.norms.reported.notes import list_asides, show_period, tell_gap, tell_unjoined
from drift.measures.norms.reported.printed import is_green
from drift.measures.norms.reported.stretches import cuts_of, read_stretch
from drift.measures.norms.reported.subject import UNJOINED
from drift.sources.patterns import load_rules
from drift.tables.plain import to_rows
from drift.wording import Wording

NL, EN = Wording("nl"), Wording("en")


WORDED = {  # indicator -> clock, levels
    "Herstel binnen norm": ("restore", ""),
    "% opgelost binnen SLA": ("restore", ""),
    "Responstijd P1 gehaald": ("respond", "1"),
    "Reactietijd P1 binnen 60 min": ("respond", "1"),
    "P1 in 4 hours": ("restore", "1"),  # a time that norms of one clock alone set
    "Storingen op tijd hersteld": ("restore", ""),
    "Incidents resolved on time": ("restore", ""),
    "Incident resolution within target": ("restore", ""),
    "Meldingen in behandeling genomen binnen de norm": ("respond", ""),
    "Hersteltijd · P2": ("restore", "2"),
    "Prioriteit 1 en 2 tijdig verholpen": ("restore", "1, 2"),
}
UNTIED = {  # indicator -> unit, why it is joined to no norm
    "Op tijd": ("%", "no_clock"),
    "Binnen de norm afgehandeld": ("%", "no_clock"),
    "Storingen opgelost": ("%", "other_share"),
    "First time fix rate": ("%", "other_share"),
    "Klanttevredenheid herstel": ("%", "other_share"),
    "Respons- en hersteltijd binnen norm": ("%", "two_clocks"),
    "Aantal storingen": ("count", "unit"),
    "Storingen hersteld": (None, "unit"),
    "Hersteltijd P1": ("hour", "time"),
    "Beschikbaarheid": ("%", "no_column"),
    "Ter plaatse binnen norm": ("%", "no_norm"),
    "Herstel P4 binnen norm": ("%", "levels"),
    "Wijzigingen opgelost binnen norm": ("%", "of_papers"),
    "Herhaalstoringen opgelost binnen norm": ("%", "repeats"),
    "Storingen aan de lift hersteld binnen norm": ("%", "condition"),
    "Hersteltijd binnen norm · Utrecht": ("%", "condition"),
    "Scanner hersteld binnen norm": ("%", "condition"),  # a category of the log
}
LONGER = {"2020-Q1": 30, "2020-Q4": 30, "2020-H1": 60, "2021-H2": 60, "2020": 120, "2021": 120}
TOLD = {  # by document; of a log of ten incidents a month of which eight met their norm, two of a category
    "gap": report(90.0),
    "one month": report(90.0, periods=["2020-05"]),
    "in a name": report(80.0, "Hersteltijd P2 binnen 8 uur", norm=None),
    "longer": report(90.0, periods=LONGER),
    "verdict": report(None, periods=["2020-03"], verdict="behaald"),
    "words": pd.concat([report(80.0, text, norm=None, periods=["2020-03"]) for text in WORDED]),
    "untied": pd.concat([report(80.0, text, None, MONTHS[:3], unit=unit) for text, (unit, _) in UNTIED.items()]),
    "mean": pd.concat([report(5.0, text, 6.0, unit="hour") for text in ("Gemiddelde hersteltijd", "Hersteltijd")]),
    "numbers": pd.concat(
        [
            report(80.0, "KPI 1", clause_id="3.3", norm=None),
            report(80.0, "Reactie binnen norm", clause_id="3.3", norm=None),
            report(80.0, "Herstel", clause_id="4.1"),
            report(80.0, "KPI 4", clause_id="3", norm=None),
        ]
    ),
}


def hold(reports, log, contract=None):
    """Return what holding norms gave; reports: by document."""
    told = pd.concat([own.assign(document=name) for name, own in reports.items()], ignore_index=True)
    return hold_tables({"clauses": clauses(contract), "incidents": log, "norm_reports": told})


def make_log():
    return incidents(8, 2, category=lambda row: None if row["met"] else "Scanner")


@pytest.fixture(scope="module")
def held():
    return hold(TOLD, make_log())


def reported(norms, document):
    return norms.reported[norms.reported["document"] == document]


def unjoined(norms, document, *columns):
    if norms.unjoined.empty:
        return []
    own = norms.unjoined[norms.unjoined["document"] == document]
    return [tuple(row) for row in own[list(columns)].to_numpy()]


def summary(norms, document, window="all"):
    of = norms.indicators
    (row,) = to_rows(of[(of["window"] == window) & (of["document"] == document)])
    return row


def test_a_planted_gap_is_found_to_the_point(held):
    rows, row = reported(held, "gap"), summary(held, "gap")
    assert list(rows["period"]) == [str(month) for month in MONTHS]
    assert set(rows["n"]) == {10}
    assert rows["recounted"].to_numpy() == pytest.approx(0.8)
    assert rows["gap"].to_numpy() == pytest.approx(0.1)
    assert (rows["gap_low"] < 0.1).all()
    assert (rows["gap_high"] > 0.1).all()
    assert (row["gap"], row["n"]) == (pytest.approx(0.1), 240)
    assert unjoined(held, "gap", "reason") == []


def test_the_interval_of_one_month_is_the_exact_one_of_its_tickets(held):
    row = reported(held, "one month").iloc[0]
    # 8 of 10: 44.39 to 97.48 % (Clopper and Pearson, as tables have it)
    assert row["gap_low"] == pytest.approx(0.9 - 0.9748, abs=1e-4)
    assert row["gap_high"] == pytest.approx(0.9 - 0.4439, abs=1e-4)


def test_another_norm_than_the_contract_asks_is_found_from_its_month_on(held):
    rows = reported(held, "gap").set_index("period")
    assert rows.loc[:"2020-12", "contract_norm"].eq(0.85).all()
    assert rows.loc["2021-01":, "contract_norm"].eq(0.95).all()
    assert list(rows.index[rows["norm_differs"]]) == [f"2021-{month:02}" for month in range(1, 13)]
    row = summary(held, "gap")
    assert (row["n_norm_differs"], row["norm"], row["contract_norm"]) == (12, 0.85, 0.95)
    assert (row["differs_first"], row["differs_last"]) == ("2021-01", "2021-12")
    assert (row["n_green"], row["n_green_under"]) == (24, 24)  # 80 % is under 85 and under 95
    said = [NL.tell(note) for note in list_asides(row)]
    assert said[-1] == (
        f"{RESTORE}: in 12 perioden (januari 2021 tot en met december 2021) houdt de rapportage een andere norm aan "
        "dan het contract dat gold; de laatste keer 85\u00a0% in de rapportage en 95\u00a0% in het contract."
    )


def test_the_time_in_a_name_is_held_against_that_of_the_contract(held):
    rows = reported(held, "in a name").set_index("period")
    assert set(rows["levels"]) == {"2"}
    assert list(rows.index[rows["limit_differs"]]) == [f"2021-{month:02}" for month in range(1, 13)]
    assert rows.loc["2021-03", ["limit", "contract_limit"]].tolist() == [8, 6]
    assert set(rows["clause_id"]) == {"3.3"}


def test_quarters_halves_and_years_add_up_their_months(held):
    rows = reported(held, "longer")
    assert dict(zip(rows["period"], rows["n"], strict=True)) == LONGER
    assert rows["gap"].to_numpy() == pytest.approx(0.1)


def test_a_verdict_without_a_figure_has_a_recount_and_no_gap(held):
    row = reported(held, "verdict").iloc[0]
    assert (row["recounted"], row["green"], np.isnan(row["gap"])) == (0.8, True, True)


def test_an_indicator_is_joined_by_its_words(held):
    rows = reported(held, "words")
    assert {row.indicator: (row.clock, row.levels) for row in rows.itertuples()} == WORDED
    assert unjoined(held, "words", "indicator") == []


def test_what_cannot_be_joined_is_listed_with_its_reason(held):
    assert reported(held, "untied").empty
    found = unjoined(held, "untied", "indicator", "reason", "n")
    assert found == [(indicator, reason, 3) for indicator, (_, reason) in UNTIED.items()]
    columns = dict(unjoined(held, "untied", "indicator", "column"))
    assert columns.pop("Beschikbaarheid") == "downtime_min"
    assert all(pd.isna(column) for column in columns.values())


def test_a_mean_is_recounted_as_a_mean_and_a_time_alone_is_not(held):
    rows = reported(held, "mean").set_index("period")
    assert set(rows["indicator"]) == {"Gemiddelde hersteltijd"}
    assert rows["green"].all()  # under the norm that it prints
    assert rows.loc["2021-03", "gap"] == pytest.approx(5 - 6.3)  # one of the long ones lasts over a change of the clock
    rows = rows.drop(index="2021-03")
    assert rows["recounted"].to_numpy() == pytest.approx(0.8 * 3 + 0.2 * 20)
    spread = np.std([3] * 8 + [20] * 2, ddof=1) / np.sqrt(10)
    assert (rows["gap_high"] - rows["gap"]).to_numpy() == pytest.approx(1.959964 * spread)
    assert unjoined(held, "mean", "indicator", "reason", "n") == [("Hersteltijd", "time", 24)]
    assert tell_gap(summary(held, "mean")).code == "norms.reported.mean"


def test_a_number_joins_to_its_clause_unless_the_words_name_another_clock(held):
    found = reported(held, "numbers").groupby("indicator")[["clock", "clause_id", "n"]].first().to_dict("index")
    assert found == {
        "KPI 1": {"clock": "restore", "clause_id": "3.3", "n": 5},
        "Reactie binnen norm": {"clock": "respond", "clause_id": "3.1", "n": 5},
        "Herstel": {"clock": "restore", "clause_id": "4.1", "n": 10},
    }
    assert unjoined(held, "numbers", "indicator", "reason") == [("KPI 4", "no_clock")]


def test_reports_that_say_what_the_tickets_say_have_no_gap():
    rng = np.random.default_rng(7)
    met = {str(month): int(n) for month, n in zip(MONTHS, rng.binomial(20, 0.85, len(MONTHS)), strict=True)}
    log = incidents(met, {month: 20 - n for month, n in met.items()})
    told = {
        "honest": report(lambda month: round(5.0 * met[month], 1)),
        "near": report(lambda month: 5.0 * met[month] + (2.0 if int(month[-2:]) % 2 else -2.0)),
        "far": report(lambda month: min(5.0 * met[month] + 4.0, 100.0)),
    }
    norms = hold(told, log)
    assert reported(norms, "honest")["gap"].abs().max() < 1e-9
    near, far = summary(norms, "near"), summary(norms, "far")
    assert near["gap_low"] < 0 < near["gap_high"]
    assert tell_gap(near).code == "norms.reported.even"
    planted = np.mean([min(0.04, 1 - n / 20) for n in met.values()])
    assert abs(far["gap"] - planted) < 0.01
    assert far["gap_low"] > 0
    said = EN.tell(tell_gap(far))
    assert said.startswith(f"{RESTORE}: from January 2020 to December 2021 the reports say ")
    assert f"(480 incidents): +{100 * planted:.1f} points" in said


def test_the_gap_over_all_weighs_months_by_their_incidents():
    log = incidents({"2020-01": 90, "2020-02": 5}, {"2020-01": 10, "2020-02": 5}, MONTHS[:2])
    told = report(lambda month: 90.0 if month == "2020-01" else 70.0, periods=MONTHS[:2])
    row = summary(hold({"two": told}, log), "two")
    assert row["gap"] == pytest.approx((100 * 0.0 + 10 * 0.2) / 110)
    assert np.isnan(row["gap_low"])  # of two months there is no interval
    assert tell_gap(row).code == "norms.reported.gap_alone"


def test_the_last_24_months_are_told_apart():
    months = pd.period_range("2019-01", "2021-12", freq="M")
    contract = {dt.date(2019, 7, 1): CONTRACT[dt.date(2020, 1, 1)]}
    told = report(lambda month: 80.0 if month < "2020" else 88.0, periods=["2018-12", *months])
    norms = hold({"three": told}, incidents(8, 2, months), contract)
    last, every = (summary(norms, "three", window) for window in ("last", "all"))
    assert (last["periods"], every["periods"]) == (24, 37)
    assert (last["gap"], every["gap"]) == (pytest.approx(0.08), pytest.approx(0.08 * 24 / 30))
    rows = norms.reported.set_index("period")
    assert rows.loc[["2018-12", "2019-01"], "untold"].tolist() == ["outside", "not_in_force"]
    assert rows.loc["2019-07":, "untold"].isna().all()
    assert rows.loc[["2019-06", "2019-07"], "contract_norm"].fillna(0).tolist() == [0, 0.85]


def test_a_level_counts_its_own_incidents_alone():
    log = incidents(8, 2, resolved_at=lambda row: row["opened_at"] + (3 if row["priority"] == "P1" else 20) * HOUR)
    told = {level: report(80.0, f"{level} hersteld binnen norm", norm=None) for level in ("P1", "P2")}
    norms = hold(told, log)
    assert [reported(norms, level)["recounted"].unique().tolist() for level in told] == [[1.0], [0.0]]
    assert norms.reported["n"].unique().tolist() == [5]


def test_a_week_counts_its_own_days_over_the_turn_of_a_month():
    days = pd.date_range("2020-01-01", "2020-03-31 23:00", freq="D") + 9 * HOUR
    met = days.day_of_week.to_numpy() < 5  # five of seven days
    log = pd.DataFrame({"incident_id": [f"I{i}" for i in range(len(days))], "opened_at": days, "priority": "P1"})
    log["resolved_at"] = log["opened_at"] + pd.to_timedelta(np.where(met, 3, 20), unit="h")
    norms = hold({"weeks": report(90.0, periods=["2020-W05", "2020-W09", "2020-W60"])}, log)
    assert norms.reported[["period", "n"]].to_numpy().tolist() == [["2020-W05", 7], ["2020-W09", 7]]
    assert norms.reported["recounted"].to_numpy() == pytest.approx(5 / 7)
    assert unjoined(norms, "weeks", "reason", "n") == [("period", 1)]


def test_cutting_days_by_weeks_moves_no_other_figure(held):
    weeks = report(90.0, periods=[f"2020-W{week:02}" for week in range(2, 50)])
    cut = hold(TOLD | {"weeks": weeks}, make_log())
    for name in ("met", "splits", "monthly", "bound", "dead"):
        pd.testing.assert_frame_equal(getattr(held, name), getattr(cut, name))
    rest = cut.reported[cut.reported["document"] != "weeks"].reset_index(drop=True)
    pd.testing.assert_frame_equal(held.reported, rest)
    assert reported(cut, "weeks")["n"].between(1, 4).all()


def test_where_too_little_is_known_or_nothing_came_there_is_no_figure():
    log = incidents({str(month): 8 for month in MONTHS if month != MONTHS[5]}, 0)
    in_may = log["opened_at"].dt.strftime("%Y-%m").eq("2020-05")
    log.loc[in_may & (log.index % 2 == 0), "resolved_at"] = pd.NaT
    log["end_known"] = log["resolved_at"].notna()
    rows = hold({"some": report(90.0)}, log).reported.set_index("period")
    assert (rows.loc["2020-05", "n"], rows.loc["2020-05", "n_asked"], rows.loc["2020-05", "untold"]) == (
        4,
        8,
        "unknown",
    )
    assert (rows.loc["2020-06", "n_asked"], rows.loc["2020-06", "untold"]) == (0, "no_incidents")
    assert rows.loc[["2020-05", "2020-06"], ["recounted", "gap"]].isna().all(axis=None)
    assert rows["recounted"].notna().sum() == 22


def test_a_report_that_leaves_waiting_out_is_met_by_the_figure_beside():
    log = incidents(8, 2)
    missed = log[log["resolved_at"] - log["opened_at"] > 10 * HOUR]
    steps = [("waiting", 1), ("comment", 19)]
    events = pd.DataFrame(
        [
            {"incident_id": row.incident_id, "at": row.opened_at + hour * HOUR, "kind": kind}
            for row in missed.itertuples()
            for kind, hour in steps
        ]
    )
    contract = {
        day: [*own, ("3.9", "De hersteltijd staat stil zolang opdrachtnemer op opdrachtgever wacht.")]
        for day, own in CONTRACT.items()
    }
    tables = {"clauses": clauses(contract), "incidents": log, "events": events, "norm_reports": report(100.0)}
    norms = hold_tables(tables)
    assert norms.reported["recounted"].to_numpy() == pytest.approx(0.8)
    assert norms.reported["recounted_stopped"].to_numpy() == pytest.approx(1.0)
    said = [EN.tell(note) for note in list_asides(summary(norms, "rapportage"))]
    assert said[0] == "Without the time in which somebody waited the tickets say 100\u00a0%."


def test_availability_is_that_of_the_logged_downtime():
    log = incidents(8, 2, downtime_min=43.2)  # ten times 43.2 min of 30 days: 1 %
    told = report(99.9, "Beschikbaarheid", norm=99.0, periods=["2020-04", "2020-06", "2020-Q3", "2020-W20"])
    rows = hold({"availability": told}, log).reported.set_index("period")
    assert rows.loc[["2020-04", "2020-06"], "recounted"].to_numpy() == pytest.approx(0.99)
    assert rows.loc["2020-Q3", "recounted"] == pytest.approx(1 - 30 * 43.2 / (92 * 1440))
    assert rows.loc["2020-W20", "untold"] == "weeks"
    assert rows.loc["2020-04", ["clause_id", "contract_norm", "norm_differs"]].tolist() == ["4.2", 0.99, False]


def test_two_documents_with_different_times_are_not_chosen_between():
    own = clauses()
    other = own[own["clause_id"].isin(["3.2", "3.3"]) & own["version"].eq("2020-01-01")].assign(
        document="DAP", file="dap 2020-01-01.xlsx", text=lambda rows: rows["text"].str.replace("8 uur", "5 uur")
    )
    told = pd.concat([report(80.0, norm=None), report(80.0, "P1 hersteld binnen norm", norm=None)])
    tables = {"clauses": pd.concat([own, other]), "incidents": incidents(8, 2), "norm_reports": told}
    norms = hold_tables(tables)
    assert unjoined(norms, "rapportage", "indicator", "reason") == [(RESTORE, "documents")]
    assert set(norms.reported["n"]) == {5}  # of P1 both say 4 hours, and each incident counts once


def test_a_report_of_no_name_is_told_as_one():
    told = report(80.0, norm=None).drop(columns="document")
    norms = hold_tables({"clauses": clauses(), "incidents": incidents(8, 2), "norm_reports": told})
    assert set(norms.reported["document"]) == {""}
    assert (summary(norms, "")["gap"], summary(norms, "")["n"]) == (pytest.approx(0.0), 240)
    assert tell_gap(summary(norms, "")).code == "norms.reported.even"


def test_without_a_norm_that_binds_every_indicator_is_listed():
    contract = {dt.date(2020, 1, 1): [("1", "Opdrachtnemer levert ten minste 4 monteurs.")]}
    norms = hold({"alone": report(80.0)}, incidents(8, 2), contract)
    assert unjoined(norms, "alone", "reason", "n") == [("no_norm", 24)]
    assert norms.reported.empty


@pytest.mark.parametrize(
    ("verdict", "result", "norm", "comparator", "unit", "green"),
    [
        ("groen", 80, 85, None, "%", True),  # its own word goes before its figures
        ("niet behaald", 90, 85, None, "%", False),
        ("oranje", 90, 85, None, "%", False),
        ("OK", 90, 85, None, "%", None),  # still open
        (None, 85.0, 85.0, None, "%", True),
        (None, 85.0, 85.0, ">", "%", False),
        (None, 7, 8, None, "hour", True),
        (None, 9, 8, "<=", "hour", False),
        ("zie bijlage", 90, 85, None, "%", True),
        (None, 90, np.nan, None, "%", None),
    ],
)
def test_green_is_what_the_report_itself_calls_it(verdict, result, norm, comparator, unit, green):
    told = {"verdict": verdict, "result": result, "norm": norm, "comparator": comparator, "colour": np.nan}
    assert is_green(told, unit) is green


def test_a_colour_speaks_where_nothing_else_does():
    told = {"verdict": None, "result": 90, "norm": np.nan, "comparator": None}
    assert [is_green(told | {"colour": colour}, "%") for colour in ("green", "amber", "red", None)] == [
        True, False, False, None
    ]  # fmt: skip
    assert is_green(told | {"norm": 85, "colour": "red"}, "%") is True
    assert is_green(told | {"verdict": "niet behaald", "colour": "green"}, "%") is False


@given(st.dates(dt.date(1990, 1, 1), dt.date(2050, 12, 31)))
def test_every_day_lies_in_one_period_of_each_kind(day):
    number = (day - dt.date(1970, 1, 1)).days
    year, week, _ = day.isocalendar()
    texts = [f"{day:%Y-%m}", f"{day.year}-Q{(day.month + 2) // 3}", f"{day.year}-H{(day.month + 5) // 6}",
             f"{year}-W{week:02}", f"{day.year}"]  # fmt: skip
    for text in texts:
        begin, end = read_stretch(text)
        assert begin <= number < end
    assert read_stretch(texts[3])[1] - read_stretch(texts[3])[0] == 7


@pytest.mark.parametrize("text", ["2021-13", "2021-00", "2021-Q5", "2021-Q0", "2021-W54", "maart 2021", "", "2021-1"])
def test_a_period_that_is_none_is_none(text):
    assert read_stretch(text) is None
    assert cuts_of([text]) == frozenset()


def test_the_small_case_is_recounted_where_its_log_reaches():
    norms = drift.analyse(small_case("kpi_report")).measured.norms
    assert norms.unjoined[["indicator", "reason", "column", "n"]].to_numpy().tolist() == [
        ["Reactietijd P1 binnen 30 min", "no_column", "responded_at", 24],
        ["Beschikbaarheid", "no_column", "downtime_min", 24],
    ]
    rows = norms.reported.set_index("period")
    assert (len(rows), rows["recounted"].notna().sum(), rows["n"].sum()) == (24, 11, 12)
    assert rows.loc["2022-12", ["reported", "recounted", "n"]].tolist() == [0.943, 1.0, 2]
    assert set(rows["contract_norm"]) == {0.9}
    assert not rows["norm_differs"].any()


def test_every_reason_has_a_sentence_in_both_languages():
    for say in (NL, EN):
        assert [code for code in UNJOINED if not say.knows(f"norms.reported.unjoined.{code}")] == []
        assert [code for code in UNTOLD if not say.knows(f"norms.reported.untold.{code}")] == []
        row = {"indicator": "Op tijd", "n": 3, "column": None}
        assert all(say.tell(tell_unjoined(row | {"reason": code})).startswith("Op tijd (3 ") for code in UNJOINED)
    assert (show_period("2021-Q1"), show_period("2021-H1")) == (pd.Period("2021Q1"), "2021-H1")


@pytest.mark.parametrize("name", [*load_rules("drift.measures.norms.reported", "join")["patterns"]])
def test_a_pattern_of_indicators_finds_its_examples_and_leaves_the_others(name):
    rule, pattern = load_rules("drift.measures.norms.reported", "join")["patterns"][name], join.PATTERNS[name]
    assert [text for text in rule["finds"] if not pattern.search(text)] == []
    assert [text for text in rule["leaves"] if pattern.search(text)] == []
