import numpy as np
import pandas as pd
import pytest

from drift.measures.work.arrivals import Arrival, find_arrivals
from drift.model.cautions.engagement import find_arrival_cautions
from drift.wording import Wording

MONTHS = pd.period_range("2020-01", periods=40, freq="M")
WEIGHTS = {"direct_contact": 0.25, "solved_on_the_floor": 0.25, "same_hands": 0.5}


def arrive(course, *, at=12, variance=0.012):
    """Two components that move alike, and a third that comes in a month of its own."""
    together = np.linspace(0, -0.4, 40)
    logs = pd.DataFrame(dict.fromkeys(WEIGHTS, together), index=MONTHS)
    logs["same_hands"] += course
    logs.loc[MONTHS[:at], "same_hands"] = np.nan
    return find_arrivals(logs, logs * 0 + variance, WEIGHTS)


def test_a_component_that_comes_later_is_told_with_what_it_moved_on_its_own():
    (found,) = arrive(np.r_[np.zeros(18), np.full(22, -0.3)])
    assert (found.measure, str(found.month), found.share) == ("same_hands", "2021-01", 0.5)
    assert found.apart == pytest.approx(-0.3)
    assert found.step == pytest.approx(-0.15)
    assert found.error == pytest.approx(np.sqrt(2 * (0.012 + 0.012 / 2) / 6))  # its own months, and the mean of two


def test_what_all_move_alike_sets_none_apart():
    (found,) = arrive(np.zeros(40))
    assert found.apart == pytest.approx(0, abs=1e-12)
    assert arrive(np.zeros(40), at=0) == ()  # nothing came later
    assert arrive(np.zeros(40), at=29) == ()  # no year to link over yet


def test_a_component_that_moved_away_as_it_came_qualifies_with_measure_and_month():
    (caution,) = find_arrival_cautions(arrive(np.r_[np.zeros(18), np.full(22, -0.3)]))
    assert (caution.code, caution.effect) == ("component_arrived", "qualify")
    assert [str(caution.periods[0]), str(caution.periods[-1])] == ["2021-01", "2021-12"]
    told = Wording("en").tell(caution.sentence)
    assert told.startswith("“the same hands” begins in January 2021. In its first year it changed by")
    assert "\N{MINUS SIGN}26\N{NO-BREAK SPACE}%" in told


@pytest.mark.parametrize(("apart", "error"), [(-0.1, 0.01), (-0.3, 0.2)])
def test_a_small_or_a_doubtful_move_is_no_caution(apart, error):
    assert find_arrival_cautions((Arrival("same_hands", MONTHS[12], apart, error, 0.5),)) == []
