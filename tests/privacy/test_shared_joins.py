"""The shared edition against somebody who has the ticket tool, and knows every name, hour and step in it."""

import json
import re
from types import SimpleNamespace

import insider_attacks as attack
import pandas as pd
import pytest
from insider_relation import (
    A_MONTH,
    ALONE,
    BUYERS,
    CALLERS,
    CATEGORIES,
    HANDLERS,
    MONTHS,
    PAIR,
    SEEN,
    SOLO,
    make_tables,
)

import drift
from drift.measures.work.crowd import Crowd
from drift.reports import write_report
from drift.reports.edition.blocks import fold_series
from drift.reports.edition.folded import fold_experts, is_folded
from drift.reports.edition.share import share
from drift.reports.edition.steps import round_counts
from drift.reports.material import gather
from drift.reports.record import build_record
from drift.reports.workbook import write_workbook
from drift.terms import MIN_PERSONS
from drift.wording import Wording
from drift.wording.visible import to_json

EN = Wording("en")


@pytest.fixture(scope="module")
def tool():
    return make_tables()


@pytest.fixture(scope="module")
def analysis(tool):
    return drift.analyse_tables(tool, settings={"relation": "acme"})


@pytest.fixture(scope="module")
def shared(analysis, tmp_path_factory):
    paths = write_report(analysis, tmp_path_factory.mktemp("shared"), language="en", edition="shared")
    sheets = attack.read_sheets(next(path for path in paths if path.name == "acme-shared.xlsx"))
    text, attached = "\n".join(map(attack.read_text, paths)), attack.read_attached(paths[0])
    return SimpleNamespace(sheets=sheets, text=text, attached=attached, record=_record(analysis))


def _record(analysis):
    return to_json(build_record(share(analysis), EN))


def _named(analysis):
    return {problem.incident_id for problem in analysis.judgement.problems.problems}


def test_the_attacks_succeed_on_what_stays_with_its_owner(analysis, tool, tmp_path):
    write_workbook(gather(analysis, EN), tmp_path / "ours.xlsx")
    sheets = attack.read_sheets(tmp_path / "ours.xlsx")
    assert attack.find_joined(sheets, tool["incidents"]) == {*tool["incidents"]["incident_id"]}
    assert set(attack.find_as_long(sheets, tool["incidents"], tool["events"])) == {"Incidents", "Updates"}
    assert attack.find_hours(sheets)
    assert attack.find_small_counts(sheets)


def test_no_row_joins_a_ticket_but_the_problems_of_the_table(shared, analysis, tool):
    assert attack.find_joined(shared.sheets, tool["incidents"]) == _named(analysis)
    assert attack.find_as_long(shared.sheets, tool["incidents"], tool["events"], tool["people"]) == []
    others = {*tool["incidents"]["incident_id"]} - _named(analysis)
    assert not [number for number in others if number in shared.text]


def test_no_person_stands_in_any_byte_and_no_number_of_one(shared):
    for name in (*CALLERS, *HANDLERS, *BUYERS):
        assert name.split()[1].casefold() not in shared.text.casefold()
    assert "person no." not in shared.text
    assert {"Incidents", "Updates", "Roles"} & shared.sheets.keys() == set()


def test_nothing_is_told_to_the_hour(shared, tool):
    assert attack.find_hours(shared.sheets) == []
    hours = {f"{at:%H:%M}" for at in (*tool["incidents"]["opened_at"], *tool["events"]["at"])}
    told = re.findall(r"\b[012]?\d:[0-5]\d\b", re.sub(r"T\d\d:\d\d:\d\d", "", shared.text))
    assert {hour for hour in hours.intersection(told) if not hour.endswith(":00")} == set()


def test_no_count_and_no_difference_of_two_tells_fewer_than_five(shared):
    assert attack.find_small_counts(shared.sheets) == []
    counts = [n for n in json.loads(shared.record)["incidents"] if n is not None]
    assert len(counts) == MONTHS - 1
    assert {n % 5 for n in counts} == {0}
    assert json.loads(shared.record)["round_table"]["rule"] is None


def test_the_month_of_one_handler_is_blank_on_every_page(shared, analysis):
    record = json.loads(shared.record)
    at = record["periods"].index(str(ALONE))
    lines = {"engagement": record["engagement"], "incidents": record["incidents"], **record["measures"]}
    names = ("incidents", "engagement", *share(analysis).measured.operations.measures)
    work = {name: lines[name] for name in names}
    assert {name for name, line in work.items() if line[at] is not None} == set()
    assert all(line[at - 1] is not None for line in work.values())
    for name in ("volume", "same_hands", "direct_contact", "solved_on_the_floor"):
        lines = shared.attached[f"{name}.csv"].splitlines()
        assert str(ALONE) not in {line[:7] for line in lines}
        assert str(ALONE - 1) in {line[:7] for line in lines}
    assert "What still works" not in shared.sheets  # its windows would give the month back
    assert EN("edition.hidden", months=(ALONE,), persons=5) in " ".join(shared.text.split())


def test_what_is_known_of_three_callers_is_blank_though_their_month_is_told(shared, analysis):
    record = json.loads(shared.record)
    at = record["periods"].index(str(SEEN))
    assert record["measures"]["hours_to_contact"][at] is None
    assert record["measures"]["hours_to_contact"][at - 1] is not None
    # all eight callers are known to be called or not, but those who called are fewer than five
    assert record["measures"]["direct_contact"][at] is None
    assert record["measures"]["direct_contact"][at - 1] is not None
    assert SEEN in analysis.measured.operations.shares_of("hours_to_contact").value


def test_no_figure_depends_on_what_the_one_handler_did_or_how_often_of_a_step_the_pair(shared, analysis):
    """Not by a difference of totals, windows or years either: another outcome of his month changes no number.

    Nor does it change one whether two incidents of the one pair were pushed up, or four.
    """
    other = drift.analyse_tables(make_tables(alone_visits=0.0, pushed=4), settings={"relation": "acme"})
    one, two = json.loads(shared.record), json.loads(_record(other))
    for name in ("measures", "engagement", "drift", "incidents", "changes", "drivers", "round_table", "cautions"):
        assert one[name] == two[name], name
    contact = [each.measured.operations.shares_of("direct_contact").value[ALONE] for each in (analysis, other)]
    assert contact == [1.0, 0.0]  # what stays with its owner does tell
    floor = [each.measured.operations.shares_of("solved_on_the_floor").value[PAIR] for each in (analysis, other)]
    assert [A_MONTH * share for share in floor] == pytest.approx([28, 26])


def test_no_count_of_the_one_pair_is_told_better_than_within_five(shared):
    """What one pair did of a month, or did not do: every place that tells the share tells its step alone."""
    record = json.loads(shared.record)
    at = record["periods"].index(str(PAIR))
    for name, n_of_pair in (("same_hands", 4), ("solved_on_the_floor", A_MONTH - 2)):
        told = record["measures"][name][at]
        for counts in attack.find_fitting(told, record["incidents"][at]):
            assert len(counts) >= MIN_PERSONS
        assert n_of_pair in attack.find_fitting(told, record["incidents"][at])[2]
        (line,) = (one for one in shared.attached[f"{name}.csv"].splitlines() if one.startswith(str(PAIR)))
        assert float(line.split(",")[1]) == pytest.approx(told, abs=0.02)  # a chart shows it smoothed
        of_month = [row for row in shared.sheets["Measures"][1:] if row[0] == PAIR.start_time and row[2] == told]
        assert EN(f"measure.{name}.name") in {row[1] for row in of_month}


def test_every_share_of_incidents_is_the_middle_of_a_step(shared):
    record = json.loads(shared.record)
    for name in ("same_hands", "solved_on_the_floor", "direct_contact", "visits"):
        told = [
            (value, n)
            for value, n in zip(record["measures"][name], record["incidents"], strict=True)
            if value is not None
        ]
        assert len(told) > 12
        for value, n in told:
            halves = 2 * value * ((n - 2) // 5)
            assert halves == pytest.approx(round(halves), abs=0.02)
            assert round(halves) % 2 == 1


def test_no_doubt_gives_a_count_back(shared):
    """The variance of a number of incidents is one over it: over the one that is told."""
    rows = [row for row in shared.sheets["Measures"][1:] if row[1] == EN("measure.volume.name")]
    assert rows
    assert [row[2] * row[3] for row in rows] == pytest.approx([1.0] * len(rows))


def test_a_function_of_four_is_told_by_its_side_alone(analysis, shared):
    steps = [
        seat
        for problem in share(analysis).judgement.problems.problems
        for seat in (*problem.chain.touched, *problem.chain.untouched, *(step.seat for step in problem.chain.steps))
        if seat
    ]
    assert {seat.side for seat in steps} == {"customer", "supplier"}
    assert {(seat.function, seat.level, seat.small) for seat in steps if seat.side == "supplier"} == {
        (None, None, False)
    }
    assert not [row for row in shared.sheets["Round table"] if "procurement" in str(row)]


def test_the_category_of_one_caller_is_in_no_byte(shared, analysis):
    assert SOLO not in shared.text
    assert SOLO not in {problem.category for problem in analysis.judgement.problems.problems}


def test_two_reports_a_month_apart_do_not_tell_who_came(shared):
    later = drift.analyse_tables(make_tables(months=MONTHS + 1, newcomer=True), settings={"relation": "acme"})
    record = _record(later)
    assert attack.find_small_steps(shared.record, record) == {}
    before, after = (json.loads(one)["measures"] for one in (shared.record, record))
    for name in ("same_hands", "solved_on_the_floor", "direct_contact", "visits"):
        pairs = zip(before[name], after[name], strict=False)
        assert [pair for pair in pairs if pair[0] is not None and pair[0] != pair[1]] == [], name
    assert "Lift" not in record
    experts = share(later).measured.experts
    assert {*experts["experts"], *experts["lost"]} <= {"<5", "5–9"}


def test_a_month_keeps_its_block_whatever_comes_after_it():
    """Of the months of two reports neither tells what the other hides: a block hangs on its own quarter alone."""
    first = pd.period_range("2020-01", periods=4, freq="M")
    blocks = pd.Series(["2020Q1"] * 3 + ["2020-04"], index=first)
    values = pd.Series([1.0, 2.0, 6.0, 5.0, 9.0], index=pd.period_range("2020-01", periods=5, freq="M"))
    assert fold_series(values, blocks).tolist() == [3.0, 3.0, 3.0, 5.0]
    assert fold_series(values[1:], blocks).dropna().tolist() == [5.0]  # two of a block would tell the third
    assert is_folded(Crowd(blocks=blocks))
    assert not is_folded(Crowd(blocks=blocks[3:]))


def test_counts_are_told_in_steps():
    assert round_counts(pd.Series([0.0, 2, 3, 41, 703])).tolist() == [0, 0, 5, 40, 705]
    experts = pd.DataFrame({"experts": ["7", "<5", "0", "23", "10"], "lost": ["0", "5", "<5", "9", "14"]})
    told = fold_experts(experts)
    assert told["experts"].tolist() == ["5–9", "<5", "<5", "20–24", "10–14"]
    assert told["lost"].tolist() == ["<5", "5–9", "<5", "5–9", "10–14"]


def test_the_categories_that_are_told_leave_no_small_group(analysis):
    told = dict(zip(analysis.measured.held["name"], analysis.measured.crowd.held, strict=True))
    assert not any(told.values())  # a month is hidden: every window would give it back
    assert set(CATEGORIES) <= set(told)
