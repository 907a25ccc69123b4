"""The draft of the sample, and the version that was signed in its place: what would have been said beforehand."""

import pytest
from conftest import ROOT

from drift.rehearse.flow import rehearse

SAMPLE = ROOT / "data" / "samples" / "sorteercentrum"


@pytest.fixture(scope="module")
def drafts():
    signed = SAMPLE / "contract" / "SLA v3.0 def 01-01-2022.xlsx"
    draft = SAMPLE / "contract" / "SLA v4.0 concept 15-02-2023.xlsx"
    return rehearse(SAMPLE, [draft, signed], language="nl").drafts


def test_the_draft_is_held_against_the_two_years_before_its_day(drafts):
    draft = drafts[0]
    assert (draft.first, draft.last, draft.now_version, draft.n_incidents) == ("2021-02", "2023-01", "3.1", 893)
    assert [(norm.clause_id, norm.change, norm.n) for norm in draft.norms] == [
        *(("3.4", "same", 66), ("3.5", "same", 316), ("3.6", "same", 432))
    ]
    assert all(norm.met_now == norm.met_draft for norm in draft.norms)
    assert [(one.clause_id, one.failed_now, one.failed_draft, one.n_months) for one in draft.monthly] == [
        ("4.4", 23, 23, 24)
    ]


def test_what_no_column_shows_is_named_with_the_column(drafts):
    found = {one.clause_id: one.column for one in drafts[0].cannot_be_shown if one.column}
    assert found == dict.fromkeys(["3.1", "3.2", "3.3", "4.3"], "responded_at")


def test_availability_is_told_by_the_reports_that_name_it_though_no_column_shows_it(drafts):
    assert "4.1" not in {one.clause_id for one in drafts[0].cannot_be_shown}
    assert vars(drafts[0].tested) == {"clauses": 28, "shown": 4, "reported": 1, "enough": 3}


def test_what_to_keep_or_drop_is_a_few_clauses_with_most_reasons_first(drafts):
    own = drafts[0].could_go
    assert len(own) == 37
    assert [one.clause_id for one in own[:5]] == ["9.5", "2.10", "3.7", "3.21", "4.2"]
    assert {one.why for one in own[:5]} == {("blind", "desk", "unnamed")}
    assert not {"3.1", "3.2", "3.3", "4.3"} & {one.clause_id for one in own}  # one column more would show them


def test_procurement_wrote_it_and_operations_are_not_named(drafts):
    asked = drafts[0].asked
    assert (asked.authors, asked.operations) == (("procurement",), "not_named")
    assert asked.contacts == {"operational": 16, "tactical": 34, "strategic": 4}  # until the version of October


def test_the_version_of_2022_is_rehearsed_as_on_the_day_before_it(drafts):
    signed = drafts[1]
    assert (signed.first, signed.last, signed.now_version, signed.version) == ("2020-01", "2021-12", "2.0", "3.0")
    assert [(norm.clause_id, norm.change, norm.was_value, norm.value) for norm in signed.norms] == [
        ("3.4", "stricter", 6.0, 4.0),
        ("3.5", "stricter", 24.0, 12.0),
        ("3.6", "same", 5.0, 5.0),
    ]
    assert all(norm.low <= norm.met_draft - norm.met_now <= norm.high for norm in signed.norms)
    # 85 % of a month, then 90 %: never failed under the norm in force, and would have in ten of 24 months
    assert [(one.clause_id, one.failed_now, one.failed_draft) for one in signed.monthly] == [("4.4", 0, 10)]
