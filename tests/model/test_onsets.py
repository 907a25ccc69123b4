import numpy as np
import pytest

from drift.model.evidence.onsets import believe_onsets, date_onsets


@pytest.mark.parametrize("n_months", [1, 48, 72, 5000])
def test_the_belief_sums_to_one_without_a_last_month(n_months):
    belief = believe_onsets(n_months)
    assert (belief > 0).all()
    assert 1 - belief.sum() == pytest.approx(48 / (48 + n_months))


def test_half_of_all_rises_begin_within_the_usual_term_of_a_contract():
    assert believe_onsets(48).sum() == pytest.approx(0.5)


def test_known_dates_share_what_is_left_by_quarters_fifths_sixths():
    known = np.array([True, True, False, True])
    expected = [1 / 4, 3 / 4 / 5, 3 / 5 / 51, 3 / 5 * (50 / 51) / 6]
    assert believe_onsets(4, known) == pytest.approx(expected)


def test_a_later_date_changes_no_belief_before_it():
    early = np.arange(60) == 10
    both = early | (np.arange(60) == 40)
    assert np.array_equal(believe_onsets(60, early)[:40], believe_onsets(60, both)[:40])
    assert believe_onsets(60, both)[40] > 10 * believe_onsets(60, early)[40]


def test_twenty_versions_leave_belief_for_what_comes_after():
    known = np.arange(60) % 3 == 0
    assert 1 - believe_onsets(60, known).sum() > 0.05


def test_an_onset_is_the_median_and_its_interval_holds_nine_tenths():
    log = np.log(np.array([[[0.02, 0.02, 0.3, 0.1, 0.02], [0.02, 0.08, 0.3, 0.1, 0.04]]]))
    assert [int(part[0]) for part in date_onsets(log)] == [2, 1, 4, 1]
    log[:, :, 4] = -np.inf
    assert [int(part[0]) for part in date_onsets(log)] == [2, 1, 3, 1]
