"""Objects so few that incidents repeat on them by chance; criteria and components that the first year decides."""

from dataclasses import replace

import pandas as pd
import pytest
from handmade import make_casebook
from operation import Plan, measure, simulate

from drift.measures.work.engagement import is_by_chance, is_flat
from drift.measures.work.questions.floor import choose_criteria
from drift.measures.work.questions.repeats import Fineness
from drift.model.cautions.engagement import find_flat_cautions
from drift.model.cautions.objects import find_coarse_objects
from drift.wording import Wording

pytestmark = pytest.mark.long

FINE = Plan(months=30, a_month=25, loyal=0.8, callers=8)
COARSE = replace(FINE, objects=3)


def measured(plan, **columns):
    frames = simulate(plan, 2)
    return measure(frames | {"incidents": frames["incidents"].assign(**columns)})


def fineness_of(plan):
    frames = simulate(plan, 2)
    with make_casebook(frames["incidents"].to_dict("records"), frames["events"].to_dict("records")) as casebook:
        return casebook.fineness


def test_on_three_objects_chance_alone_repeats_nearly_every_incident():
    fineness = fineness_of(COARSE)
    assert fineness.coarse
    assert fineness.chance > 0.95
    assert fineness.explained > 0.95
    assert [str(fineness.months[at]) for at in (0, -1)] == ["2016-02", "2017-01"]  # January is not whole


def test_on_coarse_objects_the_floor_is_reckoned_as_if_no_object_was_told():
    coarse, untold = measured(COARSE), measured(COARSE, object=None)
    assert "repeated" not in coarse.outcomes
    floor, expected = coarse.shares_of("solved_on_the_floor"), untold.shares_of("solved_on_the_floor")
    assert floor.value.mean() > 0.7  # with repeats nothing would be solved there
    pd.testing.assert_series_equal(floor.log, expected.log)
    pd.testing.assert_series_equal(floor.variance, expected.variance)


def test_on_fine_objects_repeats_count_though_all_of_them_come_by_chance():
    fineness = fineness_of(FINE)
    assert fineness.chance < 0.2
    assert not fineness.coarse
    assert "repeated" in measured(FINE).outcomes


@pytest.mark.parametrize(
    ("repeated", "chance", "coarse"),
    [
        (1.0, 0.8, True),
        (1.0, 0.79, False),  # a fifth of the repeats come otherwise
        (0.6, 0.5, True),
        (0.4, 0.4, False),  # a repeat by chance is rarer than none: no repeat beside those of chance is good work
        (0.5, 0.6, True),  # chance explains all of them, and no more
    ],
)
def test_objects_are_coarse_where_chance_explains_the_repeats(repeated, chance, coarse):
    fineness = Fineness(pd.period_range("2020-01", periods=12, freq="M"), repeated, chance)
    assert fineness.coarse is coarse
    assert fineness.explained <= 1


@pytest.mark.parametrize(("first", "coarse"), [(3, True), (400, False)])
def test_the_first_twelve_months_decide_whatever_the_objects_are_later(first, coarse):
    assert fineness_of(replace(FINE, objects=first, change=12, later={"objects": 403 - first})).coarse is coarse


def test_a_caution_tells_of_coarse_objects_with_its_figures():
    months = pd.period_range("2020-01", periods=12, freq="M")
    (caution,) = find_coarse_objects(Fineness(months, 0.96, 0.9), with_floor=False)
    assert (caution.code, caution.effect, caution.periods) == ("coarse_objects", "inform", ())
    told = Wording("en").tell(caution.sentence).replace("\xa0", " ")
    assert "94 % of the repeats would come by chance alone" in told
    assert "96 % of the incidents" in told
    assert "on the floor" not in told
    (with_floor,) = find_coarse_objects(Fineness(months, 0.96, 0.9), with_floor=True)
    assert Wording("en").tell(with_floor.sentence).endswith("What was solved on the floor is reckoned without them.")
    assert find_coarse_objects(Fineness(months, 0.5, 0.1), with_floor=True) == []
    assert find_coarse_objects(None, with_floor=True) == []


def criteria_of(column, told):
    """Return the criteria of a log in which a column is told in some months only, by their number."""
    frames = simulate(replace(FINE, months=40), 2)
    incidents = frames["incidents"]
    months = pd.PeriodIndex(incidents["opened_at"], freq="M").asi8 - pd.Period("2016-01", "M").ordinal
    incidents = incidents.assign(**{column: incidents[column].where(pd.Series(months).between(*told), None)})
    with make_casebook(incidents.to_dict("records"), frames["events"].to_dict("records")) as casebook:
        return choose_criteria(casebook.flags, casebook.counts.settled)


def test_a_criterion_that_the_first_year_tells_is_used_and_one_that_comes_later_is_not():
    assert "bounced" in criteria_of("n_reassigned", (0, 13))  # told in a third of the months: of the first year all
    assert "bounced" not in criteria_of("n_reassigned", (12, 40))


def counted(*totals, known=5):
    months = pd.period_range("2020-01", periods=len(totals), freq="M")
    return pd.DataFrame({"period": months, "n": known, "known": known, "total": [float(x) for x in totals]})


@pytest.mark.parametrize(
    ("totals", "flat"),
    [
        ([0] * 12 + [5] * 12, True),
        ([5] * 12 + [1] * 12, True),
        ([5] * 11 + [4] + [5] * 12, False),
        ([0] * 6 + [5] * 6, False),
        ([0] * 11 + [0.5], False),
    ],
)
def test_what_is_0_or_1_throughout_its_first_year_enters_no_index(totals, flat):
    counts = counted(*totals)
    assert is_flat(counts, pd.PeriodIndex(counts["period"])) is flat


def teams(shares, n=40):
    """Return how often each handler was seen, every month alike: so many of n incidents each."""
    months = pd.period_range("2020-01", periods=24, freq="M")
    rows = [(month, round(share * n), 1) for month in months for share in shares]
    return pd.DataFrame(rows, columns=["period", "k", "n"])


@pytest.mark.parametrize(
    ("share", "handlers", "by_chance"),
    [
        (0.1, [0.1] * 10, True),  # a pool of ten
        (0.08, [0.1] * 10, True),
        (0.3, [0.1] * 10, False),
        (1.0, [0.5, 0.5], False),  # two duos
        (0.5, [0.5, 0.5], True),
        (0.8, [0.9, 0.1], True),  # nearly all is one person's
        (0.6, [0.025] * 40, False),
    ],
)
def test_the_same_person_no_more_often_than_by_chance_tells_nothing_of_who_works_with_whom(share, handlers, by_chance):
    counts = counted(*[40 * share] * 12, *[0] * 12, known=40)
    assert is_by_chance(counts, teams(handlers), pd.PeriodIndex(counts["period"])) is by_chance


def test_a_component_that_never_varied_is_measured_and_not_in_the_index():
    operations = measured(replace(FINE, contact=2.0, change=16, later={"contact": 0.2}))
    assert operations.shares_of("direct_contact").value.iloc[:12].tolist() == [1.0] * 12
    assert operations.engagement.entered == ("same_hands", "solved_on_the_floor")
    (caution,) = find_flat_cautions(operations.engagement)
    assert (caution.code, caution.effect) == ("component_flat", "inform")
    assert (caution.sentence.values["level"], len(caution.sentence.values["months"])) == (1.0, 12)
