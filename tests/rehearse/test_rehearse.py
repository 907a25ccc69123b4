"""Three drafts with planted answers: each is found, and nothing more."""

import datetime as dt

import pytest
from rehearsed_relations import NOW, make_relation, make_version, rehearse_draft

from drift.errors import DriftError, UsageError
from drift.rehearse.flow import rehearse
from drift.rehearse.record import build_rehearsal
from drift.wording import Wording

EN = Wording("en")
MONTH_NORM = NOW[2]


def slow_second_year(month, day):
    """One in four took 12 hours, in the second year every one."""
    return 12.0 if month >= 12 or day == 0 else 2.0


def test_a_fair_draft_is_stricter_where_it_is_and_nothing_else_is_said(tmp_path):
    make_relation(tmp_path)
    draft = rehearse_draft(tmp_path, ["Incidents of priority 1 are resolved within 4 hours.", NOW[1], MONTH_NORM])
    first, second = draft.norms
    assert (first.clause_id, first.change, first.met_now, first.met_draft, first.n) == ("1.1", "stricter", 1.0, 1.0, 96)
    assert (first.low, first.high) == pytest.approx((-3 / 96, 0.0))
    assert (second.change, second.met_now, second.met_draft, second.low) == ("same", 1.0, 1.0, 0.0)
    assert (first.p90, first.best_p90, first.three_of_four) == (2.0, 2.0, 2.0)
    assert [(one.clause_id, one.failed_now, one.failed_draft, one.n_months) for one in draft.monthly] == [
        ("1.3", 0, 0, 24)
    ]
    assert draft.decides_nothing == ("1.1", "1.2")
    assert (draft.cannot_be_shown, draft.contradicts, draft.never_met, draft.infeasible) == ((), (), (), ())
    assert [(one.clause_id, one.change) for one in draft.changes] == [("1.1", "stricter")]


def test_an_impossible_draft_is_never_met_and_what_three_of_four_met_is_told(tmp_path):
    make_relation(tmp_path)
    texts = ["Incidents of priority 1 are resolved within 1 hour.", NOW[1], MONTH_NORM]
    texts.append("For every month in which a norm is not met the supplier pays a penalty of EUR 100.")
    draft = rehearse_draft(tmp_path, texts, writer="Inkoper")
    first = draft.norms[0]
    assert (first.met_now, first.met_draft, first.low, first.high) == (1.0, 0.0, -1.0, -1.0)
    assert draft.never_met == ("1.1",)
    assert draft.decides_nothing == ("1.2",)
    assert draft.asked.operations == "not_named"
    assert [(one.clause_id, one.met_years, one.would_be) for one in draft.infeasible] == [("1.1", (0.0, 0.0), 2.0)]
    assert [(one.failed_now, one.failed_draft) for one in draft.monthly] == [(0, 24)]
    assert [(one.clause_id, one.months) for one in draft.penalties] == [("1.4", 24)]
    assert (draft.cannot_be_shown, draft.contradicts) == ((), ())


def test_what_operations_wrote_is_never_called_infeasible(tmp_path):
    make_relation(tmp_path)
    texts = ["Incidents of priority 1 are resolved within 1 hour.", *NOW[1:]]
    draft = rehearse_draft(tmp_path, texts, writer="Teamleider")
    assert (draft.never_met, draft.asked.operations, draft.infeasible) == (("1.1",), "named", ())
    assert {one.clause_id: one.origin for one in draft.origin}["1.1"] in ("floor", "unknown")


def test_without_a_version_sheet_nothing_is_said_of_who_was_asked(tmp_path):
    make_relation(tmp_path)
    draft = rehearse_draft(tmp_path, ["Incidents of priority 1 are resolved within 1 hour."])
    assert (draft.asked.operations, draft.asked.authors, draft.asked.contacts, draft.infeasible) == (
        *("unknown", (), None),
        (),
    )


def test_an_unmeasurable_draft_is_told_with_the_column_that_lacks_and_what_contradicts(tmp_path):
    make_relation(tmp_path)
    texts = [
        NOW[0],
        "The supplier responds to incidents of priority 1 within 30 minutes.",
        "The supplier arrives on site within 2 hours for incidents of priority 1.",
        "Priority 2 incidents are resolved within 24 hours.",
        "Priority 2 incidents are repaired within 48 hours.",
    ]
    draft = rehearse_draft(tmp_path, texts)
    assert [(one.clause_id, one.reason, one.column) for one in draft.cannot_be_shown] == [
        ("1.2", "no_column", "responded_at"),
        ("1.3", "no_column", "arrived_at"),
    ]
    assert [(one.clause_id, one.other_id, one.value, one.other_value) for one in draft.contradicts] == [
        ("1.4", "1.5", 24.0, 48.0)
    ]
    assert draft.never_met == ()


def test_a_difference_has_bounds_by_months_and_the_same_ones_every_time(tmp_path):
    make_relation(tmp_path, hours=(slow_second_year, 20.0))
    texts = ["Incidents of priority 1 are resolved within 14 hours.", *NOW[1:]]
    one = rehearse_draft(tmp_path, texts)
    first = one.norms[0]
    assert (first.change, first.met_draft, first.met_now) == ("relaxed", 1.0, 0.375)
    assert first.low < 0.625 < first.high
    assert first.met_years == (1.0, 1.0)
    assert rehearse_draft(tmp_path, texts) == one
    assert one.monthly[0].failed_now == 24  # of eight a month one is out of time, later four
    assert one.monthly[0].failed_draft == 0


def test_only_the_last_months_count(tmp_path):
    make_relation(tmp_path, hours=(slow_second_year, 20.0))
    draft = rehearse_draft(tmp_path, [NOW[0]], months=12)
    assert (draft.first, draft.last, draft.n_months, draft.n_incidents) == ("2023-01", "2023-12", 12, 96)
    assert (draft.norms[0].met_now, draft.norms[0].n) == (0.0, 48)


def test_a_draft_with_a_later_version_is_rehearsed_on_its_own_day(tmp_path):
    make_relation(tmp_path)
    make_version(tmp_path / "SLA v2.0 concept 2023-03-01.xlsx", ["Incidents of priority 1 are resolved within 1 hour."])
    make_version(tmp_path / "SLA v2.0 def 2023-06-01.xlsx", ["Incidents of priority 1 are resolved within 3 hours."])
    draft = rehearse(tmp_path, language="en").drafts[0]  # found in the folder
    assert (draft.first, draft.last, draft.now_version) == ("2022-01", "2023-02", "1.0")
    assert draft.asked.until == dt.date(2023, 6, 1)


def test_a_version_in_force_is_rehearsed_as_on_the_day_before_it(tmp_path):
    make_relation(tmp_path)
    path = make_version(tmp_path / "SLA v2.0 def 2023-06-01.xlsx", ["Incidents of priority 1 are resolved in 1 hour."])
    make_version(tmp_path / "SLA v3.0 def 2023-09-01.xlsx", NOW)
    draft = rehearse(tmp_path, [path], language="en").drafts[0]
    assert (draft.last, draft.now_version, draft.version) == ("2023-05", "1.0", "2.0")


def test_a_draft_may_stand_elsewhere_and_bear_another_name(tmp_path):
    folder = make_relation(tmp_path / "relation")
    inside = rehearse_draft(folder, ["Incidents of priority 1 are resolved within 1 hour.", *NOW[1:]])
    (folder / "SLA v2.0 concept.xlsx").unlink()
    path = make_version(tmp_path / "offer.xlsx", ["Incidents of priority 1 are resolved within 1 hour.", *NOW[1:]])
    outside = rehearse(folder, [path], language="en").drafts[0]
    assert (outside.norms, outside.document, outside.now_version) == (inside.norms, "SLA", "1.0")
    assert sorted(file.name for file in folder.iterdir()) == ["SLA v1.0 def 2021-01-01.xlsx", "log.xlsx"]


def test_several_drafts_are_held_against_the_same_months(tmp_path):
    make_relation(tmp_path)
    paths = [
        make_version(tmp_path / f"SLA v2.{i} concept.xlsx", [f"Incidents of priority 1 are resolved within {i} hours."])
        for i in (1, 3)
    ]
    rehearsal = rehearse(tmp_path, paths, language="en")
    assert [draft.norms[0].met_draft for draft in rehearsal.drafts] == [0.0, 1.0]
    record = build_rehearsal(rehearsal, EN)
    assert [one["never_met"] for one in record["drafts"]] == [["1.1"], []]
    assert record["sentence"].count("Rehearsed on the past") == 2


def test_reports_count_by_the_year_and_hours_only_where_they_are_told(tmp_path):
    make_relation(tmp_path)
    texts = [NOW[0], "The supplier sends a report on all incidents every month.", "The supplier reports every quarter."]
    draft = rehearse_draft(tmp_path, texts)
    assert (draft.effort.times_a_year, draft.effort.now_times_a_year, draft.effort.hours) == (16.0, 0.0, None)
    (tmp_path / "drift.toml").write_text("schema = 1\neffort = { report_hours = 3 }\n")
    assert rehearse_draft(tmp_path, texts).effort.hours == 48.0


def test_a_contract_that_the_log_cannot_show_at_all_is_told_as_such(tmp_path):
    make_relation(tmp_path, now=["The supplier responds to incidents of priority 1 within 30 minutes."])
    draft = rehearse_draft(tmp_path, ["The supplier responds to incidents of priority 1 within 15 minutes."])
    assert (draft.norms, draft.monthly, draft.n_incidents) == ((), (), None)
    assert [(one.clause_id, one.reason, one.column) for one in draft.cannot_be_shown] == [
        ("1.1", "no_column", "responded_at")
    ]
    assert [(one.clause_id, one.change, one.shown) for one in draft.changes] == [("1.1", "stricter", False)]


def test_what_a_draft_lets_go_is_told_by_its_old_number(tmp_path):
    make_relation(tmp_path)
    draft = rehearse_draft(tmp_path, [NOW[0]])
    gone = [(one.clause_id, one.change, one.shown) for one in draft.changes]
    assert gone == [("1.2", "gone", False), ("1.3", "gone", False)]


def test_what_cannot_be_rehearsed_says_why(tmp_path):
    folder = make_relation(tmp_path / "relation")
    with pytest.raises(DriftError) as told:
        rehearse(folder)
    assert told.value.note.code == "rehearse.none.draft"
    with pytest.raises(UsageError):
        rehearse(folder, [tmp_path / "nowhere.xlsx"])
    with pytest.raises(UsageError):
        rehearse(folder, [folder])
    with pytest.raises(DriftError) as told:
        rehearse_draft(folder, ["The parties meet with pleasure and speak of all that matters to both of them."])
    assert told.value.note.code == "rehearse.none.norms"
    (folder / "log.xlsx").unlink()
    with pytest.raises(DriftError) as told:
        rehearse_draft(folder, [NOW[0]])
    assert told.value.note.code == "norms.none.log"


def test_the_record_has_what_programs_ask_for(tmp_path):
    make_relation(tmp_path)
    path = make_version(tmp_path / "SLA v2.0 concept.xlsx", ["Incidents of priority 1 are resolved within 1 hour."])
    record = build_rehearsal(rehearse(tmp_path, [path], language="en"), EN)
    assert record["norms"] == [
        {"clause_id": "1.1", "clock": "restore", "levels": "1", "scope": None, "change": "stricter", "met_now": 1.0,
         "met_draft": 0.0, "n": 96, "low": -1.0, "high": -1.0}
    ]  # fmt: skip
    assert record["reality"][0]["best_quarter"] == "2022Q1"
    assert {"cannot_be_shown", "contradicts", "decides_nothing", "never_met", "asked", "sentence", "effort", "could_go",
            "origin", "months_failed", "penalty_clauses"} <= record.keys()  # fmt: skip
    assert record["sentence"].endswith("Rehearsed on the past; people act differently under other norms.")
    assert len(record["questions"]) == 3
