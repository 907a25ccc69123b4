"""What still works: windows of which the truth is planted, and nothing told where too little is known."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from builders import make_contract, make_workbook
from hypothesis import given
from hypothesis import strategies as st
from shared_cases import copy_case

import drift
from drift.measures.work.strengths import FALL, FINDINGS, MIN_ROWS, Windows, compare_windows
from drift.reports.front.pairs import find_levels
from drift.reports.material import gather
from drift.reports.pages.returned import say_halfway, say_held
from drift.wording import Wording

pytestmark = pytest.mark.long

EN = Wording("en")
MONTHS = pd.period_range("2018-01", "2022-12", freq="M")
WINDOWS = Windows(MONTHS[:12], MONTHS[-12:])


def count(n, shares, group="band"):
    """Counts of yes and no: so many known incidents a month, and a share a year of MONTHS."""
    yes = np.round(n * np.repeat(shares, 12))
    frame = pd.DataFrame({"period": MONTHS, "n": n, "total": yes, "squares": yes, "category": group})
    return frame[frame["n"] > 0]


def find(n, *shares):
    return compare_windows(count(n, shares), "category", WINDOWS).loc["band"]


@pytest.mark.parametrize(
    ("shares", "finding"),
    [
        ((0.8, 0.8, 0.8, 0.8, 0.8), "held"),
        ((0.8, 0.8, 0.8, 0.8, 0.75), "held"),  # a fall, but none of FALL
        ((0.8, 0.8, 0.8, 0.8, 0.3), "fell"),
        ((0.8, 0.3, 0.3, 0.8, 0.8), "back"),
        ((0.8, 0.8, 0.1, 0.2, 0.9), "back"),  # above the base
        ((0.7, 0.1, 0.1, 0.1, 0.35), "rising"),
        ((0.8, 0.75, 0.8, 0.8, 0.8), "held"),  # a dip that is no fall of FALL is nothing to come back from
        ((0.8, 0.3, 0.3, 0.3, 0.3), "fell"),
    ],
)
def test_a_planted_course_has_its_finding(shares, finding):
    assert find(40, *shares)["finding"] == finding


def test_the_same_shares_of_few_incidents_tell_nothing_and_are_no_loss():
    assert find(40, 0.8, 0.8, 0.8, 0.8, 0.6)["finding"] == "fell"
    few = find(2, 1.0, 1.0, 1.0, 1.0, 0.5)  # 24 a year: 100 % to 50 % is clear
    assert few["finding"] == "fell"
    counts = count(3, (2 / 3, 2 / 3, 2 / 3, 2 / 3, 1 / 3))
    counts.loc[counts["period"].isin(MONTHS[-12:-4]), "total"] = 2
    assert compare_windows(counts, "category", WINDOWS).loc["band", "finding"] == "untold"  # 67 to 56 % of 36
    fewer = find(1, 1.0, 1.0, 1.0, 1.0, 0.0)  # 12 a year
    assert (fewer["finding"], fewer["n_after"], np.isnan(fewer["after"])) == ("untold", 12, True)


def test_the_lowest_year_is_named_with_its_level_and_its_incidents():
    found = find(40, 0.7, 0.4, 0.1, 0.2, 0.35)
    assert (found["lowest_year"], found["lowest"], found["n_lowest"]) == (2020, pytest.approx(0.1), 480)
    assert (found["before"], found["after"]) == pytest.approx((0.7, 0.35))


@given(
    st.integers(0, 60),
    st.lists(st.floats(0, 1), min_size=5, max_size=5),
)
def test_held_and_fell_say_what_their_interval_says_and_nothing_else_is_said(n, shares):
    counts = count(n, shares)
    found = compare_windows(counts, "category", WINDOWS)
    assert set(found["finding"]) <= set(FINDINGS)
    for row in found.to_dict("records"):
        if 12 * n < MIN_ROWS:
            assert row["finding"] == "untold"
        change = row["after"] - row["before"]
        if row["finding"] in ("held", "back"):
            assert change > -FALL
        if row["finding"] == "fell":
            assert change < 0
        if row["finding"] in ("back", "rising"):
            assert row["lowest"] < min(row["before"], row["after"])


@pytest.mark.parametrize("by", ["whole", "category", "object", "month"])
def test_counts_without_a_row_in_a_window_give_no_fault(by):
    counts = count(40, (0.8,) * 5).assign(whole="", object="o", month=MONTHS)
    for part in (counts.iloc[:0], counts[:12], counts[-12:], counts[12:-12]):
        found = compare_windows(part, by, WINDOWS)
        assert found.columns[0] == "finding"
        assert set(found["finding"]) <= {"untold"}


HEADS = ["Incident", "Title", "Category", "Requester", "Assignee", "Opened", "Resolved"]


@pytest.fixture(scope="module")
def silent(tmp_path_factory):
    """Three years of tickets; in the last one nobody writes down who calls, who handles, or an end."""
    folder = tmp_path_factory.mktemp("acme")
    make_contract(folder, "SLA 2018-01-01", ["The supplier shall restore faults within 4 hours."] * 6)
    rows = [HEADS]
    for i in range(36 * 6):
        opened = dt.datetime(2018, 1, 3, 9) + dt.timedelta(days=5 * i)
        named = i < 24 * 6
        people = [f"Caller {i % 5}", f"Handler {i % 3}"] if named else [None, None]
        rows.append([f"I{i:04}", "storing", "band", *people, opened, opened + dt.timedelta(hours=4) if named else None])
    make_workbook(folder / "log.xlsx", {"Incidents": rows})
    return folder


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_last_year_without_answers_gives_a_report_and_tells_no_loss(silent, tmp_path, language):
    analysis = drift.analyse(silent)
    drift.write_report(analysis, tmp_path, language=language)
    assert set(analysis.measured.held.filter(like="finding").to_numpy().ravel()) <= {"untold"}
    assert say_held(gather(analysis, Wording(language))) == ""


def test_what_comes_back_is_told_and_no_lack_of_power_is_told_as_loss(sorteercentrum):
    held = sorteercentrum.measured.held
    told = say_held(gather(sorteercentrum, EN))
    kinds = held[held["what"].isin(("category", "object"))]
    rising = kinds.loc[kinds["same_hands_finding"] == "rising", "name"]
    known = (kinds[["same_hands_finding", "solved_on_the_floor_finding"]] != "untold").any(axis=1).sum()
    assert told.startswith(f"On the way back: the same hands in {len(rising)} of {known} kinds of work")
    assert "fell" not in told
    whole = held.iloc[0]
    assert (whole["what"], whole["same_hands_finding"], whole["same_hands_lowest_year"]) == ("whole", "rising", 2022)
    assert whole["same_hands_lowest"] < 0.1 < 0.2 < whole["same_hands_after"] < 0.5 < whole["same_hands_before"]


def test_who_came_back_first_is_told_by_the_month_from_which_it_stays_above_halfway(sorteercentrum):
    told = say_halfway(gather(sorteercentrum, EN))
    assert "same hands" in told.split("Not yet halfway: ")[1]
    shares = sorteercentrum.measured.operations.seen_of("direct_contact").value.dropna().rolling(6).mean()
    before, worst, _ = find_levels(gather(sorteercentrum, EN), "direct_contact")
    later = shares[pd.PeriodIndex(shares.index) > worst.first]
    since = later.index[later.lt((before.value + worst.value) / 2)][-1] + 1
    assert f"direct contact since {EN.show(since)}" in told


N = 36 * 6
# what every row holds otherwise, and which rows there are
ODD = {
    "no_persons": ({"people": [None, None]}, range(N)),
    "no_category": ({"category": None}, range(N)),
    "all_planned": ({"title": "gepland onderhoud", "kind": "planned"}, range(N)),
    "never_resolved": ({"open_h": None}, range(N)),
    "three_months": ({}, range(18)),
    "hardly_any": ({}, [*range(40), *range(190, 200), 203, 211]),  # two years of nothing in the middle
}


@pytest.mark.parametrize("odd", ODD)
def test_a_log_in_which_a_frame_stays_empty_gives_a_report(odd, tmp_path):
    rows = [[*HEADS, "Type"]]
    otherwise, there = ODD[odd]
    for i in there:
        opened = dt.datetime(2018, 1, 3, 9) + dt.timedelta(days=5 * i)
        row = {"people": [f"Caller {i % 5}", f"Handler {i % 3}"], "category": "band", "title": "storing", "open_h": 4}
        row |= {"kind": "incident", **otherwise}
        ended = None if row["open_h"] is None else opened + dt.timedelta(hours=row["open_h"])
        rows.append([f"I{i:04}", row["title"], row["category"], *row["people"], opened, ended, row["kind"]])
    make_workbook(tmp_path / "acme" / "log.xlsx", {"Incidents": rows})
    written = drift.write_report(drift.analyse(tmp_path / "acme"), tmp_path / "out", language="nl")
    assert all(path.stat().st_size for path in written)


def test_a_real_log_without_answers_in_its_last_year_is_measured_and_tells_no_loss(tmp_path):
    held = drift.analyse(copy_case("terraform", tmp_path)).measured.held
    assert set(held["same_hands_finding"]) == {"untold"}
    assert list(held.loc[held["what"] == "whole", "solved_on_the_floor_n_after"]) == [22]
