import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from logs_of_callers import FIRST, make_calls, months_of, to_cases
from shared_cases import shared_path

from drift.measures.catalogue import AUTOMATIC
from drift.measures.paper.scope import Scope
from drift.measures.shares import Shares
from drift.measures.work.callers import count_waits, measure_callers_left
from drift.measures.work.operations import no_operations
from drift.model.callers import CallersLeft, Happened, judge_callers, name_reasons, weigh_leaving
from drift.model.cautions.callers import find_leavers
from drift.wording import Wording

NO_BASE = months_of(0)
N = 84


def leaving(calls, n=N, dated=()):
    shares = measure_callers_left(count_waits(to_cases(calls), months_of(n)), NO_BASE)
    return weigh_leaving(shares, NO_BASE, months_of(n)[-1], dated)


@pytest.fixture(scope="module")
def third():
    """A log in which 40 % give up fourteen months before its end."""
    return count_waits(to_cases(make_calls(1, change=70, quit_share=0.4, callers=120)), months_of(N))


def judge(waits, *, milestones=(), automatic=None, scope=None, turns=(), last=N):
    """Judge counts as judge_relation would."""
    operations = replace(no_operations(months_of(N)), context={} if automatic is None else {AUTOMATIC: automatic})
    found = weigh_leaving(measure_callers_left(waits, NO_BASE), NO_BASE, months_of(last)[-1], [])
    return name_reasons(found, waits, operations, Happened((), tuple(milestones), scope, turns))


def tell(caution, language="en"):
    return Wording(language).tell(caution.sentence).replace("\u00a0", " ")


def by_portal(before, after):
    """Return 100 incidents a month, of which a portal has a share, another one in the last fourteen months."""
    value = pd.Series(np.where(np.arange(N) < 70, before, after), index=months_of(N), dtype=float)
    n = value * 0 + 100
    return Shares(value, np.log(value), value * 0 + 0.01, n, value * 0 + 1)


def test_a_stable_log_has_stayed_and_says_nothing():
    found = leaving(make_calls(1))
    assert found.state == "stayed"
    assert found.rise[0] < 0 < found.rise[1]
    assert find_leavers(found) == []


@pytest.fixture(scope="module")
def zero():
    """A log in which nobody leaves for five years, and then two in five at once; it goes on for two years."""
    return count_waits(to_cases(make_calls(1, callers=50, a_year=13, leave_a_year=0.0, quit_share=0.4)), months_of(N))


def test_a_base_in_which_nobody_left_still_tells_that_two_in_five_did(zero):
    found = judge(zero)
    assert found.before.share == pytest.approx(0, abs=0.02)
    assert FIRST + 60 < found.evidence.alarm <= FIRST + 72
    assert found.once.share == pytest.approx(0.4, abs=0.12)
    assert FIRST + 60 <= found.once.then[-1] <= FIRST + 75


def test_who_left_two_years_ago_is_told_though_no_more_leave_now(zero):
    found = judge(zero)
    assert (found.state, found.told) == ("stayed", found.once)  # now none does: state and verdict are of now
    (caution,) = find_leavers(found)
    assert caution.periods == tuple(found.once.then)
    told, (once, base) = tell(caution), (f"{100 * one.share:.0f} %" for one in (found.once, found.before))
    assert f"By the gaps between their own calls {once} left, in the base {base}" in told
    assert f"Of the {found.now.n} of January 2020 – December 2020 " in told
    assert told.endswith("left: not shown to be more than in the base.")
    silent = zero[(zero["period"] == found.once.then[-1]) & (zero["first"] == 0)]
    assert found.n_silent == silent["n"].sum()


def test_of_an_earlier_year_nothing_is_told_where_a_portal_or_another_tool_may_hold_the_calls(zero):
    assert judge(zero, turns=(judge(zero).once.then[0],)).told is None


def test_when_all_call_half_as_often_they_have_stayed():
    assert leaving(make_calls(1, change=70, pace=0.5)).state == "stayed"


def test_who_gave_up_has_left_and_both_shares_stand_beside_each_other(third):
    found = judge(third)
    assert found.state == "left"
    assert found.evidence.alarm > FIRST + 70
    assert (found.before.first, found.before.last) == (FIRST, FIRST + 22)
    assert (found.now.first, found.now.last) == (FIRST + 60, FIRST + 71)
    assert found.now.share - found.before.share == pytest.approx(0.4 * (1 - found.before.share), abs=0.15)
    low, high = found.rise
    assert low > 0
    assert (low + high) / 2 == pytest.approx(found.now.share - found.before.share)
    silent = third[(third["period"] == FIRST + 83) & (third["first"] == 0)]
    assert found.n_silent == silent["n"].sum()


def test_what_the_last_complete_month_does_not_know_is_not_told(third):
    assert judge(third, last=N + 1).state == "unknown"
    assert judge_callers(None, measured=None, happened=Happened()).state == "unknown"


def test_milestones_are_named_from_a_year_before_the_rise_to_its_alarm(third):
    evidence = judge(third).evidence
    days = [
        (evidence.onset - 13).start_time.date(),
        (evidence.onset - 12).start_time.date(),
        evidence.alarm.start_time.date(),
        (evidence.alarm + 1).start_time.date(),
    ]
    found = judge(third, milestones=days)
    assert (found.state, found.milestones) == ("left", tuple(days[1:3]))


def test_a_declared_scope_that_fell_is_named(third):
    log = pd.Series(np.where(np.arange(N) < 68, 0.0, -0.5), index=months_of(N))
    found = judge(third, scope=Scope(log.to_frame("halls"), log))
    assert found.scope_fell == (FIRST + 68,)
    (caution,) = find_leavers(found)
    assert "the declared scope fell (September 2020)" in tell(caution)


def test_a_portal_that_may_hold_all_their_calls_leaves_it_open(third):
    found = judge(third, automatic=by_portal(0.05, 0.6))
    assert (found.state, found.portal.before, found.portal.after) == ("unknown", 0.05, pytest.approx(0.6))
    (caution,) = find_leavers(found)
    told = tell(caution)
    assert "Whether they left cannot be told: robots, portals and shared mailboxes had 5 %" in told


def test_a_portal_that_hardly_grew_is_named_and_explains_nothing(third):
    found = judge(third, automatic=by_portal(0.05, 0.09))
    assert found.state == "left"
    assert found.portal.after == pytest.approx(0.09)
    assert judge(third, automatic=by_portal(0.05, 0.05)).portal is None


def test_another_tool_in_those_two_years_leaves_it_open(third):
    found = judge(third, turns=(FIRST + 60, FIRST + 70))  # with the first one all of them called in the later tool
    assert (found.state, found.tool_turns) == ("unknown", (FIRST + 70,))
    assert "another tool came into use (November 2020)" in tell(find_leavers(found)[0])


def test_the_caution_gives_numbers_of_persons_from_five_on(third):
    found = judge(third, milestones=[(FIRST + 69).start_time.date()])
    (caution,) = find_leavers(found)
    assert (caution.code, caution.effect) == ("callers_left", "qualify")
    assert caution.periods == tuple(months_of(N)[-12:])
    after, before = (f"{share:.0%}".replace("%", " %") for share in (found.now.share, found.before.share))
    low, high = (round(100 * end) for end in found.rise)
    assert tell(caution) == (
        f"Of the {found.now.n} people who called in January 2020 – December 2020, {found.n_silent} called no more in"
        f" the twelve months after. By the gaps between their own calls {after} left, in the base {before}; the"
        f" difference is {low} to {high} percentage points. What may be why: 1 milestone lies in reach, from a"
        " year before the rise began (1 October 2020)."
    )
    few = replace(found, n_silent=4)
    assert ", <5 called no more" in tell(find_leavers(few)[0])
    assert "belden er <5 in de twaalf maanden daarna niet meer" in tell(find_leavers(few)[0], "nl")


def test_without_a_finding_there_is_no_caution():
    assert find_leavers(CallersLeft("unknown")) == []


def test_those_who_sent_changes_to_terraform_left_after_the_providers_moved():
    log = pd.read_excel(next((shared_path("cases/terraform") / "operations").glob("*.xlsx")), engine="calamine")
    opened = pd.to_datetime(log["Opened"]).dt.to_period("M")
    calls = pd.DataFrame({"caller_number": pd.factorize(log["Requester"])[0], "month": opened.astype("int64")})
    months = pd.period_range("2014-08", "2025-12", freq="M")
    calls = calls[calls["month"].between(months[0].ordinal, months[-1].ordinal)]
    waits = count_waits(to_cases(calls), months)
    shares = measure_callers_left(waits, NO_BASE)
    found = weigh_leaving(shares, NO_BASE, months[-1], [pd.Period("2017-06", "M")])
    assert found.state == "left"
    assert (found.now.n, found.now.share) == (33, 1.0)
    assert found.before.share == pytest.approx(0.775, abs=0.005)
    assert found.evidence.alarm == pd.Period("2018-08", "M")
    assert found.evidence.onset == pd.Period("2017-06", "M")
    told = name_reasons(found, waits, no_operations(months), Happened((), (dt.date(2017, 6, 8), dt.date(2023, 8, 10))))
    assert (told.state, told.milestones, told.n_silent) == ("left", (dt.date(2017, 6, 8),), 33)
